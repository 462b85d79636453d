/** Briefs of a kitchen timer in every condition: decided, done, running, stopped and without a round. */
import { operations } from '#lib/server/http/operations.ts';
import type { Recipe } from '#lib/domain/recipe.ts';
import type { ApiClient } from './api-client.ts';
import { createBriefReader, type BriefReader } from './brief-reader.ts';
import { eventually } from './browse.ts';
import type { FakeOpenAi } from './fake-openai.ts';
import { SMALL_RECIPE } from './services.ts';
import { holdSessions } from './session-calls.ts';

export const timerBrief = (title: string): string => `---
title: ${title}
audience: Whoever is at home and has flour on their hands.
states: [asked, locked]
avoid: [a stopwatch]
references: [an egg timer]
---
Turn it, hear it, and stop it with an elbow. AnExtraordinarilyLongWordThatNobodyCouldBreakByThemselvesButWhichHasToGoSomewhere.

- one hand
- no looking

\`\`\`json
{"timers": [{"name": "Bread", "left": "12 min"}, {"name": "Eggs", "left": "4 min"}]}
\`\`\`
`;

/** Addresses of their sheets. */
export type Timers = Record<'decided' | 'done' | 'running' | 'stopped' | 'empty', string>;

export async function bringTimers(api: ApiClient, endpoint: FakeOpenAi): Promise<Timers> {
	const decided = await make(api, 'A timer for the kitchen', 3);
	const done = await make(
		api,
		'A timer for the kitchen, whose title is so long that it has to go on in a second line',
		4,
		{ recipe: null }
	);
	await film(api, done);
	endpoint.setScenario((number) => (number === 1 ? 'good' : 'refusal'));
	const stopped = await make(api, 'A timer that was declined', 4, { phases: ['ready', 'failed'] });
	endpoint.setScenario((number) =>
		number === 1 ? 'good' : number === 2 ? 'refusal' : 'hang-midway'
	);
	const running = await make(api, 'A timer that is still being made', 12, {
		phases: ['ready', 'failed', 'writing', 'queued']
	});
	const { body: empty } = await api.call(operations.addBrief, {
		body: { source: timerBrief('Not begun') }
	});
	await flag(api, done);
	const first = await flag(api, decided);
	await api.call(operations.decide, {
		params: { id: decided.id },
		body: { variantId: first, why: 'It is heard through a closed door.' }
	});
	await holdSessions(api, done.id);
	return {
		decided: decided.sheet,
		done: done.sheet,
		running: running.sheet,
		stopped: stopped.sheet,
		empty: `/briefs/${empty.id}`
	};
}

/** A brief with a round; waits until each of these phases is to be seen and no other. */
async function make(
	api: ApiClient,
	title: string,
	count: number,
	{ phases = ['ready'], recipe = SMALL_RECIPE }: { phases?: string[]; recipe?: Recipe | null } = {}
): Promise<BriefReader> {
	const { body } = await api.call(operations.addBrief, { body: { source: timerBrief(title) } });
	const params = { id: body.id };
	if (recipe) await api.call(operations.saveRecipe, { params, body: { recipe } });
	await api.call(operations.startRound, {
		params,
		body: { provider: 'openai', count, seed: 7, concurrency: 4 }
	});
	const brief = createBriefReader(api, body.id);
	await arrive(brief, phases, `the round of “${title}”`);
	return brief;
}

const arrive = (brief: BriefReader, phases: string[], what: string): Promise<void> =>
	eventually(async () => new Set<string>(await brief.phases()), new Set(phases), what);

/** Films its first variant. */
async function film(api: ApiClient, brief: BriefReader): Promise<void> {
	const { id } = await brief.variant(1);
	await api.call(operations.photograph, {
		params: { id: brief.id },
		body: { film: true, variantIds: [id] }
	});
	await arrive(brief, ['ready'], 'the film');
}

/** Picks the first and the third and rejects the second. @returns the first's id */
async function flag(api: ApiClient, brief: BriefReader): Promise<string> {
	const flags = { 1: 'pick', 2: 'reject', 3: 'pick' } as const;
	for (const [number, flag] of Object.entries(flags)) {
		const { id } = await brief.variant(Number(number));
		await api.call(operations.flagVariant, { params: { id }, body: { flag } });
	}
	return (await brief.variant(1)).id;
}
