/** Puts text at a place of a document, and makes sure that nothing else of it is read otherwise for that. */
import { html as spec } from 'parse5';
import type { Where } from '#lib/domain/merge.ts';
import {
	attributeOf,
	edited,
	firstNamed,
	GRAFT_ATTRIBUTE,
	isElement,
	parseDocument,
	type Document,
	type Edit,
	type Element,
	type Node
} from './html-tree.ts';
import { impossible } from './part-reading.ts';

/** On an element of the base that a part has taken the place of, where scripts of the base still need it. */
export const GONE_ATTRIBUTE = 'data-graft-gone';
const STYLE_ATTRIBUTE = 'data-graft-style';

const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));

export interface Splice {
	graftId: string;
	where: Where;
	/** What is put there: one element with the graft's attribute. */
	markup: string;
	css: string;
	/** Whether an element whose place is taken stays, unseen. */
	keepsReplaced: boolean;
	/** Changes elsewhere, in style sheets. */
	edits: Edit[];
}

/** @throws VitrineError `merge_impossible` where HTML does not allow it there */
export function splice(source: string, document: Document, anchor: Element, what: Splice): string {
	const edits = [
		...what.edits,
		...placeEdits(anchor, source, what),
		styleEdit(document, source, what)
	];
	const html = edited(source, edits);
	if (!isSameElsewhere(document, parseDocument(html), anchor, what)) {
		throw impossible(
			`Put ${what.where === 'replace' ? 'in the place of' : what.where.replace('-', ' at its ')} <${anchor.tagName}>, it would break what is around it: HTML does not allow it there.`,
			'Choose a place further out, before or after what holds this one.'
		);
	}
	return html;
}

function placeEdits(
	anchor: Element,
	source: string,
	{ where, markup, keepsReplaced, graftId }: Splice
): Edit[] {
	const place = anchor.sourceCodeLocation;
	if (!place)
		throw impossible('The place is not in the text of the base.', 'Choose an element next to it.');
	const startTag = place.startTag ?? place;
	const insert = (at: number): Edit => ({ start: at, end: at, text: markup });
	if (where === 'before') return [insert(place.startOffset)];
	if (where === 'after') return [insert(place.endOffset)];
	if (where === 'replace') {
		if (!keepsReplaced) return [{ start: place.startOffset, end: place.endOffset, text: markup }];
		const name =
			/^<[^\s/>]+/.exec(source.slice(startTag.startOffset, startTag.endOffset))?.[0] ?? '';
		const at = startTag.startOffset + name.length;
		return [
			insert(place.startOffset),
			{ start: at, end: at, text: ` ${GONE_ATTRIBUTE}="${graftId}"` }
		];
	}
	if (VOID.has(anchor.tagName) || anchor.namespaceURI !== spec.NS.HTML) {
		throw impossible(`Nothing can stand inside <${anchor.tagName}>.`, 'Put it before or after.');
	}
	if (where === 'inside-start') return [insert(startTag.endOffset)];
	return [insert(place.endTag?.startOffset ?? place.endOffset)];
}

/** After the last style sheet of the head, or before the end of the head. */
export function styleEdit(
	document: Document,
	source: string,
	{ css, graftId }: Pick<Splice, 'css' | 'graftId'>
): Edit {
	const head = firstNamed(document, 'head');
	const last = head?.childNodes.findLast((node) => isElement(node) && node.tagName === 'style');
	const at =
		last?.sourceCodeLocation?.endOffset ??
		head?.sourceCodeLocation?.endTag?.startOffset ??
		head?.sourceCodeLocation?.startTag?.endOffset ??
		/<meta\b[^>]*>/i.exec(source)?.index ??
		0;
	const text = `\n<style ${STYLE_ATTRIBUTE}="${graftId}">\n${css}\n</style>`;
	return { start: at, end: at, text };
}

function isSameElsewhere(
	before: Document,
	after: Document,
	anchor: Element,
	{ graftId, where, keepsReplaced }: Splice
): boolean {
	let found = 0;
	const isOurs = (element: Element): boolean => {
		if (attributeOf(element, STYLE_ATTRIBUTE) === graftId) return true;
		if (attributeOf(element, GRAFT_ATTRIBUTE) !== graftId) return false;
		found++;
		return true;
	};
	const isRemoved = (element: Element): boolean =>
		where === 'replace' && !keepsReplaced && element === anchor;
	const then = outline(before, isRemoved);
	const now = outline(after, isOurs);
	return (
		found === 1 && then.length === now.length && then.every((line, index) => line === now[index])
	);
}

/** A tree in lines, without what is left out. Style sheets are left out too: rules in them may be fenced. */
function outline(root: Node, isLeftOut: (element: Element) => boolean): string[] {
	const lines: string[] = [];
	const waiting: (Node | null)[] = [root];
	let text = '';
	const flush = (): void => {
		if (text.trim() !== '') lines.push(`"${text.replace(/\s+/g, ' ').trim()}"`);
		text = '';
	};
	for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
		if (node === null) {
			flush();
			lines.push('>');
			continue;
		}
		if (node.nodeName === '#text' && 'value' in node) text += node.value;
		if (isElement(node)) {
			if (isLeftOut(node)) continue;
			flush();
			const attributes = node.attrs.filter(({ name }) => name !== GONE_ATTRIBUTE);
			lines.push(
				`<${node.tagName} ${attributes.map(({ name, value }) => `${name}=${JSON.stringify(value)}`).join(' ')}`
			);
			waiting.push(null);
			if (node.tagName === 'style') continue;
		}
		if ('childNodes' in node)
			for (const child of [...node.childNodes].reverse()) waiting.push(child);
	}
	flush();
	return lines;
}
