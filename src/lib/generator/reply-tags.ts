/** Finds pages in replies that put their files into tags of their own: artifacts, actions, files, calls of a tool. */
import { findBlocks, type Block } from './reply-fences.ts';

/** What such tags are called. None is an element of HTML. */
const TAG =
	/<(antArtifact|boltAction|file|artifact|parameter|create_file|write_file|tool_call|function_call)\b([^>]{0,500})>/gi;
const MAX_FILES = 64;
const NAMED = /\b(?:filePath|path|name|title|filename|file)\s*=\s*"([^"]+)"/gi;

/** Where the first such tag begins; without one, Infinity. */
export function firstFileTag(text: string): number {
	const found = text.search(TAG);
	return found === -1 ? Infinity : found;
}

/** The text of every such tag as a block, in order, and whether anything is said outside them. */
export function blocksInTags(text: string): { blocks: Block[]; talk: boolean } {
	const blocks: Block[] = [];
	const outside: string[] = [];
	const tags = new RegExp(TAG);
	let at = 0;
	for (let tag = tags.exec(text); tag && blocks.length < MAX_FILES; tag = tags.exec(text)) {
		const [whole, name = '', attributes = ''] = tag;
		const from = tag.index + whole.length;
		const end = closingTag(text, name, from);
		outside.push(text.slice(at, tag.index));
		blocks.push({
			...fileOf(attributes, text.slice(from, end ?? text.length)),
			closed: end !== null
		});
		at = tags.lastIndex = end ?? text.length;
	}
	outside.push(text.slice(at));
	return { blocks, talk: outside.some((words) => words.replace(/<[^<>]*>/g, '').trim() !== '') };
}

/** Closing tags are written in one case; an opened tag that is named in talk only has none. */
function closingTag(text: string, name: string, from: number): number | null {
	const end = text.indexOf(`</${name}`, from);
	return end === -1 ? null : end;
}

function fileOf(attributes: string, inside: string): Pick<Block, 'language' | 'name' | 'content'> {
	const names = [...attributes.matchAll(NAMED)].map((match) => match[1] ?? '');
	const path = names.find((name) => /\.\w{2,4}$/.test(name)) ?? null;
	const name = path?.split('/').at(-1) ?? null;
	const [fenced, ...others] = findBlocks(inside).blocks;
	const isFenced = /^\s*(?:`{3}|~{3})/.test(inside) && others.length === 0;
	const plain = isFenced && fenced ? fenced.content : inside;
	const content = plain.replace(/^\s*<!\[CDATA\[([\s\S]*)\]\]>\s*$/, '$1');
	const extension = /\.(\w+)$/.exec(name ?? '')?.[1]?.toLowerCase();
	const language = extension === 'htm' ? 'html' : (extension ?? languageOf(attributes));
	return { language, name, content: content.replace(/^\n|\n$/g, '') };
}

function languageOf(attributes: string): string {
	if (/css/i.test(attributes)) return 'css';
	return /javascript/i.test(attributes) ? 'js' : '';
}
