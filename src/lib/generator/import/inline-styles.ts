/** Style sheets with everything they ask for put into them. */
import type { ImportFile } from '#lib/domain/import.ts';
import type { AssetSet, PageRoom } from './asset-set.ts';
import { cssAddresses, type CssAddress } from './css-addresses.ts';
import type { AssetKind, InlineNotes } from './inline-notes.ts';
import { extensionOf, folderOf } from './paths.ts';
import { decodeText } from './text-encoding.ts';

/** Sheets that import sheets that import sheets: nobody means more than this. */
const MAX_DEPTH = 32;
const FONTS = ['woff2', 'woff', 'ttf', 'otf', 'eot'];

export class StyleInliner {
	#assets: AssetSet;
	#room: PageRoom;
	#notes: InlineNotes;
	/** Sheets done already, by path. A sheet that is still being read asks for itself, which browsers pass over too. */
	#done = new Map<string, string | null>();
	#depth = 0;

	constructor(assets: AssetSet, room: PageRoom, notes: InlineNotes) {
		this.#assets = assets;
		this.#room = room;
		this.#notes = notes;
	}

	/** A style sheet of the set as text. */
	sheet({ path, bytes }: ImportFile): string {
		const known = this.#done.get(path);
		if (known === null || this.#depth === MAX_DEPTH) return '';
		const css = known ?? this.#read(path, bytes);
		this.#room.take(css.length);
		return css;
	}

	#read(path: string, bytes: Uint8Array): string {
		this.#done.set(path, null);
		this.#depth++;
		const text = decodeText(bytes).text.replace(/^@charset "[^"]*";/, '');
		const css = this.text(text, folderOf(path));
		this.#depth--;
		this.#done.set(path, css);
		return css;
	}

	/** @param folder that addresses in it are relative to */
	text(css: string, folder: string): string {
		const parts: string[] = [];
		let at = 0;
		for (const found of cssAddresses(css)) {
			const replaced =
				found.kind === 'url' ? this.#url(found, folder) : this.#import(found, folder);
			if (replaced === null) continue;
			parts.push(css.slice(at, found.start), replaced);
			at = found.end;
		}
		parts.push(css.slice(at));
		return parts.join('');
	}

	#url({ address }: CssAddress, folder: string): string | null {
		const place = this.#assets.find(address, folder);
		const kind: AssetKind = FONTS.includes(extensionOf(address.split(/[?#]/, 1)[0] ?? ''))
			? 'font'
			: 'picture';
		if (place.kind === 'elsewhere') this.#notes.elsewhere(kind, address);
		if (place.kind === 'missing') this.#notes.missing(kind, address);
		if (place.kind !== 'file') return null;
		this.#notes.inlined(kind, place.file.path);
		return `url("${this.#room.dataUrl(place.file, place.fragment.replaceAll(/["\\\n]/g, ''))}")`;
	}

	#import({ address, condition }: CssAddress, folder: string): string | null {
		const place = this.#assets.find(address, folder);
		if (place.kind === 'elsewhere') this.#notes.elsewhere('style sheet', address);
		if (place.kind === 'missing') this.#notes.missing('style sheet', address);
		if (place.kind !== 'file') return null;
		this.#notes.inlined('style sheet', place.file.path);
		return conditioned(this.sheet(place.file), condition);
	}
}

/** The rules of an imported sheet under the conditions of its import: `layer(base) supports(display: grid) print`. */
function conditioned(css: string, condition: string): string {
	let rest = condition;
	let wrapped = css;
	const layer = /^layer(?:\(([^)]*)\))?(?![\w-])\s*/i.exec(rest);
	if (layer) rest = rest.slice(layer[0].length);
	const supports = takeSupports(rest);
	if (supports) rest = supports.rest;
	if (rest !== '') wrapped = `@media ${rest} {\n${wrapped}\n}`;
	if (supports) wrapped = `@supports (${supports.test}) {\n${wrapped}\n}`;
	if (layer) wrapped = `@layer ${layer[1] ?? ''} {\n${wrapped}\n}`;
	return `${wrapped}\n`;
}

function takeSupports(text: string): { test: string; rest: string } | null {
	if (!/^supports\(/i.test(text)) return null;
	let depth = 0;
	for (let at = 'supports'.length; at < text.length; at++) {
		if (text[at] === '(') depth++;
		else if (text[at] === ')' && --depth === 0)
			return { test: text.slice('supports('.length, at), rest: text.slice(at + 1).trim() };
	}
	return null;
}
