import type { Difference, DifferenceView } from '#lib/domain/difference.ts';
import { VitrineError, invariant } from '#lib/domain/errors.ts';
import type { OpenDatabase } from '../database.ts';
import * as captures from '../store/captures.ts';
import type { DecodedCache } from './decoded-cache.ts';
import type { ComparisonPool } from './comparison.ts';
import { cutOut, type SharedPicture } from './shared-picture.ts';

export interface DifferenceService {
	/**
	 * How the second capture differs from the first.
	 * @throws VitrineError `not_found` for an id that is none; `conflict` for a capture that failed; `blob_corrupt` when its
	 * picture is lost; `comparison_failed`
	 */
	between(leftId: string, rightId: string): Promise<DifferenceView>;
	/**
	 * How a picture, or a box cut out of it, differs from another.
	 * @throws VitrineError `blob_corrupt`, `comparison_failed`
	 */
	ofPictures(left: PictureCut, right: PictureCut): Promise<Difference>;
}

/** A stored picture, or what lies in a box of it: whole pixels, inside of it. */
interface PictureCut {
	imageSha256: string;
	box: { x: number; y: number; width: number; height: number } | null;
}

interface Deps {
	database: OpenDatabase;
	decoded: DecodedCache;
	pool: ComparisonPool;
}

export function createDifferenceService({
	database: { db },
	decoded,
	pool
}: Deps): DifferenceService {
	function pictureOf(id: string, field: string): string {
		const capture = captures.find(db, id);
		if (!capture) throw new VitrineError('not_found', 'There is no such photograph.', { field });
		if (capture.status === 'failed') {
			throw new VitrineError(
				'conflict',
				`This photograph failed: ${capture.errorMessage ?? 'no reason was stored.'}`,
				{ field, fix: 'Compare one that was taken.' }
			);
		}
		invariant(capture.imageSha256, 'a photograph that was taken has a picture');
		return capture.imageSha256;
	}

	async function pixelsOf({ imageSha256, box }: PictureCut): Promise<SharedPicture> {
		const whole = await decoded.get(imageSha256);
		return box === null ? whole : cutOut(whole, box);
	}

	return {
		async between(leftId, rightId) {
			const [left, right] = [pictureOf(leftId, 'id'), pictureOf(rightId, 'with')];
			const [one, other] = await Promise.all([decoded.get(left), decoded.get(right)]);
			const { mask, ...rest } = await pool.run({ kind: 'difference', left: one, right: other });
			return { ...rest, mask: Buffer.from(mask).toString('base64') };
		},
		async ofPictures(left, right) {
			const [one, other] = await Promise.all([pixelsOf(left), pixelsOf(right)]);
			return pool.run({ kind: 'difference', left: one, right: other });
		}
	};
}
