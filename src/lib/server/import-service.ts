/** What people and teams made themselves, as variants like any other. */
import { VitrineError } from '#lib/domain/errors.ts';
import type { ImportFile, ImportProblem } from '#lib/domain/import.ts';
import { recipeOf, shotsOf } from '#lib/domain/recipe.ts';
import { RoundSettings, type Round } from '#lib/domain/round.ts';
import { shownName } from '#lib/generator/import/paths.ts';
import { readImport } from '#lib/generator/import/read-import.ts';
import type { BlobStore } from './blobs.ts';
import type { OpenDatabase } from './database.ts';
import type { Pipeline } from './pipeline/pipeline.ts';
import { requiredBrief } from './required.ts';
import * as rounds from './store/rounds.ts';
import { storeReadyRound, type ReadyDocument } from './store-ready-round.ts';

interface ImportOptions {
	/** Whether to photograph what came in; it is unless told otherwise. */
	capture?: boolean;
	/** Calls it off: then nothing of it is stored. */
	signal?: AbortSignal;
}

interface Imported {
	/** Null when nothing came in. */
	round: Round | null;
	/** Files that did not come in, each with its reason. */
	problems: ImportProblem[];
}

export interface ImportService {
	/**
	 * Reads the files, stores each variant they hold as ready, and begins to photograph them.
	 * @throws VitrineError `not_found`; `import_too_large` when it is over the limits as a whole; `cancelled` when it was called off
	 */
	importFiles(
		briefId: string,
		files: readonly ImportFile[],
		options?: ImportOptions
	): Promise<Imported>;
}

interface Deps {
	/** Whether rounds of this process may photograph at all. */
	canCapture: boolean;
	database: OpenDatabase;
	blobs: BlobStore;
	pipeline: Pipeline;
	workerId: string;
}

export function createImportService(deps: Deps): ImportService {
	const { database, blobs, pipeline } = deps;

	return {
		async importFiles(briefId, files, { capture = true, signal } = {}) {
			const brief = requiredBrief(database.db, briefId);
			const { documents, problems } = await readImport(files, signal).catch(orCancelled(signal));
			if (documents.length === 0) return { round: null, problems };
			const stored: ReadyDocument[] = [];
			for (const { name, received, html, title, medium, steps } of documents) {
				stored.push({
					point: {},
					statement: `Brought in from ${shownName(name)}.`,
					receivedSha256: await blobs.put(received),
					htmlSha256: await blobs.put(html),
					sourceName: shownName(name),
					title,
					medium,
					steps,
					parents: [],
					recipe: null
				});
			}
			if (signal?.aborted) throw cancelled();
			const settings = RoundSettings.parse({
				count: stored.length,
				provider: 'import',
				models: [],
				baseUrl: null,
				concurrency: 1,
				seed: 0,
				budget: null,
				shots: capture && deps.canCapture ? shotsOf(recipeOf(brief), brief) : []
			});
			const id = storeReadyRound(deps, { briefId, kind: 'import', settings }, stored);
			pipeline.start(id);
			return { round: rounds.find(database.db, id), problems };
		}
	};
}

const cancelled = () => new VitrineError('cancelled', 'It was called off, and nothing came in.');

/** What a signal throws is none of our errors. */
const orCancelled =
	(signal: AbortSignal | undefined) =>
	(thrown: unknown): never => {
		throw signal?.aborted ? cancelled() : thrown;
	};
