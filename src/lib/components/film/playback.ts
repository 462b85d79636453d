/** Strips as time goes by: which frame is seen when, and columns that several strips share. Pure. */
import type { MotionFrame, MotionTrigger } from '#lib/domain/motion.ts';
import type { MotionStripView } from '#lib/domain/view.ts';

/** Real speed, and slow enough to see what happens in between. */
export const SPEEDS = [1, 0.2] as const;
export type Speed = (typeof SPEEDS)[number];
export const speedName = (speed: Speed): string => (speed === 1 ? 'real speed' : 'one fifth');

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

/** What one variant does after one trigger: as it is, and with reduced motion. */
export interface Act {
	number: number;
	trigger: MotionTrigger;
	full: MotionStripView | null;
	reduced: MotionStripView | null;
}

/** Every act of several variants, trigger by trigger, in the order in which they were filmed. */
export function actsOf(reels: { number: number; strips: MotionStripView[] }[]): Act[][] {
	const triggers = new Set(reels.flatMap(({ strips }) => strips.map(({ trigger }) => trigger)));
	return [...triggers].map((trigger) =>
		reels.flatMap(({ number, strips }) => {
			const of = (isReduced: boolean) =>
				strips.find((strip) => strip.trigger === trigger && strip.reduced === isReduced) ?? null;
			const [full, reduced] = [of(false), of(true)];
			return full || reduced ? [{ number, trigger, full, reduced }] : [];
		})
	);
}

export function movesInAct({ full, reduced }: Act): boolean {
	return [full, reduced].some((strip) => strip !== null && movesIn(strip));
}

/** Why nothing is seen to move: the reasons, each once; or that it holds still. */
export function stillness({ full, reduced }: Act): string {
	const reasons = new Set([full, reduced].flatMap((strip) => strip?.error?.message ?? []));
	return reasons.size === 0 ? 'holds still' : [...reasons].join(' ');
}

/** Acts without motion as sentences: of each variant, what holds still and what could not be filmed. */
export function stillWords(acts: Act[]): { number: number; lines: string[] }[] {
	const numbers = [...new Set(acts.map(({ number }) => number))];
	return numbers.map((number) => {
		const own = acts.filter((act) => act.number === number);
		const causes = [...new Set(own.map(stillness))];
		return {
			number,
			lines: causes.map((cause) => {
				const triggers = own.filter((act) => stillness(act) === cause);
				return `${triggers.map(({ trigger }) => triggerName(trigger)).join('; ')}: ${cause}`;
			})
		};
	});
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
