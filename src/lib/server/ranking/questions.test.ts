import { afterEach, describe, expect, it } from 'vitest';
import { createRandom } from '#lib/domain/random.ts';
import type { Question } from './questions.ts';
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

/** Which works are compared, wherever they stand. */
const pairOf = ({ variantIds }: Question): string => [...variantIds].sort().join();

/** How often each work was seen, by number. */
function seenIn(session: TestSession, asked: readonly Question[]): number[] {
	const seen = session.ids.map(() => 0);
	for (const question of asked)
		for (const item of session.items(question)) seen[item] = (seen[item] ?? 0) + 1;
	return seen;
}

/** The better one by number wins, but for one answer in five, so that there is something left to ask. */
function unsure(seed: number) {
	const random = createRandom(seed);
	return (one: number, other: number) => one < other !== random() < 0.2;
}

describe('what is asked first', () => {
	it.each([9, 10, 16])('%i works are each seen twice before one is seen a third time', (works) => {
		const session = sessionOf(works);
		const asked = session.play(session.join(), works);
		const seen = seenIn(session, asked);
		expect(Math.min(...seen)).toBe(2);
		expect(Math.max(...seen)).toBe(2);
	});

	it('is shared out among several', () => {
		const session = sessionOf(12);
		const people = [session.join(), session.join(), session.join()];
		const asked = Array.from({ length: 4 }, () =>
			people.flatMap((person) => session.play(person, 1))
		).flat();
		expect(seenIn(session, asked)).toEqual(session.ids.map(() => 2));
	});
});

describe('pairs', () => {
	it('are never the same twice running for one reviewer', () => {
		for (const works of [3, 5, 12]) {
			const session = sessionOf(works);
			const asked = session.play(session.join(), 80, unsure(works)).map(pairOf);
			for (const [at, pair] of asked.slice(1).entries()) expect(pair).not.toBe(asked[at]);
		}
	});

	it('have their sides by chance', () => {
		const session = sessionOf(8);
		const asked = session.play(session.join(), 400, unsure(2));
		const left = asked.filter((question) => {
			const [one = 0, other = 0] = session.items(question);
			return one < other;
		}).length;
		// Five standard deviations of a fair coin thrown 400 times.
		expect(Math.abs(left - 200)).toBeLessThan(50);
	});

	it('are drawn by chance about once in ten', () => {
		const session = sessionOf(16);
		session.play(session.join(), 30, unsure(3));
		// Who is asked at the same point is asked for one of two pairs, at one edge of the best or the other; all else is chance.
		const pairs = Array.from({ length: 600 }, () =>
			session.questions(session.join(), [], 1).map(pairOf).join()
		);
		const counts = new Map<string, number>();
		for (const pair of pairs) counts.set(pair, (counts.get(pair) ?? 0) + 1);
		const chosen = [...counts.values()].sort((a, b) => b - a).slice(0, 2);
		const audits = 1 - chosen.reduce((sum, count) => sum + count, 0) / pairs.length;
		// Five standard deviations around a tenth of 600.
		expect(Math.abs(audits - 0.1)).toBeLessThan(0.062);
	});
});

describe('a pair asked by chance', () => {
	it('is every other time one that the reviewer has answered a while ago, with its sides changed', () => {
		const [sessions, answers] = [6, 300];
		let turned = 0;
		for (let at = 0; at < sessions; at++) {
			const session = sessionOf(90);
			const asked = session.play(session.join(), answers, unsure(at));
			for (const [place, { variantIds }] of asked.entries()) {
				const before = asked.slice(0, Math.max(0, place - 10));
				const [left, right] = variantIds;
				if (before.some((one) => one.variantIds.join() === `${right},${left}`)) turned++;
			}
		}
		// About five in three hundred come again by themselves; half of the tenth that is asked by chance adds ten. Both are near four standard deviations away.
		expect(turned).toBeGreaterThan(55);
	});
});

describe('what is in hand', () => {
	it('is kept as it is, in its order, and more is put behind it', () => {
		const session = sessionOf(7);
		const reviewer = session.join();
		session.play(reviewer, 20, unsure(4));
		const held = session.questions(reviewer, [], 3);
		session.play(session.join(), 20, unsure(5));
		expect(session.questions(reviewer, held, 5).slice(0, 3)).toEqual(held);
		expect(session.questions(reviewer, held, 2)).toEqual(held);
		expect(session.questions(reviewer, held.slice(1), 3).slice(0, 2)).toEqual(held.slice(1));
	});

	it('is dropped where it cannot be asked any more', () => {
		const session = sessionOf(6, { criteria: ['overall', 'detail'] });
		const reviewer = session.join();
		const [a = '', b = '', c = '', d = ''] = session.ids;
		session.excluded.add(1);
		const ask = (...variantIds: string[]): Question => ({
			criterion: 'overall',
			kind: 'pair',
			variantIds
		});
		const stranger = `v_${'0'.repeat(20)}`;
		const held = [
			ask(a, b),
			ask(c, c),
			ask(a, stranger),
			{ ...ask(a, c), criterion: 'systems' as const },
			ask(d, c)
		];
		const questions = session.questions(reviewer, held, 4);
		expect(questions[0]).toEqual(ask(d, c));
		expect(questions).toHaveLength(4);
		expect(seenIn(session, questions)[1]).toBe(0);
	});

	it('is not asked again behind it', () => {
		for (const works of [5, 8, 16]) {
			const session = sessionOf(works);
			const reviewer = session.join();
			session.play(reviewer, 3 * works, unsure(works));
			for (let turn = 0; turn < 30; turn++) {
				const pairs = session.questions(reviewer, [], 4).map(pairOf);
				expect(new Set(pairs).size).toBe(4);
				session.play(reviewer, 1, unsure(turn));
			}
		}
	});

	it('is not asked again behind it as an order of four', () => {
		const session = sessionOf(7, { mode: 'fours' });
		const reviewer = session.join();
		for (let turn = 0; turn < 30; turn++) {
			expect(new Set(session.questions(reviewer).map(pairOf)).size).toBe(3);
			session.play(reviewer, 1, unsure(turn));
		}
	});

	it('is not asked again behind it when it is all that there is in twos', () => {
		const session = sessionOf(3);
		const reviewer = session.join();
		session.play(reviewer, 12, unsure(6));
		const pairs = session.questions(reviewer, [], 4).map(pairOf);
		expect(new Set(pairs).size).toBe(3);
		expect(pairs[3]).not.toBe(pairs[2]);
	});
});

describe('criteria', () => {
	it('take turns of ten', () => {
		const session = sessionOf(6, { criteria: ['detail', 'overall', 'systems'] });
		const asked = session.play(session.join(), 45, unsure(7));
		expect(asked.map(({ criterion }) => criterion)).toEqual([
			...Array<string>(10).fill('detail'),
			...Array<string>(10).fill('overall'),
			...Array<string>(10).fill('systems'),
			...Array<string>(10).fill('detail'),
			...Array<string>(5).fill('overall')
		]);
	});

	it('give their turn to the others when they are settled, and go on when all are', () => {
		const session = sessionOf(6, { criteria: ['detail', 'overall'] });
		const reviewer = session.join();
		session.reached.add('detail');
		const criteria = () => new Set(session.play(reviewer, 25, unsure(8)).map((q) => q.criterion));
		expect(criteria()).toEqual(new Set(['overall']));
		session.reached.add('overall');
		expect(criteria()).toEqual(new Set(['detail', 'overall']));
	});

	it('each see every work twice first', () => {
		const session = sessionOf(10, { criteria: ['detail', 'overall'] });
		const asked = session.play(session.join(), 20, unsure(9));
		for (const name of ['detail', 'overall']) {
			const seen = seenIn(session, asked.filter(({ criterion }) => criterion === name)); // prettier-ignore
			expect(seen).toEqual(session.ids.map(() => 2));
		}
	});
});

describe('mixed', () => {
	it('asks for orders of four until every work was seen twice, then for every fifth', () => {
		const session = sessionOf(12, { mode: 'mixed' });
		const kinds = session.play(session.join(), 46, unsure(10)).map(({ kind }) => kind);
		expect(kinds.slice(0, 6)).toEqual(Array(6).fill('four'));
		const fours = kinds.flatMap((kind, at) => (kind === 'four' && at >= 6 ? at : []));
		expect(fours).toEqual([9, 14, 19, 24, 29, 34, 39, 44]);
	});

	it('does not change what is in hand into something else', () => {
		for (const works of [2, 3, 4, 9]) {
			const session = sessionOf(works, { mode: 'mixed' });
			const reviewer = session.join();
			for (let action = 0; action < 30; action++) {
				const questions = session.questions(reviewer, [], 3);
				expect(session.questions(reviewer, questions, 3)).toEqual(questions);
				session.play(reviewer, 1, unsure(action));
			}
		}
	});
});

describe('a pool that shrinks', () => {
	it.each(['pairs', 'fours', 'mixed'])('is asked about as long as there are two: %s', (mode) => {
		const session = sessionOf(6, { mode });
		const reviewer = session.join();
		session.play(reviewer, 10, unsure(11));
		let held = session.questions(reviewer);
		const gone = [0, 3, 5, 1];
		for (const [count, item] of gone.entries()) {
			session.excluded.add(item);
			const left = session.ids.length - count - 1;
			held = session.questions(reviewer, held);
			expect(held).toHaveLength(3);
			for (const question of held) {
				const items = session.items(question);
				expect(items.some((shown) => session.excluded.has(shown))).toBe(false);
				expect(new Set(items).size).toBe(items.length);
				expect(items.length).toBeLessThanOrEqual(left);
				expect(items.length).toBeGreaterThanOrEqual(2);
			}
			session.play(reviewer, 6, unsure(count));
		}
		session.excluded.add(2);
		expect(session.questions(reviewer, held)).toEqual([]);
		session.excluded.add(4);
		expect(session.questions(reviewer, held)).toEqual([]);
	});
});

describe('several at once', () => {
	const PEOPLE = 16;

	/** What each is asked first, when all come at the same time. */
	function askedAtOnce(session: TestSession, people: readonly string[]): string[] {
		return people.map((person) => {
			const questions = session.questions(person, [], 1);
			session.hands.put(person, questions, session.ledger.entries.length);
			return questions.map(pairOf).join();
		});
	}

	it('are not asked the same', () => {
		const session = sessionOf(16);
		const people = Array.from({ length: PEOPLE }, () => session.join());
		for (const [at, person] of people.entries()) session.play(person, 4, unsure(at));
		const asked = askedAtOnce(session, people);
		const most = Math.max(...asked.map((pair) => asked.filter((other) => other === pair).length));
		expect(most).toBeLessThanOrEqual(PEOPLE / 4);
		expect(new Set(asked).size).toBeGreaterThanOrEqual(PEOPLE / 2);
	});

	it('share out what nobody has seen', () => {
		const session = sessionOf(2 * PEOPLE);
		const people = Array.from({ length: PEOPLE }, () => session.join());
		const works = askedAtOnce(session, people).flatMap((pair) => pair.split(','));
		expect(new Set(works).size).toBe(2 * PEOPLE);
	});

	it('are asked without regard to one who has left', () => {
		const session = sessionOf(6);
		const [gone, here] = [session.join(), session.join()];
		session.hands.put(gone, session.questions(gone), 0);
		expect(session.hands.ofOthers(here)).toHaveLength(3);
		session.hands.put(here, session.questions(here), 101);
		expect(session.hands.ofOthers(here)).toEqual([]);
		session.hands.put(gone, session.questions(gone), 101);
		session.hands.put(gone, [], 102);
		expect(session.hands.ofOthers(here)).toEqual([]);
	});
});
