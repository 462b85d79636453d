/** A comparison thread: does one job after another. The build makes this a file of its own, `build/comparison-worker.js`. */
import { parentPort } from 'node:worker_threads';
import { invariant } from '#lib/domain/errors.ts';
import { DifferenceCanvas } from '#lib/scoring/similarity/difference.ts';
import { work, type ComparisonJob } from './jobs.ts';

invariant(parentPort, 'a worker has a port to who started it');
const port = parentPort;
const canvas = new DifferenceCanvas();
port.on('message', (job: ComparisonJob) => {
	try {
		const { result, owned } = work(job, canvas);
		port.postMessage({ result }, owned);
	} catch (thrown) {
		port.postMessage({ thrown });
	}
});
