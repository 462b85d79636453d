/** Strips as time goes by: which frame is seen when, and columns that several strips share. Pure. */
import type { MotionFrame, MotionTrigger } from '#lib/domain/motion.ts';
import type { MotionStripView } from '#lib/domain/view.ts';

/** Real speed, and slow enough to see what happens in between. */
export const SPEEDS = [1, 0.2] as const;
export type Speed = (typeof SPEEDS)[number];

/** How long the last frame stays before a player stops, in milliseconds of the film. */
const HOLD_MS = 200;

/** The frame that is seen at a moment: the last that was taken by then. @param ms after the trigger */
export function frameAt<T extends Pick<MotionFrame, 'atMs'>>(frames: T[], ms: number): T | null {
	return frames.findLast(({ atMs }) => atMs <= ms) ?? frames[0] ?? null;
}

/** Every moment at which any of the strips has a frame, from the first to the last: columns under which all of them stand. */
export function momentsOf(strips: { frames: Pick<MotionFrame, 'atMs'>[] }[]): number[] {
	const moments = new Set(strips.flatMap(({ frames }) => frames.map(({ atMs }) => atMs)));
	return [...moments].sort((a, b) => a - b);
}

/** How long a film of these moments is played, in its own milliseconds. */
export function lengthOf(moments: number[]): number {
	return (moments.at(-1) ?? 0) + HOLD_MS;
}

/** Whether anything at all is seen or known to move in a strip. */
export function movesIn({ frames, animations }: MotionStripView): boolean {
	return animations.length > 0 || new Set(frames.map(({ imageSha256 }) => imageSha256)).size > 1;
}

/** Whether a strip has something to be looked at: motion, or the reason why there is none of it. */
export function isTelling(strip: MotionStripView | null): boolean {
	return strip !== null && (strip.error !== null || movesIn(strip));
}

const SAID: Record<string, string> = {
	load: 'As it opens',
	hover: 'Main control, hovered',
	focus: 'Main control, focused',
	press: 'Main control, pressed'
};
/** A trigger in words. */
export function triggerName(trigger: MotionTrigger): string {
	return SAID[trigger] ?? `To ${trigger.slice('state:'.length).replaceAll('-', ' ')}`;
}
