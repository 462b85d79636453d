/** Reads what a model says it is going to make, before it makes it. */
import type { DesignPlan } from '#lib/domain/plan.ts';
import { withoutThinking } from './reply-talk.ts';

/** Where the plan ends: the page, or a fence that holds a part of it. */
const PAGE =
	/<!doctype\s+html|<html[\s>]|^ {0,3}(?:`{3,}|~{3,})\s*(?:x?html?|css|js|javascript|json|svg)\b/im;
/** A plan may stand in a fence of its own. */
const FENCE = /^\s*(?:`{3,}|~{3,})/;
/** Begins something else, unless the label was a heading over a list. */
const ITEM = /^\s*(?:[-*+•‣]|\d{1,2}[.)])\s/;
/** One line by itself may be a sentence that happens to begin so. */
const MIN_LINES = 2;
const MAX_LINE_CHARS = 800;
/** A plan is at the head of a reply. */
const MAX_TALK_CHARS = 64 * 1024;
/** A label is at the head of its line: the rest is not searched, however long it is. */
const LABEL_ROOM = 160;

/** Bullets, numbers, quotes, headings, table bars and emphasis before a label. */
const LEAD = String.raw`^[\s>|]*(?:(?:[-*+•‣–—·]|#{1,6}|\(?\d{1,2}[.):、．]|[a-z][.)])\s+|\d{1,2}[.)、．])?[\s|*_\`“"«]*`;
/** Between a label and its line: a colon of any script, a dash, a bar, an equals sign, and the end of its emphasis. */
const SEPARATOR = String.raw`[\s*_\`”"»]*(?:\([^)\n]{0,40}\))?[\s*_\`]*(?:[:：﹕∶|=]|[–—-](?=\s)|→)[\s*_\`]*`;

const LABELS: Record<keyof DesignPlan | 'other', string> = {
	palette: 'palette|colou?rs?|colou?r palette',
	type: 'type|type roles?|typography|typefaces?|fonts?',
	layout: 'layout|composition',
	signature: 'signature|signature (?:move|detail|element|moment)|the signature',
	isDefault: String.raw`is (?:this|it) (?:just |really )?the (?:generic |obvious )?default[^:：?？\n]{0,40}[?？]?|default\s?[?？]?`,
	other: 'states?|motion|idea|concept|steps?|plan|interaction|behaviou?r|notes?|density'
};

/** Asked as a question it needs no colon. */
const QUESTION = new RegExp(
	String.raw`${LEAD}is (?:this|it) (?:just |really )?the (?:generic |obvious )?default[^:：?？\n]{0,40}[?？][\s*_\`”"»]*[:：]?[\s*_\`]*`,
	'i'
);

const PATTERNS = Object.entries(LABELS).map(
	([name, labels]) => [name, new RegExp(`${LEAD}(?:${labels})${SEPARATOR}`, 'i')] as const
);
/** A label as a heading of its own, with its text below. */
const HEADINGS = Object.entries(LABELS).map(
	([name, labels]) =>
		[name, new RegExp(String.raw`${LEAD}(?:${labels})[\s*_\`”"»|]*[:：]?[\s*_\`]*$`, 'i')] as const
);

/**
 * The plan at the head of a reply, or null when there is none. Lines are found by their labels, however they are dressed; a
 * line that goes on below is read to its end.
 */
export function readPlan(reply: string): DesignPlan | null {
	const talk = beforePage(withoutThinking(reply.replace(/\r\n?/g, '\n')).text);
	const lines: Partial<Record<string, string>> = {};
	let current: string | null = null;
	let isHeading = false;
	for (const line of talk.split('\n').filter((text) => !FENCE.test(text))) {
		const label = labelOf(line);
		if (label) {
			current = label.name in lines ? null : label.name;
			if (current !== null) lines[current] = clean(label.rest);
			isHeading = label.rest === '';
		} else if (line.trim() === '' && current !== null) {
			// Below a heading there may be an empty line before its text.
			if (lines[current] !== '') current = null;
		} else if (!isHeading && ITEM.test(line)) {
			current = null;
		} else if (current !== null) {
			const so = lines[current] ?? '';
			const isNext = ITEM.test(line) && so !== '';
			lines[current] = clean(`${so}${isNext ? '; ' : ' '}${line.replace(ITEM, '')}`);
		}
	}
	const plan = {
		palette: lines['palette'] || null,
		type: lines['type'] || null,
		layout: lines['layout'] || null,
		signature: lines['signature'] || null,
		isDefault: lines['isDefault'] || null
	};
	return Object.values(plan).filter((line) => line !== null).length >= MIN_LINES ? plan : null;
}

function beforePage(text: string): string {
	const page = PAGE.exec(text);
	return text.slice(0, Math.min(page?.index ?? text.length, MAX_TALK_CHARS));
}

function labelOf(line: string): { name: string; rest: string } | null {
	const head = line.slice(0, LABEL_ROOM);
	for (const [name, pattern] of PATTERNS) {
		const found = pattern.exec(head);
		if (found) return { name, rest: line.slice(found[0].length) };
	}
	const question = QUESTION.exec(head);
	if (question) return { name: 'isDefault', rest: line.slice(question[0].length) };
	if (line.length > LABEL_ROOM) return null;
	const heading = HEADINGS.find(([, pattern]) => pattern.test(line));
	return heading ? { name: heading[0], rest: '' } : null;
}

/** Without the marks of emphasis and of tables, on one line. */
function clean(text: string): string {
	const plain = text
		.replace(/\*\*|__|(?<![\w#])[*_](?=\S)|(?<=\S)[*_](?!\w)/g, '')
		.replace(/[\s|]+$/, '')
		.replace(/\s+/g, ' ')
		.trim();
	return plain.length <= MAX_LINE_CHARS ? plain : `${plain.slice(0, MAX_LINE_CHARS - 1)}…`;
}
