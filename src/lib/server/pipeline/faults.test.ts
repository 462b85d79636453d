import { describe, expect, it } from 'vitest';
import type { RoundEvent } from '#lib/domain/round.ts';
import { FaultWatch, secondTries } from './faults.ts';

type Told = Pick<RoundEvent, 'type' | 'data'>;
const told = (type: Told['type'], data: Told['data'] = {}): Told => ({ type, data });

const queued = told('variant.queued');
const again = told('variant.queued', { after: 'provider_cut_off' });
const running = told('variant.running');
const failed = told('variant.failed', { code: 'provider_cut_off' });

describe('secondTries', () => {
	const stories: [what: string, story: Told[], tries: number][] = [
		['nothing yet', [queued, running], 0],
		['once', [queued, running, again, running], 1],
		['twice', [queued, running, again, running, again, running], 2],
		['put back by a process that closed', [queued, running, again, running, queued, running], 1],
		['failed and asked for again', [queued, running, again, running, failed, queued, running], 0],
		['interrupted', [queued, running, again, told('variant.interrupted'), queued], 0]
	];
	it.each(stories)('%s', (_, story, tries) => {
		expect(secondTries(story)).toBe(tries);
	});
});

describe('FaultWatch', () => {
	const down = 'provider_unreachable';
	const runs: [codes: (string | null)[], verdict: 'model' | 'round' | null][] = [
		[[null], null],
		[['provider_failed'], null],
		[['reply_refused'], null],
		[['provider_key'], 'model'],
		[['provider_no_credit'], 'model'],
		[['unknown_model'], 'model'],
		[[down, down], null],
		[[down, down, down], 'round'],
		[[down, down, null, down], null],
		[[down, down, 'provider_failed', down, down], null],
		[[down, down, down, down], null]
	];
	it.each(runs)('%j: %s', (codes, verdict) => {
		const watch = new FaultWatch();
		expect(codes.map((code) => watch.note(code)).at(-1)).toBe(verdict);
	});
});
