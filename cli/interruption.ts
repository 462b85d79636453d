/** Ctrl+C: once is a request, twice is an order. */
import { tell } from './output.ts';

const SIGNALS: NodeJS.Signals[] = ['SIGINT', 'SIGTERM'];

/**
 * Waits for `work`. The first interruption calls `stop`, which should bring `work` to its end; the second leaves at once,
 * which loses at most the work in flight.
 * @returns whether there was one
 */
export async function untilInterrupted(work: Promise<unknown>, stop: () => void): Promise<boolean> {
	let isInterrupted = false;
	const interrupt = () => {
		if (isInterrupted) process.exit(130);
		isInterrupted = true;
		tell('Stopping. What is built is kept; Ctrl+C again leaves at once.');
		stop();
	};
	for (const signal of SIGNALS) process.on(signal, interrupt);
	try {
		await work;
	} finally {
		for (const signal of SIGNALS) process.off(signal, interrupt);
	}
	return isInterrupted;
}
