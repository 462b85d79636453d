/** Ranking sessions through the services: what counts, what is taken back, who may do what. */
import { once } from 'node:events';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { newId } from '#lib/domain/ids.ts';
import { LOCAL_REVIEWER } from '#lib/domain/reviewer.ts';
import type { Answer, Criterion } from '#lib/domain/session.ts';
import type { QuestionView } from '#lib/domain/session-view.ts';
import type { Services } from '#lib/server/services.ts';
import { until, Workbench } from '../support/services.ts';
import { answering, settingsOf, tasteOf, worksToRank, worthByPlace } from '../support/sessions.ts';

const bench = new Workbench();
afterEach(() => bench.closeAll());

async function withWorks(count: number) {
	const services = await bench.services({ capture: false });
	return { services, ...(await worksToRank(services, count)) };
}

/** One reviewer answers so many questions. */
function play(
	services: Services,
	sessionId: string,
	judge: (question: QuestionView) => Answer,
	actions: number,
	name = ''
) {
	const reviewer = services.sessions.join(sessionId, { name, role: 'other' });
	let sitting = services.sessions.sitting(sessionId, reviewer.id);
	const sent: string[] = [];
	for (let action = 0; action < actions; action++) {
		const comparison = answering(sitting, judge);
		sent.push(comparison.id);
		sitting = services.sessions.answer(sessionId, comparison);
	}
	return { reviewer, sitting, sent };
}

const codeOf = async (act: () => unknown): Promise<string> => {
	try {
		await act();
	} catch (thrown) {
		return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : String(thrown);
	}
	return 'nothing was thrown';
};

describe('a session', () => {
	it('finds the order that its reviewer sees, and says when it is settled', async () => {
		// After 80 it is settled five times out of six, depending on what is asked.
		const ACTIONS = 200;
		const { services, briefId, ids } = await withWorks(8);
		const session = services.sessions.create(briefId, settingsOf(), LOCAL_REVIEWER);
		const judge = tasteOf(worthByPlace(ids, 1.5), 1);
		const { reviewer } = play(services, session.id, judge, ACTIONS);
		const settled = await until('the verdict', () => {
			const { progress } = services.sessions.sitting(session.id, reviewer.id);
			return progress.isReached && progress;
		});
		expect(settled).toMatchObject({ answered: ACTIONS, aboutLeft: 0, isOver: false });
		const ranking = await services.sessions.ranking(session.id);
		expect(ranking).toMatchObject({ comparisons: ACTIONS, reviewers: 1, settled: true });
		expect(ranking.ratings[0]?.variantId).toBe(ids[0]);
		expect(ranking.ratings.at(-1)?.variantId).toBe(ids.at(-1));
		for (const { rank, rankLow, rankHigh } of ranking.ratings) {
			expect(rankLow).toBeLessThanOrEqual(rank);
			expect(rankHigh).toBeGreaterThanOrEqual(rank);
		}
	});

	it('asks three ahead, keeps what the page has in hand, and never the same pair twice running', async () => {
		const { services, briefId, ids } = await withWorks(5);
		const session = services.sessions.create(briefId, settingsOf(), LOCAL_REVIEWER);
		const reviewer = services.sessions.join(session.id, { name: 'Ada', role: 'design' });
		let sitting = services.sessions.sitting(session.id, reviewer.id);
		let before = '';
		for (let action = 0; action < 40; action++) {
			expect(sitting.questions).toHaveLength(3);
			const comparison = answering(sitting, tasteOf(worthByPlace(ids), action));
			const pair = sitting.questions[0]?.variants
				.map(({ id }) => id)
				.sort()
				.join();
			expect(pair).not.toBe(before);
			before = pair ?? '';
			const ahead = sitting.questions.slice(1);
			sitting = services.sessions.answer(session.id, comparison);
			expect(sitting.questions.slice(0, 2)).toEqual(ahead);
		}
		const seen = new Set(
			sitting.recent.flatMap(({ question }) => question.variants.map((v) => v.id))
		);
		expect(seen).toEqual(new Set(ids));
	});

	it('asks its criteria in turn, and fours where it is to', async () => {
		const { services, briefId, ids } = await withWorks(6);
		const settings = settingsOf({ criteria: ['aesthetics', 'detail'], mode: 'fours' });
		const session = services.sessions.create(briefId, settings, LOCAL_REVIEWER);
		const asked: Criterion[] = [];
		const judge = tasteOf(worthByPlace(ids), 3);
		const { sitting } = play(
			services,
			session.id,
			(question) => {
				asked.push(question.criterion);
				expect(question.kind).toBe('four');
				expect(question.variants).toHaveLength(4);
				return judge(question);
			},
			25
		);
		expect(asked.slice(0, 10)).toEqual(Array(10).fill('aesthetics'));
		expect(asked.slice(10, 20)).toEqual(Array(10).fill('detail'));
		expect(sitting.progress.answered).toBe(25);
		expect((await services.sessions.ranking(session.id, { criterion: 'detail' })).comparisons).toBe(
			10
		);
		expect(
			await codeOf(() => services.sessions.ranking(session.id, { criterion: 'overall' }))
		).toBe('invalid_input');
	});

	it('is the same after a restart, and goes on', async () => {
		const workspace = await bench.folder();
		const first = await bench.services({ capture: false, workspace });
		const { briefId, ids } = await worksToRank(first, 6);
		const session = first.sessions.create(briefId, settingsOf(), LOCAL_REVIEWER);
		const judge = tasteOf(worthByPlace(ids), 4);
		const { reviewer } = play(first, session.id, judge, 30, 'Ada');
		const before = await first.sessions.ranking(session.id);
		await first.close();
		const second = await bench.services({ capture: false, workspace });
		expect(await second.sessions.ranking(session.id)).toEqual(before);
		const sitting = second.sessions.sitting(session.id, reviewer.id);
		expect(sitting.reviewer.name).toBe('Ada');
		second.sessions.answer(session.id, answering(sitting, judge));
		expect(second.sessions.view(session.id).answers).toBe(31);
	});

	it('counts what another process writes', async () => {
		const workspace = await bench.folder();
		const one = await bench.services({ capture: false, workspace });
		const { briefId, ids } = await worksToRank(one, 4);
		const session = one.sessions.create(briefId, settingsOf(), LOCAL_REVIEWER);
		const other = await bench.services({ capture: false, workspace });
		play(one, session.id, tasteOf(worthByPlace(ids), 5), 7);
		play(other, session.id, tasteOf(worthByPlace(ids), 6), 5);
		expect(await one.sessions.ranking(session.id)).toEqual(
			await other.sessions.ranking(session.id)
		);
		expect((await one.sessions.ranking(session.id)).comparisons).toBe(12);
	});
});

describe('what another process ends', () => {
	/** Holds the database's one right to write, adds an event, and lets go while others wait for it. */
	const ENDING = `
		const { workerData, parentPort } = require('node:worker_threads');
		const Sqlite = require('better-sqlite3');
		const { file, sessionId, kind, reviewerId } = workerData;
		const db = new Sqlite(file);
		db.exec('BEGIN IMMEDIATE');
		db.prepare('INSERT INTO session_events (session_id, kind, reviewer_id, created_at) VALUES (?, ?, ?, 1)')
			.run(sessionId, kind, reviewerId);
		parentPort.postMessage('held');
		Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
		db.exec('COMMIT');
		db.close();`;

	it.each([
		['closed', 'session_closed'],
		['finished', 'sitting_finished'],
		['withdrawn', 'reviewer_withdrawn']
	])('is %s for an answer that waited to be written', async (kind, code) => {
		const { services, briefId, ids } = await withWorks(4);
		const session = services.sessions.create(briefId, settingsOf(), LOCAL_REVIEWER);
		const judge = tasteOf(worthByPlace(ids), 11);
		for (const what of ['answer', 'retract']) {
			const { reviewer, sitting, sent } = play(services, session.id, judge, 2);
			const file = path.join(services.config.workspace, 'vitrine.db');
			const reviewerId = kind === 'closed' ? null : reviewer.id;
			const workerData = { file, sessionId: session.id, kind, reviewerId };
			const ending = new Worker(ENDING, { eval: true, workerData });
			await once(ending, 'message');
			const act = () =>
				what === 'answer'
					? services.sessions.answer(session.id, answering(sitting, judge))
					: services.sessions.retract(sent[1] ?? '');
			expect(await codeOf(act)).toBe(code);
			await once(ending, 'exit');
			const mine = services.sessions.view(session.id).reviewers.at(-1);
			expect(mine?.answers).toBe(2);
			if (kind === 'closed') return;
		}
	});
});

describe('what is taken out leaves no trace', () => {
	it('an answer that is taken back, which is then asked again', async () => {
		const { services, briefId, ids } = await withWorks(5);
		const session = services.sessions.create(briefId, settingsOf(), LOCAL_REVIEWER);
		const judge = tasteOf(worthByPlace(ids), 7);
		const { reviewer, sitting } = play(services, session.id, judge, 20);
		const before = await services.sessions.ranking(session.id);
		const comparison = answering(sitting, judge);
		services.sessions.answer(session.id, comparison);
		expect((await services.sessions.ranking(session.id)).comparisons).toBe(21);
		const after = services.sessions.retract(comparison.id);
		expect(after.questions[0]).toEqual(sitting.questions[0]);
		expect(await services.sessions.ranking(session.id)).toEqual(before);
		services.sessions.retract(comparison.id);
		expect(await services.sessions.ranking(session.id)).toEqual(before);
		expect(services.sessions.sitting(session.id, reviewer.id).progress.answered).toBe(20);
	});

	it('a reviewer who is withdrawn, and comes back', async () => {
		const { services, briefId, ids } = await withWorks(5);
		const session = services.sessions.create(briefId, settingsOf(), LOCAL_REVIEWER);
		play(services, session.id, tasteOf(worthByPlace(ids), 8), 25);
		const { ratings, comparisons } = await services.sessions.ranking(session.id);
		const other = play(services, session.id, tasteOf(worthByPlace([...ids].reverse()), 9), 25);
		const both = await services.sessions.ranking(session.id);
		expect(both.ratings).not.toEqual(ratings);
		services.sessions.withdraw(other.reviewer.id, true);
		expect(await services.sessions.ranking(session.id)).toMatchObject({ ratings, comparisons });
		expect(await codeOf(() => services.sessions.sitting(session.id, other.reviewer.id))).toBe(
			'reviewer_withdrawn'
		);
		services.sessions.withdraw(other.reviewer.id, false);
		expect((await services.sessions.ranking(session.id)).ratings).toEqual(both.ratings);
	});

	it('a skip', async () => {
		const { services, briefId, ids } = await withWorks(4);
		const session = services.sessions.create(briefId, settingsOf(), LOCAL_REVIEWER);
		play(services, session.id, tasteOf(worthByPlace(ids), 10), 9);
		const { ratings } = await services.sessions.ranking(session.id);
		const skips = ({ variants: [one, other] }: QuestionView): Answer => ({
			kind: 'pair',
			left: one?.id ?? '',
			right: other?.id ?? '',
			says: 'skip'
		});
		const { sitting } = play(services, session.id, skips, 5);
		expect(sitting.progress.answered).toBe(0);
		expect(await services.sessions.ranking(session.id)).toMatchObject({ ratings, comparisons: 9 });
	});
});

describe('flags and stars', () => {
	it('are evidence for the whole, and not for a criterion', async () => {
		const { services, briefId, ids } = await withWorks(6);
		const best = ids[3] ?? '';
		services.marks.mark(
			briefId,
			newId('batch'),
			ids.map((variantId) => ({ variantId, flag: variantId === best ? 'pick' : 'reject' })),
			LOCAL_REVIEWER
		);
		const settings = settingsOf({ criteria: ['overall', 'detail'] });
		const session = services.sessions.create(briefId, settings, LOCAL_REVIEWER);
		expect((await services.sessions.ranking(session.id)).ratings[0]?.variantId).toBe(best);
		const means = (
			await services.sessions.ranking(session.id, { criterion: 'detail' })
		).ratings.map(({ mean }) => mean);
		expect(means.every((mean) => Math.abs(mean) < 1e-9)).toBe(true);
	});

	it('make a pool', async () => {
		const { services, briefId, ids } = await withWorks(6);
		const [one = '', two = '', three = ''] = ids;
		services.marks.mark(
			briefId,
			newId('batch'),
			[
				{ variantId: one, flag: 'pick' },
				{ variantId: two, flag: 'pick', stars: 4 },
				{ variantId: three, stars: 5 }
			],
			LOCAL_REVIEWER
		);
		const poolOf = (pool: object) =>
			services.sessions.create(briefId, settingsOf({ pool }), LOCAL_REVIEWER).variantIds;
		expect(poolOf({ kind: 'picks' })).toEqual([one, two]);
		expect(poolOf({ kind: 'stars', atLeast: 4 })).toEqual([two, three]);
		expect(poolOf({ kind: 'selection', variantIds: [three, one] })).toEqual([one, three]);
		expect(await codeOf(() => poolOf({ kind: 'stars', atLeast: 5 }))).toBe('invalid_input');
	});
});
