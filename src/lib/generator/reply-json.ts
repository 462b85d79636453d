/** Finds pages in replies that are JSON: a field with HTML in it, or a set of files. */
import type { Block } from './reply-fences.ts';

const MAX_FIELDS = 200;
const MAX_DEPTH = 3;
/** Fields that name the file an object stands for. */
const NAMING = /^(?:path|name|file|filename)$/i;

/** The HTML, CSS and JS found in a JSON text, as blocks; none when it is not JSON or holds no markup. */
export function blocksInJson(text: string): Block[] {
	const value = markupInJson(text);
	if (value === undefined) return [];
	const blocks = stringsIn(value).flatMap(({ key, name, text: content }) => {
		const language = languageOf(name ?? key, content);
		return language
			? [{ language, name, content: content.replace(/\r\n?/g, '\n'), closed: true }]
			: [];
	});
	return blocks.some((block) => block.language === 'html') ? blocks : [];
}

/** The value of a JSON text that has markup in it; undefined for any other text, which is no fault: most replies are not. */
function markupInJson(text: string): unknown {
	const trimmed = text.trim();
	if (!/^[[{]/.test(trimmed) || !/(?:<|\\u003c)[a-z!]/i.test(trimmed)) return undefined;
	try {
		return JSON.parse(trimmed);
	} catch {
		return undefined;
	}
}

interface Found {
	key: string;
	name: string | null;
	value: unknown;
	/** How many texts it was unpacked from: the arguments of a tool call are JSON within JSON. */
	depth: number;
}

/** Every text in a value with the key it stands under, and the file name an object around it gives. */
function stringsIn(value: unknown): { key: string; name: string | null; text: string }[] {
	const found: { key: string; name: string | null; text: string }[] = [];
	const waiting: Found[] = [{ key: '', name: null, value, depth: 0 }];
	// What is found inside is added at the end, and comes by in its turn.
	for (const { key, name, value: current, depth } of waiting) {
		if (found.length === MAX_FIELDS) break;
		if (typeof current === 'string') {
			const inner = depth < MAX_DEPTH ? markupInJson(current) : undefined;
			if (inner !== undefined) waiting.push({ key, name, value: inner, depth: depth + 1 });
			else found.push({ key, name: /\.\w+$/.test(key) ? key : name, text: current });
		}
		if (typeof current !== 'object' || current === null) continue;
		const fields = Object.entries(current);
		const naming = fields.find(([field]) => NAMING.test(field))?.[1];
		const file: string | null =
			typeof naming === 'string' ? (naming.split('/').at(-1) ?? naming) : null;
		for (const [field, inner] of fields) {
			if (inner !== naming || !NAMING.test(field))
				waiting.push({ key: field, name: file, value: inner, depth });
		}
	}
	return found;
}

function languageOf(label: string, content: string): 'html' | 'css' | 'js' | null {
	if (/<(?:!doctype|html|body|main|div|section|style)[\s>]/i.test(content.slice(0, 2000)))
		return 'html';
	if (/(?:^|\.)(?:css|styles?)$/i.test(label)) return 'css';
	return /(?:^|\.)(?:m?js|javascript|script)$/i.test(label) ? 'js' : null;
}
