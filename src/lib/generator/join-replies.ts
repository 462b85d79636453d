/**
 * Joins a reply that was cut short with what came when its model was asked to go on. Models repeat some of the end, begin the
 * line again, open the fence anew, say that they continue, or write the whole document once more.
 */
import { documentEnd } from './html-scan.ts';
import { findBlocks, startsDocument } from './reply-fences.ts';
import { withoutThinking } from './reply-talk.ts';

export interface JoinedReply {
	text: string;
	/** How many parts are in it: fewer than were given when one of them began all over again. */
	parts: number;
}

/** How much of either side of a seam is looked at, in characters. */
const MAX_OVERLAP_CHARS = 64 * 1024;
/** What agrees over this many characters, white space aside, is a repetition and no chance. */
const MIN_OVERLAP_CHARS = 20;
/** A shorter piece of a line than this, begun again, may as well be two of the same. */
const MIN_LINE_CHARS = 3;
const MIN_TAG_CHARS = 12;
/** White space aside. */
const MIN_MARK_CHARS = 24;
const MAX_MARK_CHARS = 160;
const MAX_TALK_LINES = 6;

const PAGE_LINE = /^[^\S\n]*(?:<!doctype\s+html|<html[\s>])/im;
const FENCE_OPENING = /^ {0,3}(?:`{3,}|~{3,})[ \t]*[\w+./-]*[ \t]*$/;
/** A start tag that no page has twice in a row. */
const NEVER_DOUBLE =
	/<(?:li|tr|td|th|p|option|button|a|label|h[1-6]|dt|dd|main|body|head|title|style|script)>$/i;
const BEGINS_LINE = /^(?:`{3}|~{3}|<!doctype|<html)/i;
const TALK = /^[^<{};=]{1,240}$/;
const CONTINUES =
	/^\W{0,4}(?:sure|certainly|of course|here|continu|okay\b|ok\b|picking|resum|understood|sorry|apolog|as requested|i['’]|let me|the rest|cont(?:['’]d|\.))[^<{};=]{0,240}[:.…)\]*]\s*$/i;
const CONTINUING_COMMENT = /^\s*(?:<!--|\/\*|\/\/)[\s.…(]*continu\w*\b[^\n]*$/i;

/** The parts as one text: nothing lost, nothing twice. Line endings come out as `\n` where there is more than one part. */
export function joinReplies(parts: readonly string[]): JoinedReply {
	const [first = '', ...others] = parts;
	if (others.length === 0) return { text: first, parts: 1 };
	let joined: JoinedReply = { text: plainLines(first), parts: 1 };
	for (const part of others) joined = joinTwo(joined, plainLines(part));
	return joined;
}

/**
 * The last words of a text, for a model to begin with when it goes on: what begins with them is joined right after them,
 * however often they were written before.
 */
export function resumeMark(text: string): string {
	const window = plainLines(text).trimEnd().slice(-MAX_MARK_CHARS);
	let start = window.length;
	while (start > 0 && squeeze(window.slice(start)).length < MIN_MARK_CHARS)
		start = Math.max(0, window.lastIndexOf('\n', start - 1));
	// Half of a character would not be repeated.
	const isHalf = /^[\udc00-\udfff]/.test(window.slice(start));
	return window.slice(isHalf ? start + 1 : start).trim();
}

function joinTwo({ text: before, parts }: JoinedReply, part: string): JoinedReply {
	const after = /^\s*<(?:think|reason)/i.test(part) ? withoutThinking(part).text : part;
	const page = unfinishedPage(before);
	const starts = page === null ? [0] : beginnings(after);
	for (const start of starts) {
		const text = after.slice(start);
		const anew = page === null ? null : begunAnew(before, page, text);
		if (anew !== null) return { text: before.slice(0, anew) + text.trimStart(), parts: 1 };
		const repeated = repeatedLength(before, text);
		if (repeated === 0) continue;
		const isAll = repeated === squeeze(before).length;
		return {
			text: before.trimEnd() + text.slice(offsetOf(text, repeated)),
			parts: isAll ? 1 : parts + 1
		};
	}
	const text = after.slice(starts.at(-1));
	// A fence or a page that is begun has to stand on a line of its own.
	const isApart = page === null && BEGINS_LINE.test(text) && !/\n$|^$/.test(before);
	return { text: `${before}${isApart ? '\n' : ''}${text}`, parts: parts + 1 };
}

/** Where in `before` a page begins that is written once more, with its doctype or without; null when it is gone on with. */
function begunAnew(before: string, page: number, text: string): number | null {
	if (!startsDocument(text)) return null;
	const root = before.slice(page).search(/<html[\s>]/i);
	if (!/^\s*<html/i.test(text)) return page;
	return root === -1 ? null : page + root;
}

/** Where the page begins that a text stops in the middle of; null when it stops elsewhere. */
function unfinishedPage(text: string): number | null {
	const { blocks } = findBlocks(text);
	const last = blocks.at(-1);
	if (last?.closed === false) return text.length - last.content.length;
	const start = PAGE_LINE.exec(text)?.index;
	return start === undefined || last || documentEnd(text.slice(start)) !== null ? null : start;
}

/** Where a continuation may begin: at once, after a line of talk, after a fence opened anew. The last one leaves out most. */
function beginnings(after: string): number[] {
	const found = [0];
	let at = after.length - after.trimStart().length;
	let isTalk = true;
	for (const line of after.slice(at).split('\n', MAX_TALK_LINES)) {
		const next = at + line.length + 1;
		if (FENCE_OPENING.test(line)) return next <= after.length && isTalk ? [...found, next] : found;
		if (CONTINUES.test(line) || CONTINUING_COMMENT.test(line)) {
			if (next <= after.length && found.length === 1) found.push(skipBlankLines(after, next));
		} else if (line.trim() !== '' && !TALK.test(line)) isTalk = false;
		at = next;
	}
	return found;
}

function skipBlankLines(text: string, from: number): number {
	const blank = /(?:[ \t]*\n)*/y;
	blank.lastIndex = from;
	return from + (blank.exec(text)?.[0].length ?? 0);
}

/** How many characters at the beginning of `after` are the end of `before` once more, white space aside. */
function repeatedLength(before: string, after: string): number {
	const tail = squeeze(before.slice(-MAX_OVERLAP_CHARS));
	const head = squeeze(after.slice(0, MAX_OVERLAP_CHARS));
	const mark = squeeze(resumeMark(before));
	if (mark !== '' && head.startsWith(mark)) return mark.length;
	const longest = longestOverlap(tail, head);
	if (longest >= MIN_OVERLAP_CHARS) return longest;
	return begunAgain(before, head);
}

/** A line or a tag that was cut in the middle and is written anew from its beginning. What is complete is not begun again. */
function begunAgain(before: string, head: string): number {
	const end = before.slice(-MAX_OVERLAP_CHARS);
	const line = squeeze(end.slice(end.lastIndexOf('\n') + 1));
	const isPart =
		(line.length >= MIN_LINE_CHARS && !/[>;{},]$/.test(line)) ||
		(line.length >= MIN_TAG_CHARS && /<[a-z][^<>/]*>$/i.test(line)) ||
		NEVER_DOUBLE.test(line);
	if (isPart && head.startsWith(line)) return line.length;
	const opened = end.slice(Math.max(end.lastIndexOf('<'), end.lastIndexOf('>'), 0));
	const tag = squeeze(opened);
	return /^<[a-z/!]/i.test(opened) && head.startsWith(tag) ? tag.length : 0;
}

/** The longest end of one text that is the beginning of the other, by the failure function of Knuth, Morris and Pratt. */
function longestOverlap(tail: string, head: string): number {
	const failure = new Uint32Array(head.length);
	for (let index = 1, length = 0; index < head.length; index++) {
		while (length > 0 && head[index] !== head[length]) length = failure[length - 1] ?? 0;
		if (head[index] === head[length]) length++;
		failure[index] = length;
	}
	let length = 0;
	for (const character of tail.slice(-head.length).split('')) {
		while (length > 0 && (length === head.length || character !== head[length]))
			length = failure[length - 1] ?? 0;
		if (character === head[length]) length++;
	}
	return length;
}

const plainLines = (text: string): string => text.replace(/\r\n?/g, '\n');
const squeeze = (text: string): string => text.replace(/\s+/g, '');

/** Where a text stands after so many characters, white space aside. */
function offsetOf(text: string, count: number): number {
	let seen = 0;
	for (let offset = 0; offset < text.length; offset++) {
		if (/\s/.test(text.charAt(offset))) continue;
		if (++seen === count) return offset + 1;
	}
	return text.length;
}
