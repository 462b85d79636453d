/** Paths inside a set of files. They are names to look things up by, and never reach a disk. */

/**
 * A path with slashes and without `.`; null for one that leads out of its set or could on some system: absolute, with a
 * drive, a backslash, or a step up.
 */
export function safePath(path: string): string | null {
	if (path === '' || /[\\\0]|^\/|^[a-z]:/i.test(path)) return null;
	const parts = path.split('/').filter((part) => part !== '.' && part !== '');
	return parts.length === 0 || parts.includes('..') ? null : parts.join('/');
}

/** `a/b` of `a/b/c.html`; empty at the top. */
export const folderOf = (path: string): string => path.split('/').slice(0, -1).join('/');
export const nameOf = (path: string): string => path.split('/').at(-1) ?? path;
/** `html` of `Page.HTML`; empty without one. */
export const extensionOf = (path: string): string =>
	/\.([a-z0-9]{1,8})$/i.exec(nameOf(path))?.[1]?.toLowerCase() ?? '';
export const withoutExtension = (name: string): string =>
	name.replace(/(.)\.[a-z0-9]{1,8}$/i, '$1');
export const joined = (folder: string, path: string): string =>
	folder === '' ? path : `${folder}/${path}`;

/** Its end says more than its beginning. */
const MAX_SHOWN_CHARS = 200;

/** A file may be named anything; what people are shown of it is one line. */
export function shownName(name: string): string {
	const line = name
		.replaceAll(/\p{Cc}|\p{Cf}/gu, ' ')
		.replaceAll(/\s+/g, ' ')
		.trim();
	return line.length <= MAX_SHOWN_CHARS ? line : `…${line.slice(1 - MAX_SHOWN_CHARS)}`;
}
