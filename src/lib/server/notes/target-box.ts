/** Where in the photograph a note points, in CSS pixels. */
import { VIEWPORTS } from '#lib/domain/capture.ts';
import type { NoteEvidence, NoteTarget } from '#lib/domain/note.ts';
import type { PixelBox } from './crop.ts';

export interface Size {
	width: number;
	height: number;
}

/** The element where it was seen, or else the region, or else what is drawn; null for the whole page. */
export function targetBox(
	{ look, region, strokes }: NoteTarget,
	evidence: NoteEvidence | null
): PixelBox | null {
	if (evidence?.box) return evidence.box;
	const { width, height } = VIEWPORTS[look.viewport];
	const inPixels = (x: number, y: number, w: number, h: number): PixelBox => ({
		x: (x * width) / 100,
		y: (y * height) / 100,
		width: (w * width) / 100,
		height: (h * height) / 100
	});
	if (region) return inPixels(region.x, region.y, region.width, region.height);
	const points = strokes.flat();
	if (points.length === 0) return null;
	const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
	const [left, top] = [Math.min(...xs), Math.min(...ys)];
	return inPixels(left, top, Math.max(...xs) - left, Math.max(...ys) - top);
}
