import { describe, expect, it } from 'vitest';
import type { Variant, VariantStatus } from '#lib/domain/variant.ts';
import { judgeBudget } from './budget.ts';

/** A variant as the budget sees it: its status, whether there is a reply, and what its tries have cost. */
function row(status: VariantStatus, hasReply: boolean, cost: number | null): Variant {
	return {
		id: 'v',
		briefId: 'b',
		roundId: 'r',
		directionId: 'd',
		number: 1,
		status,
		photos: 'none',
		attempts: 1,
		provider: 'openai',
		model: 'm',
		promptSha256: hasReply ? 'e' : null,
		promptVersion: null,
		plan: null,
		sourceName: null,
		replySha256: hasReply ? 'f' : null,
		htmlSha256: null,
		photoPlan: null,
		title: null,
		medium: null,
		readingSteps: [],
		errorCode: null,
		errorMessage: null,
		usage: null,
		cost,
		costBasis: cost === null ? null : 'reported',
		ms: hasReply ? 900 : null,
		charsWritten: 0,
		point: {},
		statement: '',
		createdAt: 0,
		updatedAt: 0
	};
}
const queued = row('queued', false, null);
const running = row('running', false, null);
/** An empty reply, for example: another is asked for in its place. */
const thrownAway = { ...row('queued', false, null), ms: 900 };
const built = (cost: number | null) => row('ready', true, cost);

const CASES: [what: string, budget: number, variants: Variant[], verdict: string][] = [
	['the first is always begun', 0.001, [queued], 'go'],
	['nothing else is begun before its price is known', 1, [running, queued], 'wait'],
	['one that got no reply cost nothing', 1, [row('failed', false, null), queued], 'go'],
	['a reply without a price cannot be counted', 1, [built(null), queued], 'spent'],
	['the next fits', 1, [built(0.5), queued], 'go'],
	['the next does not fit', 0.99, [built(0.5), queued], 'spent'],
	[
		'those in flight are taken to cost as much as the dearest',
		1,
		[built(0.4), built(0.1), running, queued],
		'wait'
	],
	['and there is room for both', 1.3, [built(0.4), built(0.1), running, queued], 'go'],
	['a reply that could not be read was paid for', 0.9, [row('failed', true, 0.5), queued], 'spent'],
	['what an earlier try cost was spent', 0.9, [row('queued', false, 0.5)], 'spent'],
	['a reply without a price that was thrown away counts too', 1, [thrownAway], 'spent'],
	['free is free', 0.01, [built(0), built(0), queued], 'go']
];

describe('a budget', () => {
	it.each(CASES)('%s', (_, budget, variants, verdict) => {
		expect(judgeBudget(budget, variants, null).kind).toBe(verdict);
	});

	it('has room for going on with one beside those in flight', () => {
		const half = { ...row('running', true, 0.5), id: 'half' };
		const judge = (budget: number, others: Variant[]) =>
			judgeBudget(budget, [half, ...others], null, new Set(['half'])).kind;
		expect(judge(1, [])).toBe('go');
		expect(judge(0.99, [])).toBe('spent');
		expect(judge(1.49, [running])).toBe('wait');
		expect(judge(1.5, [running])).toBe('go');
	});

	const reserved: [what: string, budget: number, variants: Variant[], verdict: string][] = [
		['the first fits', 0.2, [queued], 'go'],
		['others are begun beside it while all fit', 0.7, [running, running, queued], 'go'],
		['and wait when they do not', 0.5, [running, running, queued], 'wait'],
		['not even one fits', 0.1, [queued], 'spent'],
		['what is known counts before what is estimated', 0.1, [built(0.01), running, queued], 'go']
	];
	it.each(reserved)('of which one is estimated at 0.2: %s', (_, budget, variants, verdict) => {
		expect(judgeBudget(budget, variants, 0.2).kind).toBe(verdict);
	});
});
