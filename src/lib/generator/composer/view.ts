/** What a structure is handed to lay out, and what a structure and a visual system look like to the page. */
import type { Point } from '#lib/domain/direction.ts';
import type { Content, ContentRecord } from './content.ts';
import type { Markup } from './markup.ts';
import type { Scene } from './scenes.ts';

export const DENSITIES = ['calm', 'even', 'dense'] as const;
export type Density = (typeof DENSITIES)[number];

export const ORDERS = ['given', 'by value', 'by title'] as const;
export type Order = (typeof ORDERS)[number];

/** Content with the records in the order and number this page shows. */
export interface View {
	content: Content;
	records: ContentRecord[];
	/** The scene the page opens in. */
	first: Scene;
}

export interface Structure {
	key: string;
	/** For the medium line: `Board`. */
	label: string;
	/** Ideas' names, one per visual system; `*` stands for what the records are. */
	names: readonly string[];
	/** Where it stands in the standing dimensions that it settles; what the brief's data decides is left out. */
	answers: Point;
	/** More records than this are counted, not shown. */
	cap: number;
	/** Laid out against the container `main`, never the viewport: a system may give it less room. */
	css: string;
	/** Run inside the page's own function, after `runtime.ts`; empty when there is nothing to add. */
	script: string;
	render(view: View): Markup;
}

/** Colours of one theme. Every pair that carries text is at least 4.5:1; `strong` against what it lies on at least 3:1. */
export interface Palette {
	ground: string;
	sheet: string;
	sunk: string;
	ink: string;
	/** Text of the second rank. */
	soft: string;
	line: string;
	/** Borders that tell a control from what it lies on. */
	strong: string;
	accent: string;
	onAccent: string;
	/** What is being pointed at. */
	tint: string;
	onTint: string;
	/** What went wrong. */
	warn: string;
	onWarn: string;
	/** The head of the page. */
	field: string;
	onField: string;
	softField: string;
}

interface Tokens {
	light: Palette;
	dark: Palette;
	fontText: string;
	fontHead: string;
	fontFine: string;
	/** Base text size, CSS length. */
	size: string;
	sizeHead: string;
	weightHead: number;
	weightStrong: number;
	leading: number;
	trackHead: string;
	/** One step of spacing before density, CSS length. */
	unit: string;
	radius: string;
	rule: string;
	/** Widest the page gets. */
	page: string;
	quick: string;
	ease: string;
}

export interface System {
	key: string;
	/** For the medium line: `narrow type, one blue`. */
	label: string;
	/** Where it stands in the standing dimensions that it settles. */
	answers: Point;
	tokens: Tokens;
	/** Arrangement of the head, treatment of controls and records, signature detail. */
	css: string;
}

/** The option a record is set to in a scene before anyone touches it; null is not set. */
export function valueIn(scene: Scene, record: ContentRecord): number | null {
	const set = scene.values[record.id];
	if (set !== undefined) return set;
	return scene.cleared ? null : record.choice;
}
