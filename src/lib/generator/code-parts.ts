/** Tells comments from code and from what is quoted in it, in style sheets and scripts, well enough to look for words. */

export type CodeLanguage = 'css' | 'js';

/** A stretch of a text. What is quoted (strings, templates, regular expressions, addresses) is in none. */
export interface CodePart {
	kind: 'code' | 'comment';
	start: number;
	/** The offset just after it. */
	end: number;
}

/** What begins something that is no code, by its first characters. */
const OPENINGS = {
	css: /\/\*|["']|\burl\(\s*(?!["'\s])/g,
	js: /\/[/*]|<!--|["'`]|\//g
} as const;
/** A slash after one of these begins a regular expression; after anything else it divides. */
const BEFORE_PATTERN = /(?:^|[(,=:[!&|?{};+\-*%~^<>\n]|\b(?:return|typeof|case|of|in|do|else))\s*$/;
const PATTERN = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;

/** The comments and the code of a text in order. What never ends goes on to the end. */
export function* codeParts(text: string, language: CodeLanguage): Generator<CodePart> {
	const openings = new RegExp(OPENINGS[language]);
	let from = 0;
	for (let found = openings.exec(text); found; found = openings.exec(text)) {
		const { 0: mark, index } = found;
		const end = endOf(text, mark, index);
		if (end === null) continue;
		if (index > from) yield { kind: 'code', start: from, end: index };
		if (/^(?:\/[/*]|<!--)/.test(mark)) yield { kind: 'comment', start: index, end };
		from = end;
		openings.lastIndex = end;
	}
	if (from < text.length) yield { kind: 'code', start: from, end: text.length };
}

/** Where what `mark` begins ends, or null when it begins nothing. */
function endOf(text: string, mark: string, at: number): number | null {
	switch (mark.charAt(0)) {
		case '/':
			if (mark === '/*') return after(text, '*/', at + 2);
			return mark === '//' ? before(text, '\n', at) : patternEnd(text, at);
		case '<':
			return before(text, '\n', at);
		case '"':
		case "'":
			return quoteEnd(text, mark, at);
		case '`':
			return templateEnd(text, at);
		default:
			return after(text, ')', at + mark.length);
	}
}

function after(text: string, mark: string, from: number): number {
	const found = text.indexOf(mark, from);
	return found === -1 ? text.length : found + mark.length;
}

function before(text: string, mark: string, from: number): number {
	const found = text.indexOf(mark, from);
	return found === -1 ? text.length : found;
}

/** A quoted text ends on its line at the latest: a lone quotation mark, such as one in a pattern, spoils no more than that. */
function quoteEnd(text: string, mark: string, from: number): number {
	for (let at = from + 1; at < text.length; at++) {
		const character = text.charAt(at);
		if (character === '\\') at++;
		else if (character === mark || character === '\n') return at + 1;
	}
	return text.length;
}

function patternEnd(text: string, at: number): number | null {
	if (!BEFORE_PATTERN.test(text.slice(Math.max(0, at - 40), at))) return null;
	PATTERN.lastIndex = at;
	const found = PATTERN.exec(text);
	return found && at + found[0].length;
}

/** A template with the expressions in it, which may hold templates of their own. */
function templateEnd(text: string, from: number): number {
	/** What one is inside of, innermost last: a template (−1), or an expression with so many open braces. */
	const inside = [-1];
	for (let at = from + 1; at < text.length; at++) {
		const character = text.charAt(at);
		const braces = inside.at(-1) ?? -1;
		if (character === '\\') at++;
		else if (braces === -1) {
			if (character === '`') inside.pop();
			else if (text.startsWith('${', at)) {
				inside.push(0);
				at++;
			}
			if (inside.length === 0) return at + 1;
		} else if (character === '`') inside.push(-1);
		else if (character === '{') inside[inside.length - 1] = braces + 1;
		else if (character === '}') {
			if (braces === 0) inside.pop();
			else inside[inside.length - 1] = braces - 1;
		}
	}
	return text.length;
}
