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
import type { Logger } from '../logger.ts';
import * as events from '../store/events.ts';
import * as variants from '../store/variants.ts';

/** The count on the frame is read by people: more often than this is not seen. */
const PROGRESS_INTERVAL_MS = 400;

export interface BuildDeps {
	database: OpenDatabase;
	blobs: BlobStore;
	log: Logger;
}

export interface BuildTask {
	queued: variants.QueuedVariant;
	brief: Brief;
	dimensions: Dimension[];
	settings: RoundSettings;
	/** Made when it is needed: a provider that is not ready fails this variant, not the round. */
	provider(): Provider;
	signal: AbortSignal;
}

/** Builds the variant and moves it to `ready`, `failed` or `cancelled`; when the process is closing, back to `queued`. */
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

async function askForReply({ database, blobs }: BuildDeps, task: BuildTask): Promise<BuildReply> {
	const { variant, position } = task.queued;
	const direction = { point: variant.point, statement: variant.statement };
	const prompt = buildPrompt({ brief: task.brief, direction, dimensions: task.dimensions });
	const promptSha256 = await blobs.put(`${prompt.system}\n\n----\n\n${prompt.user}`);
	variants.patch(database.db, variant.id, { prompt_sha256: promptSha256 });

	const begun = Date.now();
	let told = 0;
	const reply = await task.provider().build(
		{
			brief: task.brief,
			direction,
			index: position,
			seed: task.settings.seed,
			model: variant.model,
			prompt
		},
		{
			signal: task.signal,
			onProgress(chars) {
				if (Date.now() - told < PROGRESS_INTERVAL_MS) return;
				told = Date.now();
				variants.patch(database.db, variant.id, { chars_written: chars });
			}
		}
	);
	const replySha256 = await blobs.put(reply.text);
	variants.patch(database.db, variant.id, {
		model: reply.model,
		reply_sha256: replySha256,
		reply_finish: reply.finish,
		input_tokens: reply.usage?.inputTokens ?? null,
		output_tokens: reply.usage?.outputTokens ?? null,
		cost: reply.cost,
		ms: Date.now() - begun,
		chars_written: reply.text.length
	});
	return reply;
}

async function storeDocument(
	{ database, blobs }: BuildDeps,
	{ queued: { variant }, settings }: BuildTask,
	reply: Pick<BuildReply, 'text' | 'finish'>
): Promise<void> {
	const document = readReply(reply.text, reply.finish);
	const htmlSha256 = await blobs.put(document.html);
	database.write((tx) => {
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

function settleFailure({ database }: BuildDeps, { queued: { variant }, signal }: BuildTask, thrown: unknown): void {
	const closing = signal.aborted && signal.reason instanceof ProcessClosing;
	database.write((tx) => {
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
			const told = { error_code: error.code, error_message: error.sentence };
			if (variants.move(tx, variant.id, 'failed', told)) {
				events.append(tx, variant.roundId, 'variant.failed', variant.id, { code: error.code });
			}
		}
	});
}
