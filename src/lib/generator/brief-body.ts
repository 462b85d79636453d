/** The body of a brief: sample data is taken out of it, and a title is found in it. */
import { MAX_TITLE_CHARS } from '#lib/domain/brief.ts';
import { VitrineError } from '#lib/domain/errors.ts';
import { findJsonFault } from './json-scan.ts';
import { lineAt } from './line-numbers.ts';

/** A title made from a sentence is cut to this many characters, so that it still reads as a title. */
const MADE_TITLE_CHARS = 80;

export interface BriefBody {
	/** The body without its JSON blocks. */
	text: string;
	/** Each parsed block, with the line of the file on which its fence stands. */
	blocks: { value: unknown; line: number }[];
}

/**
 * Takes fenced `json` blocks out of a body. Other fences, and whatever stands in them, stay.
 * @param offset lines of the file before the body
 * @throws VitrineError `brief_sample_data` with the line as counted in the file
 */
export function takeSampleData(body: string, offset: number): BriefBody {
	const lines = body.split('\n');
	const kept: string[] = [];
	const blocks: BriefBody['blocks'] = [];
	for (let index = 0; index < lines.length; index++) {
		const line = lines[index] ?? '';
		const fence = /^ {0,3}(`{3,}|~{3,})[ \t]*([^\s`]*)/.exec(line);
		if (!fence) {
			kept.push(line);
			continue;
		}
		const end = closingLine(lines, index, fence[1] ?? '```');
		if ((fence[2] ?? '').toLowerCase() !== 'json') {
			kept.push(...lines.slice(index, end + 1));
		} else {
			const fenceLine = offset + index + 1;
			if (end === lines.length) {
				throw new VitrineError(
					'brief_sample_data',
					`The JSON block that opens on line ${fenceLine} is never closed.`,
					{
						line: fenceLine,
						fix: 'Put a line of three backticks after it.'
					}
				);
			}
			blocks.push({
				value: parseBlock(lines.slice(index + 1, end).join('\n'), fenceLine),
				line: fenceLine
			});
		}
		index = end;
	}
	return {
		text: kept
			.join('\n')
			.replace(/\n{3,}/g, '\n\n')
			.trim(),
		blocks
	};
}

/** The index of the line that closes a fence, or the number of lines when none does. */
function closingLine(lines: string[], from: number, mark: string): number {
	const closes = new RegExp(`^ {0,3}\\${mark.charAt(0)}{${mark.length},}[ \\t]*$`);
	const found = lines.findIndex((line, index) => index > from && closes.test(line));
	return found === -1 ? lines.length : found;
}

function parseBlock(text: string, fenceLine: number): unknown {
	const fault = findJsonFault(text);
	if (fault) {
		const line = fenceLine + lineAt(text, fault.at);
		throw new VitrineError('brief_sample_data', `The JSON block ${fault.says} (line ${line}).`, {
			field: 'sampleData',
			line,
			fix: 'Mend the JSON, or fence it without the word json to keep it as text.'
		});
	}
	const value: unknown = JSON.parse(text);
	if (typeof value !== 'object' || value === null) {
		const what =
			value === null ? 'null' : typeof value === 'string' ? 'a text' : `a ${typeof value}`;
		throw new VitrineError(
			'brief_sample_data',
			`The JSON block on line ${fenceLine} is ${what}; sample data is an object or a list.`,
			{
				field: 'sampleData',
				line: fenceLine,
				fix: 'Put the value inside an object, such as {"count": 3}.'
			}
		);
	}
	return value;
}

/** The title a body offers: its first heading, else its first sentence, else null. */
export function findTitle(body: string): string | null {
	const heading = firstHeading(body);
	if (heading) return cut(heading.text, MAX_TITLE_CHARS);
	const paragraph = body
		.split(/\n\s*\n/)
		.map((part) => firstItem(part).replace(/\s+/g, ' ').trim())
		.find((part) => part !== '' && !/^(?:`{3,}|~{3,})/.test(part));
	if (!paragraph) return null;
	const sentence = /^.*?[.!?…](?=\s|$)/u.exec(paragraph)?.[0] ?? paragraph;
	return cut(withoutMarks(sentence).replace(/[.:;,]+$/, ''), MADE_TITLE_CHARS);
}

/** The first item of a list without its mark; of anything else all of it, without marks of quotation. */
function firstItem(paragraph: string): string {
	const [, first] =
		/^\s*(?:[-*+]|\d+[.)])\s+([\s\S]*?)(?:\n\s*(?:[-*+]|\d+[.)])\s|$)/.exec(paragraph) ?? [];
	return (first ?? paragraph).replace(/^[\s>]+/, '');
}

/** The body without a leading heading that only says the title again. */
export function withoutTitleHeading(body: string, title: string): string {
	const heading = firstHeading(body);
	if (!heading || body.slice(0, heading.start).trim() !== '') return body;
	const same = cut(heading.text, MAX_TITLE_CHARS).toLowerCase() === title.trim().toLowerCase();
	return same ? body.slice(heading.end).trim() : body;
}

function firstHeading(body: string): { text: string; start: number; end: number } | null {
	let at = 0;
	let fence: string | null = null;
	for (const line of body.split('\n')) {
		const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
		if (mark) fence = fence === null ? mark : mark.startsWith(fence) ? null : fence;
		const text =
			fence === null ? /^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$/.exec(line)?.[1] : undefined;
		if (text) return { text: withoutMarks(text), start: at, end: at + line.length };
		at += line.length + 1;
	}
	return null;
}

/** Emphasis and code marks around words are Markdown, not part of a title. */
function withoutMarks(text: string): string {
	return text
		.replace(/(\*\*|__|`)(.+?)\1/g, '$2')
		.replace(/(^|\s)([*_])(\S.*?)\2(?=\s|$)/g, '$1$3')
		.trim();
}

/** At most `max` characters, cut between words and marked as cut. */
function cut(text: string, max: number): string {
	if (text.length <= max) return text;
	const head = text.slice(0, max - 1);
	const space = head.lastIndexOf(' ');
	return `${head.slice(0, space > max / 2 ? space : head.length).replace(/[\s,;:.]+$/, '')}…`;
}
