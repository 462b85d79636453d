/** The hand. Every stroke is a ribbon of varying width along an uneven path, seeded by what it marks: the same variant always
 * wears the same ring. All functions return SVG path data. */

import { createRandom } from '#lib/domain/random.ts';

type Point = readonly [x: number, y: number];
type Random = () => number;

interface Taper {
	/** Share of the stroke over which the hand presses in, and lifts off. */
	press: number;
	lift: number;
}

/** Neighbouring seeds draw unlike strokes. */
function random(seed: number): Random {
	return createRandom(Math.imul(seed + 1, 2654435761) >>> 0 || 1);
}

const TURN = 2 * Math.PI;

/** A slow wobble around 0: a few sine waves with falling amplitude. */
function wobble(next: Random, waves: number): (t: number) => number {
	const parts = Array.from({ length: waves }, (_, index) => ({
		amplitude: (next() - 0.5) / (index + 1),
		phase: next() * TURN,
		cycles: index + 1
	}));
	return (t) =>
		parts.reduce(
			(sum, { amplitude, phase, cycles }) => sum + amplitude * Math.sin(TURN * cycles * t + phase),
			0
		);
}

const GRAIN = 0.24;

function ribbon(points: Point[], next: Random, width: number, { press, lift }: Taper): string {
	const pressure = wobble(next, 3);
	const left: Point[] = [];
	const right: Point[] = [];
	const last = points.length - 1;
	for (const [index, [x, y]] of points.entries()) {
		const [fromX, fromY] = points[Math.max(0, index - 1)] ?? [x, y];
		const [toX, toY] = points[Math.min(last, index + 1)] ?? [x, y];
		const length = Math.hypot(toX - fromX, toY - fromY) || 1;
		const [alongX, alongY] = [(toX - fromX) / length, (toY - fromY) / length];
		const t = index / last;
		const taper =
			Math.min(1, 0.55 + (t / press) * 0.45) * Math.min(1, 0.28 + ((1 - t) / lift) * 0.72);
		const half = width * 0.5 * (1 + 0.28 * pressure(t)) * taper;
		const near = half * (1 + (next() - 0.5) * GRAIN);
		const far = half * (1 + (next() - 0.5) * GRAIN);
		left.push([x - alongY * near, y + alongX * near]);
		right.push([x + alongY * far, y - alongX * far]);
	}
	const outline = [...left, ...right.reverse()];
	return `M${outline.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`;
}

export interface RingShape {
	/** Stroke width in the units of the box. */
	width: number;
	/** How far the ring goes beyond the box. */
	over?: number;
	/** Exponent of the superellipse: 2 is an ellipse, more is squarer. */
	squareness?: number;
	points?: number;
}

/** A ring around a box of `w` × `h` that starts at its upper left and overlaps itself a little. */
export function ring(seed: number, w: number, h: number, shape: RingShape): string {
	const { width, over = 0, squareness = 3.1, points = 64 } = shape;
	const next = random(seed + 11);
	const [outward, flat] = [wobble(next, 3), wobble(next, 3)];
	const start = ((-125 + next() * 40) * Math.PI) / 180;
	const sweep = ((372 + next() * 26) * Math.PI) / 180;
	const tilt = (next() - 0.5) * 0.05;
	const power = 2 / squareness;
	const path = Array.from({ length: points }, (_, index): Point => {
		const t = index / (points - 1);
		const angle = start + sweep * t;
		const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
		const reach = 1 + 0.03 * outward(t) - (t - 0.5) * 0.05;
		const x = Math.sign(cos) * Math.abs(cos) ** power * (w / 2 + over) * reach;
		const y = Math.sign(sin) * Math.abs(sin) ** power * (h / 2 + over) * (reach + 0.03 * flat(t));
		return [
			w / 2 + x * Math.cos(tilt) - y * Math.sin(tilt),
			h / 2 + x * Math.sin(tilt) + y * Math.cos(tilt)
		];
	});
	return ribbon(path, next, width, { press: 0.05, lift: 0.12 });
}

/** One stroke from a to b with a slight bow. */
function stroke(
	seed: number,
	[x0, y0]: Point,
	[x1, y1]: Point,
	width: number,
	points = 18
): string {
	const next = random(seed + 3);
	const length = Math.hypot(x1 - x0, y1 - y0);
	const [acrossX, acrossY] = [-(y1 - y0) / length, (x1 - x0) / length];
	const bow = (next() - 0.5) * 0.08 * length;
	const uneven = wobble(next, 3);
	const path = Array.from({ length: points }, (_, index): Point => {
		const t = index / (points - 1);
		const off = bow * 4 * t * (1 - t) + uneven(t) * length * 0.008;
		return [x0 + (x1 - x0) * t + acrossX * off, y0 + (y1 - y0) * t + acrossY * off];
	});
	return ribbon(path, next, width, { press: 0.1, lift: 0.25 });
}

/** One stroke through a word of `w` × `h`, a little beyond it on both sides. */
export function strike(seed: number, w: number, h: number, width: number): string {
	const next = random(seed + 9);
	const off = () => (next() - 0.5) * h * 0.2;
	return stroke(seed, [-4, h / 2 + off()], [w + 4, h / 2 + off()], width);
}

/** One upright stroke in a box of `w` × `h`, as a hand ticks off. */
export function upright(seed: number, w: number, h: number): string {
	const next = random(seed + 21);
	const off = () => (next() - 0.5) * w * 0.4;
	return stroke(seed, [w / 2 + off(), 1], [w / 2 + off(), h - 1], w * 0.5);
}

/** Two strokes across a box; `reach` is the share of the box they span. */
export function cross(seed: number, w: number, h: number, width: number, reach: number): string {
	const next = random(seed + 5);
	const off = () => 1 + (next() - 0.5) * 0.07;
	const [midX, midY] = [w / 2, h / 2];
	const [x, y] = [midX * reach, midY * reach * 1.12];
	const down = stroke(
		seed,
		[midX - x * off(), midY - y * off()],
		[midX + x * off(), midY + y * off()],
		width
	);
	const up = stroke(
		seed + 77,
		[midX + x * off(), midY - y * off()],
		[midX - x * off(), midY + y * off()],
		width
	);
	return down + up;
}

/** An asterisk of three strokes in a square box. */
export function star(seed: number, size: number, width: number): string {
	const next = random(seed + 9);
	const turn = next() * 0.5;
	const middle = size / 2;
	return Array.from({ length: 3 }, (_, index) => {
		const angle = turn + (Math.PI / 3) * index + (next() - 0.5) * 0.25;
		const reach = middle * (0.86 + next() * 0.2);
		const [x, y] = [Math.cos(angle) * reach, Math.sin(angle) * reach];
		return stroke(seed + index * 7, [middle - x, middle - y], [middle + x, middle + y], width, 6);
	}).join('');
}

/** What somebody has drawn, in wax. */
export function freehand(seed: number, points: readonly Point[], width: number): string {
	const [first] = points;
	if (!first) return '';
	// A dot is a stroke that did not get far.
	const drawn =
		points.length > 1 ? [...points] : [first, [first[0] + width / 4, first[1]] as const];
	return ribbon(curved(drawn, 3), random(seed + 31), width, { press: 0.04, lift: 0.08 });
}

/** What tells labels apart without their colour: a dot, a dash, a roof, two dashes. In a square box. */
export function dab(shape: 'dot' | 'dash' | 'roof' | 'dashes', seed: number, size: number): string {
	const at = (x: number, y: number): Point => [x * size, y * size];
	const width = size * 0.24;
	switch (shape) {
		case 'dot':
			return stroke(seed, at(0.14, 0.56), at(0.86, 0.44), size * 0.72);
		case 'dash':
			return stroke(seed, at(0.06, 0.54), at(0.94, 0.46), size * 0.3);
		case 'roof':
			return (
				stroke(seed, at(0.12, 0.82), at(0.5, 0.2), width) +
				stroke(seed + 1, at(0.5, 0.2), at(0.88, 0.82), width)
			);
		case 'dashes':
			return (
				stroke(seed, at(0.08, 0.3), at(0.92, 0.26), width) +
				stroke(seed + 1, at(0.08, 0.74), at(0.92, 0.7), width)
			);
	}
}

const TICK: Point[] = [
	[0.1, 0.55],
	[0.22, 0.7],
	[0.36, 0.9],
	[0.5, 0.62],
	[0.7, 0.3],
	[0.96, 0.02]
];

/** A tick in a square box. */
export function tick(seed: number, size: number, width: number): string {
	const next = random(seed);
	const path = TICK.map(([x, y]): Point => [
		x * size + (next() - 0.5) * 0.6,
		y * size + (next() - 0.5) * 0.6
	]);
	return ribbon(path, next, width, { press: 0.1, lift: 0.3 });
}

/** Of one stroke of a tally to the next. */
const TALLY_STEP = 6;
export const TALLY_HEIGHT = 20;
/** Four strokes and the one across them, with the gap before the next five. */
export const TALLY_WIDTH = 34;

/** One stroke of a tally of up to five, by its place from 0; the fifth goes across the others. In a box of `TALLY_WIDTH` × `TALLY_HEIGHT`. */
export function tally(seed: number, place: number): string {
	const next = random(seed * 5 + place);
	const off = () => (next() - 0.5) * 1.2;
	if (place === 4) return stroke(seed, [0 + off(), 15 + off()], [27 + off(), 4 + off()], 1.7);
	const x = 3 + place * TALLY_STEP;
	return stroke(seed * 5 + place, [x + off(), 2], [x + 1 + off(), 18], 2.4, 8);
}

/** Figures as they are written in one stroke, in a unit square. */
const FIGURES: Record<number, Point[]> = {
	1: [
		[0.36, 0.22],
		[0.52, 0.06],
		[0.52, 0.5],
		[0.5, 0.96]
	],
	2: [
		[0.18, 0.24],
		[0.34, 0.07],
		[0.6, 0.06],
		[0.74, 0.24],
		[0.62, 0.48],
		[0.36, 0.72],
		[0.14, 0.93],
		[0.46, 0.9],
		[0.84, 0.92]
	],
	3: [
		[0.22, 0.14],
		[0.46, 0.05],
		[0.7, 0.16],
		[0.64, 0.38],
		[0.42, 0.48],
		[0.68, 0.58],
		[0.74, 0.8],
		[0.5, 0.95],
		[0.18, 0.86]
	],
	4: [
		[0.6, 0.06],
		[0.4, 0.34],
		[0.14, 0.66],
		[0.5, 0.64],
		[0.86, 0.62],
		[0.7, 0.46],
		[0.64, 0.7],
		[0.6, 0.97]
	],
	5: [
		[0.78, 0.08],
		[0.34, 0.08],
		[0.28, 0.44],
		[0.56, 0.38],
		[0.78, 0.6],
		[0.66, 0.88],
		[0.38, 0.96],
		[0.18, 0.84]
	],
	6: [
		[0.7, 0.08],
		[0.4, 0.26],
		[0.22, 0.62],
		[0.34, 0.92],
		[0.62, 0.94],
		[0.76, 0.72],
		[0.58, 0.52],
		[0.28, 0.64]
	],
	7: [
		[0.16, 0.1],
		[0.48, 0.09],
		[0.82, 0.1],
		[0.6, 0.48],
		[0.42, 0.97]
	],
	8: [
		[0.7, 0.18],
		[0.46, 0.05],
		[0.26, 0.22],
		[0.44, 0.44],
		[0.72, 0.68],
		[0.52, 0.95],
		[0.24, 0.78],
		[0.44, 0.5],
		[0.72, 0.24]
	],
	9: [
		[0.72, 0.32],
		[0.5, 0.5],
		[0.26, 0.34],
		[0.42, 0.08],
		[0.7, 0.14],
		[0.72, 0.44],
		[0.6, 0.96]
	],
	0: [
		[0.5, 0.06],
		[0.24, 0.3],
		[0.22, 0.66],
		[0.46, 0.95],
		[0.74, 0.72],
		[0.74, 0.3],
		[0.48, 0.05]
	]
};

/** Of the box of a figure: how far the next one of a number stands from it. */
const FIGURE_STEP = 0.78;

/** A whole number as it is written: figures of `size`, one beside the other. */
export function numeral(seed: number, value: number, size: number, width: number): string[] {
	return [...String(value)].map((digit, place) =>
		figure(seed + place, Number(digit), size, width, place * size * FIGURE_STEP)
	);
}

/** A figure from 0 to 9 in a square box that begins at `left`. */
export function figure(seed: number, value: number, size: number, width: number, left = 0): string {
	const next = random(seed + value);
	const corners = (FIGURES[value] ?? []).map(([x, y]): Point => [
		left + x * size + (next() - 0.5) * size * 0.04,
		y * size + (next() - 0.5) * size * 0.04
	]);
	return ribbon(curved(corners, 6), next, width, { press: 0.06, lift: 0.14 });
}

/** A smooth path through points (Catmull and Rom, 1974), with so many steps between two. */
function curved(corners: Point[], steps: number): Point[] {
	const path = corners.slice(1).flatMap((end, index) => {
		const start = corners[index] ?? end;
		const before = corners[index - 1] ?? start;
		const after = corners[index + 2] ?? end;
		return Array.from({ length: steps }, (_, step): Point => {
			const t = step / steps;
			const along = (axis: 0 | 1) =>
				0.5 *
				(2 * start[axis] +
					(end[axis] - before[axis]) * t +
					(2 * before[axis] - 5 * start[axis] + 4 * end[axis] - after[axis]) * t ** 2 +
					(3 * start[axis] - before[axis] - 3 * end[axis] + after[axis]) * t ** 3);
			return [along(0), along(1)];
		});
	});
	const last = corners.at(-1);
	return last ? [...path, last] : path;
}
