/** The parts of a reply that are not the document: thinking, refusals and talk. */

const THINKING = ['think', 'thinking', 'thought', 'reasoning', 'scratchpad'].join('|');
const OPENS = new RegExp(`^\\s*<(${THINKING})>`, 'i');
const CLOSES = new RegExp(`</(${THINKING})>`, 'i');
const PAGE = /<!doctype\s+html|<html[\s>]/i;
const REFUSALS =
	/^(?:i['’]?m (?:very |really )?sorry|i am sorry|sorry,|i apologi[sz]e|i can(?:['’]t|not| not)|i(?:['’]m| am) (?:not able|unable)|i won['’]t|i will not|i must decline|i have to decline|i['’]d rather not|unfortunately,? i)\b/i;

/** A refusal is short; a long text that begins with an apology is an answer with manners. */
const MAX_REFUSAL_CHARS = 2000;
const MAX_QUOTE_CHARS = 140;
/** So much of a text is looked at for its opening. */
const MAX_OPENING_CHARS = 1000;

/**
 * The reply without the thinking some models put before their answer. Some chat templates send the closing tag alone.
 * Thinking often drafts pages: what is left out ends with the first closing tag and not with a page.
 */
export function withoutThinking(text: string): { text: string; removed: boolean } {
	const opened = OPENS.exec(text);
	const closing = CLOSES.exec(text);
	const first = closing ? closing.index + closing[0].length : undefined;
	if (opened) {
		if (first !== undefined) return { text: text.slice(first), removed: true };
		// Never closed: the page may follow all the same, and if there is none it was all thinking.
		const rest = text.slice(opened[0].length);
		return PAGE.test(rest) ? { text: rest, removed: true } : { text: '', removed: true };
	}
	if (first === undefined) return { text, removed: false };
	const before = text.slice(0, first);
	const after = text.slice(first);
	const endsOutside = !/^[ \t]*(?:`{3,}|~{3,}|<!doctype|<html)/im.test(before) && PAGE.test(after);
	return endsOutside ? { text: after, removed: true } : { text, removed: false };
}

export function looksLikeRefusal(text: string): boolean {
	return text.length <= MAX_REFUSAL_CHARS && REFUSALS.test(text.trim());
}

/** The first sentence or so, on one line, for an error. */
export function quoteOpening(text: string): string {
	const line = text.trimStart().slice(0, MAX_OPENING_CHARS).replace(/\s+/g, ' ').trim();
	const sentence = /^.{20,}?[.!?](?=\s|$)/.exec(line)?.[0] ?? line;
	return sentence.length <= MAX_QUOTE_CHARS
		? sentence
		: `${sentence.slice(0, MAX_QUOTE_CHARS - 1)}…`;
}
