/** Where the code of the comparison threads is: a thread is a program of its own, and cannot be in the bundle that starts it. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export interface WorkerEntry {
	file: string;
	/** Of Node, for this thread. */
	execArgv: string[];
}

/**
 * The build has it as a file beside the others. Run from the sources (the development server, tests, benchmarks) it is the
 * TypeScript itself, which Node 20 reads with tsx alone.
 * @param root the folder of package.json
 */
export function workerEntry(root: string): WorkerEntry {
	const isSource = new URL(import.meta.url).pathname.endsWith('.ts');
	if (!isSource) return { file: path.join(root, 'build', 'comparison-worker.js'), execArgv: [] };
	const tsx = createRequire(path.join(root, 'package.json')).resolve('tsx');
	return {
		file: path.join(root, 'src/lib/server/comparison/worker.ts'),
		execArgv: ['--import', pathToFileURL(tsx).href]
	};
}
