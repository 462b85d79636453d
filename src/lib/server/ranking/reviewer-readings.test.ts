import { afterEach, describe, expect, it } from 'vitest';
import type { Answer, Criterion } from '#lib/domain/session.ts';
import { FAST_MS } from '#lib/domain/session-view.ts';
import { reviewerReadings } from './reviewer-readings.ts';
import { TestSession } from './session-for-tests.ts';

const open: TestSession[] = [];
afterEach(() => {
	for (const session of open.splice(0)) session.close();
});

type Says = (Answer & { kind: 'pair' })['says'];

/** One reviewer who says so of pairs of works, by number. */
function sitting(
	said: readonly [left: number, right: number, says: Says, ms?: number, criterion?: Criterion][]
) {
	const session = new TestSession(4, { criteria: ['overall', 'detail'] });
	open.push(session);
	const reviewerId = session.join();
	const sent = said.map(([one, other, says, ms, criterion = 'overall']) => {
		const [left = '', right = ''] = [session.ids[one], session.ids[other]];
		return session.answer(reviewerId, criterion, { kind: 'pair', left, right, says }, ms);
	});
	const reading = (criterion: Criterion = 'overall') =>
		reviewerReadings(session.ledger, criterion)([])[0];
	return { session, reviewerId, sent, reading };
}

describe('how a reviewer answers', () => {
	it('counts what is no skip and was not taken back, by one criterion', () => {
		const { session, sent, reading } = sitting([
			[0, 1, 'left'],
			[1, 2, 'skip'],
			[2, 3, 'tie'],
			[0, 1, 'left', 900, 'detail']
		]);
		expect(reading()?.answers).toBe(2);
		expect(reading('detail')?.answers).toBe(1);
		session.happen('retracted', { comparisonId: sent[2] ?? '' });
		expect(reading()?.answers).toBe(1);
	});

	it('tells the share of timed answers that came too fast to have looked', () => {
		expect(
			sitting([
				[0, 1, 'left', FAST_MS - 1],
				[1, 2, 'left', FAST_MS],
				[2, 3, 'left', 4000],
				[0, 2, 'left', 0],
				[0, 3, 'left']
			]).reading()?.fastShare
		).toBe(0.5);
		expect(sitting([[0, 1, 'left']]).reading()?.fastShare).toBeNull();
	});

	it('tells how often a pair that came again was answered as before, on whichever side', () => {
		const { reading } = sitting([
			[0, 1, 'left'],
			// The same winner on the other side.
			[1, 0, 'right'],
			// Another winner.
			[0, 1, 'right'],
			[2, 3, 'tie'],
			[3, 2, 'tie'],
			[2, 3, 'neither'],
			[2, 3, 'skip'],
			[1, 2, 'left']
		]);
		expect(reading()?.consistency).toBe(2 / 4);
		expect(sitting([[0, 1, 'left'], [1, 2, 'left']]).reading()?.consistency).toBeNull(); // prettier-ignore
	});

	it('does not take two criteria for the same question', () => {
		const { reading } = sitting([
			[0, 1, 'left'],
			[0, 1, 'right', 900, 'detail']
		]);
		expect(reading()?.consistency).toBeNull();
	});

	it('takes the reliability of the reviewer’s number, after the curator’s', () => {
		const { session, sent } = sitting([[0, 1, 'left']]);
		expect(sent).toHaveLength(1);
		session.join();
		const read = (...reliabilities: number[]) =>
			reliabilities.map((reliability, reviewer) => ({
				reviewer,
				reliability,
				low: 0,
				high: 2,
				leftShare: 0.5
			}));
		const readings = reviewerReadings(session.ledger, 'overall')(read(1, 0.2, 1.4));
		expect(readings.map(({ reliability }) => reliability)).toEqual([0.2, 1.4]);
		// One who joined since the fit is taken for a usual one.
		const [, other] = reviewerReadings(session.ledger, 'overall')(read(1, 0.2));
		expect(other).toMatchObject({ reliability: 1, leftShare: null, answers: 0 });
	});
});
