/** What compares, put together: decoded pictures, threads, and the services that use them. */
import type { BlobStore } from '../blobs.ts';
import type { OpenDatabase } from '../database.ts';
import { createDecodedCache } from './decoded-cache.ts';
import { createDifferenceService, type DifferenceService } from './difference-service.ts';
import type { ComparisonJob, ResultOf } from './jobs.ts';
import { createLikenessService, type LikenessService } from './likeness-service.ts';
import { createWorkerPool } from './worker-pool.ts';
import { workerEntry } from './worker-entry.ts';

/** The standing of five hundred works by a dozen people takes about a minute; in milliseconds. */
const SLOW_MS = 5 * 60_000;

/** The threads, and what each job comes to. */
export interface ComparisonPool {
	run<J extends ComparisonJob>(job: J): Promise<ResultOf<J>>;
}

export interface Comparison {
	/** For whoever else has work that would keep people waiting. */
	readonly pool: ComparisonPool;
	readonly differences: DifferenceService;
	readonly likeness: LikenessService;
	close(): Promise<void>;
}

interface Deps {
	database: OpenDatabase;
	blobs: BlobStore;
	/** The folder of package.json. */
	root: string;
}

/** Starts nothing: pictures are decoded and threads begun when they are asked for. */
export function createComparison({ database, blobs, root }: Deps): Comparison {
	const threads = createWorkerPool<ComparisonJob, ResultOf<ComparisonJob>>({
		entry: workerEntry(root)
	});
	// A standing may take long; what else is asked meanwhile does not wait for it.
	const slow = createWorkerPool<ComparisonJob, ResultOf<ComparisonJob>>({
		entry: workerEntry(root),
		size: 1,
		jobMs: SLOW_MS
	});
	const pool: ComparisonPool = {
		// What comes over a port has no type; which result belongs to which job, `work` says.
		run: <J extends ComparisonJob>(job: J) =>
			(job.kind === 'ranking' ? slow : threads).run(job) as Promise<ResultOf<J>>
	};
	const decoded = createDecodedCache(blobs);
	return {
		pool,
		differences: createDifferenceService({ database, decoded, pool }),
		likeness: createLikenessService({ database, blobs, pool }),
		close: async () => {
			await Promise.all([threads.close(), slow.close()]);
		}
	};
}
