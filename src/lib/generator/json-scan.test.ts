import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJsonFault } from './json-scan.ts';

const parses = (text: string): boolean => {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
};

describe('findJsonFault', () => {
	const faults: [text: string, at: number, says: string][] = [
		['', 0, 'is empty'],
		['{"a": 1,}', 8, 'has a comma before }'],
		['[1, 2', 5, 'ends before it is complete'],
		['{"a" 1}', 5, 'needs a colon after a name'],
		['{a: 1}', 1, 'needs a name in double quotes at “a: 1}”'],
		['{"a": x}', 6, 'cannot be read at “x}”'],
		['[1 2]', 3, 'needs a comma or ] before “2]”'],
		['{} {}', 3, 'goes on after its end with “{}”'],
		['[1,]', 3, 'has a comma or colon before ]'],
		['[01]', 1, 'cannot be read at “01]”'],
		[`["${'x'.repeat(250_000)}`, 1, `cannot be read at “"${'x'.repeat(23)}”`],
		['["a\nb"]', 1, 'cannot be read at “"a”'],
		["{'a': 1}", 1, "needs a name in double quotes at “'a': 1}”"]
	];
	it.each(faults)('in %.40j at %i', (text, at, says) => {
		expect(findJsonFault(text)).toEqual({ at, says });
	});

	it('finds none exactly where JSON.parse finds none', () => {
		const damaged = fc
			.tuple(
				fc.json({ maxDepth: 4 }),
				fc.nat(),
				fc.constantFrom(
					'\u0001',
					'\u007f',
					'',
					',',
					'}',
					']',
					'"',
					'{',
					' ',
					'0',
					'\n',
					'\\',
					'e',
					'-'
				)
			)
			.map(([text, where, char]) => {
				const at = where % (text.length + 1);
				return text.slice(0, at) + char + text.slice(char === '' ? at + 1 : at);
			});
		fc.assert(
			fc.property(damaged, (text) => {
				expect(findJsonFault(text) === null).toBe(parses(text));
			}),
			{ numRuns: 2000 }
		);
		fc.assert(
			fc.property(fc.json({ maxDepth: 8 }), (text) => {
				expect(findJsonFault(text)).toBeNull();
			})
		);
	});
});
