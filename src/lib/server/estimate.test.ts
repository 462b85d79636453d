import { describe, expect, it } from 'vitest';
import { RoundSettings } from '#lib/domain/round.ts';
import { parsePrices } from '#lib/generator/prices.ts';
import { dearestReply, estimateRound, modelsWithoutPrice, type PastReply } from './estimate.ts';

const TABLE = parsePrices(
	'date: 2026-11-01\nmodels:\n  - { match: small, input: 1, output: 10 }\n  - { match: large, input: 2, output: 20 }\n',
	'prices.yaml'
);
const HOME = 'http://127.0.0.1:1/v1';

function settings(models: string[], more: Partial<RoundSettings> = {}): RoundSettings {
	return RoundSettings.parse({
		count: 10,
		provider: 'openai',
		models,
		baseUrl: HOME,
		concurrency: 4,
		seed: 1,
		budget: null,
		shots: [],
		...more
	});
}

function past(model: string, outputTokens: number, more: Partial<PastReply> = {}): PastReply {
	const usage = { inputTokens: 1_000, outputTokens };
	return { model, baseUrl: HOME, usage, cost: null, costBasis: null, ms: 8_000, ...more };
}
const PAST = [10_000, 20_000, 30_000, 40_000, 50_000].map((tokens) => past('small', tokens));

const input = (models: string[], known: PastReply[] = [], more: Partial<RoundSettings> = {}) => ({
	settings: settings(models, more),
	promptChars: 8_000,
	past: known,
	table: TABLE
});

describe('an estimate', () => {
	it('assumes what it says where nothing is known', () => {
		expect(estimateRound(input(['small']))).toEqual({
			requests: 10,
			inputTokens: 20_000,
			outputTokens: { low: 50_000, high: 200_000 },
			cost: { low: 0.52, high: 2.02 },
			unpriced: [],
			pricesOf: '2026-11-01',
			seconds: null,
			basis:
				'The prompt is counted as a token for every 4 characters. ' +
				'Of small there is no earlier reply: 5000 to 20000 tokens are assumed for each. ' +
				'Prices are those of the table of 2026-11-01.'
		});
	});

	it('takes the middle half of earlier replies', () => {
		const estimate = estimateRound(input(['small'], PAST));
		expect(estimate).toMatchObject({
			outputTokens: { low: 200_000, high: 400_000 },
			cost: { low: 2.02, high: 4.02 },
			seconds: { low: 20, high: 20 }
		});
		expect(estimate.basis).toContain('the middle half of 5 earlier ones');
	});

	it('takes what the endpoint has said before what the table says', () => {
		const reported = [0.5, 0.5, 0.7].map((cost) =>
			past('small', 10_000, { cost, costBasis: 'reported' })
		);
		expect(estimateRound(input(['small'], reported))).toMatchObject({
			cost: { low: 5, high: 7 },
			pricesOf: null
		});
		const elsewhere = reported.map((reply) => ({ ...reply, baseUrl: null }));
		expect(estimateRound(input(['small'], elsewhere)).pricesOf).toBe('2026-11-01');
	});

	it('adds up several models as they are dealt, and says which have no price', () => {
		expect(estimateRound(input(['small', 'large'])).cost).toEqual({ low: 0.78, high: 3.03 });
		const unknown = estimateRound(input(['small', 'odd', 'strange']));
		expect(unknown).toMatchObject({ cost: null, unpriced: ['odd', 'strange'] });
		expect(unknown.basis).toContain('No price is known for odd, strange.');
	});

	it('is never shorter than one reply', () => {
		expect(estimateRound(input(['small'], PAST, { count: 1 })).seconds).toEqual({
			low: 8,
			high: 8
		});
	});

	it.each(['composer', 'recorded'] as const)('of the %s is that it costs nothing', (provider) => {
		const estimate = estimateRound(input([provider], [], { provider }));
		expect(estimate).toMatchObject({ requests: 0, inputTokens: 0, cost: { low: 0, high: 0 } });
		expect(estimate.basis).toContain('costs nothing');
	});
});

describe('what one reply is reckoned with', () => {
	const reported = past('odd', 1, { cost: 0.4, costBasis: 'reported' });
	const cases: [what: string, models: string[], past: PastReply[], dearest: number | null][] = [
		['assumed, at the price of the table', ['small'], [], 0.202],
		['the longest so far', ['small'], PAST, 0.502],
		['the dearest model', ['small', 'large'], [], 0.404],
		['the dearest so far', ['odd'], [reported, { ...reported, cost: 0.1 }], 0.4],
		['nothing known', ['odd'], [past('odd', 1)], null],
		['nothing known of one', ['small', 'odd'], [], null]
	];
	it.each(cases)('%s', (_, models, known, dearest) => {
		expect(dearestReply(input(models, known))).toBe(dearest);
	});
});

describe('models that do not tell their price', () => {
	const cases: [what: string, past: PastReply[], models: string[]][] = [
		['unheard so far: the first reply may tell', [], []],
		['heard, and they said nothing', [past('odd', 1)], ['odd']],
		['they said nothing elsewhere', [past('odd', 1, { baseUrl: null })], []],
		[
			'they have told before',
			[past('odd', 1), past('odd', 1, { cost: 1, costBasis: 'reported' })],
			[]
		]
	];
	it.each(cases)('%s', (_, known, models) => {
		expect(modelsWithoutPrice(input(['small', 'odd'], [...PAST, ...known]))).toEqual(models);
	});
});
