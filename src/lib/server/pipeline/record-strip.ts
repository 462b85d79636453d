/** Strips as they are filmed: stored, and told. */
import type { Strip } from '#lib/capture/camera.ts';
import { invariant, type VitrineError } from '#lib/domain/errors.ts';
import { newId } from '#lib/domain/ids.ts';
import { takeKey, type MotionStrip, type Take } from '#lib/domain/motion.ts';
import type { Variant } from '#lib/domain/variant.ts';
import type { BlobStore } from '../blobs.ts';
import type { Queryable } from '../database.ts';
import * as events from '../store/events.ts';
import * as strips from '../store/motion-strips.ts';

export type NewStrip = Omit<MotionStrip, 'id' | 'variantId' | 'htmlSha256' | 'createdAt'>;

/** Stores the frames of a strip. Many are alike, and are stored once. */
export async function keepFrames(blobs: BlobStore, strip: Strip): Promise<NewStrip> {
	if (strip.status === 'failed') return failedStrip(strip.take, strip.error, strip);
	const frames = [];
	for (const { atMs, image, thumb } of strip.frames) {
		const [imageSha256, thumbSha256] = [await blobs.put(image), await blobs.put(thumb)];
		frames.push({ atMs, imageSha256, thumbSha256 });
	}
	const { take, status, animations, browser, ms } = strip;
	return { ...take, status, frames, animations, errorCode: null, errorMessage: null, browser, ms };
}

/** A strip that there is not, and why. */
export function failedStrip(
	take: Take,
	error: VitrineError,
	known: Pick<NewStrip, 'browser' | 'ms'> = { browser: null, ms: 0 }
): NewStrip {
	return {
		...take,
		status: 'failed',
		frames: [],
		animations: [],
		errorCode: error.code,
		errorMessage: error.sentence,
		browser: known.browser,
		ms: known.ms
	};
}

/** Stores a strip of the variant's document as it stands, and tells of it. */
export function recordStrip(tx: Queryable, variant: Variant, strip: NewStrip): void {
	invariant(variant.htmlSha256, 'a ready variant has a document');
	strips.insert(tx, {
		...strip,
		id: newId('strip'),
		variantId: variant.id,
		htmlSha256: variant.htmlSha256,
		createdAt: Date.now()
	});
	const type = strip.status === 'filmed' ? 'strip.filmed' : 'strip.failed';
	events.append(tx, variant.roundId, type, variant.id, { take: takeKey(strip) });
}
