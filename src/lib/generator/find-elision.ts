/**
 * Finds the place where a document says that it leaves something out: “<!-- rest of the items here -->” in place of the items.
 * A variant that is wrongly suspected costs a request and may fail, so only what cannot be meant otherwise is taken.
 */
import { codeParts, type CodeLanguage } from './code-parts.ts';
import { scan } from './html-scan.ts';

export interface Elision {
	/** Counted from 1. */
	line: number;
	/** The line, or as much of it as tells the place. */
	quote: string;
}

const MAX_QUOTE_CHARS = 160;
/** A longer comment explains something; a note in place of what is left out is short. */
const MAX_NOTE_CHARS = 200;

const DOTS = String.raw`(?:\.{3}|…)`;
/** Code, and the parts of a page: what such a note stands for. */
const CODE = String.raw`(?:code|css|styles?|styling|stylesheet|rules?|scripts?|js|javascript|functions?|handlers?|listeners?|logic|methods?|html|markup|implementation)`;
const THINGS = String.raw`(?:${CODE}|content|sections?|elements?|items?|rows?|cards?|columns?|entries|cells|records|data|states|document|page|file)`;
const SAME = String.raw`(?:(?:remains?|stays?|is|are) )?(?:unchanged|(?:exactly )?the same|as (?:is|before|above)|omitted|truncated)`;
const pattern = (source: string): RegExp => new RegExp(`^${source}$`, 'i');

/** What a comment says that stands in place of something. */
const NOTES: RegExp[] = [
	pattern(DOTS),
	// ... existing code ...   … rest of the items   ...other cards here
	pattern(
		String.raw`${DOTS}\W*(?:(?:the|all|your|add|and|keep|\d+) )*(?:rest|remaining|remainder|other|others|more|additional|existing|previous|similar|same|original)\b(?:[ ,][\w'’-]+){0,5}?(?:\W*${DOTS}|(?<=\b(?:${THINGS}|rest|here|before|above))|[ ,]${SAME})`
	),
	pattern(String.raw`${DOTS}\W*(?:and so (?:on|forth)|etc\.?|omitted|truncated)\b.{0,60}`),
	// remaining rows ...
	pattern(
		String.raw`(?:the |all |your )?(?:rest|remaining|existing|previous|additional)\b.{0,40}\b${THINGS}\W{0,3}${DOTS}`
	),
	// rest of the items here   the rest of the content goes here
	pattern(
		String.raw`(?:and |add |insert )?(?:the )?(?:rest|remainder) of (?:the |your |this |these |all )?[\w'’-]+(?: [\w'’-]+)?,? (?:(?:goes|go|comes?) )?here\W*`
	),
	// rest of the code remains the same   other styles unchanged
	pattern(
		String.raw`(?:(?:the )?(?:rest|remainder) of (?:the |your |this )?|(?:all |the )?(?:remaining|other|existing|previous) )(?:[\w'’-]+ )?${CODE},? ${SAME}\W*`
	),
	// more items here   add the remaining rows here
	pattern(
		String.raw`(?:add |insert |put )?(?:the |your )?(?:remaining|other|more|additional) [\w-]*s (?:go(?:es)? )?here\W*`
	),
	// existing code   previous styles here
	pattern(
		String.raw`(?:the |your |all )?(?:existing|previous|remaining) ${CODE}(?: (?:goes )?here)?\W*`
	),
	// styles unchanged   same code as before
	pattern(String.raw`(?:all |the )?(?:other |same )?${CODE} (?:${SAME}|(?:goes )?here)\W*`),
	// repeat for the other rows   and so on for the remaining days
	pattern(
		String.raw`(?:repeat|continue|duplicate|and so on|and so forth|etc\.?|similarly|likewise|same|similar)\b.{0,30}\b(?:for|with) (?:all )?(?:the )?(?:other|rest|remaining)\b.{0,40}`
	),
	/\bfor (?:the sake of )?brevity\b/i,
	/\b(?:omitted|truncated|abbreviated|left out) (?:here )?(?:for|due to|to save) (?:the )?(?:space|length|clarity)\b/i
];
/** Says so where nothing else stands: “same as above” over a rule explains the rule. */
const ALONE =
	/^(?:(?:the )?same as (?:above|before|previous(?:ly)?)|as (?:above|before)|unchanged|see above|and so (?:on|forth)|etc)$/i;
/** A note in brackets in place of code or words: [remaining styles unchanged]. */
const BRACKETED =
	/^[[(]\W{0,4}(?:[\w'’]+ ){0,4}?(?:rest|remaining|remainder|other|existing|previous|additional|more|same|content|omitted|truncated)\b.{0,60}?(?:\b(?:unchanged|omitted|truncated|the same|as (?:above|before)|for brevity|and so on|goes here|here))\W{0,4}[\])]$/i;
/** What the words of a page say only where it leaves something out. */
const WORDS: RegExp[] = [
	BRACKETED,
	pattern(
		String.raw`(?:${DOTS}\s*)?and so (?:on|forth)\b.{0,20}\bfor\b.{0,40}\b(?:rest|remaining|others?)\b.{0,40}`
	),
	pattern(
		String.raw`${DOTS}\s*(?:the )?(?:rest|remaining|remainder)\b.{0,60}(?:${DOTS}|\b(?:omitted|here|unchanged))`
	)
];
const ONLY_DOTS = pattern(DOTS);
/** Between the items of a list and the rows of a table stand no words. */
const ITEMS = new Set(['li', 'tr', 'td', 'th', 'tbody', 'thead', 'option', 'dd']);
const LISTS = new Set(['ul', 'ol', 'table', 'tbody', 'thead', 'tr', 'select', 'dl']);
/** Every note has one of these: most comments are done with after one look. */
const NOTE_WORD =
	/\.{3}|…|rest|remain|other|more|additional|existing|previous|same|similar|likewise|unchanged|omitted|truncated|left out|abbreviated|brevity|as (?:is|before|above)|see above|so (?:on|forth)|etc|repeat|continue|duplicate|here/i;
const COMMENT_MARK = /\/[/*]|<!--/;
/** A spread is followed by what it spreads, on the same line. */
const DOTS_IN_SCRIPT = /…|\.{3}(?=\s*[\])},;]|[ \t]*$)/gm;
const DOTS_IN_STYLE = /…|(?<![^\s{};])\.{3}(?=[\s{};]|$)/gm;
const BRACKETED_LINE = /^[ \t]*([[(].{0,120}[\])])[ \t]*$/gm;
const SCRIPT_TYPE = /\stype\s*=\s*["']?([^"'\s>]*)/i;

/** The first place of an HTML document that leaves something out, or null. */
export function findElision(html: string): Elision | null {
	let last = { name: '', kind: 'start', start: 0, end: 0 };
	for (const tag of scan(html)) {
		const between = html.slice(last.end, tag.start);
		const found = inside(last, html.slice(last.start, last.end), between);
		if (found !== null) return elisionAt(html, last.end + found);
		if (tag.kind === 'comment') {
			const isAlone = html
				.slice(tag.end, tag.end + 200)
				.trimStart()
				.startsWith('</');
			if (isNote(html.slice(tag.start + 4, tag.end - 3), isAlone))
				return elisionAt(html, tag.start);
		}
		last = tag;
	}
	return null;
}

/** The same for a style sheet or a script that came beside a page. */
export function findElisionInCode(code: string, language: CodeLanguage): Elision | null {
	const found = inCode(code, language);
	return found === null ? null : elisionAt(code, found);
}

/** Where in what follows a tag something is left out. */
function inside(
	{ name, kind }: { name: string; kind: string },
	tag: string,
	between: string
): number | null {
	if (kind === 'start' && name === 'style') return inCode(between, 'css');
	if (kind === 'start' && name === 'script') return isScript(tag) ? inCode(between, 'js') : null;
	if (kind === 'start' && (name === 'title' || name === 'textarea')) return null;
	const words = between.trim();
	if (words.length > MAX_NOTE_CHARS || !/^(?:[[(.…]|and so)/i.test(words)) return null;
	const isBetween = kind === 'end' ? ITEMS.has(name) : kind === 'start' && LISTS.has(name);
	const isFound =
		WORDS.some((saying) => saying.test(words.replace(/\s+/g, ' '))) ||
		(isBetween && ONLY_DOTS.test(words));
	return isFound ? between.length - between.trimStart().length : null;
}

/** Templates and other texts of a page's own may be kept in a script too. */
function isScript(tag: string): boolean {
	const type = SCRIPT_TYPE.exec(tag)?.[1] ?? '';
	return type === '' || /javascript|ecmascript|module|json/i.test(type);
}

function inCode(code: string, language: CodeLanguage): number | null {
	const places = suspectsIn(code, language);
	if (places.length === 0 && !COMMENT_MARK.test(code)) return null;
	for (const { kind, start, end } of codeParts(code, language)) {
		if (kind === 'code') {
			const found = places.find((place) => place >= start && place < end);
			if (found !== undefined) return found;
			continue;
		}
		const words = code.slice(start, end).replace(/^(?:\/\*+|\/\/+|<!--)|(?:\*+\/|-->)$/g, '');
		const next = code
			.slice(end, end + 200)
			.trimStart()
			.charAt(0);
		if (isNote(words, next === '' || '}])'.includes(next))) return start;
	}
	return null;
}

/** Where there are dots in place of something, or a note in brackets on a line of its own; some of it may be quoted. */
function suspectsIn(code: string, language: CodeLanguage): number[] {
	const dots = [...code.matchAll(language === 'js' ? DOTS_IN_SCRIPT : DOTS_IN_STYLE)];
	const notes = [...code.matchAll(BRACKETED_LINE)].filter(([, note = '']) => BRACKETED.test(note));
	return [...dots, ...notes].map(({ index }) => index);
}

/** @param isAlone whether nothing follows that it could be a comment on */
function isNote(comment: string, isAlone: boolean): boolean {
	const words = comment
		.replace(/\s+/g, ' ')
		.replace(/^[\s*–—=#-]+|[\s*–—=#-]+$/g, '')
		.replace(/^[[({](.*)[\])}]$/, '$1')
		.trim();
	if (words.length > MAX_NOTE_CHARS || !NOTE_WORD.test(words)) return false;
	const said = /\.\.$/.test(words) ? words : words.replace(/[.;:!]$/, '');
	return NOTES.some((note) => note.test(said)) || (isAlone && ALONE.test(said));
}

function elisionAt(text: string, offset: number): Elision {
	const at = offset + Math.max(0, text.slice(offset, offset + 1000).search(/\S/));
	const start = text.lastIndexOf('\n', at - 1) + 1;
	const [rest = ''] = text.slice(at, at + MAX_QUOTE_CHARS + 1).split('\n', 1);
	// In a page that is all one line, only what follows tells the place.
	const isShort = at - start + rest.length <= MAX_QUOTE_CHARS;
	const quote = (isShort ? text.slice(start, at) + rest : rest).replace(/\s+/g, ' ').trim();
	return {
		line: text.slice(0, start).split('\n').length,
		quote: quote.length > MAX_QUOTE_CHARS ? `${quote.slice(0, MAX_QUOTE_CHARS - 1)}…` : quote
	};
}
