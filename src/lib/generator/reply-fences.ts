/** Cuts a reply into fenced blocks and the talk between them, knowing that a page may have fences of its own inside. */
import { documentEnd, stopsMidway } from './html-scan.ts';

export interface Block {
	/** The word after the fence mark in lower case; empty when there is none. */
	language: string;
	/** The file the reply says this is, when it does. */
	name: string | null;
	content: string;
	/** False when the reply ended inside the fence. */
	closed: boolean;
}

/** A comment is matched in one way only, and not without end: a reply may be nothing but comments. */
const DOCUMENT_START =
	/^(?:\s|<!--(?:(?!-->)[\s\S]){0,2000}-->|<\?xml[^>]*>)*(?:<!doctype\s+html|<html[\s>])/i;
const OPENING = /^ {0,3}(`{3,}|~{3,})[ \t]*([^\n`]*)$/;
const CLOSING = /^ {0,3}(`{3,}|~{3,})[ \t]*$/;
/** No page has more lines of backticks inside than this, and no reply more pages: what is past it is not looked into. */
const MAX_CLOSINGS = 64;
const MAX_PAGES = 32;
const MAX_FILE_LINE_CHARS = 80;
const FILE_NAME = /(?:^|[\s"'`*(:#=/])([\w-]+\.(?:html?|css|m?js))\b/i;

/** True for text that begins as a whole HTML document does. */
export function startsDocument(text: string): boolean {
	return DOCUMENT_START.test(text);
}

/** The fenced blocks of a reply in order, and what is said outside them. Line endings are `\n`. */
export function findBlocks(text: string): { blocks: Block[]; talk: string } {
	const fences = new FenceLines(text);
	const { lines } = fences;
	const blocks: Block[] = [];
	const talk: string[] = [];
	for (let index = 0; index < lines.length; index++) {
		const line = lines[index] ?? '';
		const opening = OPENING.exec(line);
		if (!opening) {
			if (!isFileLine(line)) talk.push(line);
			continue;
		}
		const [, mark = '```', info = ''] = opening;
		const end = closingLine(fences, index, mark);
		blocks.push({
			language: /^[\w+#-]*/.exec(info.trim())?.[0].toLowerCase() ?? '',
			name: FILE_NAME.exec(info)?.[1] ?? nameBefore(lines, index),
			content: lines.slice(index + 1, end).join('\n'),
			closed: end < lines.length
		});
		index = end;
	}
	return { blocks, talk: talk.join('\n').trim() };
}

/** The lines of a text, where each begins, and which of them could close a fence. */
class FenceLines {
	readonly text: string;
	readonly lines: readonly string[];
	/** How many fences were taken for the beginning of a page so far. */
	pages = 0;
	#starts: number[] = [];
	#closings: { line: number; mark: string }[] = [];
	#passed = 0;

	constructor(text: string) {
		this.text = text;
		this.lines = text.split('\n');
		let at = 0;
		for (const [line, words] of this.lines.entries()) {
			this.#starts.push(at);
			at += words.length + 1;
			const mark = CLOSING.exec(words)?.[1];
			if (mark) this.#closings.push({ line, mark });
		}
	}

	startOf(line: number): number {
		return this.#starts[line] ?? this.text.length;
	}

	/** The first lines after `from` that could close a fence opened with `mark`. Asked for lines further and further down. */
	closings(from: number, mark: string): number[] {
		while ((this.#closings[this.#passed]?.line ?? Infinity) <= from) this.#passed++;
		const found: number[] = [];
		for (let index = this.#passed; index < this.#closings.length; index++) {
			const closing = this.#closings[index];
			if (!closing?.mark.startsWith(mark)) continue;
			found.push(closing.line);
			if (found.length === MAX_CLOSINGS) break;
		}
		return found;
	}
}

/**
 * The line that closes a fence. A page may hold a line of backticks in a script or a listing, so for a document it is the
 * first closing mark after its `</html>`, unless another page begins before that.
 */
function closingLine(fences: FenceLines, from: number, mark: string): number {
	const { lines } = fences;
	const candidates = fences.closings(from, mark);
	const [first = lines.length] = candidates;
	const begin = fences.startOf(from + 1);
	const rest = fences.text.slice(begin);
	if (candidates.length < 2 || fences.pages >= MAX_PAGES || !startsDocument(rest)) return first;

	fences.pages++;
	const end = documentEnd(rest);
	if (end !== null) {
		const lastLine = from + 1 + rest.slice(0, end).split('\n').length - 1;
		const between = lines.slice(first + 1, lastLine + 1);
		const swallowed =
			between.some((line) => /^(?:html?)?$/i.test(OPENING.exec(line)?.[2]?.trim() ?? '-')) &&
			between.some((line) => DOCUMENT_START.test(line));
		if (!swallowed) return fences.closings(lastLine, mark)[0] ?? lines.length;
	}
	return (
		candidates.find((index) => !stopsMidway(fences.text.slice(begin, fences.startOf(index)))) ??
		first
	);
}

/** A file name on the nearest line with words before a fence: `**style.css**`, `File: index.html`, `### script.js`. */
function nameBefore(lines: readonly string[], fence: number): string | null {
	for (let index = fence - 1; index >= Math.max(0, fence - 2); index--) {
		const line = lines[index] ?? '';
		if (line.trim() === '') continue;
		return isFileLine(line) ? (FILE_NAME.exec(line)?.[1] ?? null) : null;
	}
	return null;
}

/** A line that does little more than name a file. */
function isFileLine(line: string): boolean {
	return line.length <= MAX_FILE_LINE_CHARS && FILE_NAME.test(line);
}
