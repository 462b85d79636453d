import { afterEach, describe, expect, it } from 'vitest';
import { UNMARKED, type Flag } from '#lib/domain/marks.ts';
import { fit } from '#lib/scoring/preference/preference.ts';
import { answerOf, CURATOR, numberThem, readingsOf } from './evidence-of.ts';
import { unpack } from './packed-evidence.ts';
import { TestSession } from './session-for-tests.ts';

const open: TestSession[] = [];
afterEach(() => {
	for (const session of open.splice(0)) session.close();
});

function sessionOf(works: number, given: object = {}): TestSession {
	const session = new TestSession(works, given);
	open.push(session);
	return session;
}

const evidenceOf = (session: TestSession) => unpack(session.judgeOf('overall').evidence());

const IDS = ['a', 'b', 'c', 'd', 'e', 'f'];
const numbering = numberThem(IDS, ['p', 'q']);

describe('an answer in numbers', () => {
	it.each(['left', 'right', 'tie', 'neither'] as const)('that says %s', (says) => {
		const answer = { kind: 'pair' as const, left: 'c', right: 'a', says };
		const read = answerOf({ reviewerId: 'q', answer }, numbering);
		expect(read).toEqual({ reviewer: CURATOR + 2, left: 2, right: 0, says });
	});

	it('that is an order keeps what was shown and what was said', () => {
		const answer = { kind: 'four' as const, shown: ['a', 'f', 'c'], order: ['f', 'c', 'a'] };
		const read = answerOf({ reviewerId: 'p', answer }, numbering);
		expect(read).toEqual({ reviewer: CURATOR + 1, shown: [0, 5, 2], order: [5, 2, 0] });
	});

	it('is none for a skip, for a stranger, and for works that are not of the pool', () => {
		const pair = { kind: 'pair' as const, left: 'a', right: 'b', says: 'left' as const };
		const none = [
			{ reviewerId: 'p', answer: { ...pair, says: 'skip' as const } },
			{ reviewerId: 'p', answer: { kind: 'four' as const, shown: ['a', 'b', 'c'], order: [] } },
			{ reviewerId: 'nobody', answer: pair },
			{ reviewerId: 'p', answer: { ...pair, right: 'z' } },
			{ reviewerId: 'p', answer: { kind: 'four' as const, shown: ['a', 'z'], order: ['z', 'a'] } }
		];
		for (const answer of none) expect(answerOf(answer, numbering)).toBeNull();
	});
});

describe('marks', () => {
	const marked = (flags: readonly Flag[], stars: readonly number[] = []) =>
		new Map(
			IDS.map((id, at) => [id, { ...UNMARKED, flag: flags[at] ?? 'none', stars: stars[at] ?? 0 }])
		);
	const read = (flags: readonly Flag[], stars: readonly number[] = []) =>
		readingsOf(numbering.itemOf, 'overall', marked(flags, stars)).map(
			({ reviewer, item, scale, level }) => {
				expect(reviewer).toBe(CURATOR);
				return `${IDS[item]} ${scale} ${level}`;
			}
		);

	it('are evidence for the whole alone', () => {
		const marks = marked(['pick', 'reject'], [5]);
		expect(readingsOf(numbering.itemOf, 'overall', marks)).toHaveLength(7);
		for (const criterion of ['aesthetics', 'systems', 'detail'] as const)
			expect(readingsOf(numbering.itemOf, criterion, marks)).toEqual([]);
	});

	it('say nothing of works without a flag until a third has one', () => {
		expect(read(['pick'])).toEqual(['a flag 2']);
		expect(read(['pick', 'reject'])).toEqual([
			'a flag 2',
			'b flag 0',
			'c flag 1',
			'd flag 1',
			'e flag 1',
			'f flag 1'
		]);
	});

	it('are stars where there are any, and never none of them', () => {
		expect(read([], [0, 3, 5])).toEqual(['b stars 3', 'c stars 5']);
		expect(read(['reject'], [1])).toEqual(['a flag 0', 'a stars 1']);
		expect(read([])).toEqual([]);
		expect(readingsOf(numbering.itemOf, 'overall', new Map())).toEqual([]);
	});

	it('of works outside the pool say nothing, and do not make it culled', () => {
		const outside = ['x', 'y', 'z'].map((id) => [id, { ...UNMARKED, flag: 'pick' }] as const);
		expect(readingsOf(numbering.itemOf, 'overall', new Map(outside))).toEqual([]);
	});
});

describe('what counts', () => {
	const says = (session: TestSession, left: number, right: number, what: 'left' | 'neither') => ({
		kind: 'pair' as const,
		left: session.ids[left] ?? '',
		right: session.ids[right] ?? '',
		says: what
	});

	it('leaves out what was taken back and whoever is withdrawn, and is then as if it had never been', () => {
		const session = sessionOf(4);
		const [ada, bo] = [session.join(), session.join()];
		session.answer(ada, 'overall', says(session, 0, 1, 'left'));
		const before = evidenceOf(session);
		const comparisonId = session.answer(ada, 'overall', says(session, 2, 3, 'left'));
		session.answer(bo, 'overall', says(session, 3, 0, 'left'));
		expect(evidenceOf(session).pairs).toHaveLength(3);
		session.happen('retracted', { comparisonId });
		session.happen('withdrawn', { reviewerId: bo });
		expect(evidenceOf(session)).toEqual(before);
		expect(session.judgeOf('overall').answers).toBe(1);
		expect([...session.judgeOf('overall').shown()]).toEqual([1, 1, 0, 0]);
		session.happen('readmitted', { reviewerId: bo });
		expect(evidenceOf(session).pairs).toHaveLength(2);
		session.happen('retracted', { comparisonId });
		expect(evidenceOf(session).pairs).toHaveLength(2);
	});

	it('keeps what was answered before a sitting ended', () => {
		const session = sessionOf(3);
		const ada = session.join();
		session.answer(ada, 'overall', says(session, 0, 1, 'left'));
		session.happen('finished', { reviewerId: ada });
		expect(evidenceOf(session).pairs).toHaveLength(1);
	});

	it('is of one criterion', () => {
		const session = sessionOf(3, { criteria: ['overall', 'detail'] });
		const ada = session.join();
		session.answer(ada, 'detail', says(session, 0, 1, 'left'));
		expect(evidenceOf(session).pairs).toEqual([]);
		expect(unpack(session.judgeOf('detail').evidence()).pairs).toHaveLength(1);
	});

	it('takes neither for a mark on both: they fall behind what was not shown, and not behind each other', () => {
		const session = sessionOf(4);
		const ada = session.join();
		for (let times = 0; times < 6; times++) {
			session.answer(ada, 'overall', says(session, 0, 1, 'neither'));
			session.answer(ada, 'overall', says(session, 2, 3, 'left'));
			session.answer(ada, 'overall', says(session, 3, 2, 'left'));
		}
		const evidence = evidenceOf(session);
		expect(evidence.pairs.filter((pair) => pair.says === 'neither')).toHaveLength(6);
		const [one = 0, other = 0, third = 0, fourth = 0] = fit(evidence).worth;
		expect(one).toBeCloseTo(other, 9);
		expect(one).toBeLessThan(Math.min(third, fourth));
	});
});
