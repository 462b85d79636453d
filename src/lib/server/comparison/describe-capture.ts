import sharp from 'sharp';
import { VIEWPORTS, type CaptureGlance } from '#lib/domain/capture.ts';
import { invariant } from '#lib/domain/errors.ts';
import {
	DESCRIBED_HEIGHT,
	DESCRIBED_WIDTH,
	describePicture
} from '#lib/scoring/similarity/descriptor.ts';
import type { BlobStore } from '../blobs.ts';
import { noPicture, pictureBytes } from './decoded-cache.ts';

/**
 * The descriptor of what a capture shows on its first screen, read from its thumbnail: that is enough, and a third of the work.
 * @throws VitrineError `blob_corrupt` when the picture is not in the workspace, or is none
 */
export async function describeCapture(
	blobs: Pick<BlobStore, 'get'>,
	{ viewport, thumbSha256, imageSha256 }: CaptureGlance
): Promise<Uint8Array> {
	const sha256 = thumbSha256 ?? imageSha256;
	invariant(sha256, 'a photograph that was taken has a picture');
	const bytes = await pictureBytes(blobs, sha256);
	try {
		const picture = sharp(bytes);
		const { width, height } = await picture.metadata();
		const screen = (width * VIEWPORTS[viewport].height) / VIEWPORTS[viewport].width;
		const scaled = Math.max(DESCRIBED_HEIGHT, Math.round((DESCRIBED_HEIGHT * height) / screen));
		// Scaled first and then cut: the decoder skips pixels, and in the same way whether or not there is more below.
		const { data, info } = await picture
			.resize(DESCRIBED_WIDTH, scaled, { fit: 'fill' })
			.extract({ left: 0, top: 0, width: DESCRIBED_WIDTH, height: DESCRIBED_HEIGHT })
			.ensureAlpha()
			.raw()
			.toBuffer({ resolveWithObject: true });
		return describePicture({ data, width: info.width, height: info.height });
	} catch (thrown) {
		throw noPicture(sha256, thrown);
	}
}
