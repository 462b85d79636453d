/** What goes into an import and what comes out of it. */
import { VitrineError, type ErrorCode } from '#lib/domain/errors.ts';
import { shownName } from './paths.ts';

export interface ImportFile {
	/** As it was named; with slashes where it lay in a folder. */
	path: string;
	bytes: Uint8Array;
}

/** One variant's worth. */
export interface ImportedDocument {
	/** Where it came from, such as `idea.zip/v2/index.html`. */
	name: string;
	/** The file as received: a page before anything was put into it, or a picture. */
	received: Uint8Array;
	html: string;
	title: string;
	medium: string | null;
	/** What was done to get from the file to the document, in order. */
	steps: string[];
}

/** Why a file did not come in. The message names the file. */
export interface ImportProblem {
	name: string;
	code: ErrorCode;
	message: string;
}

/** @throws what is no VitrineError: that is a fault of Vitrine, not of the file */
export function toProblem(name: string, thrown: unknown): ImportProblem {
	if (!(thrown instanceof VitrineError)) throw thrown;
	const shown = shownName(name);
	return { name: shown, code: thrown.code, message: `${shown}: ${thrown.sentence}` };
}
