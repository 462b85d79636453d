/** How long an answer takes until the next question is there, in a session that has been answered a hundred thousand times. */
import { rm } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { newId } from '#lib/domain/ids.ts';
import { createRandom } from '#lib/domain/random.ts';
import { LOCAL_REVIEWER } from '#lib/domain/reviewer.ts';
import type { NewComparison } from '#lib/domain/session.ts';
import { createServices, type Services } from '#lib/server/services.ts';
import * as store from '#lib/server/store/sessions.ts';
import { configFor, temporaryFolder } from '../support/services.ts';
import { answering, settingsOf, tasteOf, worksToRank, worthByPlace } from '../support/sessions.ts';
import type { BenchRow } from './main.ts';
import { median } from './median.ts';

const WORKS = 90;
const REVIEWERS = 20;
const STORED = 100_000;
const ANSWERS = 200;
/** From one answer to the next: less than anybody takes, and enough for what is done between two. */
const PAUSE_MS = 60;
const AIM_MS = 20;

export async function benchSessions(): Promise<BenchRow[]> {
	const workspace = await temporaryFolder();
	const services = await createServices(configFor(workspace, { capture: false }));
	try {
		const { briefId, ids } = await worksToRank(services, WORKS);
		const session = services.sessions.create(briefId, settingsOf(), LOCAL_REVIEWER);
		const reviewerIds = Array.from(
			{ length: REVIEWERS },
			() => services.sessions.join(session.id, { name: '', role: 'other' }).id
		);
		fill(services, session.id, { ids, reviewerIds });
		const first = await timed(() => services.sessions.sitting(session.id, reviewerIds[0] ?? ''));
		const times = await answerAll(services, session.id, { ids, reviewerIds });
		const undo = await undoSome(services, session.id, { ids, reviewerIds });
		const middle = median(times);
		const worst = Math.max(...times);
		const ranking = await timed(() => services.sessions.ranking(session.id));
		return [
			{
				row: 'sessions, an answer',
				ratio: middle / AIM_MS,
				aim: '≤ 1',
				ok: middle <= AIM_MS,
				how:
					`${middle.toFixed(1)} ms from an answer to the next question with ${STORED} answers stored, ${worst.toFixed(1)} ms at worst of ${ANSWERS}, aim ${AIM_MS} ms; taking one back ${undo.toFixed(1)} ms; ` +
					`after a start the first question takes ${first.toFixed(0)} ms; the whole standing ${ranking.toFixed(0)} ms`
			}
		];
	} finally {
		await services.close();
		await rm(workspace, { recursive: true, force: true });
	}
}

interface Cast {
	ids: string[];
	reviewerIds: string[];
}

/** Random pairs, judged with a taste that all share. */
function fill(services: Services, sessionId: string, { ids, reviewerIds }: Cast): void {
	const judge = tasteOf(worthByPlace(ids, 0.05), 1);
	const random = createRandom(2);
	services.database.write((tx) => {
		for (let at = 0; at < STORED; at++) {
			const left = Math.floor(random() * ids.length);
			const right = (left + 1 + Math.floor(random() * (ids.length - 1))) % ids.length;
			const variants = [left, right].map((item) => ({
				id: ids[item] ?? '',
				imageSha256: null,
				width: null,
				height: null
			}));
			const comparison: NewComparison = {
				id: newId('comparison'),
				reviewerId: reviewerIds[at % reviewerIds.length] ?? '',
				criterion: 'overall',
				answer: judge({ criterion: 'overall', kind: 'pair', variants }),
				ms: 1500,
				holding: []
			};
			store.insertComparison(tx, sessionId, comparison);
		}
	});
}

/** Reviewers in turn, each with the questions in hand that they were sent last. */
async function answerAll(services: Services, sessionId: string, { ids, reviewerIds }: Cast) {
	const judge = tasteOf(worthByPlace(ids, 0.05), 3);
	const sittings = new Map(
		reviewerIds.map((id) => [id, services.sessions.sitting(sessionId, id)] as const)
	);
	const times: number[] = [];
	for (let at = 0; at < ANSWERS; at++) {
		const reviewerId = reviewerIds[at % reviewerIds.length] ?? '';
		const before = sittings.get(reviewerId);
		if (!before) throw new Error('everybody sits');
		const comparison = answering(before, judge);
		const start = performance.now();
		sittings.set(reviewerId, services.sessions.answer(sessionId, comparison));
		times.push(performance.now() - start);
		await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
	}
	return times;
}

/** Each answer is taken back at once. @returns the median, in milliseconds */
async function undoSome(services: Services, sessionId: string, { ids, reviewerIds }: Cast) {
	const judge = tasteOf(worthByPlace(ids, 0.05), 4);
	const times: number[] = [];
	for (const reviewerId of reviewerIds) {
		const comparison = answering(services.sessions.sitting(sessionId, reviewerId), judge);
		services.sessions.answer(sessionId, comparison);
		times.push(await timed(() => services.sessions.retract(comparison.id)));
		await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
	}
	return median(times);
}

async function timed(work: () => unknown): Promise<number> {
	const start = performance.now();
	await work();
	return performance.now() - start;
}
