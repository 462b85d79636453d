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

const DOCUMENT_START = /^(?:\s|<!--[\s\S]*?-->|<\?xml[^>]*>)*(?:<!doctype\s+html|<html[\s>])/i;
const OPENING = /^ {0,3}(`{3,}|~{3,})[ \t]*([^\n`]*)$/;
const MAX_FILE_LINE_CHARS = 80;
const FILE_NAME = /(?:^|[\s"'`*(:#=/])([\w-]+\.(?:html?|css|m?js))\b/i;

/** True for text that begins as a whole HTML document does. */
export function startsDocument(text: string): boolean {
	return DOCUMENT_START.test(text);
}

/** The fenced blocks of a reply in order, and what is said outside them. Line endings are `\n`. */
export function findBlocks(text: string): { blocks: Block[]; talk: string } {
	const lines = text.split('\n');
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
		const end = closingLine(lines, index, mark);
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

/**
 * The line that closes a fence. A page may hold a line of backticks in a script or a listing, so for a document it is the
 * first closing mark after its `</html>`, unless another page begins before that.
 */
function closingLine(lines: readonly string[], from: number, mark: string): number {
	const closes = new RegExp(`^ {0,3}\\${mark.charAt(0)}{${mark.length},}[ \\t]*$`);
	const candidates = lines.flatMap((line, index) =>
		index > from && closes.test(line) ? [index] : []
	);
	const [first = lines.length] = candidates;
	const rest = lines.slice(from + 1).join('\n');
	if (candidates.length < 2 || !startsDocument(rest)) return first;

	const end = documentEnd(rest);
	if (end !== null) {
		const lastLine = from + 1 + rest.slice(0, end).split('\n').length - 1;
		const between = lines.slice(first + 1, lastLine + 1);
		const swallowed =
			between.some((line) => /^(?:html?)?$/i.test(OPENING.exec(line)?.[2]?.trim() ?? '-')) &&
			between.some((line) => DOCUMENT_START.test(line));
		if (!swallowed) return candidates.find((index) => index > lastLine) ?? lines.length;
	}
	return candidates.find((index) => !stopsMidway(lines.slice(from + 1, index).join('\n'))) ?? first;
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
