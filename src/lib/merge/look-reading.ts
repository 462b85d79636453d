/** How a page looks, read from the page: which colour, typeface and corner does what in it. */
import { converter, parse, type Oklch } from 'culori';
import { z } from 'zod';
import { VitrineError } from '#lib/domain/errors.ts';
import { LOOK_EXPRESSION } from './look-script.ts';

const Tally = z.array(z.tuple([z.string().max(400), z.number()])).max(24);
export const LookAnswer = z.object({
	ground: z.string().max(200),
	ink: z.string().max(200),
	family: z.string().max(400),
	texts: Tally,
	grounds: Tally,
	borders: Tally,
	controls: Tally,
	families: Tally,
	titles: Tally,
	radii: Tally
});

export const COLOUR_ROLES = ['ground', 'surface', 'ink', 'muted', 'accent', 'line'] as const;
export type ColourRole = (typeof COLOUR_ROLES)[number];

export interface LookReading {
	colours: Record<ColourRole, Oklch | null>;
	/** Font families as declared: of running text, of titles, of code. */
	families: { text: string; display: string | null; mono: string | null };
	/** In pixels; 0 where corners are sharp. */
	radius: number;
}

/** A colour with less chroma than this is a grey to most eyes. */
const CHROMATIC = 0.05;
/** Rounder is a pill or a disc, which says nothing of other corners. In pixels. */
const MAX_RADIUS = 40;
/** Two colours this near are one, in Oklab. */
const NEAR = 0.03;

const toOklch = converter('oklch');

/** Script text for `Camera.inspect`; its value goes to `readLook`. */
export function readLookExpression(): string {
	return LOOK_EXPRESSION;
}

/** @throws VitrineError `capture_crashed` for an answer that is none */
export function readLook(value: unknown): LookReading {
	const parsed = LookAnswer.safeParse(value);
	if (!parsed.success) {
		throw new VitrineError('capture_crashed', 'The page did not say how it looks.', {
			cause: parsed.error
		});
	}
	return lookIn(parsed.data);
}

export function lookIn(answer: z.infer<typeof LookAnswer>): LookReading {
	const ground = colourOf(answer.ground) ?? { mode: 'oklch', l: 1, c: 0 };
	const [said] = answer.texts
		.flatMap(([text]) => colourOf(text) ?? [])
		.filter((colour) => !isNear(colour, ground));
	const ink = said ?? colourOf(answer.ink) ?? { mode: 'oklch', l: 0, c: 0 };
	const others = (tally: [string, number][], ...but: (Oklch | null)[]): Oklch[] =>
		tally
			.flatMap(([text]) => colourOf(text) ?? [])
			.filter((colour) => but.every((one) => one === null || !isNear(colour, one)));
	const isChromatic = (colour: Oklch): boolean => colour.c >= CHROMATIC;
	const used = [...answer.controls, ...answer.borders, ...answer.grounds, ...answer.texts];
	const accent = others(used, ground, ink).find(isChromatic) ?? null;
	// A red among grey words is a signal, not their quieter kind.
	const quiet = (tally: [string, number][], ...but: (Oklch | null)[]): Oklch | null =>
		others(tally, ...but).find((colour) => !isChromatic(colour) || isSameHue(colour, ink)) ?? null;
	return {
		colours: {
			ground,
			ink,
			accent,
			surface: others(answer.grounds, ground, ink, accent)[0] ?? null,
			muted: quiet(answer.texts, ground, ink, accent),
			line: quiet(answer.borders, ground, accent)
		},
		families: {
			text: answer.families.find(([family]) => !isMono(family))?.[0] ?? answer.family,
			display: answer.titles.find(([family]) => !isMono(family))?.[0] ?? null,
			mono: answer.families.find(([family]) => isMono(family))?.[0] ?? null
		},
		radius: answer.radii.map(([px]) => Number.parseFloat(px)).find((px) => px <= MAX_RADIUS) ?? 0
	};
}

function isMono(family: string): boolean {
	return (
		/mono|courier|consolas|menlo|code/i.test(family.split(',')[0] ?? '') ||
		/monospace\s*$/i.test(family)
	);
}

/** Null for what is no colour, or cannot be seen through to. */
export function colourOf(text: string): Oklch | null {
	const colour = parse(text.trim());
	return colour ? (toOklch(colour) ?? null) : null;
}

export function isNear(a: Oklch, b: Oklch): boolean {
	return distance(a, b) < NEAR;
}

/** Degrees between the hues of two colours that have one; hues nearer than this are one to most eyes. */
const SAME_HUE = 40;

function isSameHue(a: Oklch, b: Oklch): boolean {
	return b.c >= CHROMATIC && hueDistance(a, b) < SAME_HUE;
}

/** In degrees, from 0 to 180. */
export function hueDistance({ h: a = 0 }: Oklch, { h: b = 0 }: Oklch): number {
	return Math.abs(((((a - b) % 360) + 540) % 360) - 180);
}

/** In Oklab. */
export function distance(a: Oklch, b: Oklch): number {
	const [ax, ay] = cartesian(a);
	const [bx, by] = cartesian(b);
	return Math.hypot(a.l - b.l, ax - bx, ay - by);
}

function cartesian({ c, h = 0 }: Oklch): [number, number] {
	const angle = (h * Math.PI) / 180;
	return [c * Math.cos(angle), c * Math.sin(angle)];
}
