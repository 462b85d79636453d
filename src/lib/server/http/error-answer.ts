/** Any thrown thing as the answer of the API: the code, a sentence, the field. Never a stack. */
import { randomUUID } from 'node:crypto';
import { toVitrineError } from '#lib/domain/errors.ts';
import type { Logger } from '../logger.ts';

/** What is not ours gets a number that is in the log too, and a bland message. */
export function errorAnswer(
	thrown: unknown,
	log: Pick<Logger, 'error'>,
	headers: Record<string, string> = {}
): Response {
	const error = toVitrineError(thrown);
	const { code, field, line, status } = error;
	let message = error.sentence;
	if (code === 'internal') {
		const id = randomUUID().slice(0, 8);
		log.error({ err: error.cause ?? error, id }, 'an operation of the API broke');
		message = `Something went wrong inside Vitrine. The log has it under ${id}.`;
	}
	// JSON leaves out what is undefined.
	return Response.json(
		{ error: { code, message, field, line } },
		{ status, headers: { 'cache-control': 'no-store', ...headers } }
	);
}
