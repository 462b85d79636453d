/** Finds JSON in the replies of models: in a fence, in prose, with the slips they make, and what is whole of one cut short. */

/** A reply has a hundred; a text made of braces is not searched to its end. */
const MAX_SPANS = 300;
/** What is nested deeper is none of this kind, and nor is what it stands in. */
const MAX_DEPTH = 64;
/** Longer than any answer of this kind. */
const MAX_CHARS = 256 * 1024;

/** Every JSON object and list that can be read out of a text, in the order in which they begin, inner ones too. */
export function jsonValuesIn(text: string): unknown[] {
	const searched = text.slice(0, MAX_CHARS);
	return spansIn(searched)
		.slice(0, MAX_SPANS)
		.sort((a, b) => a.from - b.from)
		.flatMap(({ from, to }) => {
			const value = parseLoosely(searched.slice(from, to));
			return value === undefined ? [] : [value];
		});
}

interface Span {
	from: number;
	to: number;
}

/**
 * Balanced braces and brackets, nested ones too: of a reply that was cut, the inner ones are whole. A quote opens a string only
 * within them, so that apostrophes and inches in prose do no harm.
 */
function spansIn(text: string): Span[] {
	const spans: Span[] = [];
	const open: { char: string; from: number }[] = [];
	let isString = false;
	for (let at = 0; at < text.length; at++) {
		const char = text.charAt(at);
		if (isString) {
			if (char === '\\') at++;
			// No string of JSON goes over a line: a quote that was never closed ends with it.
			else if (char === '"' || char === '\n') isString = false;
		} else if (char === '"') isString = open.length > 0;
		else if (char === '{' || char === '[') {
			if (open.length === MAX_DEPTH) open.length = 0;
			open.push({ char, from: at });
		} else if (char === '}' || char === ']') {
			const wanted = char === '}' ? '{' : '[';
			const place = open.findLastIndex((bracket) => bracket.char === wanted);
			const bracket = open[place];
			if (!bracket) continue;
			open.splice(place);
			spans.push({ from: bracket.from, to: at + 1 });
		}
	}
	return spans;
}

/** JSON, or JSON with the slips of models: comments, commas before a closing bracket, typographic quotes, line ends in strings. */
function parseLoosely(text: string): unknown {
	for (const candidate of [text, withoutSlips(text), withoutSlips(text.replace(/[“”]/g, '"'))]) {
		try {
			return JSON.parse(candidate);
		} catch {
			// The next one is mended further; a text that none of them reads is no JSON.
		}
	}
	return undefined;
}

/** Strings are matched first, so that nothing in them is taken for a comment or a comma. */
function withoutSlips(text: string): string {
	return text
		.replace(/("(?:[^"\\]|\\[\s\S])*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (_, kept?: string) =>
			(kept ?? '').replaceAll('\n', ' ')
		)
		.replace(/("(?:[^"\\]|\\[\s\S])*")|,(?=\s*[}\]])/g, '$1');
}
