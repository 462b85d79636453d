/** Draws the standing on a canvas, in the light of the room, and hands it to the browser to be saved. */
import { upright } from '../shared/wax-strokes.ts';
import {
	layOutPicture,
	type PictureLayout,
	type PictureRow,
	type StandingPicture
} from './standing-picture.ts';

const FACE = '"Archivo Variable", "Helvetica Neue", Arial, sans-serif';
const STROKE = { width: 8, height: 26 };
/** Of a hatched bar: drawn, and left out. */
const HATCH = { on: 4, off: 3 };
const BAR = 6;

const INKS = ['table', 'ledge', 'ink', 'ink-2', 'ink-3', 'line', 'line-2', 'film', 'wax'] as const;
type Inks = Record<(typeof INKS)[number], string>;

/** @throws Error when the browser gives no picture */
export async function savePicture(picture: StandingPicture): Promise<void> {
	const layout = layOutPicture(picture);
	const canvas = document.createElement('canvas');
	canvas.width = layout.width * layout.scale;
	canvas.height = layout.height * layout.scale;
	const context = canvas.getContext('2d');
	if (!context) throw new Error('This browser draws nothing.');
	const [thumbs] = await Promise.all([thumbsOf(layout), document.fonts.ready]);
	context.scale(layout.scale, layout.scale);
	draw(context, picture, layout, { inks: inksNow(), thumbs });
	const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
	if (!blob) throw new Error('This browser made no picture.');
	const link = document.createElement('a');
	link.href = URL.createObjectURL(blob);
	link.download = `${picture.title} standing.png`;
	link.click();
	// The browser has taken it by the next turn; kept longer, it would be kept for good.
	setTimeout(() => URL.revokeObjectURL(link.href), 0);
}

/** The tokens as colours, in the light that is on. */
function inksNow(): Inks {
	const probe = document.createElement('i');
	document.body.append(probe);
	const inks = Object.fromEntries(
		INKS.map((name) => {
			probe.style.color = `var(--${name})`;
			return [name, getComputedStyle(probe).color];
		})
	);
	probe.remove();
	return inks as Inks;
}

/** Those that cannot be loaded are left out: film shows where they were. */
async function thumbsOf({ rows }: PictureLayout): Promise<Map<string, HTMLImageElement>> {
	const loaded = await Promise.all(
		rows.map(async ({ row: { variantId, thumbSha256 } }) => {
			if (thumbSha256 === null) return null;
			const image = new Image();
			image.src = `/api/v1/blobs/${thumbSha256}`;
			return image.decode().then(
				() => [variantId, image] as const,
				() => null
			);
		})
	);
	return new Map(loaded.filter((one) => one !== null));
}

interface Means {
	inks: Inks;
	thumbs: ReadonlyMap<string, HTMLImageElement>;
}
type Context = CanvasRenderingContext2D;

function draw(
	context: Context,
	picture: StandingPicture,
	layout: PictureLayout,
	{ inks, thumbs }: Means
): void {
	context.fillStyle = inks.table;
	context.fillRect(0, 0, layout.width, layout.height);
	drawHead(context, picture, layout, inks);
	drawLegend(context, picture, layout, inks);
	drawAxis(context, picture, layout, inks);
	for (const row of layout.rows) {
		const { x, y, width, height } = row.thumb;
		context.fillStyle = inks.film;
		context.fillRect(x, y, width, height);
		const image = thumbs.get(row.row.variantId);
		if (image) drawCovered(context, image, { x: x + 2, y: y + 2, w: width - 4, h: height - 4 });
		drawRow(context, row, layout, inks);
	}
	const text = writer(context);
	text('Vitrine', layout.margin, layout.height - 14, { ink: inks['ink-3'] });
}

interface Hand {
	ink: string;
	size?: number;
	weight?: number;
	align?: CanvasTextAlign;
	most?: number;
}

/** Writes a line by its baseline; one that is too long ends in an ellipsis. */
function writer(context: Context) {
	return (
		words: string,
		x: number,
		y: number,
		{ ink, size = 13, weight = 400, align = 'left', most = Infinity }: Hand
	): void => {
		context.font = `${weight} ${size}px ${FACE}`;
		context.textAlign = align;
		context.fillStyle = ink;
		let shown = words;
		while (shown.length > 1 && context.measureText(shown).width > most)
			shown = `${shown.replace(/…$/, '').slice(0, -1).trimEnd()}…`;
		context.fillText(shown, x, y);
	};
}

function drawHead(
	context: Context,
	{ title, about, headline, sentences }: StandingPicture,
	{ margin, width }: PictureLayout,
	inks: Inks
): void {
	const text = writer(context);
	const most = width - 2 * margin;
	text(title, margin, 52, { ink: inks.ink, size: 16, weight: 600, most: most * 0.6 });
	text(about, width - margin, 52, { ink: inks['ink-3'], align: 'right', most: most * 0.38 });
	text(headline, margin, 94, { ink: inks.ink, size: 28, weight: 600, most });
	for (const [line, words] of sentences.slice(0, 3).entries())
		text(words, margin, 120 + line * 19, { ink: inks['ink-2'], size: 14, most });
}

/** What the signs stand for, in a line above the axis. */
function drawLegend(
	context: Context,
	{ hand, rows }: StandingPicture,
	{ margin, plot }: PictureLayout,
	inks: Inks
): void {
	const text = writer(context);
	const y = plot.top - 40;
	let x = margin;
	const name = (words: string, wide: number): void => {
		text(words, x + wide + 8, y + 4.5, { ink: inks['ink-2'] });
		x += wide + 8 + context.measureText(words).width + 24;
	};
	drawDot(context, { x: x + 5, y, radius: 7 }, inks);
	name('its place', 10);
	drawBar(context, { left: x, width: 32, y, isHatched: false }, inks);
	name('where it may lie, 95 %', 32);
	if (rows.some(({ split }) => split !== null)) {
		drawBar(context, { left: x, width: 32, y, isHatched: true }, inks);
		name('split opinion', 32);
	}
	if (hand === '') return;
	drawStroke(context, { x: x + 4, y, height: 20, seed: 1 }, inks);
	name(hand, 8);
}

function drawAxis(
	context: Context,
	{ top }: StandingPicture,
	{ plot, ticks, topEdge, settledY, width, margin }: PictureLayout,
	inks: Inks
): void {
	const text = writer(context);
	if (topEdge !== null) {
		context.fillStyle = inks.ledge;
		context.fillRect(plot.left, plot.top, topEdge - plot.left, plot.bottom - plot.top);
	}
	for (const { rank, x } of ticks) {
		context.fillStyle = inks.line;
		context.fillRect(x - 0.5, plot.top, 1, plot.bottom - plot.top);
		text(String(rank), x, plot.top - 8, { ink: inks['ink-3'], size: 12, align: 'center' });
	}
	const heads: [string, number][] = [
		['place', plot.right + 60],
		[top === 1 ? 'first' : `top ${top}`, plot.right + 124]
	];
	for (const [words, x] of heads)
		text(words, x, plot.top - 8, { ink: inks['ink-3'], size: 12, align: 'right' });
	if (settledY === null) return;
	context.fillStyle = inks['ink-2'];
	context.fillRect(margin, settledY - 0.5, width - 2 * margin, 1);
	text('settled above', plot.right, settledY - 4, {
		ink: inks['ink-2'],
		size: 12,
		align: 'right'
	});
}

function drawRow(
	context: Context,
	{ row, y, bar, place, mine, range, share, thumb }: PictureRow,
	{ plot, dot, width, margin }: PictureLayout,
	inks: Inks
): void {
	const text = writer(context);
	const base = y + 4.5;
	const from = thumb.x + thumb.width + 34;
	text(String(row.number), from, base, { ink: inks.ink, weight: 600, align: 'right' });
	text(row.title, from + 10, base, {
		ink: row.isChosen ? inks.ink : inks['ink-2'],
		weight: row.isChosen ? 600 : 400,
		most: plot.left - from - 30
	});
	drawBar(context, { ...bar, y, isHatched: row.split !== null }, inks);
	drawDot(context, { x: place, y, radius: dot }, inks);
	if (mine !== null) {
		const height = Math.min(STROKE.height, thumb.height + 2);
		drawStroke(context, { x: mine, y, height, seed: row.number }, inks);
	}
	const words = { ink: inks['ink-2'], align: 'right' as const };
	text(range, plot.right + 60, base, words);
	text(share, plot.right + 124, base, words);
	if (row.split !== null) {
		const left = plot.right + 144;
		text(row.split, left, base, { ink: inks['ink-2'], size: 12, most: width - margin - left });
	}
}

function drawBar(
	context: Context,
	{ left, width, y, isHatched }: { left: number; width: number; y: number; isHatched: boolean },
	inks: Inks
): void {
	context.fillStyle = inks['line-2'];
	const [on, step] = isHatched ? [HATCH.on, HATCH.on + HATCH.off] : [width, width];
	for (let x = 0; x < width; x += step)
		context.fillRect(left + x, y - BAR / 2, Math.min(on, width - x), BAR);
}

function drawDot(
	context: Context,
	{ x, y, radius }: { x: number; y: number; radius: number },
	inks: Inks
): void {
	for (const [ink, reach] of [
		[inks.table, radius],
		[inks.ink, radius - 2]
	] as const) {
		context.fillStyle = ink;
		context.beginPath();
		context.arc(x, y, reach, 0, 2 * Math.PI);
		context.fill();
	}
}

function drawStroke(
	context: Context,
	{ x, y, height, seed }: { x: number; y: number; height: number; seed: number },
	inks: Inks
): void {
	const scale = height / STROKE.height;
	context.save();
	context.translate(x - (STROKE.width * scale) / 2, y - height / 2);
	context.scale(scale, scale);
	context.fillStyle = inks.wax;
	context.fill(new Path2D(upright(seed, STROKE.width, STROKE.height)));
	context.restore();
}

/** As `object-fit: cover` from the top. */
function drawCovered(
	context: Context,
	image: HTMLImageElement,
	{ x, y, w, h }: { x: number; y: number; w: number; h: number }
): void {
	const { naturalWidth, naturalHeight } = image;
	const scale = Math.max(w / naturalWidth, h / naturalHeight);
	const [cutWidth, cutHeight] = [w / scale, h / scale];
	context.drawImage(image, (naturalWidth - cutWidth) / 2, 0, cutWidth, cutHeight, x, y, w, h);
}
