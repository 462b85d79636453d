/** A ranking session over real HTTP, as a script or a team's browsers hold it. */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib/domain/ids.ts';
import { fit } from '#lib/scoring/preference/preference.ts';
import { operations } from '#lib/server/http/operations.ts';
import { answerOf, CURATOR, numberThem } from '#lib/server/ranking/evidence-of.ts';
import { createApiClient, type ApiClient } from '../support/api-client.ts';
import { always, compose, json, sessionCalls } from '../support/session-calls.ts';
import { SHORT_BRIEF } from '../support/services.ts';
import { answering, tasteOf, worthByPlace } from '../support/sessions.ts';
import { startApp, temporaryFolder, type RunningApp } from '../support/start-app.ts';

const COUNT = 8;
const folder = temporaryFolder();
let app: RunningApp;
let api: ApiClient;
let briefId: string;
let ids: string[];

const start = async () => {
	app = await startApp({ workspace: folder.path, args: ['--no-sample'] });
	api = createApiClient(app.url);
};

beforeAll(async () => {
	await start();
	({ briefId, ids } = await compose(api, app.url, SHORT_BRIEF, COUNT));
});

afterAll(async () => {
	await app?.stop();
	folder.remove();
});

const { join, next, send, rank, play, ...calls } = sessionCalls(() => api);
const open = (settings: object = {}) => calls.open(briefId, settings);

describe('the life of a session', () => {
	it('goes from set-up to an export, blind until one has finished', async () => {
		const { variants } = (await api.call(operations.getBrief, { params: { id: briefId } })).body;
		const session = await open({ criteria: ['overall', 'detail'], mode: 'mixed' });
		expect(session).toMatchObject({ variantIds: ids, answers: 0, reviewers: [], closedAt: null });
		const told = api.bodies.length;
		const judge = tasteOf(worthByPlace(ids, 1), 1);
		const { id, sitting } = await play(session.id, judge, 25, { name: ' Ada ', role: 'design' });
		expect(sitting.reviewer).toEqual({ id, name: 'Ada', role: 'design', finishedAt: null });
		expect(sitting.recent).toHaveLength(20);

		const last = sitting.recent.at(-1);
		const params = { id: last?.comparisonId ?? '' };
		const why = await api.call(operations.explainComparison, { params, body: { reason: 'dull' } });
		expect(why.body.recent.at(-1)?.reason).toBe('dull');
		const back = await api.call(operations.retractComparison, { params });
		expect(back.body.questions[0]).toEqual(last?.question);
		expect(back.body.progress.answered).toBe(24);

		const sittings = api.bodies.slice(told);
		expect(sittings.length).toBeGreaterThan(25);
		const secrets = variants.flatMap(({ title, medium, statement }) => [title, medium, statement]);
		for (const body of sittings) {
			expect(body).not.toMatch(/composer|"model|"provider|"cost|"number"|"rank|"mean"|"point"/);
			for (const secret of secrets) if (secret) expect(body).not.toContain(secret);
		}

		const query = `?reviewer=${id}`;
		expect(await api.refused('GET', `/sessions/${session.id}/ranking${query}`)).toMatchObject({
			status: 409,
			code: 'sitting_unfinished',
			field: 'reviewer'
		});
		const { body: done } = await api.call(operations.finishSitting, { params: { id } });
		expect(done.finishedAt).not.toBeNull();
		expect((await next(session.id, id)).progress.isOver).toBe(true);
		const ranking = await rank(session.id, `${query}&criterion=detail`);
		expect(ranking).toMatchObject({ criterion: 'detail', reviewers: 1, models: null });
		expect(ranking.ratings.map(({ rank }) => rank)).toEqual(ids.map((_, at) => at + 1));

		const reveal = { params: { id: session.id }, body: {} };
		expect((await api.call(operations.revealSession, reveal)).body.revealedAt).not.toBeNull();
		expect((await rank(session.id)).models).toMatchObject([{ count: COUNT }]);
		const close = { params: { id: session.id } };
		const { closedAt } = (await api.call(operations.closeSession, close)).body;
		expect((await api.call(operations.closeSession, close)).body.closedAt).toBe(closedAt);

		const { body: file } = await api.call(operations.exportSession, close);
		expect(file.rankings.map(({ criterion }) => criterion)).toEqual(['overall', 'detail']);
		expect(file.comparisons).toHaveLength(24);
		const { raw, headers } = await api.call(operations.exportStanding, close);
		expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
		expect(raw.trim().split('\r\n')).toHaveLength(1 + 2 * COUNT);
		const list = await api.call(operations.listSessions, { params: { id: briefId } });
		expect(list.body.sessions[0]?.id).toBe(session.id);
	});

	it('goes on after the server was killed, and has lost nothing', async () => {
		const session = await open();
		const judge = tasteOf(worthByPlace(ids, 1), 2);
		const { id, sitting } = await play(session.id, judge, 15);
		const before = await rank(session.id);
		await app.stop('SIGKILL');
		await start();
		expect(await rank(session.id)).toEqual(before);
		// What the page had in hand when the server went away.
		await send(session.id, answering(sitting, judge));
		expect((await next(session.id, id)).progress.answered).toBe(16);
	});

	it('keeps fifty people who answer at once, each answer once, and says what a fit of them says', async () => {
		const session = await open();
		const [PEOPLE, EACH] = [50, 20];
		const who = ['design', 'engineering', 'product', 'other'];
		await Promise.all(
			Array.from({ length: PEOPLE }, async (_, person) => {
				const judge = tasteOf(worthByPlace(ids, 0.7), 100 + person);
				const { id } = await join(session.id, { role: who[person % who.length] });
				let sitting = await next(session.id, id);
				for (let action = 0; action < EACH; action++) {
					const answer = answering(sitting, judge);
					// Now and then one is sent twice at the same time, as a browser does that has lost the reply.
					const [first] = await Promise.all(
						action % 5 === 0
							? [send(session.id, answer), send(session.id, answer)]
							: [send(session.id, answer)]
					);
					sitting = first ?? sitting;
				}
			})
		);
		const params = { id: session.id };
		const { body: view } = await api.call(operations.getSession, { params });
		expect(view.answers).toBe(PEOPLE * EACH);
		expect(view.reviewers.map(({ answers }) => answers)).toEqual(Array(PEOPLE).fill(EACH));

		const { comparisons, rankings } = (await api.call(operations.exportSession, { params })).body;
		expect(new Set(comparisons.map(({ id }) => id)).size).toBe(PEOPLE * EACH);
		const numbering = numberThem(
			view.variantIds,
			view.reviewers.map(({ id }) => id)
		);
		const answers = comparisons.flatMap((comparison) => answerOf(comparison, numbering) ?? []);
		const { worth } = fit({
			items: COUNT,
			reviewers: CURATOR + 1 + PEOPLE,
			pairs: answers.filter((answer) => 'says' in answer),
			orders: [],
			marks: []
		});
		const means = new Map(rankings[0]?.ratings.map(({ variantId, mean }) => [variantId, mean]));
		expect(view.variantIds.map((id) => means.get(id))).toEqual([...worth]);
		expect(rankings[0]?.groups.filter(({ kind }) => kind === 'role')).toHaveLength(who.length);
	});

	it('leaves out who is withdrawn, exactly, and takes them back', async () => {
		const session = await open();
		await play(session.id, tasteOf(worthByPlace(ids, 1), 3), 12);
		const without = await rank(session.id);
		const { id } = await play(session.id, always('left'), 12);
		const both = await rank(session.id);
		const withdraw = (withdrawn: boolean) =>
			api.call(operations.withdrawReviewer, { params: { id }, body: { withdrawn } });
		await withdraw(true);
		expect((await rank(session.id)).ratings).toEqual(without.ratings);
		expect(await api.refused('GET', `/sessions/${session.id}/next?reviewer=${id}`)).toMatchObject({
			status: 403,
			code: 'reviewer_withdrawn'
		});
		await withdraw(false);
		expect((await rank(session.id)).ratings).toEqual(both.ratings);
	});
});

describe('what a session must bear', () => {
	it.each(['tie', 'neither', 'left'] as const)('nothing but %s', async (says) => {
		const session = await open();
		await play(session.id, always(says), 30);
		const { ratings, settled, comparisons } = await rank(session.id);
		expect(comparisons).toBe(30);
		expect(settled).toBe(false);
		for (const { mean, low, high, pTop1 } of ratings) {
			expect([mean, low, high, pTop1].every(Number.isFinite)).toBe(true);
			expect(rankWidth(ratings)).toBeGreaterThan(COUNT / 2);
		}
	});

	it('nobody', async () => {
		const { ratings, ...rest } = await rank((await open()).id);
		expect(rest).toMatchObject({ comparisons: 0, reviewers: 0, settled: false, fragility: null });
		expect(ratings.every(({ mean }) => mean === 0)).toBe(true);
	});

	it('a pool of two, of which one pair is asked again and again', async () => {
		const pool = { kind: 'selection', variantIds: ids.slice(0, 2) };
		const session = await open({ pool, mode: 'fours' });
		const { sitting } = await play(session.id, tasteOf(worthByPlace(ids, 3), 4), 12);
		expect(sitting.questions[0]?.variants).toHaveLength(2);
		expect((await rank(session.id)).ratings[0]?.variantId).toBe(ids[0]);
	});
});

describe('the script in the README', () => {
	it('holds a whole session, and finds the shortest document', async () => {
		const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
		const [, script = ''] = /```js\n(.*?)```/s.exec(readme) ?? [];
		expect(script).toContain('/comparisons');
		const file = path.join(folder.path, 'rank.mjs');
		writeFileSync(file, script);
		const { stdout } = await promisify(execFile)(process.execPath, [file, app.url, briefId]);
		const lines = stdout.trim().split('\n');
		expect(lines).toHaveLength(3);
		const lengths = await Promise.all(
			ids.map(async (id) => (await api.call(operations.getHtml, { params: { id } })).raw.length)
		);
		expect(lines[0]).toMatch(/^1 \(1–\d\) v_[0-9a-f]{20}$/);
		const best = ids.indexOf(lines[0]?.split(' ').at(-1) ?? '');
		expect(lengths.toSorted((a, b) => a - b).slice(0, 2)).toContain(lengths[best]);
	});
});

function rankWidth(ratings: { rankLow: number; rankHigh: number }[]): number {
	return Math.max(...ratings.map(({ rankLow, rankHigh }) => rankHigh - rankLow));
}

describe('bad input has its own words', () => {
	const NOBODY = `p_${'0'.repeat(20)}`;
	const STRANGER = `v_${'0'.repeat(20)}`;

	it.each([
		['a pool of none', { pool: { kind: 'picks' } }, 'pool'],
		['a pool of one', { pool: { kind: 'selection', variantIds: ['FIRST'] } }, 'pool'],
		[
			'one that is of no brief',
			{ pool: { kind: 'selection', variantIds: ['FIRST', STRANGER] } },
			'pool.variantIds'
		],
		['six stars', { pool: { kind: 'stars', atLeast: 6 } }, 'pool.atLeast'],
		['no criterion', { criteria: [] }, 'criteria'],
		['a criterion twice', { criteria: ['detail', 'detail'] }, 'criteria'],
		['a criterion that is none', { criteria: ['beauty'] }, 'criteria.0'],
		['a top of four', { goal: { kind: 'settled', top: 4 } }, 'goal.top'],
		['a misspelt field', { modes: 'pairs' }, 'modes']
	])('%s', async (_, settings, field) => {
		const body = JSON.parse(JSON.stringify(settings).replace('FIRST', ids[0] ?? ''));
		const error = await api.refused('POST', `/briefs/${briefId}/sessions`, json(body));
		expect(error).toMatchObject({ status: 400, code: 'invalid_input', field });
		expect(error.message).toMatch(/\.$/);
		if (field === 'pool.variantIds') expect(error.message).toContain(STRANGER);
	});

	it('a brief without variants', async () => {
		const { body: brief } = await api.call(operations.addBrief, { body: { source: 'Empty.' } });
		expect(await api.refused('POST', `/briefs/${brief.id}/sessions`, json({}))).toMatchObject({
			status: 400,
			field: 'pool'
		});
	});

	it('answers that cannot be, each said so, and none of them kept', async () => {
		const pool = { kind: 'selection', variantIds: ids.slice(0, 5) };
		const session = await open({ pool });
		const { id: reviewerId } = await join(session.id);
		const [a = '', b = '', c = ''] = ids;
		const outside = ids[5] ?? '';
		const pair = { kind: 'pair', left: a, right: b, says: 'left' };
		const four = (shown: string[], order: string[]) => ({ kind: 'four', shown, order });
		const base = { reviewerId, criterion: 'overall', answer: pair };
		const cases: [what: object, status: number, code: string, field: string | undefined][] = [
			[{ answer: { ...pair, right: a } }, 400, 'invalid_input', 'answer.right'],
			[{ answer: { ...pair, right: outside } }, 400, 'invalid_input', 'answer'],
			[{ answer: { ...pair, right: STRANGER } }, 400, 'invalid_input', 'answer'],
			[{ answer: { ...pair, says: 'both' } }, 400, 'invalid_input', 'answer.says'],
			[{ answer: four([a, b, b], [a, b, b]) }, 400, 'invalid_input', 'answer.shown'],
			[{ answer: four([a, b, c], [a, b, b]) }, 400, 'invalid_input', 'answer.order'],
			[{ answer: four([a, b, c], [a, b]) }, 400, 'invalid_input', 'answer.order'],
			[{ answer: four([a, b, outside], [outside, a, b]) }, 400, 'invalid_input', 'answer'],
			[{ criterion: 'detail' }, 400, 'invalid_input', 'criterion'],
			[{ ms: -1 }, 400, 'invalid_input', 'ms'],
			[{ id: 'a_1' }, 400, 'invalid_input', 'id'],
			[{ reviewerId: NOBODY }, 404, 'not_found', 'reviewerId'],
			[{ reviewerId: (await join((await open()).id)).id }, 404, 'not_found', 'reviewerId']
		];
		for (const [what, status, code, field] of cases) {
			const body = { id: newId('comparison'), ...base, ...what };
			const error = await api.refused('POST', `/sessions/${session.id}/comparisons`, json(body));
			expect(error, JSON.stringify(what)).toMatchObject({ status, code, field });
			expect(error.message).toMatch(/\.$/);
		}
		expect((await next(session.id, reviewerId)).progress.answered).toBe(0);
	});

	it('an id that is used already, and the same answer again', async () => {
		const session = await open();
		const { id } = await join(session.id);
		const answer = answering(await next(session.id, id), always('left'));
		for (let times = 0; times < 3; times++)
			expect((await send(session.id, answer)).progress.answered).toBe(1);
		const other = { ...answer, answer: { ...answer.answer, says: 'right' } };
		expect(
			await api.refused('POST', `/sessions/${session.id}/comparisons`, json(other))
		).toMatchObject({ status: 409, code: 'conflict', field: 'id' });
		await api.call(operations.retractComparison, { params: { id: answer.id } });
		// Sent once more after it was taken back, it stays taken back.
		expect((await send(session.id, answer)).progress.answered).toBe(0);
	});

	it('what comes too late', async () => {
		const session = await open();
		const { id, sitting } = await play(session.id, always('left'), 2);
		const other = await play(session.id, always('left'), 2);
		const late = answering(sitting, always('left'));
		const post = (body: object) =>
			api.refused('POST', `/sessions/${session.id}/comparisons`, json(body));
		await api.call(operations.finishSitting, { params: { id } });
		expect(await post(late)).toMatchObject({ status: 409, code: 'sitting_finished' });
		const comparisonId = sitting.recent[0]?.comparisonId ?? '';
		expect(await api.refused('DELETE', `/comparisons/${comparisonId}`)).toMatchObject({
			code: 'sitting_finished'
		});
		await api.call(operations.closeSession, { params: { id: session.id } });
		const closed = answering(other.sitting, always('left'));
		expect(await post(closed)).toMatchObject({ status: 409, code: 'session_closed' });
		expect(await api.refused('POST', `/sessions/${session.id}/reviewers`, json({}))).toMatchObject({
			status: 409,
			code: 'session_closed'
		});
		// An answer that came through before is no new one.
		const again = { ...answering(other.sitting, always('left')), id: closed.id };
		expect(await post(again)).toMatchObject({ code: 'session_closed' });
		expect((await rank(session.id)).comparisons).toBe(4);
	});

	it.each([
		['GET', `/sessions/s_${'0'.repeat(20)}`],
		['GET', '/sessions/nothing'],
		['GET', `/sessions/s_${'0'.repeat(20)}/ranking`],
		['POST', `/reviewers/${NOBODY}/finish`],
		['DELETE', `/comparisons/a_${'0'.repeat(20)}`]
	])('%s %s', async (method, path) => {
		expect(await api.refused(method, path)).toMatchObject({ status: 404, code: 'not_found' });
	});
});
