/** The house put together: one object per process, with everything the front doors call. */
import { createCamera } from '#lib/capture/create-camera.ts';
import { BrowserPathError, findBrowser } from '#lib/capture/find-browser.js';
import type { Camera } from '#lib/capture/camera.ts';
import { VitrineError } from '#lib/domain/errors.ts';
import { createAccess, type Access } from './access/access.ts';
import { createBasketService, type BasketService } from './basket-service.ts';
import { createBlobStore, type BlobStore } from './blobs.ts';
import { createBriefService, type BriefService } from './brief-service.ts';
import { clichesFrom } from './cliches-file.ts';
import { createCaptureService, type CaptureService } from './capture-service.ts';
import { createComparison } from './comparison/comparison.ts';
import type { DifferenceService } from './comparison/difference-service.ts';
import type { LikenessService } from './comparison/likeness-service.ts';
import type { Config } from './config.ts';
import { openDatabase, type OpenDatabase } from './database.ts';
import { createDimensionService, type DimensionService } from './dimension-service.ts';
import { createEvolveService, type EvolveService } from './evolve/evolve-service.ts';
import { createExportService, type ExportService } from './export-service.ts';
import { createImportService, type ImportService } from './import-service.ts';
import { createLineageService, type LineageService } from './lineage-service.ts';
import { createLogger, type Logger } from './logger.ts';
import { createMarkService, type MarkService } from './mark-service.ts';
import { createMergeService, type MergeService } from './merge-service.ts';
import { createNoteService, type NoteService } from './notes/note-service.ts';
import { createPageMapService, type PageMapService } from './notes/page-map-service.ts';
import { registerWorker } from './pipeline/ownership.ts';
import { createPipeline } from './pipeline/pipeline.ts';
import { createPriceBook } from './price-book.ts';
import { createProviders, type Providers } from './providers.ts';
import { createRoundService, type RoundService } from './round-service.ts';
import { createSessionExportService, type SessionExportService } from './session-export.ts';
import { createSessionService, type SessionService } from './session-service.ts';
import { createTallyService, type TallyService } from './tally-service.ts';
import { createVariantService, type VariantService } from './variant-service.ts';
import { openWorkspace } from './workspace.ts';

export interface Services {
	readonly config: Config;
	readonly log: Logger;
	readonly database: OpenDatabase;
	readonly blobs: BlobStore;
	readonly providers: Providers;
	readonly briefs: BriefService;
	readonly dimensions: DimensionService;
	readonly rounds: RoundService;
	readonly evolve: EvolveService;
	readonly lineage: LineageService;
	readonly variants: VariantService;
	readonly captures: CaptureService;
	readonly imports: ImportService;
	readonly marks: MarkService;
	readonly basket: BasketService;
	readonly merges: MergeService;
	readonly notes: NoteService;
	readonly pageMaps: PageMapService;
	readonly tallies: TallyService;
	readonly sessions: SessionService;
	readonly sessionExports: SessionExportService;
	/** Who is let in where. */
	readonly access: Access;
	readonly exports: ExportService;
	readonly differences: DifferenceService;
	readonly likeness: LikenessService;
	/** Puts work in flight back, ends browsers and threads, closes the database. Safe to call twice. */
	close(): Promise<void>;
}

/**
 * Opens the workspace and makes everything; starts nothing. Browsers are started by the first photograph.
 * @throws VitrineError `workspace_unwritable`, `workspace_newer`
 */
export async function createServices(config: Config): Promise<Services> {
	const log = createLogger(config.logLevel);
	const providers = await createProviders(config);
	const workspace = openWorkspace(config.workspace);
	const database = openDatabase(workspace.databaseFile, config.migrationsDir);
	const blobs = createBlobStore(workspace.blobsFolder);
	const ownership = registerWorker(database);
	const camera = lazyCamera(config, log);
	const prices = createPriceBook(config.priceFiles, log);
	const cliches = clichesFrom(config.promptsDir);
	const pipeline = createPipeline(
		{
			database,
			blobs,
			log,
			prices,
			cliches,
			workerId: ownership.workerId,
			camera: camera.get,
			providerFor: (settings) => providers.get(settings.provider, settings.baseUrl)
		},
		ownership
	);
	const briefs = createBriefService({ database, providers });
	const dimensions = createDimensionService({ database, blobs, providers });
	const rounds = createRoundService({
		cliches,
		canCapture: config.capture,
		database,
		providers,
		prices,
		pipeline,
		workerId: ownership.workerId
	});
	const imports = createImportService({
		canCapture: config.capture,
		database,
		blobs,
		pipeline,
		workerId: ownership.workerId
	});
	const captures = createCaptureService({ database, pipeline, canCapture: config.capture });
	const variants = createVariantService({ database, blobs, pipeline });
	const marks = createMarkService({ database, onPick: captures.heedPick });
	const lineage = createLineageService({ database });
	const exports = createExportService({ database, blobs, lineage });
	const comparison = createComparison({ database, blobs, root: config.root });
	const merges = createMergeService({
		cliches,
		canCapture: config.capture,
		database,
		blobs,
		providers,
		prices,
		pipeline,
		differences: comparison.differences,
		camera: camera.get,
		workerId: ownership.workerId
	});
	const sessions = createSessionService({ database, pool: comparison.pool, log });
	const notes = createNoteService({ database, blobs, camera: camera.get, log });
	const evolve = createEvolveService({
		notes,
		cliches,
		canCapture: config.capture,
		database,
		blobs,
		providers,
		prices,
		pipeline,
		workerId: ownership.workerId,
		sessions
	});
	let closing: Promise<void> | undefined;

	return {
		config,
		log,
		database,
		blobs,
		providers,
		briefs,
		dimensions,
		rounds,
		evolve,
		lineage,
		variants,
		captures,
		imports,
		marks,
		basket: createBasketService({ database, blobs }),
		merges,
		notes,
		pageMaps: createPageMapService({ database, blobs, camera: camera.get }),
		tallies: createTallyService({ database }),
		sessions,
		sessionExports: createSessionExportService({ database, sessions }),
		access: createAccess(config, sessions),
		exports,
		differences: comparison.differences,
		likeness: comparison.likeness,
		close: () =>
			(closing ??= (async () => {
				sessions.stop();
				await pipeline.close();
				await camera.close();
				await comparison.close();
				ownership.close();
				database.close();
			})())
	};
}

/** A missing browser fails the photographs that need it, each with the way out; it does not stop the rest of the house. */
function lazyCamera(config: Config, log: Logger): { get(): Camera; close(): Promise<void> } {
	let camera: Camera | undefined;
	return {
		get() {
			if (camera) return camera;
			camera = makeCamera(config, log);
			return camera;
		},
		close: async () => camera?.close()
	};
}

function makeCamera(config: Config, log: Logger): Camera {
	try {
		const browser = findBrowser({ env: config.env });
		if (browser) return createCamera({ executablePath: browser.path, log });
	} catch (thrown) {
		if (thrown instanceof BrowserPathError) return blindCamera(thrown.message);
		throw thrown;
	}
	return blindCamera('There is no browser to photograph with.');
}

function blindCamera(reason: string): Camera {
	const missing = (): Promise<never> =>
		Promise.reject(
			new VitrineError('browser_missing', reason, {
				fix: 'Install Chrome, Chromium or Edge, or set CHROMIUM_PATH, and start Vitrine again.'
			})
		);
	return {
		size: 1,
		photograph: missing,
		film: missing,
		inspect: missing,
		close: () => Promise.resolve()
	};
}
