/** A base as it stands before a part is put into it. */
import {
	attributeOf,
	elementsBelow,
	findById,
	GRAFT_ATTRIBUTE,
	ID_ATTRIBUTE,
	isElement,
	parseDocument,
	rawTexts,
	type Document,
	type Element
} from './html-tree.ts';
import { mentions } from './names.ts';
import { namesOf } from './part-markup.ts';
import { impossible } from './part-reading.ts';

export interface Ground {
	source: string;
	document: Document;
	anchor: Element;
	/** The number of the next element: no element has it, or a higher one. */
	nextId: number;
	/** Of the next graft. */
	graftId: string;
}

/** @throws VitrineError `merge_impossible` where the base has no such element */
export function readGround(source: string, anchorId: string): Ground {
	const document = parseDocument(source);
	const anchor = findById(document, anchorId);
	if (!anchor)
		throw impossible('The place is not in the text of the base.', 'Choose another element.');
	let lastId = 0;
	let lastGraft = 0;
	for (const element of elementsBelow(document)) {
		lastId = Math.max(lastId, numberOf(attributeOf(element, ID_ATTRIBUTE), 'e'));
		lastGraft = Math.max(lastGraft, numberOf(attributeOf(element, GRAFT_ATTRIBUTE), 'g'));
	}
	return { source, document, anchor, nextId: lastId + 1, graftId: `g${lastGraft + 1}` };
}

function numberOf(id: string | undefined, letter: string): number {
	return id?.startsWith(letter) ? Number.parseInt(id.slice(1), 10) || 0 : 0;
}

/**
 * What the base's scripts write anew would take with it whatever was put there.
 * @param live ids of the children of the anchor as the page stands; null for one that a script made
 * @throws VitrineError `merge_impossible`
 */
export function refuseWhatIsWritten({ anchor }: Ground, live: readonly (string | null)[]): void {
	const written = anchor.childNodes
		.filter(isElement)
		.filter(({ tagName }) => tagName !== 'script' && tagName !== 'style');
	const isOther =
		live.some((id) => id === null) ||
		written.some((child) => !live.includes(attributeOf(child, ID_ATTRIBUTE) ?? null));
	if (isOther) {
		throw impossible(
			`The base's own scripts write what is in <${anchor.tagName}>, and would wipe it away.`,
			'Put it before or after that, or in its place.'
		);
	}
}

/** Whether scripts of the base speak of what is to go: they would fail on not finding it. */
export function isSpokenOf({ source, document, anchor }: Ground): boolean {
	const scripts = rawTexts(document, source, 'script').map(({ text }) => text);
	const { ids, classes } = namesOf(anchor);
	return scripts.some((text) => [...ids, ...classes].some((name) => mentions(text, name)));
}
