/** One reply out of what an agent said and what it wrote: nothing is left out, and what it wrote is read as the document. */
import { isScript, isStyle } from '../../reply-assembly.ts';
import { findBlocks } from '../../reply-fences.ts';
import type { WrittenFile } from './work-folder.ts';

const PAGE_LINE = /<!doctype\s+html|<html[\s>]|&lt;html/i;
const THINKING_TAG = /<\/?(?:think|thinking|thought|reasoning|scratchpad)>/i;
const ENDS_ASKING = /\?["'”’)*_`]*\s*(?:[([][^\])\n]{1,16}[)\]])?[\s:>]*$/;
const MAX_QUESTION_CHARS = 300;

/**
 * The text that is stored as its reply. A page by itself stands bare. Beside other words each file is in a fence under its
 * name, and comes last: of several documents the last one counts.
 */
export function composeReply(said: string, files: readonly WrittenFile[]): string {
	const [page, ...beside] = files;
	if (!page) return said;
	const words = said.trim();
	if (words === '' && beside.length === 0) return page.content;
	const parts = [...(words === '' ? [] : [isHarmless(words) ? words : quoted(words)])];
	for (const file of files) parts.push(`File: ${file.name}\n\n${fenced(file)}`);
	return `${parts.join('\n\n')}\n`;
}

/** True for words that may hold a page, in whatever wrapping. */
export function mayHoldPage(said: string): boolean {
	return PAGE_LINE.test(said) || /^ {0,3}(?:`{3,}|~{3,})/m.test(said);
}

/** The question a text ends with, or null. */
export function closingQuestion(said: string): string | null {
	const text = said.trim();
	if (!ENDS_ASKING.test(text) || mayHoldPage(text)) return null;
	const paragraph = text.split(/\n\s*\n/).at(-1) ?? text;
	const question = paragraph.replace(/\s+/g, ' ');
	return question.length <= MAX_QUESTION_CHARS
		? question
		: `…${question.slice(-MAX_QUESTION_CHARS)}`;
}

/** Nothing in it could be taken for the document or a part of it, or swallow what follows. */
function isHarmless(words: string): boolean {
	if (PAGE_LINE.test(words) || THINKING_TAG.test(words)) return false;
	return findBlocks(words).blocks.every(
		(block) =>
			block.closed && !isStyle(block) && !isScript(block) && !/<[a-z!]/i.test(block.content)
	);
}

const quoted = (words: string): string => words.replace(/^/gm, '> ');

function fenced({ name, content }: WrittenFile): string {
	const longest = Math.max(2, ...[...content.matchAll(/`{3,}/g)].map(([run]) => run.length));
	const mark = '`'.repeat(longest + 1);
	const ending = name.split('.').at(-1)?.toLowerCase() ?? '';
	const language = ending === 'htm' ? 'html' : ending === 'mjs' ? 'js' : ending;
	return `${mark}${language}\n${content.replace(/\n$/, '')}\n${mark}`;
}
