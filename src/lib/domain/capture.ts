/** Photographs of variants: what is taken, and what is known from taking it. */
import { z } from 'zod';

export const VIEWPORTS = {
	desktop: { width: 1440, height: 900 },
	tablet: { width: 820, height: 1180 },
	phone: { width: 390, height: 844 }
} as const;
export type ViewportName = keyof typeof VIEWPORTS;
export const VIEWPORT_NAMES = ['desktop', 'tablet', 'phone'] as const satisfies ViewportName[];

export const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** One photograph to take. `state: null` is the document as it opens by itself. */
export const Shot = z.object({
	viewport: z.enum(VIEWPORT_NAMES),
	theme: z.enum(THEMES),
	state: z.string().nullable()
});
export type Shot = z.infer<typeof Shot>;

/** `desktop-light` or `desktop-light-first run`: names a shot in maps. States `a b` and `a-b` are two, so nothing is folded. */
export function shotKey(shot: Shot): string {
	return `${shot.viewport}-${shot.theme}${shot.state === null ? '' : `-${shot.state}`}`;
}

/** What is photographed by default, each shot once: every viewport at rest in every theme, and each state on the first viewport. */
export function defaultShots(brief: {
	viewports: ViewportName[];
	themes: Theme[];
	states: string[];
}): Shot[] {
	const resting = brief.themes.flatMap((theme) =>
		brief.viewports.map((viewport) => ({ viewport, theme, state: null }))
	);
	const viewport = brief.viewports[0] ?? 'desktop';
	const theme = brief.themes[0] ?? 'light';
	const shots: Shot[] = [...resting, ...brief.states.map((state) => ({ viewport, theme, state }))];
	return [...new Map(shots.map((shot) => [shotKey(shot), shot])).values()];
}

const NOT_MEASURED = 'not measured';
const measured = <T extends z.ZodType>(type: T) => z.union([type, z.literal(NOT_MEASURED)]);

/** Read from the page in the visit that took the photograph. `not measured` is a value; 0 means zero. */
export const PageFacts = z.object({
	consoleErrors: z.array(z.string()),
	pageErrors: z.array(z.string()),
	/** Requests the page tried to make, by resource type. None of them got anywhere. */
	refusedRequests: z.record(z.string(), z.number().int()),
	dialogs: z.number().int(),
	popups: z.number().int(),
	/** Full height of the document in CSS pixels. */
	documentHeight: measured(z.number()),
	/** How far content reaches beyond the right edge of the viewport, in CSS pixels. */
	overflowX: measured(z.number()),
	nodes: measured(z.number().int()),
	/** True when every pixel of the photograph has one colour. */
	blank: measured(z.boolean()),
	/** Whether the photograph differs from the resting one; `not measured` for the resting one itself. */
	stateChanged: measured(z.boolean()),
	/** Time until the page rested: from navigation for the first shot of a document, from the change of state or size for later ones. In milliseconds. */
	settleMs: measured(z.number())
});
export type PageFacts = z.infer<typeof PageFacts>;

export const CAPTURE_STATUSES = ['taken', 'failed'] as const;
export type CaptureStatus = (typeof CAPTURE_STATUSES)[number];

/** A stored photograph, or the reason why there is none. */
export interface Capture extends Shot {
	id: string;
	variantId: string;
	status: CaptureStatus;
	/** Blob of the full PNG, and of a webp at the width the sheet shows. */
	imageSha256: string | null;
	thumbSha256: string | null;
	width: number | null;
	height: number | null;
	facts: PageFacts | null;
	errorCode: string | null;
	errorMessage: string | null;
	/** Name and version of the browser that took it. */
	browser: string | null;
	ms: number;
	createdAt: number;
}
