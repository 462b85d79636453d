/** The piece of a photograph that something is about. */
import sharp from 'sharp';

export interface PixelBox {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** Around what was cut out, in pixels of the photograph: enough to see where it stands. */
const MARGIN = 8;
/** What is smaller shows nothing. */
const LEAST = 4;
/** Of a channel of a pixel, from 0 to 255: less cannot be seen. */
const VISIBLE = 24;

/** @returns a PNG of the box and what is around it, as far as the picture goes; null where the box is not in the picture */
export async function cropOf(picture: Uint8Array, box: PixelBox): Promise<Buffer | null> {
	const image = sharp(picture);
	const { width, height } = await image.metadata();
	const left = Math.max(0, Math.floor(box.x - MARGIN));
	const top = Math.max(0, Math.floor(box.y - MARGIN));
	const right = Math.min(width, Math.ceil(box.x + box.width + MARGIN));
	const bottom = Math.min(height, Math.ceil(box.y + box.height + MARGIN));
	if (right - left < LEAST || bottom - top < LEAST) return null;
	return image
		.extract({ left, top, width: right - left, height: bottom - top })
		.png()
		.toBuffer();
}

/** The share of pixels that visibly differ; 1 where they are not of one size. */
export async function shareThatDiffers(one: Uint8Array, other: Uint8Array): Promise<number> {
	const [a, b] = await Promise.all([one, other].map(pixelsOf));
	if (!a || !b || a.info.width !== b.info.width || a.info.height !== b.info.height) return 1;
	let unlike = 0;
	for (let at = 0; at < a.data.length; at += 3) {
		const differs = (channel: number) =>
			Math.abs((a.data[at + channel] ?? 0) - (b.data[at + channel] ?? 0)) > VISIBLE;
		if (differs(0) || differs(1) || differs(2)) unlike++;
	}
	return unlike / (a.data.length / 3);
}

const pixelsOf = (picture: Uint8Array) =>
	sharp(picture).removeAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
