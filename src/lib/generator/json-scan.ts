/** Finds where a text stops being JSON. JSON.parse says so in prose that differs between engines, and often without a place. */

/** Deeper nesting than this is refused: recursive readers further on would run out of stack. */
const MAX_JSON_DEPTH = 64;

export interface JsonFault {
	/** Offset into the text, in UTF-16 units. */
	at: number;
	/** What is wrong there, to follow "The JSON block …". */
	says: string;
}

const SPACE = /[ \t\n\r]*/y;
/** Anything from a space upward but quotes and backslashes, and the escapes JSON knows. */
const STRING = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;

type Expect = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'comma-or-end';

/** The first fault of a text as JSON, or null when there is none. */
export function findJsonFault(text: string): JsonFault | null {
	const open: ('{' | '[')[] = [];
	let at = 0;
	let expect: Expect = 'value';

	const take = (pattern: RegExp): boolean => {
		pattern.lastIndex = at;
		const found = pattern.exec(text);
		if (found) at += found[0].length;
		return found !== null;
	};
	const skipSpace = (): string | undefined => {
		take(SPACE);
		return text[at];
	};

	for (;;) {
		const char = skipSpace();
		if (char === undefined)
			return { at, says: at === 0 ? 'is empty' : 'ends before it is complete' };
		const inside = open.at(-1);
		const closes = inside === '{' ? '}' : ']';

		if (inside && char === closes && expect !== 'value' && expect !== 'key') {
			open.pop();
			at++;
		} else if (expect === 'comma-or-end') {
			if (char !== ',') return { at, says: `needs a comma or ${closes} before ${quote(text, at)}` };
			at++;
			expect = inside === '{' ? 'key' : 'value';
			continue;
		} else if (expect === 'key' || expect === 'key-or-end') {
			if (char === '}') return { at, says: 'has a comma before }' };
			if (!take(STRING)) return { at, says: `needs a name in double quotes at ${quote(text, at)}` };
			if (skipSpace() !== ':') return { at, says: 'needs a colon after a name' };
			at++;
			expect = 'value';
			continue;
		} else if (char === '{' || char === '[') {
			open.push(char);
			if (open.length > MAX_JSON_DEPTH)
				return { at, says: `is nested more than ${MAX_JSON_DEPTH} deep` };
			at++;
			expect = char === '{' ? 'key-or-end' : 'value-or-end';
			continue;
		} else if (!take(char === '"' ? STRING : SCALAR)) {
			const comma = char === ']' || char === '}';
			return {
				at,
				says: comma ? `has a comma or colon before ${char}` : `cannot be read at ${quote(text, at)}`
			};
		}

		// A value has just ended, and with it perhaps the whole text.
		expect = 'comma-or-end';
		if (open.length === 0) {
			return skipSpace() === undefined
				? null
				: { at, says: `goes on after its end with ${quote(text, at)}` };
		}
	}
}

function quote(text: string, at: number): string {
	const line = text
		.slice(at, at + 24)
		.split('\n', 1)[0]
		?.trim();
	return line ? `“${line}”` : 'the end of the line';
}
