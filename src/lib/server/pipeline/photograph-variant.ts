/** The photographs and the film of one ready variant: each is stored and told as it is taken. */
import { shotKey, type Shot } from '#lib/domain/capture.ts';
import { VitrineError, invariant, toVitrineError } from '#lib/domain/errors.ts';
import { newId } from '#lib/domain/ids.ts';
import type { Variant } from '#lib/domain/variant.ts';
import type { Camera, Photograph } from '#lib/capture/camera.ts';
import type { Queryable } from '../database.ts';
import { takeKey, type Take } from '#lib/domain/motion.ts';
import { missingShots, missingTakes, planOf } from './photo-plan.ts';
import { failedStrip, keepFrames, recordStrip } from './record-strip.ts';
import { ProcessClosing, type BuildDeps } from './build-variant.ts';
import { writeAsOwner } from './ownership.ts';
import * as captures from '../store/captures.ts';
import * as events from '../store/events.ts';
import * as variants from '../store/variants.ts';

export interface PhotographTask {
	variant: Variant;
	/** What the round asks for; what was asked for again goes before it. */
	shots: Shot[];
	camera: Camera;
	signal: AbortSignal;
}

/** Takes what this document does not have yet, and moves its photographs to `done`. */
export async function photographVariant(deps: BuildDeps, task: PhotographTask): Promise<void> {
	const { database, blobs, log } = deps;
	const { variant, camera, signal } = task;
	invariant(variant.htmlSha256, 'a ready variant has a document');
	const plan = planOf(variant, task.shots);
	const missing = new Map(
		missingShots(database.db, variant, plan).map((shot) => [shotKey(shot), shot] as const)
	);
	const unfilmed = new Map<string, Take>();
	let storing = Promise.resolve();
	try {
		const html = await blobs.get(variant.htmlSha256);
		if (!html)
			throw new VitrineError('not_found', 'The document of this variant is not in the workspace.');
		const page = { variantId: variant.id, html: html.toString('utf8') };
		if (missing.size > 0) {
			await camera.photograph(
				{ ...page, shots: [...missing.values()], axe: true },
				(photograph) => {
					storing = storePhotograph(deps, variant, photograph).then(
						() => void missing.delete(shotKey(photograph.shot))
					);
					return storing;
				},
				signal
			);
		}
		// Looked up only now: a pick made while it was photographed may ask for film.
		for (const take of missingTakes(database.db, variant, plan)) unfilmed.set(takeKey(take), take);
		if (unfilmed.size > 0) {
			await camera.film(
				{ ...page, takes: [...unfilmed.values()] },
				(strip) => {
					storing = keepFrames(blobs, strip).then((kept) => {
						writeAsOwner(deps, variant.roundId, (tx) => recordStrip(tx, variant, kept));
						unfilmed.delete(takeKey(strip.take));
					});
					return storing;
				},
				signal
			);
		}
	} catch (thrown) {
		// A stopped camera does not wait for its listener: what is half stored is brought to its end before others may go on.
		await storing.catch(() => undefined);
		if (signal.aborted && signal.reason instanceof ProcessClosing) {
			writeAsOwner(deps, variant.roundId, (tx) => variants.movePhotos(tx, variant.id, 'queued'));
			return;
		}
		if (!(thrown instanceof VitrineError))
			log.error({ err: thrown, variantId: variant.id }, 'photographing broke');
		const error = toVitrineError(thrown);
		writeAsOwner(deps, variant.roundId, (tx) => {
			for (const shot of missing.values()) recordCapture(tx, variant, failedCapture(shot, error));
			for (const take of unfilmed.values()) recordStrip(tx, variant, failedStrip(take, error));
		});
	}
	writeAsOwner(deps, variant.roundId, (tx) => {
		if (variants.movePhotos(tx, variant.id, 'done')) {
			events.append(tx, variant.roundId, 'variant.photographed', variant.id);
		}
	});
}

type NewCapture = Omit<captures.NewCapture, 'id' | 'variantId' | 'htmlSha256' | 'createdAt'>;

async function storePhotograph(
	deps: BuildDeps,
	variant: Variant,
	photograph: Photograph
): Promise<void> {
	const capture =
		photograph.status === 'failed'
			? failedCapture(photograph.shot, photograph.error, photograph)
			: {
					...photograph.shot,
					status: photograph.status,
					imageSha256: await deps.blobs.put(photograph.image),
					thumbSha256: await deps.blobs.put(photograph.thumb),
					width: photograph.width,
					height: photograph.height,
					facts: photograph.facts,
					errorCode: null,
					errorMessage: null,
					browser: photograph.browser,
					ms: photograph.ms
				};
	writeAsOwner(deps, variant.roundId, (tx) => recordCapture(tx, variant, capture));
}

/** A photograph that there is not, and why. */
export function failedCapture(
	shot: Shot,
	error: VitrineError,
	known: Pick<NewCapture, 'facts' | 'browser' | 'ms'> = { facts: null, browser: null, ms: 0 }
): NewCapture {
	return {
		...shot,
		status: 'failed',
		imageSha256: null,
		thumbSha256: null,
		width: null,
		height: null,
		facts: known.facts,
		errorCode: error.code,
		errorMessage: error.sentence,
		browser: known.browser,
		ms: known.ms
	};
}

/** Stores a capture of the variant's document as it stands, and tells of it. */
export function recordCapture(tx: Queryable, variant: Variant, capture: NewCapture): void {
	invariant(variant.htmlSha256, 'a ready variant has a document');
	captures.insert(tx, {
		...capture,
		id: newId('capture'),
		variantId: variant.id,
		htmlSha256: variant.htmlSha256,
		createdAt: Date.now()
	});
	events.append(
		tx,
		variant.roundId,
		capture.status === 'taken' ? 'capture.taken' : 'capture.failed',
		variant.id,
		{
			viewport: capture.viewport,
			theme: capture.theme,
			state: capture.state,
			pose: capture.pose,
			thumbSha256: capture.thumbSha256
		}
	);
}
