/** Reads HTML with the places of its tags, and edits the text at those places rather than writing it out anew. */
import { html as spec, parse, type DefaultTreeAdapterTypes, type Token } from 'parse5';

export type Document = DefaultTreeAdapterTypes.Document;
export type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.Node;

export function parseHtml(source: string): Document {
	return parse(source, { sourceCodeLocationInfo: true });
}

const isElement = (node: Node): node is Element => 'tagName' in node;
export const isHtml = (element: Element, name: string): boolean =>
	element.tagName === name && element.namespaceURI === spec.NS.HTML;

/** Every element below a node in document order. A loop: hostile documents nest deeper than a stack. */
export function* elementsIn(root: Node, options: { templates: boolean }): Generator<Element> {
	const waiting: Node[] = [root];
	for (let node = waiting.pop(); node; node = waiting.pop()) {
		if (node !== root && isElement(node)) yield node;
		const children: Node[] = 'childNodes' in node ? [...node.childNodes] : [];
		if (options.templates && 'content' in node) children.push(node.content);
		for (const child of children.reverse()) waiting.push(child);
	}
}

export function firstElement(root: Node, name: string): Element | undefined {
	for (const element of elementsIn(root, { templates: false }))
		if (isHtml(element, name)) return element;
	return undefined;
}

/** Where an element's start tag stands, or undefined when the parser supplied it. */
export function startTagOf(element: Element): Token.LocationWithAttributes | undefined {
	const place = element.sourceCodeLocation;
	return place ? (place.startTag ?? place) : undefined;
}

export function attribute(element: Element, name: string): string | undefined {
	return element.attrs.find((candidate) => candidate.name === name)?.value;
}

/** The words in an element, white space folded. What styles and scripts hold is not words. */
export function textOf(root: Node): string {
	const words: string[] = [];
	const waiting: Node[] = [root];
	for (let node = waiting.pop(); node; node = waiting.pop()) {
		if (node.nodeName === '#text' && 'value' in node) words.push(node.value);
		if (node.nodeName === 'br') words.push(' ');
		if (node.nodeName === 'script' || node.nodeName === 'style' || !('childNodes' in node))
			continue;
		for (const child of [...node.childNodes].reverse()) waiting.push(child);
	}
	return words.join('').replace(/\s+/g, ' ').trim();
}

/** A replacement of `source.slice(start, end)`; an insertion when both are equal. */
export interface Edit {
	start: number;
	end: number;
	text: string;
}

/** Applies edits that do not overlap; those at one place stay in the order given. Everything else stays byte for byte. */
export function applyEdits(source: string, edits: readonly Edit[]): string {
	const ordered = [...edits].sort((a, b) => a.start - b.start);
	const parts: string[] = [];
	let at = 0;
	for (const edit of ordered) {
		parts.push(source.slice(at, edit.start), edit.text);
		at = edit.end;
	}
	parts.push(source.slice(at));
	return parts.join('');
}
