/** Motion strips: what a page does in the second after something has set it in motion, frame by frame. */
import { z } from 'zod';
import { THEMES, VIEWPORT_NAMES } from './capture.ts';

/** When frames are taken, in milliseconds after the trigger. */
export const FRAME_TIMES_MS = [0, 100, 250, 400, 700, 1000] as const;

/** What sets the page in motion. Hover, focus and press are of its main control, as poses are; `state:NAME` is the change to a state. */
export const MotionTrigger = z.union([
	z.enum(['load', 'hover', 'focus', 'press']),
	z.templateLiteral(['state:', z.string()])
]);
export type MotionTrigger = z.infer<typeof MotionTrigger>;

/** One strip to film. */
export const Take = z.object({
	viewport: z.enum(VIEWPORT_NAMES),
	theme: z.enum(THEMES),
	trigger: MotionTrigger,
	/** With `prefers-reduced-motion: reduce`. */
	reduced: z.boolean()
});
export type Take = z.infer<typeof Take>;

/** An animation that was running or waiting when it was listed. */
export const PageAnimation = z.object({
	/** A selector that finds the element, and `::before` and the like for what is not one. */
	target: z.string(),
	kind: z.enum(['transition', 'animation', 'script']),
	/** Of a CSS animation its name, of another the empty text. */
	name: z.string(),
	properties: z.array(z.string()),
	durationMs: z.number(),
	delayMs: z.number(),
	easing: z.string(),
	/** Null: without end. */
	iterations: z.number().nullable()
});
export type PageAnimation = z.infer<typeof PageAnimation>;

export const MotionFrame = z.object({
	atMs: z.number(),
	/** Blob of the full PNG, and of a webp at the width the sheet shows. */
	imageSha256: z.string(),
	thumbSha256: z.string()
});
export type MotionFrame = z.infer<typeof MotionFrame>;

export const STRIP_STATUSES = ['filmed', 'failed'] as const;
export type StripStatus = (typeof STRIP_STATUSES)[number];

/** A stored strip, or the reason why there is none. */
export interface MotionStrip extends Take {
	id: string;
	variantId: string;
	/** SHA-256 of the document that was filmed. */
	htmlSha256: string;
	status: StripStatus;
	frames: MotionFrame[];
	animations: PageAnimation[];
	errorCode: string | null;
	errorMessage: string | null;
	browser: string | null;
	ms: number;
	createdAt: number;
}

/** `desktop-light-load` or `phone-dark-state:empty reduced`: names a take in maps. */
export function takeKey({ viewport, theme, trigger, reduced }: Take): string {
	return `${viewport}-${theme}-${trigger}${reduced ? ' (reduced)' : ''}`;
}
