/** Fields of requests by the options that fill them. */
import { VitrineError } from '#lib/domain/errors.ts';

/** The request's own fields have other names than the options that fill them. */
const OPTION_OF: Record<string, string> = {
	baseUrl: 'base-url',
	models: 'model',
	pins: 'pin',
	bans: 'ban',
	parents: 'from',
	perParent: 'per-parent'
};

/** A fault of a request, about the option that was typed. */
export function inWordsOfOptions(thrown: unknown): unknown {
	if (!(thrown instanceof VitrineError) || thrown.field === undefined) return thrown;
	const [name = ''] = thrown.field.split('.');
	const field = OPTION_OF[name] ?? name;
	return new VitrineError(thrown.code, thrown.message.replace(thrown.field, `--${field}`), {
		field,
		line: thrown.line,
		fix: thrown.fix,
		cause: thrown
	});
}
