/** What a frame says about itself, in words. */
import { describePoint, type Dimension } from '#lib/domain/direction.ts';
import { VIEWPORTS, type Shot } from '#lib/domain/capture.ts';
import { countsOf } from '../annotate/note-words.ts';
import { counted } from '../shared/numbers.ts';
import type { SourceView, VariantView } from '#lib/domain/view.ts';

/** What a page is said to be in before anybody asks for a state. */
export const AS_IT_OPENS = 'as it opens';

/** `desktop 1440, light, as it opens`: how something is looked at. */
export function lookOf({ viewport, theme, state, pose }: Shot): string {
	const doing = { rest: '', hover: ', hovered', focus: ', focused' }[pose];
	const stage = state?.replaceAll('-', ' ') ?? AS_IT_OPENS;
	return `${viewport} ${VIEWPORTS[viewport].width}, ${theme}, ${stage}${doing}`;
}

const CAPTION_KEYS = ['structure', 'framing', 'steps', 'type'];

/** The label under a frame: the work's own title and medium, or the direction it was given until it has them. */
export function captionOf(
	variant: VariantView,
	dimensions: Dimension[]
): { title: string; medium: string } {
	const direction = describePoint(variant.point, dimensions, CAPTION_KEYS);
	if (variant.title === null)
		return { title: direction || variant.statement, medium: variant.statement };
	return {
		title: variant.title,
		medium: variant.medium ?? (direction || (variant.sourceName ?? ''))
	};
}

const FLAG_WORDS = { pick: 'picked', reject: 'rejected', none: null } as const;
const PHASE_WORDS: Record<VariantView['phase'], string | null> = {
	queued: 'still to come',
	writing: 'being written',
	photographing: 'being photographed',
	ready: null,
	failed: 'not made',
	interrupted: 'cut off',
	cancelled: 'stopped'
};

/** `5, Until it matters, picked`: the accessible name of a frame. */
export function nameOf(
	variant: VariantView,
	dimensions: Dimension[],
	{ isSelected = false, isChosen = false } = {}
): string {
	const { title } = captionOf(variant, dimensions);
	const notes = countsOf(variant.notes);
	return [
		String(variant.number),
		title,
		PHASE_WORDS[variant.phase],
		isChosen ? 'chosen' : null,
		FLAG_WORDS[variant.flag],
		variant.stars > 0 ? counted(variant.stars, 'star') : null,
		variant.label === null ? null : `${variant.label} label`,
		notes === '' ? null : `notes: ${notes}`,
		isSelected ? 'selected' : null
	]
		.filter(Boolean)
		.join(', ');
}

/** A small picture to know it by: its first; null while there is none. */
export function thumbOf({ captures }: VariantView): string | null {
	return captures.find(({ thumbSha256 }) => thumbSha256 !== null)?.thumbSha256 ?? null;
}

/** Who made it, as a sentence. Told after a decision only. */
export function madeBy({ provider, model, ms, cost }: SourceView): string {
	if (provider === 'recorded') return 'One of the recorded replies that come with Vitrine.';
	if (provider === 'import') return 'Brought in by a person.';
	if (provider === 'graft') return 'Put together out of others, without a model.';
	if (provider === 'composer') return 'Composed from the brief, without a model.';
	const took = ms === null ? '' : ` in ${(ms / 1000).toFixed(1)} s`;
	const price =
		cost === null
			? 'at a price it did not tell'
			: cost === 0
				? 'for free'
				: `for $${cost.toFixed(4)}`;
	return `Made by ${model}${took}, ${price}.`;
}

/** How many of the brief's states look different from the resting page; null while that is not measured for all. */
export function statesShown(
	variant: VariantView,
	states: string[]
): { shown: number; of: number; missing: string[] } | null {
	const measured = states.map((state) =>
		variant.captures.find((capture) => capture.state === state && capture.facts !== null)
	);
	if (states.length === 0 || measured.includes(undefined)) return null;
	const unchanged = states.filter((_, index) => measured[index]?.facts?.stateChanged === false);
	// A page opens in one of its states by itself: that one looks like the resting page and is shown all the same.
	const missing = unchanged.slice(1);
	return { shown: states.length - missing.length, of: states.length, missing };
}
