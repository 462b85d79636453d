/** Fences text from elsewhere, so that a builder can tell what is quoted from what is asked. */
import { createHash } from 'node:crypto';

/**
 * `text` between an opening and a closing line that carry a mark found nowhere in the text. The mark is a hash of the text,
 * and is hashed again while the text holds it, so no text can close its own fence.
 */
export function fenceData(name: string, text: string): string {
	let mark = hash(`${name}\n${text}`);
	while (text.includes(mark)) mark = hash(mark);
	return `[${name} ${mark}]\n${text}\n[end of ${name} ${mark}]`;
}

function hash(text: string): string {
	return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
