/** What compares pictures, put together: decoded pictures, threads, and the services that use them. */
import type { BlobStore } from '../blobs.ts';
import type { OpenDatabase } from '../database.ts';
import { createDecodedCache } from './decoded-cache.ts';
import { createDifferenceService, type DifferenceService } from './difference-service.ts';
import type { ComparisonJob, ResultOf } from './jobs.ts';
import { createLikenessService, type LikenessService } from './likeness-service.ts';
import { createWorkerPool } from './worker-pool.ts';
import { workerEntry } from './worker-entry.ts';

/** The threads, and what each job comes to. */
export interface ComparisonPool {
	run<J extends ComparisonJob>(job: J): Promise<ResultOf<J>>;
}

export interface Comparison {
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
	const pool: ComparisonPool = {
		// What comes over a port has no type; which result belongs to which job, `work` says.
		run: <J extends ComparisonJob>(job: J) => threads.run(job) as Promise<ResultOf<J>>
	};
	const decoded = createDecodedCache(blobs);
	return {
		differences: createDifferenceService({ database, decoded, pool }),
		likeness: createLikenessService({ database, blobs, pool }),
		close: () => threads.close()
	};
}
