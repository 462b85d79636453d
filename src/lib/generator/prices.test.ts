import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { VitrineError } from '#lib/domain/errors.ts';
import { findPrice, parsePrices, priceOf } from './prices.ts';

const TABLE = parsePrices(
	`
date: 2026-11-01
models:
  - match: [big-2, big-2-20*]
    input: 3
    output: 15
  - match: BIG-*
    input: 1
    output: 5
  - match: free.model
    input: 0
    output: 0
`,
	'prices.yaml'
);

describe('priceOf', () => {
	const million = { inputTokens: 1_000_000, outputTokens: 1_000_000 };
	const sums: [model: string, usage: typeof million | null, cost: number | null][] = [
		['big-2', million, 18],
		['big-2-2026-08-01', million, 18],
		['big-2-mini', million, 6],
		['Big-1', { inputTokens: 2_000, outputTokens: 10_000 }, 0.052],
		['free.model', million, 0],
		['freexmodel', million, null],
		['a-big-2', million, null],
		['other', million, null],
		['big-2', null, null]
	];
	it.each(sums)('%s, %o: %s', (model, usage, cost) => {
		expect(priceOf(usage, model, TABLE)).toBe(cost);
	});

	it('tells the day it is of', () => {
		expect(findPrice('big-2', TABLE)?.date).toBe('2026-11-01');
	});
});

describe('a table that is not understood', () => {
	const broken: [
		text: string,
		line: number | undefined,
		field: string | undefined,
		says: string
	][] = [
		['date: [', 1, undefined, 'line 1'],
		['models: []', 1, 'date', 'date'],
		['date: today\nmodels: []', 1, 'date', 'must be a day such as'],
		[
			'date: 2026-11-01\nmodels:\n  - match: a\n    input: dear\n    output: 1',
			4,
			'models.0.input',
			'line 4'
		],
		[
			'date: 2026-11-01\nmodels:\n  - match: a\n    input: -1\n    output: 1',
			4,
			'models.0.input',
			'line 4'
		],
		[
			'date: 2026-11-01\nmodels:\n  - match: a\n    input: 1',
			3,
			'models.0.output',
			'models.0.output'
		],
		[
			'date: 2026-11-01\nmodels:\n  - match: []\n    input: 1\n    output: 1',
			3,
			'models.0.match',
			'must name a model'
		],
		['date: 2026-11-01\nprices: []\nmodels: []', 1, undefined, 'prices'],
		['', undefined, undefined, 'prices.yaml']
	];
	it.each(broken)('%j: line %s', (text, line, field, says) => {
		let error: unknown;
		try {
			parsePrices(text, 'prices.yaml');
		} catch (thrown) {
			error = thrown;
		}
		expect(error).toBeInstanceOf(VitrineError);
		expect(error).toMatchObject({ code: 'prices_invalid', field, line });
		expect(String(error)).toContain(says);
	});
});

describe('the table that comes with Vitrine', () => {
	const file = new URL('../../../config/prices.yaml', import.meta.url);
	const shipped = parsePrices(readFileSync(file, 'utf8'), 'prices.yaml');

	it('is understood, and says no price for names it does not have', () => {
		expect(shipped.length).toBeGreaterThan(10);
		expect(findPrice('gpt-5.4-mini-2026-03-17', shipped)).toMatchObject({
			input: 0.75,
			output: 4.5
		});
		expect(findPrice('llama3.2:latest', shipped)).toBeNull();
	});
});
