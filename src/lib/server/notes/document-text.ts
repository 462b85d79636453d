/** What a stored document tells by its text alone, without a browser. */
import { MAX_MARKUP_CHARS, MAX_QUOTE_CHARS, type NoteEvidence } from '#lib/domain/note.ts';
import { attribute, elementsIn, parseHtml, textOf } from '#lib/generator/html-source.ts';
import { stripIds } from '#lib/generator/document.ts';

/** Whether it has an element of this id, as the document stands before its scripts run. */
export function hasElement(html: string, elementId: string): boolean {
	return html.includes(`data-vt-id="${elementId}"`);
}

/** Whether it is a screenshot that was brought in: a page with a picture and nothing else. */
export function isPictureOnly(html: string): boolean {
	return html.includes('<img data-vt-id="e1"') && !hasElement(html, 'e2');
}

/** What can be said of an element where no browser could look: no role, no styles, no place. */
export function evidenceInText(html: string, elementId: string): NoteEvidence | null {
	for (const element of elementsIn(parseHtml(html), { templates: false })) {
		if (attribute(element, 'data-vt-id') !== elementId) continue;
		const place = element.sourceCodeLocation;
		const source = place ? stripIds(html.slice(place.startOffset, place.endOffset)) : '';
		const exact = textOf(element).slice(0, MAX_QUOTE_CHARS).trim();
		return {
			quote: exact === '' ? null : { exact, prefix: '', suffix: '' },
			tag: element.tagName.slice(0, 60),
			role: null,
			name: null,
			outerHtml:
				source.length <= MAX_MARKUP_CHARS ? source : `${source.slice(0, MAX_MARKUP_CHARS - 1)}…`,
			styles: {},
			box: null
		};
	}
	return null;
}
