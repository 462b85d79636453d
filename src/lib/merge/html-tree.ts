/** Reads HTML with the places of its tags, so that a few places of the text are edited and the rest stays byte for byte. */
import { defaultTreeAdapter, html as spec, parse, type DefaultTreeAdapterTypes } from 'parse5';

export type Document = DefaultTreeAdapterTypes.Document;
export type Element = DefaultTreeAdapterTypes.Element;
export type Node = DefaultTreeAdapterTypes.Node;

/** The id that each element of a body was given when its document came in. */
export const ID_ATTRIBUTE = 'data-vt-id';
/** On what stands around a grafted part, and the same on nothing else of a document. */
export const GRAFT_ATTRIBUTE = 'data-graft';

export function parseDocument(source: string): Document {
	return parse(source, { sourceCodeLocationInfo: true });
}

export const isElement = (node: Node): node is Element => defaultTreeAdapter.isElementNode(node);
const isHtmlNamed = (element: Element, name: string): boolean =>
	element.tagName === name && element.namespaceURI === spec.NS.HTML;

/** Every element below a node in document order, those in templates last of all where asked for. A loop: hostile trees nest deeper than a stack. */
export function* elementsBelow(root: Node, withTemplates = false): Generator<Element> {
	const waiting: Node[] = [root];
	for (let node = waiting.pop(); node; node = waiting.pop()) {
		if (node !== root && isElement(node)) yield node;
		const children: Node[] = 'childNodes' in node ? [...node.childNodes] : [];
		if (withTemplates && 'content' in node) children.push(node.content);
		for (const child of children.reverse()) waiting.push(child);
	}
}

export function attributeOf(element: Element, name: string): string | undefined {
	return element.attrs.find((one) => one.name === name && !one.prefix)?.value;
}

export function setAttribute(element: Element, name: string, value: string): void {
	const known = element.attrs.find((one) => one.name === name && !one.prefix);
	if (known) known.value = value;
	else element.attrs.push({ name, value });
}

export function findById(document: Document, id: string): Element | undefined {
	for (const element of elementsBelow(document))
		if (attributeOf(element, ID_ATTRIBUTE) === id) return element;
	return undefined;
}

export function firstNamed(root: Node, name: string): Element | undefined {
	for (const element of elementsBelow(root)) if (isHtmlNamed(element, name)) return element;
	return undefined;
}

/** The text of a style or script as it stands in the source, and where it begins. */
export interface RawText {
	element: Element;
	text: string;
	start: number;
}

/** What every `style`, or every `script`, of a document holds, in document order. */
export function rawTexts(document: Document, source: string, name: 'style' | 'script'): RawText[] {
	const found: RawText[] = [];
	for (const element of elementsBelow(document)) {
		if (element.tagName !== name) continue;
		const place = element.childNodes[0]?.sourceCodeLocation;
		const end = element.childNodes.at(-1)?.sourceCodeLocation?.endOffset;
		if (!place || end === undefined) continue;
		found.push({
			element,
			text: source.slice(place.startOffset, end),
			start: place.startOffset
		});
	}
	return found;
}

/** A replacement of `source.slice(start, end)`; an insertion when both are equal. */
export interface Edit {
	start: number;
	end: number;
	text: string;
}

/** Applies edits that do not overlap; those at one place stay in the order given. */
export function edited(source: string, edits: readonly Edit[]): string {
	const pieces: string[] = [];
	let at = 0;
	for (const { start, end, text } of edits.toSorted((a, b) => a.start - b.start)) {
		pieces.push(source.slice(at, start), text);
		at = Math.max(at, end);
	}
	pieces.push(source.slice(at));
	return pieces.join('');
}
