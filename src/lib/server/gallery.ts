/** The long-lived process behind the pages: services, the preview port, the sample, and rounds left behind by others. */
import { LOCAL_REVIEWER } from '#lib/domain/reviewer.ts';
import { readConfig } from './config.ts';
import { startPreviewServer } from './preview-server.ts';
import { createServices, type Services } from './services.ts';

export interface Gallery {
	services: Services;
	close(): Promise<void>;
}

/** Set by the first bundle that opens the gallery, so that the command line can close what the pages' bundle opened. */
const OPEN_GALLERY = Symbol.for('vitrine.gallery');

/**
 * @throws VitrineError when the workspace or the preview port cannot be had
 */
export async function openGallery(): Promise<Gallery> {
	const services = await createServices(readConfig());
	const { config, log } = services;
	const previews = await startPreviewServer({
		host: config.host,
		port: config.previewPort,
		log,
		htmlOf: (id) => services.variants.html(id),
		mayPreview: services.access.mayPreview
	});
	await services.blobs.sweep();
	services.rounds.adopt();
	if (config.sample) await showSample(services);

	const gallery: Gallery = {
		services,
		async close() {
			previews.closeAllConnections();
			previews.close();
			await services.close();
		}
	};
	Object.assign(globalThis, { [OPEN_GALLERY]: gallery });
	return gallery;
}

/** The gallery opened by whichever bundle in this process, if any. */
export function currentGallery(): Gallery | undefined {
	return Reflect.get(globalThis, OPEN_GALLERY);
}

/** A workspace without any round begins with the sample, being built while one watches. */
async function showSample({ briefs, rounds, providers, log }: Services): Promise<void> {
	if (rounds.hasAny()) return;
	const brief = briefs.addSample();
	const count = providers.sample.replies.length;
	await rounds
		.start(
			brief.id,
			{ provider: 'recorded', count, concurrency: 3, unattended: true },
			LOCAL_REVIEWER
		)
		.catch((error: unknown) => {
			log.error({ err: error }, 'the sample could not be shown');
		});
}
