/** A stored document as a prompt quotes it: as its author left it, and no longer than a prompt can hold. */
import { setDataAside } from '../data-aside.ts';
import { stripIds } from '../document.ts';

export interface QuotedDocument {
	html: string;
	/** What of it is not quoted, as a sentence; null when all of it is. */
	leftOut: string | null;
}

/** Stands where the middle was. */
const MIDDLE = '\n[here a part of the document is left out]\n';

/**
 * Without our ids and without the letters of its pictures; what is still over the limit loses its middle, since styles stand at
 * the beginning of a page and what it does at its end.
 * @param limit characters
 */
export function quoteDocument(stored: string, limit: number): QuotedDocument {
	const source = stripIds(stored);
	const { short } = setDataAside(source);
	const asides = source.length - short.length;
	const said: string[] = [];
	if (asides > 0)
		said.push(
			`Pictures written into it are shown by short stand-ins (${kilo(asides)} left out): draw them anew, or leave their places.`
		);
	if (short.length <= limit) return { html: short, leftOut: said.join(' ') || null };
	const half = Math.floor((limit - MIDDLE.length) / 2);
	const cut = short.length - 2 * half;
	said.push(
		`It is too long to be quoted whole: ${kilo(cut)} of ${kilo(short.length)} are left out of its middle. Keep to what you can see, and make the rest anew in its manner.`
	);
	return { html: short.slice(0, half) + MIDDLE + short.slice(-half), leftOut: said.join(' ') };
}

function kilo(chars: number): string {
	return `${Math.max(1, Math.round(chars / 1000))} thousand characters`;
}
