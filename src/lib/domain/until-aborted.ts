/** Waiting for something that somebody may call off. */

/**
 * The value of `work`, but no longer than until the signal: whatever `work` leaves to tidy up then goes on by itself.
 * @param reason what it rejects with then; by default the signal's own reason
 */
export async function untilAborted<T>(
	work: Promise<T>,
	signal: AbortSignal,
	reason: () => unknown = () => signal.reason
): Promise<T> {
	let stop = (): void => undefined;
	const aborted = new Promise<never>((_, reject) => {
		stop = () => reject(reason());
		if (signal.aborted) stop();
		else signal.addEventListener('abort', stop, { once: true });
	});
	try {
		return await Promise.race([work, aborted]);
	} finally {
		signal.removeEventListener('abort', stop);
	}
}
