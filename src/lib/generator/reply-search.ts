/** Finds the page in the text of a reply, whatever it is wrapped in. */
import { blocksInJson } from './reply-json.ts';
import { blocksInTags, firstFileTag } from './reply-tags.ts';
import { isScript, isStyle } from './reply-assembly.ts';
import { documentEnd } from './html-scan.ts';
import { findBlocks, startsDocument, type Block } from './reply-fences.ts';

export interface Candidate {
	content: string;
	/** Style sheets and scripts that came in blocks of their own. */
	beside: Block[];
	fenced: boolean;
	/** False when the reply ended inside the fence. */
	closed: boolean;
	/** True for markup without an html element around it. */
	fragment: boolean;
	steps: string[];
}

const FRAGMENT =
	/^(?:\s|<!--(?:(?!-->)[\s\S]){0,2000}-->)*<(?:head|body|main|div|section|article|header|nav|form|aside|figure|dialog|table|ul|ol|h[1-3]|style|title|meta|svg|template|fieldset|p)\b[^>]*>/i;
const PAGE_LINE = /^[^\S\n]*(?:<!doctype\s+html|<html[\s>])/im;
const FENCE_LINE = /^ {0,3}(?:`{3,}|~{3,})/m;
const DIFF_LANGUAGES = ['diff', 'patch'];
const DIFF_HEADER = /^(?:\+\+\+ |--- |@@ |diff |index |new file )/;
const MARKUP_LANGUAGES = [
	'',
	'html',
	'htm',
	'xhtml',
	'xml',
	'svg',
	'markup',
	'text',
	'txt',
	'plaintext'
];

/** The page in a reply, or null. Tried in order: in tags, bare, in fences, in JSON, with its markup escaped, as a fragment. */
export function findCandidate(text: string): Candidate | null {
	return (
		inTags(text) ??
		leadingDocument(text) ??
		inFences(text) ??
		bareDocument(text) ??
		inJson(text) ??
		escaped(text) ??
		bareFragment(text)
	);
}

/** Files in tags of their own, where those begin before a page or a fence does. A tag that is only spoken of has no page in it. */
function inTags(text: string): Candidate | null {
	const begin = firstFileTag(text);
	const isFirst = [FENCE_LINE, PAGE_LINE].every(
		(line) => begin < (line.exec(text)?.index ?? Infinity)
	);
	if (!isFirst) return null;
	const { blocks, talk } = blocksInTags(text);
	const found =
		inBlocks(blocks, talk) ?? firstOf(blocks.map((block) => inJson(block.content.trim())));
	return (
		found && {
			...found,
			steps: ['Took the document out of the tag it came in.', ...found.steps.slice(1)]
		}
	);
}

/** A page that begins before any fence does: fences after that are part of it, or of the talk that follows. */
function leadingDocument(text: string): Candidate | null {
	const fence = FENCE_LINE.exec(text)?.index ?? text.length;
	const start = PAGE_LINE.exec(text)?.index ?? text.length;
	return start < fence ? bareDocument(text) : null;
}

function bareDocument(text: string): Candidate | null {
	const start = PAGE_LINE.exec(text)?.index;
	if (start === undefined) return null;
	const talkBefore = text.slice(0, start).trim() !== '' && !startsDocument(text);
	const { content, after, replaced } = lastDocument(
		startsDocument(text) ? text.trimStart() : text.slice(start)
	);
	const steps = [
		...(talkBefore ? ['Left out the talk before the document.'] : []),
		...(replaced ? ['Took the last of several documents.'] : []),
		...(after ? ['Left out the talk after the document.'] : [])
	];
	return { content, beside: [], fenced: false, closed: true, fragment: false, steps };
}

/**
 * Of several whole documents the last one: models that correct themselves do it downwards, and what comes first is then a
 * draft. One that is begun and not finished does not replace one that is whole.
 */
function lastDocument(text: string): { content: string; after: boolean; replaced: boolean } {
	let content = text;
	let rest = text;
	let replaced = false;
	for (;;) {
		const end = documentEnd(rest);
		if (end === null) return { content: content.trimEnd(), after: false, replaced };
		content = rest.slice(0, end);
		const after = rest.slice(end);
		const next = PAGE_LINE.exec(after)?.index;
		if (next === undefined || documentEnd(after.slice(next)) === null) {
			return {
				content,
				after: after.replace(/^[ \t]*(?:`{3,}|~{3,})[ \t]*$/m, '').trim() !== '',
				replaced
			};
		}
		rest = after.slice(next);
		replaced = true;
	}
}

function inFences(text: string): Candidate | null {
	const { blocks, talk } = findBlocks(text);
	return inBlocks(blocks, talk !== '');
}

function inBlocks(blocks: readonly Block[], talk: boolean): Candidate | null {
	const diffs = blocks.flatMap((block) => addedByDiff(block) ?? []);
	if (diffs.length > 0) {
		const found = inBlocks(diffs, talk);
		return found && { ...found, steps: [...found.steps, 'Took the lines that its diff adds.'] };
	}
	const pages = blocks.filter(
		(block) => MARKUP_LANGUAGES.includes(block.language) && startsDocument(block.content)
	);
	const whole = pages.filter((block) => documentEnd(block.content) !== null);
	const fragments = blocks.filter(
		(block) =>
			!pages.includes(block) &&
			!isStyle(block) &&
			!isScript(block) &&
			MARKUP_LANGUAGES.includes(block.language) &&
			FRAGMENT.test(block.content)
	);
	const chosen = whole.at(-1) ?? pages.at(-1) ?? fragments.at(-1);
	if (!chosen)
		return firstOf(
			blocks.filter((block) => block.language === 'json').map((block) => inJson(block.content))
		);
	const fragment = !pages.includes(chosen);
	const steps = ['Took the document out of its fence.'];
	if (pages.length > 1) steps.push('Took the last of several documents.');
	if (fragment) steps.push('Wrapped a fragment as a document.');
	if (talk) steps.push('Left out the talk around the document.');
	const content = fragment ? chosen.content.trim() : withinDocument(chosen.content);
	return {
		content,
		beside: blocks.filter((block) => block !== chosen && (isStyle(block) || isScript(block))),
		fenced: true,
		closed: chosen.closed,
		fragment,
		steps
	};
}

/** A page that came as a diff against nothing, as the page it makes; null for any other block. */
function addedByDiff(block: Block): Block | null {
	if (!DIFF_LANGUAGES.includes(block.language)) return null;
	const lines = block.content.split('\n').filter((line) => !DIFF_HEADER.test(line));
	const content = lines.flatMap((line) => (/^[+ ]/.test(line) ? [line.slice(1)] : [])).join('\n');
	return startsDocument(content) ? { ...block, language: 'html', content } : null;
}

/** A page without what the fence holds after its end. */
function withinDocument(content: string): string {
	const end = documentEnd(content);
	return (end === null ? content : content.slice(0, end)).trim();
}

function inJson(text: string): Candidate | null {
	const blocks = blocksInJson(text);
	const found = inBlocks(blocks, false) ?? firstOf(blocks.map((block) => inTalk(block.content)));
	return (
		found && {
			...found,
			steps: ['Took the document out of a JSON reply.', ...found.steps.slice(1)]
		}
	);
}

/** A whole chat reply that stands in a field of JSON. */
function inTalk(text: string): Candidate | null {
	return leadingDocument(text) ?? inFences(text);
}

/** Markup written as entities, the way a page about pages would show it. */
function escaped(text: string): Candidate | null {
	if (!/&lt;(?:!doctype|html)\b/i.test(text)) return null;
	const plain = text
		.replace(/&lt;/g, '<')
		.replace(/&gt;/g, '>')
		.replace(/&quot;/g, '"')
		.replace(/&#(?:39|x27);|&apos;/gi, "'")
		.replace(/&amp;/g, '&');
	const found = inTalk(plain);
	return found && { ...found, steps: ['Turned escaped markup back into markup.', ...found.steps] };
}

/** Markup without a fence or an html element. It has to begin on a line of its own and to close what it opens. */
function bareFragment(text: string): Candidate | null {
	const lines = text.split('\n');
	const first = lines.findIndex((line) => FRAGMENT.test(line));
	if (first === -1) return null;
	const rest = lines.slice(first).join('\n');
	const end = rest.lastIndexOf('>');
	const name = /<([a-z][a-z0-9]*)/i.exec(rest)?.[1] ?? '';
	if (!new RegExp(`</${name}\\s*>`, 'i').test(rest)) return null;
	const steps = ['Wrapped a fragment as a document.'];
	if (first > 0 || rest.slice(end + 1).trim() !== '')
		steps.push('Left out the talk around the document.');
	return {
		content: rest.slice(0, end + 1),
		beside: [],
		fenced: false,
		closed: true,
		fragment: true,
		steps
	};
}

function firstOf(candidates: (Candidate | null)[]): Candidate | null {
	return candidates.find((candidate) => candidate !== null) ?? null;
}
