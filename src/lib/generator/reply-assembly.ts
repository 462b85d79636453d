/** One document out of a page and the style sheets and scripts that came beside it. */
import type { Block } from './reply-fences.ts';
import {
	applyEdits,
	attribute,
	elementsIn,
	firstElement,
	isHtml,
	parseHtml,
	startTagOf,
	type Document,
	type Edit,
	type Element
} from './html-source.ts';

const STYLE_LANGUAGES = ['css'];
const SCRIPT_LANGUAGES = ['js', 'javascript', 'mjs'];

export const isStyle = (block: Block): boolean =>
	STYLE_LANGUAGES.includes(block.language) ||
	(block.language === '' && /\.css$/i.test(block.name ?? ''));
export const isScript = (block: Block): boolean =>
	SCRIPT_LANGUAGES.includes(block.language) ||
	(block.language === '' && /\.m?js$/i.test(block.name ?? ''));

/**
 * Puts each style sheet and script in the place of the tag that asks for it. Without such a tag it goes to the end of the
 * head or of the body, if the page has none of its own kind; otherwise it is an aside and left out.
 */
export function assemble(
	page: string,
	blocks: readonly Block[]
): { html: string; steps: string[] } {
	if (blocks.length === 0) return { html: page, steps: [] };
	const document = parseHtml(page);
	const steps: string[] = [];
	const edits: Edit[] = [];
	const headEnd = endOf(document, 'head', page) ?? 0;
	const bodyEnd = endOf(document, 'body', page) ?? endOf(document, 'html', page) ?? page.length;

	const styles = matchUp(stylesheetLinks(document), blocks.filter(isStyle));
	for (const { element, block } of styles.pairs) {
		edits.push({ ...extent(element), text: styleTag(block.content, attribute(element, 'media')) });
		steps.push(`Put the style sheet ${named(block)}in the place of its link.`);
	}
	const hasStyle = styles.pairs.length > 0 || firstElement(document, 'style') !== undefined;
	for (const block of styles.left) {
		if (!hasStyle) edits.push({ start: headEnd, end: headEnd, text: styleTag(block.content) });
		steps.push(
			`${hasStyle ? 'Left out' : 'Put into the head'} a style sheet that no link asks for.`
		);
	}

	const scripts = matchUp(sourcedScripts(document), blocks.filter(isScript));
	for (const { element, block } of scripts.pairs) {
		const text = scriptTag(element, block.content);
		// A deferred script runs when the page is there. Inline ones do not wait, so it moves to where the page is.
		const waits =
			attribute(element, 'type') !== 'module' && (has(element, 'defer') || has(element, 'async'));
		edits.push({ ...extent(element), text: waits ? '' : text });
		if (waits) edits.push({ start: bodyEnd, end: bodyEnd, text });
		steps.push(
			`Put the script ${named(block)}${waits ? 'at the end of the body, since its tag waits for the page' : 'in the place of its tag'}.`
		);
	}
	const hasScript = scripts.pairs.length > 0 || firstElement(document, 'script') !== undefined;
	for (const block of scripts.left) {
		if (!hasScript)
			edits.push({
				start: bodyEnd,
				end: bodyEnd,
				text: `<script>\n${scriptText(block.content)}\n</script>\n`
			});
		steps.push(
			`${hasScript ? 'Left out' : 'Put at the end of the body'} a script that no tag asks for.`
		);
	}
	return { html: applyEdits(page, edits), steps };
}

/** Pairs tags with blocks: by file name where both have one, then in order. */
function matchUp(
	elements: Element[],
	blocks: Block[]
): { pairs: { element: Element; block: Block }[]; left: Block[] } {
	const left = [...blocks];
	const pairs: { element: Element; block: Block }[] = [];
	const take = (element: Element, at: number): void => {
		const [block] = at === -1 ? [] : left.splice(at, 1);
		if (block) pairs.push({ element, block });
	};
	for (const element of elements) {
		take(
			element,
			left.findIndex((block) => block.name?.toLowerCase() === fileName(element))
		);
	}
	for (const element of elements) {
		if (pairs.every((pair) => pair.element !== element))
			take(
				element,
				left.findIndex((block) => !namesAnother(block, elements))
			);
	}
	return { pairs, left };
}

const namesAnother = (block: Block, elements: Element[]): boolean =>
	block.name !== null &&
	elements.some((element) => fileName(element) === block.name?.toLowerCase());

const address = (element: Element): string =>
	attribute(element, 'href') ?? attribute(element, 'src') ?? '';
const fileName = (element: Element): string =>
	(address(element).split(/[?#]/, 1)[0] ?? '').split('/').at(-1)?.toLowerCase() ?? '';
/** A file beside the page, not one on another host. */
const isBeside = (element: Element): boolean =>
	address(element) !== '' && !/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(address(element));
const has = (element: Element, name: string): boolean => attribute(element, name) !== undefined;

function stylesheetLinks(document: Document): Element[] {
	return [...elementsIn(document, { templates: false })].filter(
		(element) =>
			isHtml(element, 'link') &&
			/\bstylesheet\b/i.test(attribute(element, 'rel') ?? '') &&
			isBeside(element)
	);
}

function sourcedScripts(document: Document): Element[] {
	return [...elementsIn(document, { templates: false })].filter(
		(element) => isHtml(element, 'script') && has(element, 'src') && isBeside(element)
	);
}

export function extent(element: Element): { start: number; end: number } {
	const place = element.sourceCodeLocation;
	return { start: place?.startOffset ?? 0, end: place?.endOffset ?? 0 };
}

/** Where an element ends: before its end tag, or for a head without one, before the body. */
export function endOf(
	document: Document,
	name: 'head' | 'body' | 'html',
	page: string
): number | undefined {
	const element = firstElement(document, name);
	const endTag = element?.sourceCodeLocation?.endTag?.startOffset;
	if (endTag !== undefined || name !== 'head') return endTag;
	const body = firstElement(document, 'body');
	const html = firstElement(document, 'html');
	return (
		(body && startTagOf(body)?.startOffset) ??
		(element && startTagOf(element)?.endOffset) ??
		(html && startTagOf(html)?.endOffset) ??
		/^\s*<!doctype[^>]*>/i.exec(page)?.[0].length
	);
}

const named = (block: Block): string => (block.name ? `${block.name} ` : '');

/** The few letters that would end the element early are written so that they mean the same and do not. */
function styleTag(content: string, media?: string): string {
	const attributes = media ? ` media="${media.replaceAll('"', '&quot;')}"` : '';
	return `<style${attributes}>\n${styleText(content)}\n</style>`;
}

export function styleText(content: string): string {
	return content.replace(/<\/(?=style)/gi, '<\\/');
}

function scriptTag(element: Element, content: string): string {
	const type = attribute(element, 'type') === 'module' ? ' type="module"' : '';
	return `<script${type}>\n${scriptText(content)}\n</script>`;
}

export function scriptText(content: string): string {
	return content.replace(/<\/(?=script)/gi, '<\\/').replace(/<!--/g, '<\\!--');
}
