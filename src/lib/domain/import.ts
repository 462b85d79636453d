/** What people bring in: how much of it, and what they are told. */
import type { ErrorCode } from './errors.ts';

/** How much one import may bring. */
export const MAX_IMPORT_BYTES = 64 * 1024 * 1024;
export const MAX_IMPORT_FILES = 2_000;

export interface ImportFile {
	/** As it was named; with slashes where it lay in a folder. */
	path: string;
	bytes: Uint8Array;
}

/** Why a file did not come in. The message names the file. */
export interface ImportProblem {
	name: string;
	code: ErrorCode;
	message: string;
}

/** What operating systems and tools leave lying about, and no page asks for. */
export function isLitter(path: string): boolean {
	const parts = path.split('/');
	const name = parts.at(-1)?.toLowerCase() ?? '';
	return (
		parts.some((part) => part.startsWith('.') || part === '__MACOSX' || part === 'node_modules') ||
		name === 'thumbs.db' ||
		name === 'desktop.ini'
	);
}
