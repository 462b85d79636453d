/** A ranking session over HTTP, call by call, as a script or a page holds it. */
import type { Answer } from '#lib/domain/session.ts';
import type { QuestionView, SittingView } from '#lib/domain/session-view.ts';
import { operations } from '#lib/server/http/operations.ts';
import type { ApiClient } from './api-client.ts';
import { readEvents } from './read-events.ts';
import { answering } from './sessions.ts';

export type Judge = (question: QuestionView) => Answer;

/** A brief with so many composed variants. */
export async function compose(api: ApiClient, url: string, source: string, count: number) {
	const { body: brief } = await api.call(operations.addBrief, { body: { source } });
	const params = { id: brief.id };
	const body = { provider: 'composer', count, capture: false };
	const { body: round } = await api.call(operations.startRound, { params, body });
	await readEvents(`${url}/api/v1/rounds/${round.id}/events`);
	const { variants } = (await api.call(operations.getBrief, { params })).body;
	return { briefId: brief.id, ids: variants.map(({ id }) => id), variants };
}

/** @param api asked for anew with each call: a server may have been started again since */
export function sessionCalls(api: () => ApiClient) {
	const open = async (briefId: string, settings: object = {}) =>
		(await api().call(operations.addSession, { params: { id: briefId }, body: settings })).body;

	const join = async (sessionId: string, who: object = {}) =>
		(await api().call(operations.addReviewer, { params: { id: sessionId }, body: who })).body;

	const next = async (sessionId: string, reviewerId: string): Promise<SittingView> => {
		const query = `?reviewer=${reviewerId}`;
		return (await api().call(operations.nextQuestions, { params: { id: sessionId }, query })).body;
	};

	const send = async (sessionId: string, body: unknown): Promise<SittingView> =>
		(await api().call(operations.addComparison, { params: { id: sessionId }, body })).body;

	const rank = async (sessionId: string, query = '') =>
		(await api().call(operations.getRanking, { params: { id: sessionId }, query })).body;

	/** One reviewer answers so many questions one after another. */
	async function play(sessionId: string, judge: Judge, actions: number, who: object = {}) {
		const { id } = await join(sessionId, who);
		let sitting = await next(sessionId, id);
		for (let action = 0; action < actions; action++)
			sitting = await send(sessionId, answering(sitting, judge));
		return { id, sitting };
	}

	return { open, join, next, send, rank, play };
}

/** The same whatever is asked; orders are then as they are shown, or none for a skip. */
export const always =
	(says: 'left' | 'tie' | 'neither' | 'skip'): Judge =>
	({ kind, variants }) => {
		const shown = variants.map(({ id }) => id);
		if (kind === 'four') return { kind, shown, order: says === 'skip' ? [] : shown };
		return { kind, left: shown[0] ?? '', right: shown[1] ?? '', says };
	};

export const json = (body: unknown): RequestInit => ({
	headers: { 'content-type': 'application/json' },
	body: JSON.stringify(body)
});

/** A session that runs, with somebody whose name goes on, somebody without one, and somebody taken out; and one that is closed. */
export async function holdSessions(api: ApiClient, briefId: string): Promise<void> {
	const params = { id: briefId };
	const { body: closed } = await api.call(operations.addSession, { params, body: {} });
	await api.call(operations.closeSession, { params: { id: closed.id } });
	const { body: session } = await api.call(operations.addSession, { params, body: {} });
	for (const name of ['Jonah-Oyelaran-Featherstonehaugh-Without-A-Space-In-All-Of-It', '', 'Teo']) {
		const { body: reviewer } = await api.call(operations.addReviewer, {
			params: { id: session.id },
			body: { name, role: 'engineering' }
		});
		if (name !== 'Teo') continue;
		const withdrawal = { params: { id: reviewer.id }, body: { withdrawn: true } };
		await api.call(operations.withdrawReviewer, withdrawal);
	}
}
