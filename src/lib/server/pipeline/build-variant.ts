/** One variant from its direction to a stored document. Every step is stored before the next is begun. */
import { VitrineError, toVitrineError } from '#lib/domain/errors.ts';
import type { Brief } from '#lib/domain/brief.ts';
import type { Dimension } from '#lib/domain/direction.ts';
import type { RoundSettings } from '#lib/domain/round.ts';
import type { BuildReply, Provider } from '#lib/generator/provider.ts';
import { buildPrompt } from '#lib/generator/prompts/explore-prompt.ts';
import { readReply } from '#lib/generator/reply.ts';
import type { BlobStore } from '../blobs.ts';
import type { OpenDatabase } from '../database.ts';
import { dealModels } from '../deal-models.ts';
import type { Logger } from '../logger.ts';
import type { PriceBook } from '../price-book.ts';
import * as events from '../store/events.ts';
import * as variants from '../store/variants.ts';
import { queueAgain } from './faults.ts';
import { addToVariant, costOf } from './reply-cost.ts';
import { writeAsOwner } from './ownership.ts';

/** The count on the frame is read by people: more often than this is not seen. */
const PROGRESS_INTERVAL_MS = 400;

export interface BuildDeps {
	database: OpenDatabase;
	blobs: BlobStore;
	log: Logger;
	prices: PriceBook;
	/** Who runs the rounds of this process. */
	workerId: string;
}

export interface BuildTask {
	queued: variants.QueuedVariant;
	brief: Brief;
	dimensions: Dimension[];
	settings: RoundSettings;
	/** Made when it is needed: a provider that is not ready fails this variant, not the round. */
	provider(): Provider;
	signal: AbortSignal;
	/** @see BuildContext.onPushback */
	onPushback(waitMs: number | null): () => Promise<void>;
	/** The reply is stored: the endpoint is free for another, whatever reading this one takes. */
	onReply(): void;
}

/** Builds the variant and moves it to `ready`, `failed` or `cancelled`; back to `queued` when a fault may pass, or the process is closing. */
export async function buildVariant(deps: BuildDeps, task: BuildTask): Promise<void> {
	const { variant } = task.queued;
	try {
		const reply = (await storedReply(deps, task.queued)) ?? (await askForReply(deps, task));
		await storeDocument(deps, task, reply);
	} catch (thrown) {
		settleFailure(deps, task, thrown);
		if (!(thrown instanceof VitrineError)) {
			deps.log.error({ err: thrown, variantId: variant.id }, 'building a variant broke');
		}
	}
}

/** A worker that was killed between storing the reply and reading it has left the work half done: nothing is asked twice. */
async function storedReply(
	{ blobs }: BuildDeps,
	{ variant, replyFinish }: variants.QueuedVariant
): Promise<Pick<BuildReply, 'text' | 'finish'> | null> {
	if (variant.replySha256 === null) return null;
	const bytes = await blobs.get(variant.replySha256);
	return bytes && { text: bytes.toString('utf8'), finish: replyFinish ?? 'unknown' };
}

async function askForReply(deps: BuildDeps, task: BuildTask): Promise<BuildReply> {
	const { database, blobs } = deps;
	const { variant, position } = task.queued;
	const { settings } = task;
	const direction = { point: variant.point, statement: variant.statement };
	const prompt = buildPrompt({ brief: task.brief, direction, dimensions: task.dimensions });
	// Stored while the model writes: nobody waits for the disk before anything is asked.
	const promptStored = blobs.put(`${prompt.system}\n\n----\n\n${prompt.user}`);
	promptStored.catch(() => undefined);
	// As asked for: a first try may have stored the name by which the endpoint calls it, which it need not accept.
	const model =
		dealModels(settings.models, settings.count, settings.seed)[position] ?? variant.model;
	const begun = Date.now();
	let told = 0;
	const reply = await task.provider().build(
		{
			brief: task.brief,
			direction,
			index: position,
			seed: settings.seed,
			model,
			prompt,
			turns: []
		},
		{
			signal: task.signal,
			onPushback: (waitMs) => task.onPushback(waitMs),
			onProgress(chars) {
				if (Date.now() - told < PROGRESS_INTERVAL_MS) return;
				told = Date.now();
				variants.patch(database.db, variant.id, { chars_written: chars });
			}
		}
	);
	const replySha256 = await blobs.put(reply.text);
	const promptSha256 = await promptStored;
	const spent = addToVariant(variant, costOf(reply, model, deps.prices.table()));
	writeAsOwner(deps, variant.roundId, (tx) =>
		variants.patch(tx, variant.id, {
			model: reply.model,
			prompt_sha256: promptSha256,
			prompt_version: prompt.version,
			reply_sha256: replySha256,
			reply_finish: reply.finish,
			input_tokens: reply.usage?.inputTokens ?? null,
			output_tokens: reply.usage?.outputTokens ?? null,
			cost: spent.cost,
			cost_basis: spent.basis,
			ms: Date.now() - begun,
			chars_written: reply.text.length
		})
	);
	// Only now: a reply that has arrived must not be lost by a kill, and what waits here is bounded by the slots.
	task.onReply();
	return reply;
}

async function storeDocument(
	deps: BuildDeps,
	{ queued: { variant }, settings }: BuildTask,
	reply: Pick<BuildReply, 'text' | 'finish'>
): Promise<void> {
	const document = readReply(reply.text, reply.finish);
	const htmlSha256 = await deps.blobs.put(document.html);
	writeAsOwner(deps, variant.roundId, (tx) => {
		const moved = variants.move(tx, variant.id, 'ready', {
			html_sha256: htmlSha256,
			title: document.title,
			medium: document.medium,
			reading_steps: document.steps,
			error_code: null,
			error_message: null
		});
		if (!moved) return;
		if (settings.shots.length > 0) variants.movePhotos(tx, variant.id, 'queued');
		events.append(tx, variant.roundId, 'variant.ready', variant.id);
	});
}

/** Why a build was aborted: the person's stop, or this process going away. */
export class ProcessClosing extends Error {
	override readonly name = 'ProcessClosing';
}

function settleFailure(
	deps: BuildDeps,
	{ queued: { variant }, signal }: BuildTask,
	thrown: unknown
): void {
	const closing = signal.aborted && signal.reason instanceof ProcessClosing;
	writeAsOwner(deps, variant.roundId, (tx) => {
		if (closing) {
			if (variants.move(tx, variant.id, 'queued', { chars_written: 0 })) {
				events.append(tx, variant.roundId, 'variant.queued', variant.id);
			}
		} else if (signal.aborted) {
			if (variants.move(tx, variant.id, 'cancelled')) {
				events.append(tx, variant.roundId, 'variant.cancelled', variant.id);
			}
		} else {
			const error = toVitrineError(thrown);
			if (queueAgain(tx, variant, error)) return;
			const told = { error_code: error.code, error_message: error.sentence };
			if (variants.move(tx, variant.id, 'failed', told)) {
				events.append(tx, variant.roundId, 'variant.failed', variant.id, { code: error.code });
			}
		}
	});
}
