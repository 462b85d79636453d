/** The brief's own words, read as the little Markdown people write in briefs: headings, paragraphs, bullets, inline code. */
import { html, type Markup } from './markup.ts';

export type Block =
	| { kind: 'heading'; text: string }
	| { kind: 'paragraph'; text: string }
	| { kind: 'bullets'; items: string[] };

const BULLET = /^\s*(?:[-*+•]|\d{1,3}[.)])\s+(.*)$/;
const HEADING = /^\s{0,3}#{1,6}\s+(.*?)\s*#*$/;

/** Blocks in order. Fenced code is sample data and is left out; lines that go on belong to what they follow. */
export function readProse(source: string): Block[] {
	const blocks: Block[] = [];
	let open: Block | null = null;
	const unfenced = source
		.replace(/\r\n?/g, '\n')
		.replace(/^(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^\1[ \t]*$|$(?![\s\S]))/gm, '');
	for (const line of unfenced.split('\n')) {
		const heading = HEADING.exec(line);
		const bullet = BULLET.exec(line);
		if (line.trim() === '') {
			// A blank line ends a paragraph; it does not end a list whose bullets are spaced out.
			if (open?.kind !== 'bullets') open = null;
		} else if (heading) {
			blocks.push({ kind: 'heading', text: heading[1] ?? '' });
			open = null;
		} else if (bullet) {
			if (open?.kind !== 'bullets') blocks.push((open = { kind: 'bullets', items: [] }));
			open.items.push(bullet[1] ?? '');
		} else if (open?.kind === 'bullets' && /^\s/.test(line)) {
			const last = open.items.length - 1;
			open.items[last] = `${open.items[last] ?? ''} ${line.trim()}`;
		} else if (open?.kind === 'paragraph') {
			open.text += ` ${line.trim()}`;
		} else {
			blocks.push((open = { kind: 'paragraph', text: line.trim() }));
		}
	}
	return blocks;
}

/** The text without its Markdown marks. A link keeps its words and loses its address. */
export function plain(text: string): string {
	return text
		.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
		.replace(/`([^`]*)`/g, '$1')
		.replace(/\*\*([^*]+)\*\*|__([^_]+)__/g, '$1$2')
		.replace(/(^|\s)[*_]([^*_\s][^*_]*)[*_](?=\W|$)/g, '$1$2')
		.trim();
}

/** Inline Markdown as markup: code and strong survive, everything else is text. */
export function inline(text: string): Markup[] {
	return text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((part) => {
		if (part.startsWith('`') && part.endsWith('`') && part.length > 2)
			return html`<code>${part.slice(1, -1)}</code>`;
		if (part.startsWith('**') && part.endsWith('**') && part.length > 4)
			return html`<strong>${part.slice(2, -2)}</strong>`;
		return html`${plainKeepingEdges(part)}`;
	});
}

function plainKeepingEdges(text: string): string {
	const [, before = '', body = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
	return before + plain(body) + after;
}

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Sentences of a text, with their closing marks. */
export function sentences(text: string): string[] {
	return Array.from(SEGMENTER.segment(plain(text)), ({ segment }) => segment.trim()).filter(
		Boolean
	);
}

/** As many whole sentences as fit, and always at least one. */
export function opening(text: string, maxChars: number): string {
	let taken = '';
	for (const sentence of sentences(text)) {
		if (taken !== '' && taken.length + sentence.length > maxChars) break;
		taken = `${taken} ${sentence}`.trim();
	}
	return taken;
}

/** A bullet as a name and what is said of it: split at the first colon, dash or semicolon that leaves a short head. */
export function splitBullet(text: string): { title: string; note: string } {
	const bare = plain(text);
	const [, head = '', rest = ''] = /^(.{2,70}?)(?:\s[—–-]\s|[:;]\s)(.+)$/s.exec(bare) ?? [];
	const title = head === '' ? bare : head;
	return {
		title: sentenceCase(title.replace(/[.;,]$/, '')),
		note: head === '' ? '' : sentenceCase(rest.replace(/[;,]$/, ''))
	};
}

/** First letter upper case; nothing else is touched. */
export function sentenceCase(text: string): string {
	return text.charAt(0).toLocaleUpperCase('en') + text.slice(1);
}
