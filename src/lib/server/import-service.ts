/** What people and teams made themselves, as variants like any other. */
import type { ImportFile, ImportProblem } from '#lib/domain/import.ts';
import { recipeOf, shotsOf } from '#lib/domain/recipe.ts';
import { newId } from '#lib/domain/ids.ts';
import { RoundSettings, type Round } from '#lib/domain/round.ts';
import type { ImportedDocument } from '#lib/generator/import/imported.ts';
import { shownName } from '#lib/generator/import/paths.ts';
import { readImport } from '#lib/generator/import/read-import.ts';
import type { BlobStore } from './blobs.ts';
import type { OpenDatabase, Queryable } from './database.ts';
import type { Pipeline } from './pipeline/pipeline.ts';
import { requiredBrief } from './required.ts';
import * as events from './store/events.ts';
import * as rounds from './store/rounds.ts';
import * as variants from './store/variants.ts';

interface ImportOptions {
	/** Whether to photograph what came in; it is unless told otherwise. */
	capture?: boolean;
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
	 * @throws VitrineError `not_found`; `import_too_large` when it is over the limits as a whole
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

interface StoredDocument extends ImportedDocument {
	receivedSha256: string;
	htmlSha256: string;
}

export function createImportService(deps: Deps): ImportService {
	const { database, blobs, pipeline } = deps;

	return {
		async importFiles(briefId, files, { capture = true } = {}) {
			const brief = requiredBrief(database.db, briefId);
			const { documents, problems } = await readImport(files);
			if (documents.length === 0) return { round: null, problems };
			const stored: StoredDocument[] = [];
			for (const document of documents) {
				stored.push({
					...document,
					receivedSha256: await blobs.put(document.received),
					htmlSha256: await blobs.put(document.html)
				});
			}
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
			const id = newId('round');
			database.write((tx) => storeRound(tx, id, briefId, deps.workerId, settings, stored));
			pipeline.start(id);
			return { round: rounds.find(database.db, id), problems };
		}
	};
}

/** All at once: there is no moment in which a variant waits to be built, which nobody could do. */
function storeRound(
	tx: Queryable,
	id: string,
	briefId: string,
	owner: string,
	settings: RoundSettings,
	documents: StoredDocument[]
): void {
	rounds.insert(tx, { id, briefId, kind: 'import', settings, owner });
	events.append(tx, id, 'round.started', null, { count: settings.count });
	const first = variants.nextNumber(tx, briefId);
	const directionIds = rounds.insertDirections(
		tx,
		id,
		documents.map(({ name }) => ({ point: {}, statement: `Brought in from ${shownName(name)}.` }))
	);
	const imported = directionIds.map((directionId, position) => ({
		id: newId('variant'),
		briefId,
		roundId: id,
		directionId,
		number: first + position,
		provider: settings.provider,
		model: settings.provider
	}));
	variants.insertAll(tx, imported);
	for (const [position, document] of documents.entries()) {
		const variantId = imported[position]?.id ?? '';
		events.append(tx, id, 'variant.queued', variantId);
		// Attempts stay at none: nobody was asked to build it, so nothing is missing from what it cost.
		variants.move(tx, variantId, 'running');
		variants.move(tx, variantId, 'ready', {
			reply_sha256: document.receivedSha256,
			html_sha256: document.htmlSha256,
			source_name: shownName(document.name),
			title: document.title,
			medium: document.medium,
			reading_steps: document.steps
		});
		if (settings.shots.length > 0) variants.movePhotos(tx, variantId, 'queued');
		events.append(tx, id, 'variant.ready', variantId);
	}
}
