/** The views of a brief: where each is, and the key that goes there. What is selected goes along. */
import { resolve } from '$app/paths';
import type { BriefBoard } from '#lib/state/brief-board.svelte.ts';
import { pairFor } from '#lib/state/compare-pair.ts';
import { searchOf } from '#lib/state/named-variants.ts';

export interface BriefViewLink {
	name: string;
	/** Lower case; with Shift where `isShifted`. */
	key: string;
	isShifted: boolean;
	/** Null while there is nothing to look at like this. It keeps its place: what comes in later would move the others. */
	href: string | null;
	routeId: string;
	isHere: boolean;
	/** What one does rather than how one looks: named apart. */
	isDoing: boolean;
}

/**
 * @param routeId of the page one is on
 * @param pinned id of the variant that others are compared with; null when none is
 */
export function viewsOf(
	board: BriefBoard,
	routeId: string | null,
	pinned: string | null
): BriefViewLink[] {
	const { id } = board.brief;
	const selected = board.shown.filter((variant) => board.selection.has(variant.id));
	const [one, other] = selected;
	const { shown, variants, focus } = board;
	const pair =
		one && other ? { select: one, candidate: other } : pairFor({ shown, variants, focus, pinned });
	const of = selected.length > 0 ? searchOf(selected) : '';
	const loupe = { id, number: String(board.focus?.number ?? 1) };

	const link = (
		name: string,
		key: string,
		route: string,
		href: string | null,
		isDoing = false
	): BriefViewLink => ({
		name,
		key: key.toLowerCase(),
		isShifted: key !== key.toLowerCase(),
		href,
		routeId: route,
		isHere: route === '/briefs/[id]' ? routeId === route : (routeId?.startsWith(route) ?? false),
		isDoing
	});
	return [
		link('Sheet', 'g', '/briefs/[id]', resolve('/briefs/[id]', { id })),
		link(
			'Loupe',
			'e',
			'/briefs/[id]/loupe/[number]',
			resolve('/briefs/[id]/loupe/[number]', loupe)
		),
		link(
			'Compare',
			'c',
			'/briefs/[id]/compare/[select]/[candidate]',
			pair &&
				resolve('/briefs/[id]/compare/[select]/[candidate]', {
					id,
					select: String(pair.select.number),
					candidate: String(pair.candidate.number)
				})
		),
		link('Survey', 'n', '/briefs/[id]/survey', resolve('/briefs/[id]/survey', { id }) + of),
		link('Rank', 'r', '/briefs/[id]/rank', resolve('/briefs/[id]/rank', { id }) + of),
		link('Film', 'm', '/briefs/[id]/film', resolve('/briefs/[id]/film', { id }) + of),
		link('Map', 'M', '/briefs/[id]/map', resolve('/briefs/[id]/map', { id })),
		link('Notes', 'A', '/briefs/[id]/notes', resolve('/briefs/[id]/notes', { id })),
		link('Lineage', 'T', '/briefs/[id]/lineage', resolve('/briefs/[id]/lineage', { id }), true),
		link('Merge', 'y', '/briefs/[id]/merge', resolve('/briefs/[id]/merge', { id }), true),
		link('Decision', 'D', '/briefs/[id]/decision', resolve('/briefs/[id]/decision', { id }), true),
		link('New round', 'N', '/briefs/[id]/round', resolve('/briefs/[id]/round', { id }) + of, true)
	];
}
