/** What the page of a standing is told, by who sits in the browser that asks. */
import { afterEach, describe, expect, it } from 'vitest';
import { LOCAL_REVIEWER } from '#lib/domain/reviewer.ts';
import { createComparison } from '#lib/server/comparison/comparison.ts';
import type { Services } from '#lib/server/services.ts';
import { createSessionService } from '#lib/server/session-service.ts';
import { standingPage } from '#lib/server/standing-page.ts';
import { Workbench } from '../support/services.ts';
import { answering, settingsOf, tasteOf, worksToRank, worthByPlace } from '../support/sessions.ts';

const bench = new Workbench();
afterEach(() => bench.closeAll());

async function withSession(count: number, settings: object = {}) {
	const services = await bench.services({ capture: false });
	const works = await worksToRank(services, count);
	const session = services.sessions.create(works.briefId, settingsOf(settings), LOCAL_REVIEWER);
	const asked = { briefId: works.briefId, sessionId: session.id, sitting: null, criterion: null };
	return { services, ...works, session, asked };
}

/** One reviewer answers so many questions. @returns their id */
function play(services: Services, sessionId: string, ids: string[], actions: number): string {
	const { id } = services.sessions.join(sessionId, { name: '', role: 'other' });
	const judge = tasteOf(worthByPlace(ids, 1), actions);
	let sitting = services.sessions.sitting(sessionId, id);
	for (let action = 0; action < actions; action++)
		sitting = services.sessions.answer(sessionId, answering(sitting, judge));
	return id;
}

describe('the page of a standing', () => {
	it('tells nothing to whoever sits there until they have finished, are withdrawn, or it is closed', async () => {
		const { services, ids, session, asked } = await withSession(4);
		const { sessions } = services;
		const [one, other, third] = [12, 11, 10].map((count) => play(services, session.id, ids, count));
		const at = async (sitting: string | undefined) =>
			standingPage(sessions, { ...asked, sitting: sitting ?? null });
		expect(await at(one)).toEqual({
			isOpen: false,
			sessionId: session.id,
			reviewerId: one,
			answered: 12
		});
		sessions.finish(one ?? '');
		expect(await at(one)).toMatchObject({ isOpen: true, sittingId: one });
		expect(await at(other)).toMatchObject({ isOpen: false });
		sessions.withdraw(other ?? '', true);
		expect(await at(other)).toMatchObject({ isOpen: true, sittingId: null });
		sessions.close(session.id);
		expect(await at(third)).toMatchObject({ isOpen: true, sittingId: third });
		// Whoever does not sit in it holds it.
		expect(await at('nobody')).toMatchObject({ isOpen: true, sittingId: null });
	});

	it('is by the criterion that is asked for, or the first, with the places by each', async () => {
		const { services, ids, session, asked } = await withSession(4, {
			criteria: ['overall', 'detail']
		});
		play(services, session.id, ids, 20);
		const by = (criterion: string | null) =>
			standingPage(services.sessions, { ...asked, criterion });
		const detail = await by('detail');
		expect(detail).toMatchObject({ criterion: 'detail', ranking: { criterion: 'detail' } });
		if (!detail.isOpen) throw new Error('it is open');
		expect(detail.byCriterion.map(({ criterion }) => criterion)).toEqual(['overall', 'detail']);
		expect(Object.keys(detail.byCriterion[0]?.ratings[0] ?? {})).toEqual([
			'variantId',
			'rank',
			'rankLow',
			'rankHigh'
		]);
		expect(await by('systems')).toMatchObject({ criterion: 'overall' });
		expect(await by(null)).toMatchObject({ criterion: 'overall' });
	});

	it('is of a session of this brief', async () => {
		const { services, asked } = await withSession(2);
		const elsewhere = `b_${'0'.repeat(20)}`;
		await expect(
			standingPage(services.sessions, { ...asked, briefId: elsewhere })
		).rejects.toMatchObject({ code: 'not_found' });
	});

	it('says why there is none where it cannot be worked out', async () => {
		const { services, session, asked } = await withSession(3);
		const { database, blobs, config, log } = services;
		const stopped = createComparison({ database, blobs, root: config.root });
		await stopped.close();
		const sessions = createSessionService({ database, pool: stopped.pool, log });
		expect(await standingPage(sessions, asked)).toMatchObject({
			isOpen: true,
			session: { id: session.id },
			ranking: null,
			problem: 'The comparison was stopped. Try again.'
		});
	});

	it('has the own order of whoever looks, however many have answered more', async () => {
		const { services, ids, session, asked } = await withSession(3);
		const last = play(services, session.id, ids, 10);
		for (let more = 0; more < 12; more++) play(services, session.id, ids, 11);
		const peopleAt = async (sitting: string | null) => {
			const page = await standingPage(services.sessions, { ...asked, sitting });
			return page.isOpen ? (page.ranking?.groups.map(({ key }) => key) ?? []) : [];
		};
		services.sessions.finish(last);
		expect(await peopleAt(null)).not.toContain(last);
		expect(await peopleAt(last)).toEqual([...(await peopleAt(null)), last]);
		expect(await peopleAt(null)).toHaveLength(12);
	});
});
