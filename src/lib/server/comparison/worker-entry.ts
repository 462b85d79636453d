/** Where the code of the comparison threads is: a thread is a program of its own, and cannot be in the bundle that starts it. */
import path from 'node:path';

/**
 * The build has it as a file beside the others. In the development server, in tests and in benchmarks it is read from the
 * sources.
 * @param root the folder of package.json
 * @returns an absolute path
 */
export function workerEntry(root: string): string {
	const isSource = new URL(import.meta.url).pathname.endsWith('.ts');
	return isSource
		? path.join(root, 'src/lib/server/comparison/source-worker.js')
		: path.join(root, 'build/comparison-worker.js');
}
