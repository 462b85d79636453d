/** A document as it is stored: well formed enough to stand alone, and with an id on every element. */
import { VitrineError } from '#lib/domain/errors.ts';
import {
	applyEdits,
	attribute,
	elementsIn,
	firstElement,
	isHtml,
	parseHtml,
	startTagOf,
	textOf,
	type Document,
	type Edit,
	type Element
} from './html-source.ts';
import { setDataAside } from './data-aside.ts';
import { refuseDeepNesting } from './html-scan.ts';

/** Added to elements when a document comes in, so that notes, grafts and photographs can speak of the same one. */
export const ID_ATTRIBUTE = 'data-vt-id';
/** One line under a photograph. */
const MAX_MEDIUM_CHARS = 60;
const MAX_TITLE_CHARS = 80;

export interface StandingDocument {
	html: string;
	title: string;
	/** One line of medium in the document's own words; null when it has none. */
	medium: string | null;
	/** What was added, in order, each as a sentence. */
	steps: string[];
}

/**
 * Gives a document what it needs to stand alone (doctype, language, encoding, title) and an id on every element of its body,
 * `e1`, `e2` … in document order. Everything is inserted at its place in the text; what was there stays byte for byte.
 * @throws VitrineError `reply_no_document` when there is nothing in it to show, or it nests too deep to be parsed
 */
export function ingestDocument(source: string): StandingDocument {
	const { short, restore } = setDataAside(source);
	const document = ingestShort(short);
	return { ...document, html: restore(document.html) };
}

function ingestShort(source: string): StandingDocument {
	refuseDeepNesting(source);
	const { html: framed, steps, title } = frameDocument(stripIds(source));
	const document = parseHtml(framed);
	const body = firstElement(document, 'body');
	if (!body || isBare(body)) {
		throw new VitrineError(
			'reply_no_document',
			'The document has an empty body, so there is nothing to show.',
			{
				fix: 'Try again; the reply itself is kept.'
			}
		);
	}
	return {
		html: applyEdits(framed, idEdits(body, framed)),
		title,
		medium: readMedium(document),
		steps
	};
}

/** The document as its author left it: without the ids. The exact inverse of adding them. */
export function stripIds(html: string): string {
	if (!html.includes(ID_ATTRIBUTE)) return html;
	const { short, restore } = setDataAside(html);
	return restore(withoutIds(short));
}

function withoutIds(html: string): string {
	const edits: Edit[] = [];
	const seen = new Set<number>();
	for (const element of elementsIn(parseHtml(html), { templates: true })) {
		const place = startTagOf(element)?.attrs?.[ID_ATTRIBUTE];
		if (!place || seen.has(place.startOffset)) continue;
		seen.add(place.startOffset);
		const start = /\s/.test(html[place.startOffset - 1] ?? '')
			? place.startOffset - 1
			: place.startOffset;
		edits.push({ start, end: place.endOffset, text: '' });
	}
	return applyEdits(html, edits);
}

/** Elements inside a template get no id: each clone of them would carry the same one. */
function idEdits(body: Element, source: string): Edit[] {
	const edits: Edit[] = [];
	const seen = new Set<number>();
	for (const element of elementsIn(body, { templates: false })) {
		const tag = startTagOf(element);
		// An element that the parser supplied has no tag; one it cloned to mend bad nesting shares the tag of its twin.
		if (!tag || seen.has(tag.startOffset)) continue;
		seen.add(tag.startOffset);
		const name = /^<[^\s/>]+/.exec(source.slice(tag.startOffset, tag.endOffset))?.[0];
		if (name === undefined) continue;
		const at = tag.startOffset + name.length;
		edits.push({ start: at, end: at, text: ` ${ID_ATTRIBUTE}="e${edits.length + 1}"` });
	}
	return edits;
}

function frameDocument(source: string): { html: string; steps: string[]; title: string } {
	const document = parseHtml(source);
	const steps: string[] = [];
	const edits: Edit[] = [];
	const insert = (at: number, text: string, step: string): void => {
		edits.push({ start: at, end: at, text });
		steps.push(step);
	};

	const doctype = document.childNodes.find((node) => node.nodeName === '#documentType');
	const top = doctype?.sourceCodeLocation?.endOffset ?? 0;
	if (!doctype) insert(0, '<!doctype html>\n', 'Added the doctype.');

	const root = firstElement(document, 'html');
	const rootTag = root && startTagOf(root);
	if (!rootTag)
		insert(
			top,
			'<html lang="en">',
			'Added the html element, with English assumed as its language.'
		);
	else if (!attribute(root, 'lang')?.trim()) {
		const empty = rootTag.attrs?.['lang'];
		if (empty) edits.push({ start: empty.startOffset, end: empty.endOffset, text: 'lang="en"' });
		else
			edits.push({
				start: rootTag.startOffset + 5,
				end: rootTag.startOffset + 5,
				text: ' lang="en"'
			});
		steps.push('Named no language; English assumed.');
	}

	const head = firstElement(document, 'head');
	const headAt = (head && startTagOf(head)?.endOffset) ?? rootTag?.endOffset ?? top;
	if (!hasCharset(document)) insert(headAt, '<meta charset="utf-8">', 'Added the encoding.');
	const found = titleElement(document);
	const given = found ? textOf(found) : '';
	const title = given || titleFromHeading(document);
	if (!given) {
		const place = found?.sourceCodeLocation;
		const text = `<title>${escapeText(title)}</title>`;
		if (place) edits.push({ start: place.startOffset, end: place.endOffset, text });
		else edits.push({ start: headAt, end: headAt, text });
		steps.push('Had no title; took one from its first heading.');
	}
	return { html: applyEdits(source, edits), steps, title: shorten(title, MAX_TITLE_CHARS) };
}

function hasCharset(document: Document): boolean {
	for (const element of elementsIn(document, { templates: false })) {
		if (!isHtml(element, 'meta')) continue;
		if (attribute(element, 'charset') !== undefined) return true;
		const declares = attribute(element, 'http-equiv')?.toLowerCase() === 'content-type';
		if (declares && /charset=/i.test(attribute(element, 'content') ?? '')) return true;
	}
	return false;
}

/** The page's title: the first that is HTML's own, for pictures have titles too. */
function titleElement(document: Document): Element | undefined {
	return firstElement(document, 'title');
}

function titleFromHeading(document: Document): string {
	for (const name of ['h1', 'h2', 'h3']) {
		const heading = firstElement(document, name);
		const text = heading ? textOf(heading) : '';
		if (text) return shorten(text, MAX_TITLE_CHARS);
	}
	return 'Untitled';
}

function readMedium(document: Document): string | null {
	for (const element of elementsIn(document, { templates: false })) {
		if (!isHtml(element, 'meta') || attribute(element, 'name')?.toLowerCase() !== 'description')
			continue;
		const content = (attribute(element, 'content') ?? '').replace(/\s+/g, ' ').trim();
		if (content) return shorten(content, MAX_MEDIUM_CHARS);
	}
	return null;
}

/** True for a body with neither words nor elements; one with a lone script may yet build itself. */
function isBare(body: Element): boolean {
	for (const element of elementsIn(body, { templates: false }))
		if (!isHtml(element, 'style')) return false;
	return textOf(body) === '';
}

function shorten(text: string, max: number): string {
	if (text.length <= max) return text;
	const head = text.slice(0, max - 1);
	const space = head.lastIndexOf(' ');
	return `${head.slice(0, space > max / 2 ? space : head.length).replace(/[\s,;:.]+$/, '')}…`;
}

function escapeText(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
