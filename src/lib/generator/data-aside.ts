/** A parser looks at every letter of a picture that is written into a page, several megabytes a second. This keeps them from it. */

/** Shorter ones cost nothing. */
const MIN_CHARS = 2_000;
const ENCODED = ';base64,';
/** What stands before the encoded part: `data:image/png`. */
const OPENING = /data:[\w.+/;=-]{0,80}$/;
const OTHER_LETTER = /[^A-Za-z0-9+/=]/g;

interface DataAside {
	/** The text with a short stand-in for each long `data:` address. */
	short: string;
	/** Puts the addresses back into a text made from `short`. */
	restore(text: string): string;
}

export function setDataAside(text: string): DataAside {
	let mark = 'vt-aside';
	while (text.includes(mark)) mark += 'x';
	const aside: string[] = [];
	const parts: string[] = [];
	let done = 0;
	for (let at = text.indexOf(ENCODED); at !== -1; at = text.indexOf(ENCODED, at + 1)) {
		// Searched for from a letter that ends it: a pattern that counts letters by the million runs out of stack.
		OTHER_LETTER.lastIndex = at + ENCODED.length;
		const end = OTHER_LETTER.exec(text)?.index ?? text.length;
		const opening = OPENING.exec(text.slice(Math.max(done, at - 100), at))?.[0];
		if (opening === undefined || end - at < MIN_CHARS) continue;
		const start = at - opening.length;
		parts.push(text.slice(done, start), `data:,${mark}-${aside.length};`);
		aside.push(text.slice(start, end));
		done = end;
	}
	if (aside.length === 0) return { short: text, restore: (made) => made };
	const standIn = new RegExp(`data:,${mark}-(\\d+);`, 'g');
	return {
		short: parts.join('') + text.slice(done),
		restore: (made) => made.replace(standIn, (_, index) => aside[Number(index)] ?? '')
	};
}
