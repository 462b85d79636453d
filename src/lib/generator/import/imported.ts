/** What comes out of an import. */
import { VitrineError } from '#lib/domain/errors.ts';
import type { ImportProblem } from '#lib/domain/import.ts';
import { shownName } from './paths.ts';

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

/** @throws what is no VitrineError: that is a fault of Vitrine, not of the file */
export function toProblem(name: string, thrown: unknown): ImportProblem {
	if (!(thrown instanceof VitrineError)) throw thrown;
	const shown = shownName(name);
	return { name: shown, code: thrown.code, message: `${shown}: ${thrown.sentence}` };
}
