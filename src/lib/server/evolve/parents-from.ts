/** What an evolve round goes on from where nobody names it: what has been said of the variants so far. */
import type { EvolveDefaults, EvolveStart } from '#lib/domain/evolve.ts';
import { MAX_PARENTS } from '#lib/domain/evolve.ts';
import type { Note } from '#lib/domain/note.ts';
import type { SessionView } from '#lib/domain/session-view.ts';
import type { Queryable } from '../database.ts';
import type { SessionService } from '../session-service.ts';
import * as basket from '../store/basket.ts';
import * as marks from '../store/marks.ts';
import * as notes from '../store/notes.ts';
import * as rounds from '../store/rounds.ts';
import * as variants from '../store/variants.ts';

export const GOOD_STARS = 4;

export interface SaidDeps {
	db: Queryable;
	sessions: Pick<SessionService, 'ofBrief' | 'isSettled' | 'ranking'>;
}

/** A reviewer's picks; else the best of the newest ranking that is settled; else what they gave four stars or more. With their open notes. */
export async function parentsFrom(
	deps: SaidDeps,
	briefId: string,
	reviewer: string
): Promise<EvolveDefaults> {
	const { db } = deps;
	const ready = variants.readyOf(db, briefId);
	const marked = marks.ofBrief(db, briefId, reviewer);
	const allPicks = ready.filter((id) => marked.get(id)?.flag === 'pick');
	const waiting = allPicks.filter((id) => isWaiting(db, briefId, id));
	// Where all have been gone on from, one may want more of them.
	const picks = waiting.length > 0 ? waiting : allPicks;
	const ranked = picks.length > 0 ? [] : await bestRanked(deps, briefId);
	const best = ranked.filter((id) => ready.includes(id));
	const starred = ready.filter((id) => {
		const mark = marked.get(id);
		return mark !== undefined && mark.flag !== 'reject' && mark.stars >= GOOD_STARS;
	});
	const [source, ids] =
		picks.length > 0
			? (['picks', picks] as const)
			: best.length > 0
				? (['ranking', best] as const)
				: (['stars', starred] as const);
	const open = openNotes(db, briefId);
	return {
		source: ids.length === 0 ? null : source,
		// What was marked last in the story of the brief is nearest to where it goes.
		parents: ids.slice(-MAX_PARENTS).map((variantId) => ({
			variantId,
			notes: open.filter((note) => note.variantId === variantId && asks(note)).map(({ id }) => id)
		})),
		parts: basket.ofBrief(db, briefId).map(({ id }) => id)
	};
}

/** The same, with everything else that can be gone on from and taken up. */
export async function startFrom(
	deps: SaidDeps,
	briefId: string,
	reviewer: string
): Promise<EvolveStart> {
	const { source, parents } = await parentsFrom(deps, briefId, reviewer);
	const numbers = new Map(variants.ofBrief(deps.db, briefId).map(({ id, number }) => [id, number]));
	return {
		source,
		parents,
		notes: openNotes(deps.db, briefId).flatMap(({ id, variantId, intent, author, text }) =>
			intent === 'question' ? [] : [{ id, variantId, intent, author, text }]
		),
		parts: basket.ofBrief(deps.db, briefId).map(({ id, variantId, take, remark }) => ({
			id,
			number: numbers.get(variantId) ?? 0,
			take,
			remark
		}))
	};
}

/** Notes of a brief that nobody is done with. */
export function openNotes(db: Queryable, briefId: string): notes.StoredNote[] {
	return notes.ofBrief(db, briefId).filter(({ isResolved }) => !isResolved);
}

/** A question asks for an answer, and not for another page. */
export function asks({ intent }: Pick<Note, 'intent'>): boolean {
	return intent !== 'question';
}

/** Whether nothing was made of it yet, or something has been said of it since. */
function isWaiting(db: Queryable, briefId: string, id: string): boolean {
	const taken = rounds
		.ofBrief(db, briefId)
		.flatMap(({ settings }) => settings.evolve?.parents ?? []);
	const own = taken.filter(({ variantId }) => variantId === id);
	const asked = new Set(own.flatMap(({ notes: ids }) => ids));
	const isOpen = ({ id: noteId, variantId, intent }: notes.StoredNote) =>
		variantId === id && asks({ intent }) && !asked.has(noteId);
	return own.length === 0 || openNotes(db, briefId).some(isOpen);
}

/** Nothing is told of a ranking in which somebody still has to judge for themselves. */
async function bestRanked({ sessions }: SaidDeps, briefId: string): Promise<string[]> {
	for (const session of sessions.ofBrief(briefId)) {
		if (!isOver(session) || (await sessions.isSettled(session.id)) !== true) continue;
		const { ratings, verdict } = await sessions.ranking(session.id);
		return ratings.slice(0, verdict.top).map(({ variantId }) => variantId);
	}
	return [];
}

function isOver({ closedAt, reviewers }: SessionView): boolean {
	return (
		closedAt !== null ||
		reviewers.every(({ finishedAt, withdrawnAt }) => finishedAt !== null || withdrawnAt !== null)
	);
}
