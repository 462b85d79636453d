/** The photographs of one ready variant: each is stored and told as it is taken. */
import { shotKey, type Shot } from '#lib/domain/capture.ts';
import { VitrineError, invariant, toVitrineError } from '#lib/domain/errors.ts';
import { newId } from '#lib/domain/ids.ts';
import type { Variant } from '#lib/domain/variant.ts';
import type { Camera, Photograph } from '#lib/capture/camera.ts';
import { ProcessClosing, type BuildDeps } from './build-variant.ts';
import * as captures from '../store/captures.ts';
import * as events from '../store/events.ts';
import * as variants from '../store/variants.ts';

export interface PhotographTask {
	variant: Variant;
	shots: Shot[];
	camera: Camera;
	signal: AbortSignal;
}

/** Takes the shots that this document does not have yet, and moves its photographs to `done`. */
export async function photographVariant(deps: BuildDeps, task: PhotographTask): Promise<void> {
	const { database, blobs, log } = deps;
	const { variant, camera, signal } = task;
	invariant(variant.htmlSha256, 'a ready variant has a document');
	const taken = captures.takenKeys(database.db, variant.id, variant.htmlSha256);
	const missing = new Map(
		task.shots.filter((shot) => !taken.has(shotKey(shot))).map((shot) => [shotKey(shot), shot] as const)
	);
	try {
		const html = await blobs.get(variant.htmlSha256);
		if (!html) throw new VitrineError('not_found', 'The document of this variant is not in the workspace.');
		const job = { variantId: variant.id, html: html.toString('utf8'), shots: [...missing.values()] };
		if (job.shots.length > 0) {
			await camera.photograph(
				job,
				async (photograph) => {
					await storePhotograph(deps, variant, photograph);
					missing.delete(shotKey(photograph.shot));
				},
				signal
			);
		}
	} catch (thrown) {
		if (signal.aborted && signal.reason instanceof ProcessClosing) {
			database.write((tx) => variants.movePhotos(tx, variant.id, 'queued'));
			return;
		}
		if (!(thrown instanceof VitrineError)) log.error({ err: thrown, variantId: variant.id }, 'photographing broke');
		const error = toVitrineError(thrown);
		for (const shot of missing.values()) {
			await storePhotograph(deps, variant, { shot, status: 'failed', error, facts: null, browser: null, ms: 0 });
		}
	}
	database.write((tx) => {
		if (variants.movePhotos(tx, variant.id, 'done')) {
			events.append(tx, variant.roundId, 'variant.photographed', variant.id);
		}
	});
}

async function storePhotograph({ database, blobs }: BuildDeps, variant: Variant, photograph: Photograph): Promise<void> {
	invariant(variant.htmlSha256, 'a ready variant has a document');
	const isTaken = photograph.status === 'taken';
	const imageSha256 = isTaken ? await blobs.put(photograph.image) : null;
	const thumbSha256 = isTaken ? await blobs.put(photograph.thumb) : null;
	const capture = {
		id: newId('capture'),
		variantId: variant.id,
		htmlSha256: variant.htmlSha256,
		...photograph.shot,
		status: photograph.status,
		imageSha256,
		thumbSha256,
		width: isTaken ? photograph.width : null,
		height: isTaken ? photograph.height : null,
		facts: photograph.facts,
		errorCode: isTaken ? null : photograph.error.code,
		errorMessage: isTaken ? null : photograph.error.sentence,
		browser: photograph.browser,
		ms: photograph.ms,
		createdAt: Date.now()
	};
	database.write((tx) => {
		captures.insert(tx, capture);
		events.append(tx, variant.roundId, isTaken ? 'capture.taken' : 'capture.failed', variant.id, {
			viewport: capture.viewport,
			theme: capture.theme,
			state: capture.state,
			thumbSha256
		});
	});
}
