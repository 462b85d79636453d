/** Which scripts of a page drive a part of it, and which of these can come along without being changed. */
import { attributeOf, elementsBelow, type Document, type Element } from './html-tree.ts';
import { mentions } from './names.ts';
import type { PartNames } from './part-markup.ts';
import { readSelectors } from './selectors.ts';

export interface DrivingScript {
	text: string;
	/** Why it stays where it is, as a sentence; null where it can come along. */
	reason: string | null;
}

/** Where elements are looked for, with what is said there. */
const LOOK_UP =
	/\b(getElementById|getElementsByClassName|getElementsByTagName|getElementsByName|querySelector|querySelectorAll|closest|matches)\s*(?:\(\s*(?:(["'])((?:(?!\2)[^\\\n])*)\2\s*\))?)?/g;
/** What a script may do with a document and a window without speaking of the whole page. */
const DOCUMENT =
	/\bdocument\b(?!\s*\.\s*(addEventListener|removeEventListener|getElementById|querySelector|querySelectorAll|getElementsByClassName|createElement|createElementNS|createTextNode|createDocumentFragment|activeElement|documentElement\s*\.\s*(dataset\s*\.\s*state(?!\s*=[^=])|getAttribute)|hidden|visibilityState)\b)/;
const WINDOW =
	/\b(window|globalThis|self|top|parent)\b(?!\s*\.\s*(addEventListener|removeEventListener|matchMedia|requestAnimationFrame|cancelAnimationFrame|setTimeout|clearTimeout|setInterval|clearInterval|innerWidth|innerHeight|getComputedStyle)\b)|\b(eval|Function|import|importScripts|localStorage|sessionStorage|location|history)\b/;
/** A name this short is in every script. */
const MIN_NAME_CHARS = 2;

/**
 * @param names everything by which the part could be spoken of
 * @param elsewhere elements that are not of the part: in its own page, and in the base
 * @param isMade whether a script made the part: it is in no text that a script could be brought to
 */
export function scriptsOfPart(
	scripts: readonly string[],
	names: PartNames,
	elsewhere: readonly Element[],
	isMade: boolean
): DrivingScript[] {
	const spoken = [
		...names.ids,
		...names.classes,
		...[...names.attributes].filter(
			(name) => name.startsWith('data-') && !name.startsWith('data-vt-')
		)
	];
	return scripts
		.filter((text) => spoken.some((name) => name.length >= MIN_NAME_CHARS && mentions(text, name)))
		.map((text) => ({
			text,
			reason: isMade ? 'It was made by a script.' : reasonToStay(text, names, elsewhere)
		}));
}

function reasonToStay(
	text: string,
	names: PartNames,
	elsewhere: readonly Element[]
): string | null {
	if (DOCUMENT.test(text) || WINDOW.test(text)) return 'It speaks of the whole page.';
	for (const [, how = '', quote, what = ''] of text.matchAll(LOOK_UP)) {
		if (quote === undefined) return 'What it looks for is made up as it runs.';
		const selector =
			how === 'getElementById' ? `#${what}` : how === 'getElementsByClassName' ? `.${what}` : what;
		if (!isOfPart(selector, names, elsewhere))
			return `It looks for “${selector.slice(0, 40)}”, which is not of the part alone.`;
	}
	return null;
}

/** Whether a selector can only find what is in the part. */
function isOfPart(list: string, names: PartNames, elsewhere: readonly Element[]): boolean {
	const selectors = readSelectors(list);
	if (!selectors) return false;
	return selectors.every(({ compounds }) => {
		const subject = compounds.at(-1);
		if (!subject) return false;
		const { id, classes } = subject;
		if (id !== null)
			return names.ids.has(id) && !elsewhere.some((one) => attributeOf(one, 'id') === id);
		const known = classes.filter((name) => names.classes.has(name));
		return known.some((name) => !elsewhere.some((one) => classesOf(one).includes(name)));
	});
}

function classesOf(element: Element): string[] {
	return attributeOf(element, 'class')?.split(/\s+/) ?? [];
}

/** Every element of a document but one and those in it. */
export function elementsOutside(document: Document, part: Element | undefined): Element[] {
	const inside = new Set(part ? [part, ...elementsBelow(part)] : []);
	return [...elementsBelow(document)].filter((element) => !inside.has(element));
}
