/** In which order the shots of one document are taken. */
import type { Shot } from '#lib/domain/capture.ts';

export interface VisitPlan {
	/** The document as it opens by itself. First, because a state cannot be unset in a document that knows only how to set one. */
	resting: Shot[];
	/** Resting looks that nobody asked for, but that a state or a pose is to be compared with. */
	compared: Shot[];
	/** In the document as it opens by itself. */
	poses: Shot[];
	/** Grouped by state, since setting one may start anything, and changing the look starts little; its poses last. */
	states: Shot[];
}

/** Two shots have the same look when only their state or their pose can tell them apart. */
export function lookOf({ viewport, theme }: Shot): string {
	return `${viewport} ${theme}`;
}

export function planVisit(shots: Shot[]): VisitPlan {
	const opened = shots.filter(({ state }) => state === null);
	const states = [
		...groupBy(
			shots.filter(({ state }) => state !== null),
			({ state }) => String(state)
		).values()
	].flatMap((ofState) => [...byLook(ofState.filter(isAtRest)), ...byLook(ofState.filter(isPosed))]);
	const resting = byLook(opened.filter(isAtRest));
	const poses = byLook(opened.filter(isPosed));
	const seen = new Set(resting.map(lookOf));
	const compared = byLook([...poses, ...states])
		.filter((shot) => !seen.has(lookOf(shot)) && seen.add(lookOf(shot)))
		.map((shot) => ({ ...shot, state: null, pose: 'rest' as const }));
	return { resting, compared, poses, states };
}

function isAtRest({ pose }: Shot): boolean {
	return pose === 'rest';
}

function isPosed(shot: Shot): boolean {
	return !isAtRest(shot);
}

/** Theme by theme, and within a theme viewport by viewport, each in the order in which it was first asked for. */
function byLook(shots: Shot[]): Shot[] {
	return [...groupBy(shots, ({ theme }) => theme).values()].flatMap((ofTheme) =>
		[...groupBy(ofTheme, ({ viewport }) => viewport).values()].flat()
	);
}

function groupBy<T>(items: T[], keyOf: (item: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const item of items) {
		const group = groups.get(keyOf(item));
		if (group) group.push(item);
		else groups.set(keyOf(item), [item]);
	}
	return groups;
}
