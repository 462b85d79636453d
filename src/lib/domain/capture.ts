/** Photographs of variants: what one is, and what is kept of it. */
import { z } from 'zod';
import type { FactsGlance, PageFacts } from './capture-facts.ts';

export const VIEWPORTS = {
	desktop: { width: 1440, height: 900 },
	tablet: { width: 820, height: 1180 },
	phone: { width: 390, height: 844 }
} as const;
export type ViewportName = keyof typeof VIEWPORTS;
export const VIEWPORT_NAMES = ['desktop', 'tablet', 'phone'] as const satisfies ViewportName[];

export const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/**
 * What is done to the main control while it is photographed: nothing, the pointer over it, or the keyboard on it. The main control
 * is the first submit button that can be seen and used in the viewport; without one the largest such button, without one the
 * largest link or field. A page that shows none has no photograph in a pose, and says so (`capture_no_control`).
 */
export const POSES = ['rest', 'hover', 'focus'] as const;
export type Pose = (typeof POSES)[number];

/** One photograph to take. `state: null` is the document as it opens by itself. */
export const Shot = z.object({
	viewport: z.enum(VIEWPORT_NAMES),
	theme: z.enum(THEMES),
	state: z.string().nullable(),
	pose: z.enum(POSES).default('rest')
});
export type Shot = z.infer<typeof Shot>;

/**
 * `desktop-light`, `desktop-light-first run` or `desktop-light:hover`: names a shot in maps. States `a b` and `a-b` are two, so nothing
 * is folded, and no state has a colon in its name.
 */
export function shotKey({ viewport, theme, state, pose }: z.input<typeof Shot>): string {
	const posed = pose === undefined || pose === 'rest' ? '' : `:${pose}`;
	return `${viewport}-${theme}${state === null ? '' : `-${state}`}${posed}`;
}

/** Failures that are of the document itself: taken again, it would fail again. */
export const LASTING_FAULTS: string[] = ['capture_no_control'];

export const CAPTURE_STATUSES = ['taken', 'failed'] as const;
export type CaptureStatus = (typeof CAPTURE_STATUSES)[number];

/** A stored photograph, or the reason why there is none; of its facts those that are told where many are shown. */
export interface CaptureGlance extends Shot {
	id: string;
	variantId: string;
	status: CaptureStatus;
	/** Blob of the full PNG, and of a webp at the width the sheet shows. */
	imageSha256: string | null;
	thumbSha256: string | null;
	width: number | null;
	height: number | null;
	facts: FactsGlance | null;
	errorCode: string | null;
	errorMessage: string | null;
	/** Name and version of the browser that took it. */
	browser: string | null;
	ms: number;
	createdAt: number;
}

/** The same with all of its facts. */
export interface Capture extends CaptureGlance {
	facts: PageFacts | null;
}
