/** One row for each variant of a standing, with all that is drawn and said of it. */
import type { Dimension } from '#lib/domain/direction.ts';
import type { GroupStanding, RankingView, Rating, SessionView } from '#lib/domain/session-view.ts';
import { ROLES } from '#lib/domain/session.ts';
import type { VariantView } from '#lib/domain/view.ts';
import { captionOf } from '../gallery/frame-words.ts';
import { reviewerName, ROLE_PEOPLE } from '../rank/session-words.ts';
import { capital } from '../shared/wording.ts';
import { chance, topShare, topTold } from './standing-words.ts';

/** Some of the reviewers, by a name of their own. */
export interface NamedGroup extends GroupStanding {
	name: string;
	/** The one who looks. */
	isYou: boolean;
	rankOf: ReadonlyMap<string, GroupStanding['ranks'][number]>;
}

/** What a role or a reviewer is called: `designers`, `Ada`, `you`. */
function groupName(
	{ key }: { key: string },
	{ reviewers }: SessionView,
	sittingId: string | null
): string {
	if (key === sittingId) return 'you';
	const role = ROLES.find((one) => one === key);
	if (role) return ROLE_PEOPLE[role];
	const place = reviewers.findIndex(({ id }) => id === key);
	return reviewerName(reviewers[place] ?? { name: '' }, place + 1);
}

export function namedGroups(
	{ groups }: RankingView,
	session: SessionView,
	sittingId: string | null
): NamedGroup[] {
	return groups.map((group) => ({
		...group,
		name: groupName(group, session, sittingId),
		isYou: group.key === sittingId,
		rankOf: new Map(group.ranks.map((rank) => [rank.variantId, rank]))
	}));
}

export interface StandingRow extends Rating {
	number: number;
	title: string;
	thumbSha256: string | null;
	/** Of being among the top that is looked for. */
	inTop: number;
	/** By the one who looks, alone; null where they have not said enough, or look by nobody else. */
	mine: number | null;
	/** `Designers 2, engineers 9`; null where people do not part over it. */
	split: string | null;
	isChosen: boolean;
}

interface Table {
	variants: ReadonlyMap<string, VariantView>;
	dimensions: Dimension[];
	chosenId: string | null;
	sittingId: string | null;
}

/** Best first, without those that are no longer on the table. */
export function standingRows(
	ranking: RankingView,
	session: SessionView,
	{ variants, dimensions, chosenId, sittingId }: Table
): StandingRow[] {
	const mine = ranking.groups.find(({ key }) => key === sittingId)?.ranks ?? [];
	const mineOf = new Map(mine.map(({ variantId, rank }) => [variantId, rank]));
	const top = topTold(ranking);
	const splits = new Map(ranking.polarising.map((one) => [one.variantId, one]));
	return ranking.ratings.flatMap((rating) => {
		const variant = variants.get(rating.variantId);
		if (!variant) return [];
		const split = splits.get(variant.id);
		return {
			...rating,
			number: variant.number,
			title: captionOf(variant, dimensions).title,
			thumbSha256: thumbOf(variant, session.settings),
			inTop: topShare(rating, top),
			mine: mineOf.get(variant.id) ?? null,
			split: split ? splitWords(split, session, sittingId) : null,
			isChosen: variant.id === chosenId
		};
	});
}

/** `Designers 2, engineers 9`. */
function splitWords(
	{ more, less, rankMore, rankLess }: RankingView['polarising'][number],
	session: SessionView,
	sittingId: string | null
): string {
	const [one, other] = [more, less].map((key) => groupName({ key }, session, sittingId));
	return capital(`${one} ${rankMore}, ${other} ${rankLess}`);
}

/** The thumb of the photograph that was judged, or else of any. */
function thumbOf({ captures }: VariantView, look: SessionView['settings']): string | null {
	const shown = captures.filter(({ thumbSha256 }) => thumbSha256 !== null);
	const judged = shown.find(
		({ viewport, theme, state, pose }) =>
			viewport === look.viewport && theme === look.theme && state === look.state && pose === 'rest'
	);
	return (judged ?? shown[0])?.thumbSha256 ?? null;
}

/** All that a row draws, as a sentence. @param beside whose place is drawn too, if anybody's */
export function rowWords(
	row: StandingRow,
	{ top, beside }: { top: number; beside: NamedGroup | null }
): string {
	const other = beside?.rankOf.get(row.variantId);
	return [
		`place ${row.rank}`,
		row.rankLow === row.rankHigh ? null : `between ${row.rankLow} and ${row.rankHigh}`,
		`${chance(row.inTop)} ${top === 1 ? 'to be first' : `to be among the top ${top}`}`,
		row.mine === null ? null : `yours ${row.mine}`,
		beside && other ? `${beside.name} ${other.rank}` : null,
		row.split,
		row.isChosen ? 'chosen' : null
	]
		.filter((part) => part !== null)
		.join(', ');
}

/** By whose places the rows lie: those of all, or of one group. */
export function inOrderOf(rows: StandingRow[], group: NamedGroup | null): StandingRow[] {
	if (group === null) return rows;
	const rank = (row: StandingRow): number => group.rankOf.get(row.variantId)?.rank ?? Infinity;
	return [...rows].sort((a, b) => rank(a) - rank(b) || a.rank - b.rank);
}
