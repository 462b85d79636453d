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
