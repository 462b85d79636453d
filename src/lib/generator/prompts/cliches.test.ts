import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { VitrineError } from '#lib/domain/errors.ts';
import { parseCliches } from './cliches.ts';

const GOOD = `date: 2026-11
groups:
  - name: Layout
    entries:
      - name: Bento
        look: Boxes of many sizes.
`;

describe('the list of clichés', () => {
	it('that comes with Vitrine can be read, and names nothing twice', () => {
		const text = readFileSync(new URL('cliches.yaml', import.meta.url), 'utf8');
		const { groups } = parseCliches(text, 'cliches.yaml');
		const names = groups.flatMap(({ entries }) => entries.map(({ name }) => name.toLowerCase()));
		expect(new Set(names).size).toBe(names.length);
		expect(names.length).toBeGreaterThan(30);
		// It goes into every prompt.
		expect(text.length).toBeLessThan(9000);
	});

	it('is read as it stands', () => {
		expect(parseCliches(GOOD, 'x.yaml')).toEqual({
			date: '2026-11',
			groups: [{ name: 'Layout', entries: [{ name: 'Bento', look: 'Boxes of many sizes.' }] }]
		});
		expect(parseCliches('date: 2026-01\ngroups: []', 'x.yaml').groups).toEqual([]);
	});

	it.each<[what: string, text: string, line: number, field: string | undefined, says: RegExp]>([
		['no YAML', 'date: [', 1, undefined, /x\.yaml, line 1:/],
		['a slip further down', GOOD.replace('look: ', 'look: "'), 7, undefined, /line 7:/],
		['nothing', '', 1, undefined, /line 1/],
		['no date', GOOD.replace('date: 2026-11\n', ''), 1, 'date', /“date” is missing/],
		['another date', GOOD.replace('2026-11', 'today'), 1, 'date', /a year and a month/],
		[
			'an entry without a look',
			GOOD.replace('        look: Boxes of many sizes.\n', ''),
			5,
			'groups.0.entries.0.look',
			/line 5: “groups.0.entries.0.look” is missing/
		],
		[
			'an empty look',
			GOOD.replace('Boxes of many sizes.', '" "'),
			6,
			'groups.0.entries.0.look',
			/line 6/
		],
		['a misspelt field', GOOD.replace('look:', 'loook:'), 5, 'groups.0.entries.0.look', /missing/],
		['a field too many', `${GOOD}        wow: yes\n`, 7, 'groups.0.entries.0.wow', /is no field/],
		['a list', '- a\n- b', 1, undefined, /line 1/]
	])('with %s says the line and the field', (_, text, line, field, says) => {
		try {
			parseCliches(text, 'x.yaml');
			expect.unreachable('it was read');
		} catch (thrown) {
			expect(thrown).toBeInstanceOf(VitrineError);
			expect(thrown).toMatchObject({ code: 'cliches_invalid', line });
			if (!(thrown instanceof VitrineError)) return;
			expect(thrown.field).toBe(field);
			expect(thrown.sentence).toMatch(says);
			expect(thrown.sentence).toMatch(/\.$/);
		}
	});
});
