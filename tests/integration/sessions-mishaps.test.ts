/** What may go wrong while people sit: works that are gone, two tabs, links that are withdrawn, answers that say nothing. */
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib/domain/ids.ts';
import { MAX_NAME_CHARS, MAX_REASON_CHARS } from '#lib/domain/session.ts';
import type { SittingView } from '#lib/domain/session-view.ts';
import { readConfig } from '#lib/server/config.ts';
import { openDatabase, type OpenDatabase } from '#lib/server/database.ts';
import { operations } from '#lib/server/http/operations.ts';
import { createApiClient, type ApiClient } from '../support/api-client.ts';
import { SHORT_BRIEF } from '../support/services.ts';
import { always, compose, json, sessionCalls } from '../support/session-calls.ts';
import { answering, tasteOf, worthByPlace } from '../support/sessions.ts';
import { startApp, temporaryFolder, type RunningApp } from '../support/start-app.ts';

const COUNT = 6;
const folder = temporaryFolder();
let app: RunningApp;
let api: ApiClient;
/** What another process writes. */
let database: OpenDatabase;
let briefId: string;
let ids: string[];

beforeAll(async () => {
	app = await startApp({ workspace: folder.path, args: ['--no-sample'] });
	api = createApiClient(app.url);
	({ briefId, ids } = await compose(api, app.url, SHORT_BRIEF, COUNT));
	database = openDatabase(path.join(folder.path, 'vitrine.db'), readConfig({}, {}).migrationsDir);
});

afterAll(async () => {
	database?.close();
	await app?.stop();
	folder.remove();
});

const { join, next, send, rank, play, ...calls } = sessionCalls(() => api);
const open = (settings: object = {}) => calls.open(briefId, settings);
const post = (sessionId: string, body: object) =>
	api.refused('POST', `/sessions/${sessionId}/comparisons`, json(body));
const retract = async (id: string) =>
	(await api.call(operations.retractComparison, { params: { id } })).body;

const shownIn = ({ questions }: SittingView): string[] =>
	questions.flatMap(({ variants }) => variants.map(({ id }) => id));

describe('a work that is gone in the middle of it', () => {
	const setStatus = (id: string, status: string) =>
		database.db.run(sql`UPDATE variants SET status = ${status} WHERE id = ${id}`);

	it('is asked about no more, keeps what was said, and is not in the standing', async () => {
		const session = await open();
		const judge = tasteOf(worthByPlace(ids, 1), 1);
		const { id, sitting } = await play(session.id, judge, 20);
		const [first] = sitting.questions;
		const gone = first?.variants[0]?.id ?? '';
		setStatus(gone, 'failed');
		try {
			// It was on screen when it went, and is answered all the same.
			const after = await send(session.id, answering(sitting, judge));
			expect(after.progress.answered).toBe(21);
			expect(after.questions).toHaveLength(3);
			expect(shownIn(after)).not.toContain(gone);
			const kept = sitting.questions
				.slice(1)
				.filter(({ variants }) => variants.every((work) => work.id !== gone));
			expect(after.questions.slice(0, kept.length)).toEqual(kept);
			const { ratings, comparisons } = await rank(session.id);
			expect(comparisons).toBe(21);
			expect(ratings.map(({ variantId }) => variantId).toSorted()).toEqual(
				ids.filter((other) => other !== gone).toSorted()
			);
			expect(ratings.map((rating) => rating.rank)).toEqual([1, 2, 3, 4, 5]);
			// Taken back, it cannot be asked again.
			const back = await retract(after.recent.at(-1)?.comparisonId ?? '');
			expect(back.progress.answered).toBe(20);
			expect(shownIn(back)).not.toContain(gone);
			expect(back.questions).toHaveLength(3);
		} finally {
			setStatus(gone, 'ready');
		}
		expect((await rank(session.id)).ratings).toHaveLength(COUNT);
		expect((await next(session.id, id)).progress).toMatchObject({ answered: 20, isOver: false });
	});

	it.each(['pairs', 'fours', 'mixed'])(
		'ends the sitting where one is left, and it goes on when there are two again: %s',
		async (mode) => {
			const pool = { kind: 'selection', variantIds: ids.slice(0, 3) };
			const session = await open({ pool, mode });
			const { id, sitting } = await play(session.id, always('left'), 4);
			const [one = '', two = ''] = ids;
			try {
				setStatus(one, 'failed');
				const of2 = await next(session.id, id);
				expect(of2.questions.map(({ variants }) => variants.length)).toEqual([2, 2, 2]);
				expect(of2.progress.isOver).toBe(false);
				setStatus(two, 'failed');
				const of1 = await next(session.id, id);
				expect(of1).toMatchObject({ questions: [], progress: { isOver: true, answered: 4 } });
				const late = await send(session.id, answering(sitting, always('left')));
				expect(late).toMatchObject({ questions: [], progress: { isOver: true, answered: 5 } });
				const { ratings, fragility } = await rank(session.id);
				expect(ratings.map(({ rank, rankLow, rankHigh }) => [rank, rankLow, rankHigh])).toEqual([
					[1, 1, 1]
				]);
				expect(fragility).toBeNull();
			} finally {
				setStatus(one, 'ready');
				setStatus(two, 'ready');
			}
			expect((await next(session.id, id)).questions).toHaveLength(3);
		}
	);
});

describe('two tabs of one reviewer', () => {
	it('begin with the same question, and what either answers counts once', async () => {
		const session = await open();
		const { id } = await join(session.id, { name: 'Ada' });
		const [one, other] = [await next(session.id, id), await next(session.id, id)];
		expect(other).toEqual(one);
		const answer = answering(one, always('left'));
		// One answer that both send, and one that each gives by itself.
		await Promise.all([send(session.id, answer), send(session.id, answer)]);
		const own = answering(other, always('left'));
		const later = await send(session.id, own);
		expect(later.progress.answered).toBe(2);
		expect(later.recent.map(({ comparisonId }) => comparisonId)).toEqual([answer.id, own.id]);
		expect((await rank(session.id)).comparisons).toBe(2);
	});

	it('see what the other has taken back, and that it has ended', async () => {
		const session = await open();
		const { id, sitting } = await play(session.id, always('left'), 3);
		const last = sitting.recent.at(-1);
		const back = await retract(last?.comparisonId ?? '');
		expect(back.questions[0]).toEqual(last?.question);
		const other = await send(session.id, answering(sitting, always('left')));
		expect(other.recent.map(({ comparisonId }) => comparisonId)).not.toContain(last?.comparisonId);
		expect(other.progress.answered).toBe(3);
		// Taken back in both.
		expect((await retract(last?.comparisonId ?? '')).progress.answered).toBe(3);
		await api.call(operations.finishSitting, { params: { id } });
		expect(await post(session.id, answering(other, always('left')))).toMatchObject({
			status: 409,
			code: 'sitting_finished'
		});
		expect((await next(session.id, id)).progress).toMatchObject({ isOver: true, answered: 3 });
		expect((await rank(session.id)).comparisons).toBe(3);
	});
});

describe('one who is alone', () => {
	it('has a standing and nobody to be held against', async () => {
		const session = await open();
		const { id } = await play(session.id, tasteOf(worthByPlace(ids, 8), 2), 30, {
			role: 'design'
		});
		const ranking = await rank(session.id);
		expect(ranking).toMatchObject({ reviewers: 1, comparisons: 30, groups: [], polarising: [] });
		expect(ranking.readings).toMatchObject([{ reviewerId: id, answers: 30, fastShare: 0 }]);
		expect(ranking.ratings[0]?.variantId).toBe(ids[0]);
	});
});

describe('answers that say nothing or always the same', () => {
	it.each(['fours', 'mixed'] as const)('orders as they are shown: %s', async (mode) => {
		const session = await open({ mode });
		await play(session.id, always('left'), 25);
		const { ratings, comparisons } = await rank(session.id);
		expect(comparisons).toBe(25);
		for (const { mean, low, high } of ratings)
			expect([mean, low, high].every(Number.isFinite)).toBe(true);
	});

	it.each(['pairs', 'fours', 'mixed'] as const)('nothing but skips: %s', async (mode) => {
		const session = await open({ mode });
		const { sitting } = await play(session.id, always('skip'), 12);
		expect(sitting.progress).toMatchObject({ answered: 0, isReached: false, isOver: false });
		expect(sitting.questions).toHaveLength(3);
		expect(sitting.recent).toHaveLength(12);
		const { ratings, ...rest } = await rank(session.id);
		expect(rest).toMatchObject({ comparisons: 0, reviewers: 0, settled: false, fragility: null });
		expect(ratings.every(({ mean }) => mean === 0)).toBe(true);
	});

	it('do not reach a number that is the goal until they say something', async () => {
		const session = await open({ goal: { kind: 'answers', count: 3 } });
		const { id, sitting } = await play(session.id, always('skip'), 4);
		expect(sitting.progress).toMatchObject({ aboutLeft: 3, isReached: false });
		let at = sitting;
		for (const left of [2, 1, 0, 0]) {
			at = await send(session.id, answering(at, always('tie')));
			expect(at.progress).toMatchObject({ aboutLeft: left, isReached: left === 0, isOver: false });
		}
		// Who goes on is asked more.
		expect((await next(session.id, id)).questions).toHaveLength(3);
	});
});

describe('an id that is used already', () => {
	it('is refused for anything else, and taken once more where only the time or what is in hand differs', async () => {
		const session = await open({ criteria: ['overall', 'detail'] });
		const elsewhere = await open();
		const { id } = await join(session.id);
		const other = await join(session.id);
		const stranger = await join(elsewhere.id);
		const answer = answering(await next(session.id, id), always('left'));
		await send(session.id, answer);
		const pair = answer.answer.kind === 'pair' ? answer.answer : null;
		const swapped = { ...pair, left: pair?.right, right: pair?.left, says: 'right' };
		for (const what of [
			{ reviewerId: other.id },
			{ criterion: 'detail' },
			{ answer: swapped },
			{ answer: { kind: 'four', shown: ids.slice(0, 4), order: ids.slice(0, 4) } }
		]) {
			expect(await post(session.id, { ...answer, ...what }), JSON.stringify(what)).toMatchObject({
				status: 409,
				code: 'conflict',
				field: 'id'
			});
		}
		expect(await post(elsewhere.id, { ...answer, reviewerId: stranger.id })).toMatchObject({
			status: 409,
			code: 'conflict'
		});
		const again = await send(session.id, { ...answer, ms: 99, holding: [] });
		expect(again.progress.answered).toBe(1);
		expect((await rank(session.id)).comparisons).toBe(1);
		expect((await rank(elsewhere.id)).comparisons).toBe(0);
	});

	it('is known when it comes once more after the end', async () => {
		const session = await open();
		const { id } = await join(session.id);
		const answer = answering(await next(session.id, id), always('left'));
		await send(session.id, answer);
		await api.call(operations.closeSession, { params: { id: session.id } });
		// The reply was lost, and the page asks again: it was taken, and is told so.
		expect((await send(session.id, answer)).progress).toMatchObject({ answered: 1, isOver: true });
	});
});

describe('a link that is withdrawn', () => {
	it('does nothing any more, and everything again when it is given back', async () => {
		const session = await open();
		const { id, sitting } = await play(session.id, always('left'), 3);
		const comparisonId = sitting.recent[0]?.comparisonId ?? '';
		const withdraw = (withdrawn: boolean) =>
			api.call(operations.withdrawReviewer, { params: { id }, body: { withdrawn } });
		await withdraw(true);
		const refusals = await Promise.all([
			post(session.id, answering(sitting, always('left'))),
			api.refused('DELETE', `/comparisons/${comparisonId}`),
			api.refused('PUT', `/comparisons/${comparisonId}/reason`, json({ reason: 'no' })),
			api.refused('POST', `/reviewers/${id}/finish`),
			api.refused('GET', `/sessions/${session.id}/ranking?reviewer=${id}`),
			api.refused('POST', `/sessions/${session.id}/reveal`, json({ reviewerId: id }))
		]);
		for (const refusal of refusals)
			expect(refusal).toMatchObject({ status: 403, code: 'reviewer_withdrawn' });
		const { body } = await api.call(operations.getSession, { params: { id: session.id } });
		expect(body).toMatchObject({ answers: 0, revealedAt: null });
		expect(body.reviewers).toMatchObject([{ answers: 3, finishedAt: null }]);
		await withdraw(false);
		expect((await send(session.id, answering(sitting, always('left')))).progress.answered).toBe(4);
	});
});

describe('more bad input has its own words', () => {
	it('in an answer', async () => {
		const session = await open({ mode: 'mixed' });
		const { id: reviewerId } = await join(session.id);
		const [a = '', b = ''] = ids;
		const base = {
			id: newId('comparison'),
			reviewerId,
			criterion: 'overall',
			answer: { kind: 'pair', left: a, right: b, says: 'left' }
		};
		const hand = { criterion: 'overall', variantIds: [a, b] };
		const four = { kind: 'four', shown: ids.slice(0, 4), order: ids.slice(0, 4) };
		const cases: [what: object, field: string][] = [
			[{ holding: Array(5).fill(hand) }, 'holding'],
			[{ holding: [{ ...hand, variantIds: [a] }] }, 'holding.0.variantIds'],
			[{ ms: 1.5 }, 'ms'],
			[{ ms: 1e12 }, 'ms'],
			[{ answer: { ...four, shown: ids.slice(0, 5), order: ids.slice(0, 5) } }, 'answer.shown'],
			[{ answer: { ...four, shown: [a], order: [a] } }, 'answer.shown'],
			[{ answer: { kind: 'three' } }, 'answer.kind'],
			[{ answer: null }, 'answer'],
			[{ says: 'left' }, 'says']
		];
		for (const [what, field] of cases) {
			const error = await post(session.id, { ...base, ...what });
			expect(error, JSON.stringify(what)).toMatchObject({ status: 400, code: 'invalid_input' });
			expect(error.field?.startsWith(field), `${error.field} for ${field}`).toBe(true);
		}
		expect(
			await api.refused('POST', `/sessions/${session.id}/comparisons`, {
				...json({}),
				body: '{"id":'
			})
		).toMatchObject({ status: 400 });
		// What is in hand and cannot be asked does no harm.
		const stranger = { criterion: 'detail', variantIds: [a, `v_${'0'.repeat(20)}`] };
		const { questions } = await send(session.id, { ...base, holding: [stranger] });
		expect(questions).toHaveLength(3);
		expect(questions[0]?.criterion).toBe('overall');
	});

	it('in who joins, in why, and in whose standing is asked for', async () => {
		const session = await open();
		const { id, sitting } = await play(session.id, always('left'), 1);
		const reason = `/comparisons/${sitting.recent[0]?.comparisonId ?? ''}/reason`;
		const long = (chars: number) => 'x'.repeat(chars + 1);
		const people = `/sessions/${session.id}/reviewers`;
		const refused: [method: string, path: string, body: object | null, field: string][] = [
			['POST', people, { name: long(MAX_NAME_CHARS) }, 'name'],
			['POST', people, { role: 'boss' }, 'role'],
			['POST', people, { id: newId('reviewer') }, 'id'],
			['PUT', reason, { reason: long(MAX_REASON_CHARS) }, 'reason'],
			['PUT', reason, {}, 'reason'],
			['PUT', `/reviewers/${id}/withdrawal`, { withdrawn: 'yes' }, 'withdrawn'],
			['GET', `/sessions/${session.id}/next`, null, 'reviewer'],
			['GET', `/sessions/${session.id}/ranking?criterion=beauty`, null, 'criterion'],
			['GET', `/sessions/${session.id}/ranking?criterion=detail`, null, 'criterion']
		];
		for (const [method, where, body, field] of refused) {
			const error = await api.refused(method, where, body === null ? {} : json(body));
			expect(error, where).toMatchObject({ status: 400, code: 'invalid_input', field });
		}
		const stranger = await join((await open()).id);
		const query = `?reviewer=${stranger.id}`;
		for (const what of ['next', 'ranking'])
			expect(await api.refused('GET', `/sessions/${session.id}/${what}${query}`)).toMatchObject({
				status: 404,
				code: 'not_found'
			});
	});
});
