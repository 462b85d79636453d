/** What the browser keeps. Its settings may refuse it; then nothing is kept and nothing breaks. */

/** Where things are kept; the part of `Storage` that is needed. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** Null on the server, and where the browser's settings refuse it. */
export function storageOf(name: 'localStorage' | 'sessionStorage'): Shelf | null {
	try {
		return globalThis[name] ?? null;
	} catch {
		return null;
	}
}
