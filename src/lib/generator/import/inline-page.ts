/** One page with what it asks for put into it, so that it stands alone. */
import {
	applyEdits,
	attribute,
	elementsIn,
	firstElement,
	isHtml,
	parseHtml,
	startTagOf,
	type Document,
	type Edit,
	type Element
} from '../html-source.ts';
import { endOf, extent, scriptText, styleText } from '../reply-assembly.ts';
import type { AssetSet, PageRoom, Place } from './asset-set.ts';
import { InlineNotes, type AssetKind } from './inline-notes.ts';
import { StyleInliner } from './inline-styles.ts';
import { folderOf, joined } from './paths.ts';
import { mapSrcset } from './srcset.ts';
import { decodeText } from './text-encoding.ts';

/** Element → attribute → what it asks for. */
const ASKING: Record<string, Record<string, AssetKind>> = {
	img: { src: 'picture' },
	image: { href: 'picture', 'xlink:href': 'picture' },
	input: { src: 'picture' },
	video: { src: 'film', poster: 'picture' },
	audio: { src: 'sound' },
	source: { src: 'film' },
	iframe: { src: 'frame' },
	embed: { src: 'frame' },
	object: { data: 'frame' }
};
/** Written anew or meaningless once a script or style sheet is in the page. */
const DROPPED = [
	'src',
	'href',
	'rel',
	'as',
	'integrity',
	'crossorigin',
	'defer',
	'async',
	'charset'
];
const IMPORTS = /\bimport\s*(?:\(\s*)?(?:[\w*{][^;'"]*?\bfrom\s*)?["'](?:\.{0,2}\/|[\w@])/;

/**
 * @param path of the page in its set
 * @param room what may be put into it
 * @throws VitrineError `import_too_large`
 */
export function inlinePage(
	html: string,
	path: string,
	assets: AssetSet,
	room: PageRoom
): { html: string; steps: string[] } {
	const inliner = new PageInliner(html, path, assets, room);
	return { html: applyEdits(html, inliner.edits()), steps: inliner.notes.sentences() };
}

class PageInliner {
	readonly notes = new InlineNotes();
	#html: string;
	#document: Document;
	#folder: string;
	#assets: AssetSet;
	#room: PageRoom;
	#styles: StyleInliner;
	#edits: Edit[] = [];
	/** Scripts that wait for the page: inline ones do not, so they go to where it is. */
	#waiting: string[] = [];

	constructor(html: string, path: string, assets: AssetSet, room: PageRoom) {
		this.#html = html;
		this.#document = parseHtml(html);
		this.#folder = baseFolder(this.#document, folderOf(path));
		this.#assets = assets;
		this.#room = room;
		this.#styles = new StyleInliner(assets, room, this.notes);
	}

	edits(): Edit[] {
		const seen = new Set<number>();
		for (const element of elementsIn(this.#document, { templates: true })) {
			const tag = startTagOf(element);
			// One that the parser cloned to mend bad nesting shares the tag of its twin.
			if (!tag || seen.has(tag.startOffset)) continue;
			seen.add(tag.startOffset);
			this.#element(element);
		}
		if (this.#waiting.length > 0) {
			const at =
				endOf(this.#document, 'body', this.#html) ??
				endOf(this.#document, 'html', this.#html) ??
				this.#html.length;
			this.#edits.push({ start: at, end: at, text: this.#waiting.join('') });
		}
		return this.#edits;
	}

	#element(element: Element): void {
		if (isHtml(element, 'link')) return this.#link(element);
		if (isHtml(element, 'script')) return this.#script(element);
		if (isHtml(element, 'meta')) return this.#meta(element);
		if (element.tagName === 'style') this.#style(element);
		for (const [name, kind] of Object.entries(ASKING[element.tagName] ?? {})) {
			const key = name.replace('xlink:', '');
			this.#rewrite(element, name, attribute(element, key), (value) => this.#data(value, kind));
		}
		this.#rewrite(element, 'srcset', attribute(element, 'srcset'), (value) =>
			mapSrcset(value, (address) => this.#data(address, 'picture'))
		);
		this.#rewrite(element, 'style', attribute(element, 'style'), (value) =>
			this.#styles.text(value, this.#folder)
		);
	}

	/** Writes an attribute anew where `change` makes something else of it. */
	#rewrite(
		element: Element,
		name: string,
		value: string | undefined,
		change: (value: string) => string | null
	): void {
		const place = startTagOf(element)?.attrs?.[name];
		if (!place || value === undefined) return;
		const changed = change(value);
		if (changed === null || changed === value) return;
		this.#edits.push({
			start: place.startOffset,
			end: place.endOffset,
			text: `${name}="${escaped(changed)}"`
		});
	}

	#data(address: string, kind: AssetKind): string | null {
		const place = this.#find(address, kind);
		if (place.kind !== 'file') return null;
		// A page inside the page would be a page of its own: nothing is put into frames.
		if (kind === 'frame') {
			this.notes.say('What its frames hold does not come along: frames stay empty.');
			return null;
		}
		this.notes.inlined(kind, place.file.path);
		return this.#room.dataUrl(place.file, place.fragment);
	}

	#find(address: string, kind: AssetKind): Place {
		const place = this.#assets.find(address, this.#folder);
		if (place.kind === 'elsewhere') this.notes.elsewhere(kind, address);
		if (place.kind === 'missing') this.notes.missing(kind, address);
		return place;
	}

	#link(element: Element): void {
		const words = (attribute(element, 'rel') ?? '').toLowerCase().split(/\s+/);
		const address = attribute(element, 'href');
		if (address === undefined) return;
		if (words.includes('stylesheet') && !words.includes('alternate')) {
			const place = this.#find(address, 'style sheet');
			if (place.kind !== 'file') return;
			this.notes.inlined('style sheet', place.file.path);
			const css = styleText(this.#styles.sheet(place.file));
			const open = openTag('style', element, [...DROPPED, 'type']);
			this.#edits.push({ ...extent(element), text: `${open}\n${css}\n</style>` });
		} else if (words.includes('icon')) {
			const place = this.#assets.find(address, this.#folder);
			if (place.kind === 'file')
				this.#rewrite(element, 'href', address, () => this.#room.dataUrl(place.file));
		} else if (words.includes('preload') || words.includes('modulepreload')) {
			// What was to be fetched early is in the page now.
			if (this.#assets.find(address, this.#folder).kind === 'file')
				this.#edits.push({ ...extent(element), text: '' });
		}
	}

	#script(element: Element): void {
		const isModule = attribute(element, 'type')?.toLowerCase() === 'module';
		const address = attribute(element, 'src');
		if (address === undefined) {
			if (isModule) this.#noteImports(this.#html.slice(...innerOf(element)));
			return;
		}
		// Left for browsers that know no modules: ours do, and run the other one.
		if (attribute(element, 'nomodule') !== undefined) return;
		const place = this.#find(address, 'script');
		if (place.kind !== 'file') return;
		this.notes.inlined('script', place.file.path);
		const { text } = decodeText(place.file.bytes);
		this.#room.take(text.length);
		if (isModule) this.#noteImports(text);
		const script = `${openTag('script', element, DROPPED)}\n${scriptText(text)}\n</script>`;
		const waits =
			!isModule &&
			(attribute(element, 'defer') !== undefined || attribute(element, 'async') !== undefined);
		this.#edits.push({ ...extent(element), text: waits ? '' : script });
		if (waits) this.#waiting.push(script);
	}

	#noteImports(code: string): void {
		if (IMPORTS.test(code))
			this.notes.say(
				'A script of it imports other scripts, which cannot come along; bring in a build of it instead.'
			);
	}

	#style(element: Element): void {
		const [start, end] = innerOf(element);
		const css = this.#html.slice(start, end);
		const text = this.#styles.text(css, this.#folder);
		if (text !== css) this.#edits.push({ start, end, text: styleText(text) });
	}

	/** It is stored in UTF-8, whatever it was written in, and has to say so. */
	#meta(element: Element): void {
		const charset = attribute(element, 'charset');
		const content = attribute(element, 'content') ?? '';
		const declares =
			attribute(element, 'http-equiv')?.toLowerCase() === 'content-type' &&
			/charset=/i.test(content);
		if (charset === undefined && !declares) return;
		if (/^utf-?8$/i.test((charset ?? content.replace(/^.*charset=/i, '')).trim())) return;
		const tag = startTagOf(element);
		if (!tag) return;
		this.#edits.push({
			start: tag.startOffset,
			end: tag.endOffset,
			text: '<meta charset="utf-8">'
		});
	}
}

/** Previews and photographs ignore a base address, so what it says is done here. One on another host says nothing of files. */
function baseFolder(document: Document, folder: string): string {
	const base = firstElement(document, 'base');
	const href = base && attribute(base, 'href')?.trim();
	if (!href || /^[a-z][a-z0-9+.-]*:|^\//i.test(href)) return folder;
	return joined(folder, folderOf(href));
}

/** Where the text between an element's tags stands. */
function innerOf(element: Element): [start: number, end: number] {
	const place = element.sourceCodeLocation;
	const start = place?.startTag?.endOffset ?? 0;
	return [start, place?.endTag?.startOffset ?? place?.endOffset ?? start];
}

function openTag(name: string, element: Element, dropped: string[]): string {
	const kept = element.attrs.filter((attr) => !dropped.includes(attr.name));
	const attributes = kept.map((attr) => ` ${attr.name}="${escaped(attr.value)}"`);
	return `<${name}${attributes.join('')}>`;
}

const escaped = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
