/** A part's selectors, so written that they mean in the new page what they meant in the old, and nothing outside of the part. */
import type { PartSelector } from './part-reading.ts';
import type { Compound } from './selectors.ts';

/**
 * What stood around the part is not there any more: what a selector asked of it is a fact by now, and is kept for its weight
 * alone, as `:is(*, …)`. What it asked of the state or the theme of the page still asks the page.
 * @param scope the selector of what stands around the part
 * @returns one selector for each way in which it can match; none where it matches nothing in the part
 */
export function scopeSelector(selector: PartSelector, scope: string): string[] {
	const { compounds, combinators } = selector;
	const scoped: string[] = [];
	for (const { at, isWithin, isRoot } of selector.splits) {
		const first = compounds[at];
		if (!first) continue;
		const outside = compounds.slice(0, at);
		const asked = outside
			.filter(({ isConditional }) => isConditional)
			.map(({ text }) => `${text} `);
		const known = outside.filter(({ isConditional, text }) => !isConditional && text !== '*');
		const lead = `${asked.join('')}${scope}${weightOf(known)}`;
		const tail = writeFrom(selector, at + 1);
		const combinator = at === 0 ? ' ' : combinators[at - 1];
		const isPlaced = first.placing !== '';
		if (combinator === ' ' && isWithin) {
			// The part is the only child where it stands now, so its root is asked by what it was.
			scoped.push(
				`${lead} ${isPlaced ? '> * ' : ''}${first.text || '*'}${first.pseudoElement}${tail}`
			);
		}
		if (isRoot && (combinator !== ' ' || isPlaced)) {
			const placed = isPlaced ? `:is(*, ${first.placing})` : '';
			scoped.push(`${lead} > ${first.unplaced || '*'}${placed}${first.pseudoElement}${tail}`);
		}
	}
	return [...new Set(scoped)];
}

function weightOf(compounds: readonly Compound[]): string {
	if (compounds.length === 0) return '';
	return `:is(*, ${compounds.map(({ text }) => text || '*').join(' ')})`;
}

function writeFrom({ compounds, combinators }: PartSelector, from: number): string {
	let text = '';
	for (let index = from; index < compounds.length; index++) {
		const compound = compounds[index];
		const combinator = combinators[index - 1];
		if (!compound) break;
		text += `${combinator === ' ' ? ' ' : ` ${combinator ?? ' '} `}${compound.text || (compound.pseudoElement ? '' : '*')}${compound.pseudoElement}`;
	}
	return text;
}

/** The states and themes of the page under which a selector matches something around the part; empty where it always does. */
export function askedOfPage({ compounds }: PartSelector): string {
	return compounds
		.filter(({ isConditional }) => isConditional)
		.map(({ text }) => text)
		.join(' ');
}
