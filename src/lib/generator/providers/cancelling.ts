/** How a build ends when it is told to. */
import { VitrineError } from '#lib/domain/errors.ts';

/** The error of a build that was stopped: the signal's own reason where it gives one. */
export function cancelled(signal: AbortSignal): VitrineError {
	return signal.reason instanceof VitrineError
		? signal.reason
		: new VitrineError('cancelled', 'The build was cancelled.');
}

export function throwIfCancelled(signal: AbortSignal): void {
	if (signal.aborted) throw cancelled(signal);
}

/** Rejects as soon as the signal aborts: the client sleeps through its waits between tries. */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
	let stop = (): void => undefined;
	const aborted = new Promise<never>((_, reject) => {
		stop = () => reject(signal.reason);
		if (signal.aborted) stop();
		else signal.addEventListener('abort', stop, { once: true });
	});
	try {
		return await Promise.race([work, aborted]);
	} finally {
		signal.removeEventListener('abort', stop);
	}
}
