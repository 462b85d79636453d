/** Which files of a folder or an archive are variants, and which are parts of them. */
import { type ImportFile, isLitter } from '#lib/domain/import.ts';
import { decodeText } from './text-encoding.ts';
import { extensionOf, folderOf, nameOf } from './paths.ts';

const PAGES = ['html', 'htm', 'xhtml'];
const PICTURES = ['png', 'jpg', 'jpeg', 'webp', 'gif', 'avif'];

export const isPage = (path: string): boolean => PAGES.includes(extensionOf(path));
export const isPicture = (path: string): boolean => PICTURES.includes(extensionOf(path));
const isIndex = (path: string): boolean => /^index\.x?html?$/i.test(nameOf(path));

export interface Chosen {
	/** In the order of their paths. */
	files: ImportFile[];
	/** What was left out on purpose, as a sentence; null when nothing was. */
	step: string | null;
}

/**
 * The variants of a folder or an archive:
 * 1. The pages at its top level, which is the folder that holds everything. Beside an `index.html`, pages that are only
 *    parts (without doctype, `html` or `body`) are left out; so are pages further down, which are parts or views of these.
 * 2. With none there, each `index.html` that has no other above it: one folder, one variant.
 * 3. With none of these, the pages of the shallowest folders that have any.
 * 4. Without any page, its pictures.
 */
export function chooseFromSet(all: readonly ImportFile[]): Chosen {
	const files = all
		.filter(({ path }) => !isLitter(path))
		.sort((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true }));
	const pages = files.filter(({ path }) => isPage(path));
	if (pages.length === 0) return { files: files.filter(({ path }) => isPicture(path)), step: null };
	const top = commonFolder(files.map(({ path }) => path));
	const atTop = pages.filter(({ path }) => folderOf(path) === top);
	const chosen =
		atTop.length > 0
			? withoutParts(atTop)
			: (nonEmpty(pages.filter((page) => isIndex(page.path) && !hasIndexAbove(page, pages))) ??
				shallowest(pages));
	const left = pages.length - chosen.length;
	const step =
		left === 0
			? null
			: `Left out ${left} other ${left === 1 ? 'page' : 'pages'} of the set: parts, or pages further down.`;
	return { files: chosen, step };
}

function withoutParts(pages: ImportFile[]): ImportFile[] {
	if (!pages.some(({ path }) => isIndex(path))) return pages;
	return pages.filter(({ path, bytes }) => isIndex(path) || isWhole(bytes));
}

/** A part of a page has neither doctype nor html nor body of its own. */
function isWhole(bytes: Uint8Array): boolean {
	return /<(?:!doctype\s+html|html|body)[\s>]/i.test(decodeText(bytes).text);
}

function hasIndexAbove(page: ImportFile, pages: ImportFile[]): boolean {
	const folder = folderOf(page.path);
	return pages.some(({ path }) => {
		const other = folderOf(path);
		return isIndex(path) && other !== folder && (other === '' || folder.startsWith(`${other}/`));
	});
}

function shallowest(pages: ImportFile[]): ImportFile[] {
	const depth = (path: string) => path.split('/').length;
	const least = Math.min(...pages.map(({ path }) => depth(path)));
	return pages.filter(({ path }) => depth(path) === least);
}

const nonEmpty = <T>(list: T[]): T[] | null => (list.length > 0 ? list : null);

/** The deepest folder that all of them are in. */
function commonFolder(paths: string[]): string {
	const [first = [], ...others] = paths.map((path) => path.split('/').slice(0, -1));
	let depth = first.length;
	for (const parts of others) {
		let same = 0;
		while (same < depth && parts[same] === first[same]) same++;
		depth = same;
	}
	return first.slice(0, depth).join('/');
}
