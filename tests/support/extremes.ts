/** Pages that nobody draws a design for: without a mark on them, black, without an element, as tall as a tower; and titles that nobody expects. */
import { operations } from '#lib/server/http/operations.ts';
import type { ApiClient } from './api-client.ts';
import { createBriefReader, type BriefReader } from './brief-reader.ts';
import { photographed } from './photographed.ts';
import { SMALL_RECIPE } from './services.ts';

export const RIGHT_TO_LEFT = 'مصباح 💡';
/** Without a space, so that it breaks nowhere by itself. */
const LONG = 'Lampenschirmhalterung'.repeat(10).slice(0, 200);
const TALL_PX = 30_000;

const page = (title: string, body: string, css = ''): string =>
	`<!doctype html><html lang="en"><head><title>${title}</title><style>body{margin:0;font:20px/1.4 sans-serif}${css}</style></head><body>${body}</body></html>`;

/** In the order of their numbers, from 1. */
const PAGES = [
	page(RIGHT_TO_LEFT, '<h1 dir="rtl">مصباح</h1>'),
	page(LONG, '<h1>Long</h1>'),
	page('White', '<p>Nothing to be seen</p>', 'body{background:#fff;color:#fff}'),
	page('Black', '<p>Nothing to be seen</p>', 'body{background:#000;color:#000}'),
	page('Nothing', '<p>gone</p><script>document.documentElement.replaceChildren()</script>'),
	page('Tall', '<h1>Top</h1>', `body{height:${TALL_PX}px}h1{margin:0}`)
];
export const EXTREMES = PAGES.length;
export const WHITE = 3;
export const BLACK = 4;
export const NOTHING = 5;
export const TALL = 6;

/** Brings them in under a brief with such titles itself, and waits until they are photographed; the first is filmed too. */
export async function bringExtremes(api: ApiClient): Promise<BriefReader> {
	const title = `${RIGHT_TO_LEFT} ${LONG}`.slice(0, 200);
	const source = `---\ntitle: ${title}\nviewports: [desktop, phone]\n---\nHow bright it is.\n`;
	const { body } = await api.call(operations.addBrief, { body: { source } });
	const brief = createBriefReader(api, body.id);
	const params = { id: brief.id };
	const recipe = {
		...SMALL_RECIPE,
		states: [],
		viewports: ['desktop' as const, 'phone' as const]
	};
	await api.call(operations.saveRecipe, { params, body: { recipe } });
	for (const html of PAGES) await api.call(operations.importVariants, { params, body: { html } });
	await photographed(brief);
	const { id } = await brief.variant(1);
	await api.call(operations.photograph, { params, body: { variantIds: [id], film: true } });
	await photographed(brief);
	return brief;
}
