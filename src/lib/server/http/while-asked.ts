/** Work that is given up when whoever asked for it has gone. */
import type { EventEmitter } from 'node:events';

/**
 * Does the work with a signal that tells when the line is closed. The request's own signal is silent once all of a body has come,
 * and that is when long work begins.
 * @param socket null where there is no line: then the work is done to its end
 */
export async function whileAsked<T>(
	socket: Pick<EventEmitter, 'once' | 'off'> | null,
	work: (signal: AbortSignal) => Promise<T>
): Promise<T> {
	const gone = new AbortController();
	const leave = () => gone.abort();
	socket?.once('close', leave);
	try {
		return await work(gone.signal);
	} finally {
		// A line is kept for the next request.
		socket?.off('close', leave);
	}
}
