/** One variant from its direction to a stored document. Every step is stored before the next is begun. */
import { VitrineError, toVitrineError } from '#lib/domain/errors.ts';
import type { Brief } from '#lib/domain/brief.ts';
import type { Dimension } from '#lib/domain/direction.ts';
import type { RoundKind, RoundSettings } from '#lib/domain/round.ts';
import type { Provider } from '#lib/generator/provider.ts';
import type { Cliches } from '#lib/generator/prompts/cliches.ts';
import { readPlan } from '#lib/generator/read-plan.ts';
import { readPage } from '#lib/generator/reply.ts';
import type { BlobStore } from '../blobs.ts';
import type { OpenDatabase } from '../database.ts';
import type { Logger } from '../logger.ts';
import type { PriceBook } from '../price-book.ts';
import * as events from '../store/events.ts';
import * as variants from '../store/variants.ts';
import { converse, type WholeReply } from './converse.ts';
import { queueAgain } from './faults.ts';
import { writeAsOwner } from './ownership.ts';
import { refuseUnchanged } from './refuse-unchanged.ts';

export interface BuildDeps {
	database: OpenDatabase;
	blobs: BlobStore;
	log: Logger;
	prices: PriceBook;
	/** What models are told to be wary of, as the file says it now. @see clichesFrom */
	cliches(): Cliches;
	/** Who runs the rounds of this process. */
	workerId: string;
}

export interface BuildTask {
	queued: variants.QueuedVariant;
	kind: RoundKind;
	brief: Brief;
	dimensions: Dimension[];
	settings: RoundSettings;
	/** Made when it is needed: a provider that is not ready fails this variant, not the round. */
	provider(): Provider;
	signal: AbortSignal;
	/** @see BuildContext.onPushback */
	onPushback(waitMs: number | null): () => Promise<void>;
	/**
	 * Resolves when the budget has room to ask for more about this variant.
	 * @throws VitrineError `over_budget` when it never will; the signal's reason when aborted
	 */
	onFollowUp(): Promise<void>;
	/** Nothing more is asked for this one: the endpoint is free for another, whatever reading it takes. */
	onReply(): void;
}

/** Builds the variant and moves it to `ready`, `failed` or `cancelled`; back to `queued` when a fault may pass, or the process is closing. */
export async function buildVariant(deps: BuildDeps, task: BuildTask): Promise<void> {
	const { variant } = task.queued;
	try {
		const told = await converse(deps, task);
		task.onReply();
		await storeDocument(deps, task, told);
	} catch (thrown) {
		settleFailure(deps, task, thrown);
		if (!(thrown instanceof VitrineError)) {
			deps.log.error({ err: thrown, variantId: variant.id }, 'building a variant broke');
		}
	}
}

async function storeDocument(
	deps: BuildDeps,
	{ queued: { variant }, kind, settings }: BuildTask,
	told: WholeReply
): Promise<void> {
	const document = readPage(told.page);
	if (kind === 'merge') await refuseUnchanged(deps, variant.id, document.html);
	const htmlSha256 = await deps.blobs.put(document.html);
	writeAsOwner(deps, variant.roundId, (tx) => {
		const moved = variants.move(tx, variant.id, 'ready', {
			html_sha256: htmlSha256,
			title: document.title,
			medium: document.medium,
			plan: readPlan(told.text),
			reading_steps: [...told.steps, ...document.steps],
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
