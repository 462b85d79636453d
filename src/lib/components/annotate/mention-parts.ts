/** What a text says of other variants: `#12` and `variant 12` are ways there. */

export type TextPart = { text: string; number: null } | { text: string; number: number };

/** A number that stands for a variant; not `#123abc`, `C#3`, or the 3 of `variant 3.5`. */
const MENTION = /(?<![\p{L}\p{N}_#&/])(?:#|variants? )(\d{1,5})(?![\p{L}\p{N}_]|[.,]\d)/giu;

/** @param has whether the brief has a variant of that number: of any other, nothing leads anywhere */
export function partsOf(text: string, has: (number: number) => boolean): TextPart[] {
	const parts: TextPart[] = [];
	let at = 0;
	for (const match of text.matchAll(MENTION)) {
		const number = Number(match[1]);
		if (!has(number)) continue;
		if (match.index > at) parts.push({ text: text.slice(at, match.index), number: null });
		parts.push({ text: match[0], number });
		at = match.index + match[0].length;
	}
	if (at < text.length) parts.push({ text: text.slice(at), number: null });
	return parts;
}
