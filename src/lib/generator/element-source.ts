/** Elements of a document's text by the ids they were given when it came in. */
import { setDataAside } from './data-aside.ts';
import { ID_ATTRIBUTE } from './document.ts';
import { attribute, elementsIn, parseHtml, type Element } from './html-source.ts';

/** Whether a document has an element of this id. Without a parse: documents are large, and this is asked often. */
export function holdsElement(html: string, elementId: string): boolean {
	return html.includes(`${ID_ATTRIBUTE}="${elementId}"`);
}

/**
 * The source of one element, from its start tag to its end tag, without our ids and without the letters of its pictures; null when
 * the document has none of this id.
 */
export function sourceOfElement(html: string, elementId: string): string | null {
	if (!holdsElement(html, elementId)) return null;
	const { short } = setDataAside(html);
	const place = elementById(short, elementId)?.sourceCodeLocation;
	if (!place) return null;
	// Not parsed once more: a cell of a table is nothing by itself.
	return short.slice(place.startOffset, place.endOffset).replaceAll(/ data-vt-id="e\d+"/g, '');
}

function elementById(html: string, elementId: string): Element | null {
	for (const element of elementsIn(parseHtml(html), { templates: false }))
		if (attribute(element, ID_ATTRIBUTE) === elementId) return element;
	return null;
}
