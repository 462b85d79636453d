/**
 * What is said with a model until there is a whole page: the prompt, its reply, and where that was cut short or left things
 * out, what it is answered. Every reply is stored as received before anything is made of it.
 */
import { invariant, VitrineError } from '#lib/domain/errors.ts';
import type { Reply } from '#lib/domain/reply.ts';
import { nextStep, type NextStep, type ReceivedReply } from '#lib/generator/follow-up.ts';
import { buildPrompt } from '#lib/generator/prompts/explore-prompt.ts';
import type {
	AttachedPicture,
	BuildReply,
	Prompt,
	Provider,
	Turn
} from '#lib/generator/provider.ts';
import { dealModels } from '../deal-models.ts';
import { attachPictures, readPrompt, storePrompt } from '../prompt-blob.ts';
import * as replies from '../store/replies.ts';
import * as variants from '../store/variants.ts';
import type { BuildDeps, BuildTask } from './build-variant.ts';
import { writeAsOwner } from './ownership.ts';
import { costOf, sumOf } from './reply-cost.ts';

/** The count on the frame is read by people: more often than this is not seen. */
const PROGRESS_INTERVAL_MS = 400;

export type WholeReply = Extract<NextStep, { kind: 'read' }>;

/** A conversation as it stands. */
interface Conversation {
	/** Which try of the variant it is, counted from 1. */
	attempt: number;
	received: ReceivedReply[];
	/** Every reply the variant has had, those of earlier tries included. */
	stored: Reply[];
	/** One for each reply that was answered. */
	turns: Turn[];
}

/**
 * Asks until the page is whole. A conversation that a worker was killed in goes on with what is stored: nothing is asked twice.
 * @throws VitrineError what asking can come to, `reply_*` when no page comes of it
 */
export async function converse(deps: BuildDeps, task: BuildTask): Promise<WholeReply> {
	const talk = await recall(deps, task);
	// Made when something has to be asked: what is stored can be read without anybody being ready.
	let provider: Provider | undefined;
	let prompt: KeptPrompt | undefined;
	let pictures: AttachedPicture[] | undefined;
	/** Of how the replies of this process were got. */
	const asked = new Set<string>();
	let step = talk.received.length === 0 ? null : nextStep(talk.received);
	for (;;) {
		if (step?.kind === 'read') return { ...step, steps: [...asked, ...step.steps] };
		if (step?.kind === 'fail') throw step.error;
		provider ??= task.provider();
		if (step !== null) {
			if (!provider.converses) throw step.error;
			const answered = talk.received.at(-1);
			invariant(answered, 'what is answered has been received');
			talk.turns.push({ reply: answered.text, ask: step.ask });
			await withinBudget(task, step.error);
		}
		prompt ??= await promptOf(deps, task, provider);
		pictures ??= await attachPictures(deps.blobs, prompt.text);
		const begun = Date.now();
		const reply = await ask(deps, task, { provider, prompt: prompt.text, pictures, talk });
		for (const said of reply.steps ?? []) asked.add(said);
		const purpose = step === null ? 'build' : step.purpose;
		talk.received.push({ purpose, text: reply.text, finish: reply.finish });
		await store(deps, { task, talk, prompt, reply, ms: Date.now() - begun });
		step = nextStep(talk.received);
		if (step.text !== reply.text) await storeJoined(deps, task, step.text);
	}
}

/** Going on costs as much as beginning does. @throws VitrineError `over_budget`, with what is wrong with the reply there is */
async function withinBudget(task: BuildTask, fault: VitrineError): Promise<void> {
	try {
		await task.onFollowUp();
	} catch (thrown) {
		if (!(thrown instanceof VitrineError) || thrown.code !== 'over_budget') throw thrown;
		throw new VitrineError(
			'over_budget',
			`${fault.message} More was not asked for. ${thrown.message}`
		);
	}
}

/** What has been received in the try that is under way; nothing when a new one begins. */
async function recall({ database, blobs }: BuildDeps, task: BuildTask): Promise<Conversation> {
	const { variant } = task.queued;
	const stored = replies.ofVariant(database.db, variant.id);
	const last = stored.at(-1)?.attempt ?? 0;
	const talk: Conversation = { attempt: last + 1, received: [], stored, turns: [] };
	if (variant.replySha256 === null || last === 0) return talk;
	for (const reply of stored.filter(({ attempt }) => attempt === last)) {
		const bytes = await blobs.get(reply.sha256);
		if (!bytes) return talk;
		const text = bytes.toString('utf8');
		const before = talk.received.at(-1);
		if (before) {
			const step = nextStep(talk.received);
			if (step.kind === 'ask') talk.turns.push({ reply: before.text, ask: step.ask });
		}
		talk.received.push({ purpose: reply.purpose, text, finish: reply.finish });
	}
	talk.attempt = last;
	return talk;
}

interface KeptPrompt {
	text: Prompt;
	/** Settles when it is stored: nobody waits for the disk before anything is asked. */
	sha256: Promise<string>;
}

/** The prompt this try was begun with, or a new one. */
async function promptOf(
	{ blobs, cliches }: BuildDeps,
	task: BuildTask,
	{ handIn }: Provider
): Promise<KeptPrompt> {
	const { variant } = task.queued;
	// Of a round that evolves or merges, the prompt was written when it was begun, and a person may have gone over it.
	const isSettled = task.kind !== 'explore' || variant.replySha256 !== null;
	if (isSettled && variant.promptSha256 !== null) {
		const asked = await readPrompt(blobs, variant.promptSha256);
		if (asked) return { text: asked, sha256: Promise.resolve(variant.promptSha256) };
	}
	const direction = { point: variant.point, statement: variant.statement };
	const text = buildPrompt({
		brief: task.brief,
		direction,
		dimensions: task.dimensions,
		range: task.settings.range,
		cliches: cliches(),
		handIn
	});
	const sha256 = storePrompt(blobs, text);
	// Whether it could be stored is asked when there is a reply to store beside it.
	sha256.catch(() => undefined);
	return { text, sha256 };
}

interface Asking {
	provider: Provider;
	prompt: Prompt;
	pictures: AttachedPicture[];
	talk: Conversation;
}

async function ask(
	{ database }: BuildDeps,
	task: BuildTask,
	{ provider, prompt, pictures, talk }: Asking
): Promise<BuildReply> {
	const { variant, position } = task.queued;
	const before = talk.received.reduce((sum, { text }) => sum + text.length, 0);
	let told = 0;
	return provider.build(
		{
			brief: task.brief,
			direction: { point: variant.point, statement: variant.statement },
			index: position,
			seed: task.settings.seed,
			pins: task.settings.pins,
			bans: task.settings.bans,
			model: modelOf(task),
			prompt,
			pictures,
			turns: talk.turns
		},
		{
			signal: task.signal,
			onPushback: (waitMs) => task.onPushback(waitMs),
			onProgress(chars) {
				if (Date.now() - told < PROGRESS_INTERVAL_MS) return;
				told = Date.now();
				variants.patch(database.db, variant.id, { chars_written: before + chars });
			}
		}
	);
}

/** As asked for: a first try may have stored the name by which the endpoint calls it, which it need not accept. */
function modelOf({ settings, queued: { variant, position } }: BuildTask): string {
	return dealModels(settings.models, settings.count, settings.seed)[position] ?? variant.model;
}

interface Arrival {
	task: BuildTask;
	talk: Conversation;
	prompt: KeptPrompt;
	reply: BuildReply;
	ms: number;
}

/** Stores a reply as it was received, with what it cost. */
async function store(deps: BuildDeps, arrival: Arrival): Promise<void> {
	const { task, talk, prompt, reply, ms } = arrival;
	const { id: variantId, roundId } = task.queued.variant;
	const sha256 = await deps.blobs.put(reply.text);
	const promptSha256 = await prompt.sha256;
	const { cost, basis } = costOf(reply, modelOf(task), deps.prices.table());
	const arrived: Reply = {
		variantId,
		attempt: talk.attempt,
		turn: talk.received.length - 1,
		purpose: talk.received.at(-1)?.purpose ?? 'build',
		sha256,
		finish: reply.finish,
		model: reply.model,
		usage: reply.usage,
		cost,
		costBasis: basis,
		ms,
		createdAt: Date.now()
	};
	talk.stored.push(arrived);
	const spent = sumOf(talk.stored);
	writeAsOwner(deps, roundId, (tx) => {
		replies.insert(tx, arrived);
		variants.patch(tx, variantId, {
			model: reply.model,
			prompt_sha256: promptSha256,
			prompt_version: prompt.text.version,
			reply_sha256: sha256,
			reply_finish: reply.finish,
			input_tokens: spent.usage?.inputTokens ?? null,
			output_tokens: spent.usage?.outputTokens ?? null,
			cost: spent.cost,
			cost_basis: spent.basis,
			ms: talk.stored
				.filter(({ attempt }) => attempt === talk.attempt)
				.reduce((sum, one) => sum + one.ms, 0),
			chars_written: talk.received.reduce((sum, { text }) => sum + text.length, 0)
		});
	});
}

/** Several replies put together are what the document is read from. */
async function storeJoined(deps: BuildDeps, task: BuildTask, text: string): Promise<void> {
	const { id, roundId } = task.queued.variant;
	const reply_sha256 = await deps.blobs.put(text);
	writeAsOwner(deps, roundId, (tx) => variants.patch(tx, id, { reply_sha256 }));
}
