/** Which element of a variant is where: read once for each document and look. */
import type { Camera } from '#lib/capture/camera.ts';
import { PAGE_MAP_EXPRESSION } from '#lib/capture/page-map-script.ts';
import { VIEWPORTS } from '#lib/domain/capture.ts';
import { VitrineError } from '#lib/domain/errors.ts';
import { PageMap } from '#lib/domain/page-map.ts';
import type { BlobStore } from '../blobs.ts';
import type { OpenDatabase } from '../database.ts';
import { requiredBrief, requiredVariant } from '../required.ts';
import { isPictureOnly } from './document-text.ts';
import { readPage, type ReadLook } from './page-reader.ts';

/** Half a megabyte each at most. Kept in memory alone: a map is read again in two seconds, and what reads it may change with Vitrine. */
const MAX_KEPT = 60;

const ReadMap = PageMap.omit({ isPicture: true });

export interface PageMapService {
	/**
	 * @throws VitrineError `not_found` when there is no such variant, or it has no document; `invalid_input` for a state that its brief
	 * does not have; `capture_timeout`, `capture_crashed`, `browser_missing`, `browser_failed`
	 */
	mapOf(variantId: string, look: ReadLook): Promise<PageMap>;
}

interface Deps {
	database: OpenDatabase;
	blobs: Pick<BlobStore, 'get'>;
	camera: () => Camera;
}

export function createPageMapService({ database: { db }, blobs, camera }: Deps): PageMapService {
	/** Least recently asked for first; those on their way among them, so that each is read once. */
	const kept = new Map<string, Promise<PageMap>>();

	async function read(variantId: string, htmlSha256: string, look: ReadLook): Promise<PageMap> {
		const html = (await blobs.get(htmlSha256))?.toString('utf8') ?? '';
		if (isPictureOnly(html))
			return { ...VIEWPORTS[look.viewport], elements: [], isPicture: true, omitted: 0 };
		const page = { variantId, html, look };
		const asked = { expression: PAGE_MAP_EXPRESSION, answer: ReadMap };
		return { ...(await readPage(camera(), page, asked)), isPicture: false };
	}

	return {
		async mapOf(variantId, look) {
			const variant = requiredVariant(db, variantId);
			const { htmlSha256, number, status, briefId } = variant;
			if (htmlSha256 === null) {
				throw new VitrineError('not_found', `Variant ${number} has no document: it is ${status}.`, {
					field: 'id'
				});
			}
			refuseUnknownState(look.state, requiredBrief(db, briefId).states, 'state');
			const key = `${htmlSha256} ${look.viewport} ${look.theme} ${look.state ?? ''}`;
			const known = kept.get(key);
			const map = known ?? read(variantId, htmlSha256, look);
			kept.delete(key);
			kept.set(key, map);
			if (known) return known;
			const [oldest] = kept.keys();
			if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
			try {
				return await map;
			} catch (thrown) {
				// What failed is tried again by whoever asks next.
				if (kept.get(key) === map) kept.delete(key);
				throw thrown;
			}
		}
	};
}

/** @throws VitrineError `invalid_input` */
export function refuseUnknownState(
	state: string | null,
	states: readonly string[],
	field: string
): void {
	if (state === null || states.includes(state)) return;
	const there = states.length === 0 ? 'It has none.' : `There are ${states.join(', ')}.`;
	throw new VitrineError('invalid_input', `This brief has no state “${state}”.`, {
		field,
		fix: there
	});
}
