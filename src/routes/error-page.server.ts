import { error } from '@sveltejs/kit';
import { VitrineError } from '#lib/domain/errors.ts';

/** What went wrong as the page that says so, in words; anything unforeseen is thrown on. */
export function errorPage(thrown: unknown): never {
	if (thrown instanceof VitrineError) error(thrown.status, thrown.sentence);
	throw thrown;
}
