/** One palette into another: what a colour is in a page that takes over how another looks. */
import { clampChroma, formatHex, wcagContrast, type Oklch } from 'culori';
import {
	colourOf,
	COLOUR_ROLES,
	distance,
	hueDistance,
	isNear,
	type ColourRole,
	type LookReading
} from './look-reading.ts';

/** Hues this far from the accent's are signals of their own, such as red for danger, in degrees. */
const OTHER_HUE = 50;
const CHROMATIC = 0.05;
/** The least contrast by which something is told from its ground (WCAG 2.2, 1.4.11: 3; less here, for colours that were near it). */
const LEGIBLE = 2.4;

interface Recolouring {
	/** Whether the colours that play this role change. */
	isOn: (role: ColourRole) => boolean;
	/** Whether colours that play no role, such as tints, follow those that do. */
	withOthers: boolean;
}

/** The role that a colour plays in a look; null where it plays none. */
function roleOfColour(colour: Oklch, { colours }: LookReading): ColourRole | null {
	let best: ColourRole | null = null;
	let least = Infinity;
	for (const role of COLOUR_ROLES) {
		const own = colours[role];
		if (own === null || !isNear(colour, own)) continue;
		const far = distance(colour, own);
		if (far < least) [best, least] = [role, far];
	}
	return best;
}

/**
 * What a colour of the base becomes. One that plays a role becomes the one that plays it there; a grey keeps its place between ground
 * and ink; a tint of the accent is turned with it; any other hue stays.
 * @returns null where it stays as it is
 */
function recolour(
	colour: Oklch,
	base: LookReading,
	look: LookReading,
	{ isOn, withOthers }: Recolouring
): string | null {
	const role = roleOfColour(colour, base);
	if (role !== null) {
		const there = look.colours[role] ?? fallback(role, look);
		if (there === null || !isOn(role)) return null;
		const isPlane = role === 'ground' || role === 'surface';
		return hexOf(isPlane ? there : legible(there, colour, base, look), colour.alpha);
	}
	if (!withOthers) return null;
	const changed =
		colour.c < CHROMATIC ? greyBetween(colour, base, look) : turned(colour, base, look);
	return changed && hexOf(legible(changed, colour, base, look), colour.alpha);
}

/** What could be told from its ground is not lost in the new one: there it takes the ink. */
function legible(there: Oklch, was: Oklch, base: LookReading, look: LookReading): Oklch {
	const [from, to, ink] = [base.colours.ground, look.colours.ground, look.colours.ink];
	if (!from || !to || !ink) return there;
	const isLost = wcagContrast(was, from) >= LEGIBLE && wcagContrast(there, to) < LEGIBLE;
	return isLost ? ink : there;
}

/** A look that has no second ground or no lines of a colour of their own has something that stands in for it. */
function fallback(role: ColourRole, { colours }: LookReading): Oklch | null {
	if (role === 'surface') return colours.ground;
	if (role === 'muted' || role === 'line') return colours.ink;
	return null;
}

function greyBetween(colour: Oklch, base: LookReading, look: LookReading): Oklch | null {
	const { ground, ink } = base.colours;
	const { ground: newGround, ink: newInk } = look.colours;
	if (!ground || !ink || !newGround || !newInk || Math.abs(ink.l - ground.l) < 0.1) return null;
	const share = Math.min(1, Math.max(0, (colour.l - ground.l) / (ink.l - ground.l)));
	return mix(newGround, newInk, share);
}

function mix(a: Oklch, b: Oklch, share: number): Oklch {
	const at = (x: number, y: number): number => x + (y - x) * share;
	const nearer = share < 0.5 ? a : b;
	return { mode: 'oklch', l: at(a.l, b.l), c: at(a.c, b.c), h: nearer.h ?? a.h ?? b.h ?? 0 };
}

function turned(colour: Oklch, base: LookReading, look: LookReading): Oklch | null {
	const [from, to] = [base.colours.accent, look.colours.accent];
	if (!from || !to) return null;
	if (hueDistance(colour, from) > OTHER_HUE) return null;
	const scale = from.c > 0 ? to.c / from.c : 1;
	return {
		mode: 'oklch',
		l: Math.min(1, Math.max(0, colour.l + (to.l - from.l) * 0.5)),
		c: colour.c * scale,
		h: (colour.h ?? 0) + (to.h ?? 0) - (from.h ?? 0)
	};
}

function hexOf(colour: Oklch, alpha: number | undefined): string {
	const { mode, l, c, h } = clampChroma({ ...colour, alpha: 1 }, 'oklch');
	const hex = formatHex({ mode, l, c, h: h ?? 0 });
	if (alpha === undefined || alpha >= 1) return hex;
	return `${hex}${Math.round(alpha * 255)
		.toString(16)
		.padStart(2, '0')}`;
}

/** Colours as they are written in styles and in attributes of drawings. */
const COLOUR =
	/#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|oklab|oklch|lab|lch)a?\([^()]*\)|(?<![\w-])(?:white|black)(?![\w-])/gi;

/** A text with every colour in it as the other look has it. */
export type Paint = (text: string) => string;

export function painter(base: LookReading, look: LookReading, how: Recolouring): Paint {
	const known = new Map<string, string>();
	const paint = (written: string): string => {
		const colour = colourOf(written);
		return (colour && recolour(colour, base, look, how)) ?? written;
	};
	return (text) =>
		text.replace(COLOUR, (written) => {
			const painted = known.get(written) ?? paint(written);
			known.set(written, painted);
			return painted;
		});
}
