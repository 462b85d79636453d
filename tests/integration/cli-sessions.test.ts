/** Ranking sessions from a shell: what there is, and where variants stand. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOCAL_REVIEWER } from '#lib/domain/reviewer.ts';
import type { SessionView } from '#lib/domain/session-view.ts';
import { createServices } from '#lib/server/services.ts';
import { configFor } from '../support/services.ts';
import { answering, settingsOf, tasteOf, worksToRank, worthByPlace } from '../support/sessions.ts';
import { runCli, runCliBatch, temporaryFolder } from '../support/start-app.ts';

const folder = temporaryFolder();
afterAll(folder.remove);

let briefId: string;
let emptyId: string;
let ids: string[];
let session: SessionView;
let older: SessionView;

beforeAll(async () => {
	const services = await createServices(configFor(folder.path, { capture: false }));
	({ briefId, ids } = await worksToRank(services, 5));
	emptyId = services.briefs.add(Buffer.from('Nothing yet.')).id;
	older = services.sessions.create(briefId, settingsOf(), LOCAL_REVIEWER);
	session = services.sessions.create(
		briefId,
		settingsOf({ criteria: ['overall', 'detail'] }),
		LOCAL_REVIEWER
	);
	const judge = tasteOf(worthByPlace(ids, 9), 1);
	const { id } = services.sessions.join(session.id, { name: 'Ada', role: 'design' });
	let sitting = services.sessions.sitting(session.id, id);
	for (let action = 0; action < 18; action++)
		sitting = services.sessions.answer(session.id, answering(sitting, judge));
	await services.close();
});

const line = (...args: string[]) => [...args, '--workspace', folder.path];

describe('vitrine rank', () => {
	it('says the standing of a session, and of a brief that of its newest', async () => {
		const ran = await runCliBatch([
			line('rank', session.id, '--json'),
			line('rank', briefId, '--json'),
			line('rank', session.id, '--criterion', 'detail', '--json'),
			line('rank', older.id, '--json')
		]);
		expect(ran.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
		const [one, ofBrief, detail, none] = ran.map(({ stdout }) => JSON.parse(stdout));
		expect(Object.keys(one).slice(0, 4)).toEqual([
			'ratings',
			'comparisons',
			'settled',
			'reviewers'
		]);
		expect(Object.keys(one.ratings[0]).slice(0, 7)).toEqual([
			'variantId',
			'mean',
			'low',
			'high',
			'rankLow',
			'rankHigh',
			'pTop3'
		]);
		expect(one).toMatchObject({ comparisons: 10, settled: false, reviewers: 1 });
		expect(one.ratings[0].variantId).toBe(ids[0]);
		expect(one.ratings).toHaveLength(5);
		expect(ofBrief).toEqual(one);
		expect(detail).toMatchObject({ criterion: 'detail', comparisons: 8 });
		expect(none).toMatchObject({ comparisons: 0, reviewers: 0 });
	});

	it('prints it for people, without who made what', async () => {
		const { code, stdout } = await runCli(line('rank', session.id));
		expect(code).toBe(0);
		const [head, first, ...rest] = stdout.trim().split('\n');
		expect(head).toMatch(/^rank +95 % +no\. +in top 3 +variant +title$/);
		expect(first).toMatch(new RegExp(`^1 +1–\\d +1 +\\d+ % +${ids[0]} `));
		expect(rest.at(-1)).toMatch(/^10 answers of 1 reviewer, overall: not settled yet/);
		expect(stdout).not.toContain('composer');
	});

	it('has its words for what is not there', async () => {
		const ran = await runCliBatch([
			line('rank', '--json'),
			line('rank', `s_${'0'.repeat(20)}`, '--json'),
			line('rank', 'x', '--json'),
			line('rank', emptyId, '--json'),
			line('rank', session.id, '--criterion', 'beauty', '--json'),
			line('rank', session.id, '--criterion', 'systems', '--json')
		]);
		expect(ran.map(({ code }) => code)).toEqual([2, 2, 2, 2, 2, 2]);
		const errors = ran.map(({ stdout }) => JSON.parse(stdout).error);
		expect(errors.map(({ code, field }) => `${code} ${field}`)).toEqual([
			'invalid_input undefined',
			'not_found id',
			'not_found id',
			'not_found session',
			'invalid_input criterion',
			'invalid_input criterion'
		]);
	});
});

describe('vitrine list sessions', () => {
	it('says which there are, newest first', async () => {
		const [all, ofBrief, none, table] = await runCliBatch([
			line('list', 'sessions', '--json'),
			line('list', 'sessions', '--brief', briefId, '--json'),
			line('list', 'sessions', '--brief', emptyId),
			line('list', 'sessions')
		]);
		const rows: SessionView[] = JSON.parse(all?.stdout ?? '');
		expect(rows.map(({ id }) => id)).toEqual([session.id, older.id]);
		expect(rows[0]).toMatchObject({ answers: 18, reviewers: [{ name: 'Ada' }] });
		expect(JSON.parse(ofBrief?.stdout ?? '')).toEqual(rows);
		expect(none?.stdout).toBe('There are no ranking sessions yet.\n');
		expect(table?.stdout.split('\n')[1]).toMatch(
			new RegExp(`^${session.id} +${briefId} +5 +1 +18 +open +overall, detail$`)
		);
	});
});
