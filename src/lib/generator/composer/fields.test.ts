import { describe, expect, it } from 'vitest';
import { factsOf, humanise, scalarFact, type Json } from './fields.ts';

describe('scalarFact', () => {
	it.each<[key: string, value: Json, kind: string | null, text: string | null]>([
		['name', 'Read', 'text', 'Read'],
		['name', '  ', null, null],
		['name', null, null, null],
		['active', true, 'yes-no', 'yes'],
		['at', '14:19', 'time', '14:19'],
		['at', '24:19', 'text', '24:19'],
		['due', '2026-11-01', 'date', '1 Nov 2026'],
		['due', '2026-11-01T14:19:00Z', 'date', '1 Nov 2026, 14:19'],
		['due', '2026-13-01', 'date', '2026-13-01'],
		['rows', 12345.5, 'number', '12,345.5'],
		['year', 2026, 'number', '2026'],
		['spent', 0.61, 'number', '0.61'],
		[
			'wants',
			'npm run db:replay -- --from 2026-11-01',
			'code',
			'npm run db:replay -- --from 2026-11-01'
		],
		['file', 'src/payouts/round.ts', 'code', 'src/payouts/round.ts'],
		['detail', 'files under src/ and tests/', 'code', 'files under src/ and tests/'],
		[
			'why',
			'The unit tests pass, but they use round numbers, which is why nobody saw it.',
			'long',
			'The unit tests pass, but they use round numbers, which is why nobody saw it.'
		]
	])('%s: %j is %s', (key, value, kind, text) => {
		const fact = scalarFact(key, value);
		expect([fact?.kind ?? null, fact?.text ?? null]).toEqual([kind, text]);
	});

	it('writes an amount with the currency named beside it, and no other number', () => {
		const owner = { amount: 1200.5, currency: 'EUR', rows: 3 };
		expect(scalarFact('amount', 1200.5, owner)?.text).toBe('1,200.50 EUR');
		expect(scalarFact('rows', 3, owner)?.text).toBe('3');
	});
});

describe('humanise', () => {
	it.each([
		['setBy', 'Set by'],
		['set_by', 'Set by'],
		['first-run', 'First run'],
		['Use the network', 'Use the network'],
		['', 'Value']
	])('%j is %j', (key, wanted) => {
		expect(humanise(key)).toBe(wanted);
	});
});

describe('factsOf', () => {
	it('opens objects, joins lists, names the objects in a list, leaves out what is empty', () => {
		const facts = factsOf(
			{
				customer: { name: 'Ada', address: { city: 'Lyon' } },
				tags: ['a', 'b'],
				lines: [{ title: 'Parts' }, { title: 'Work' }],
				none: [],
				skipped: 1
			},
			['skipped']
		);
		expect(facts.map(({ label, text }) => `${label}: ${text}`)).toEqual([
			'Customer name: Ada',
			'Customer address city: Lyon',
			'Tags: a, b',
			'Lines: Parts, Work'
		]);
	});

	it('goes no deeper than it can show', () => {
		expect(factsOf({ a: { b: { c: { d: { e: 1 } } } } })).toEqual([]);
	});
});
