/** Ten pages of known difference, brought into one brief: what is compared, surveyed and filmed in tests. */
import { operations } from '#lib/server/http/operations.ts';
import type { ApiClient } from './api-client.ts';
import { createBriefReader, type BriefReader } from './brief-reader.ts';
import { photographed } from './photographed.ts';
import { SMALL_RECIPE } from './services.ts';

export const LAMPS = 10;
/** From this one on, there are no photographs of a phone. */
export const WITHOUT_PHONE = 6;
/** What the second has and the first has not, in pixels. */
export const BOX = { x: 600, y: 400, width: 200, height: 100 };

const BOX_CSS = `position:absolute;left:${BOX.x}px;top:${BOX.y}px;width:${BOX.width}px;height:${BOX.height}px;background:#000`;
/** What tells one from the others, by number. */
const OWN: Record<number, { css?: string; body?: string }> = {
	1: { css: '@keyframes go{from{translate:0}}h1{translate:300px;animation:go 600ms linear}' },
	2: { css: 'h1{translate:300px}', body: `<i style="${BOX_CSS}"></i>` },
	4: { css: 'body{background:#000;color:#000}' },
	5: { css: 'body{height:4000px}' }
};

function lamp(number: number): string {
	const { css = '', body = `<p>${number}</p>` } = OWN[number] ?? {};
	return `<!doctype html><html lang="en"><head><title>${number === 3 ? 'مصباح 💡' : `Lamp ${number}`}</title>
<style>body{margin:0;background:#fff;font:20px/1.4 sans-serif}h1{margin:40px}p{margin:40px}${css}</style></head>
<body><h1>Lamp</h1>${number === 1 ? '' : body}</body></html>`;
}

/** Brings them in, and waits until they are photographed; the first is filmed too. */
export async function bringLamps(api: ApiClient): Promise<BriefReader> {
	const source = '---\ntitle: A lamp\nviewports: [desktop, phone]\n---\nHow bright it is.\n';
	const { body } = await api.call(operations.addBrief, { body: { source } });
	const brief = createBriefReader(api, body.id);
	const params = { id: brief.id };
	for (let number = 1; number <= LAMPS; number++) {
		if (number === 1 || number === WITHOUT_PHONE) {
			await photographed(brief);
			const viewports: ('desktop' | 'phone')[] = number === 1 ? ['desktop', 'phone'] : ['desktop'];
			const recipe = { ...SMALL_RECIPE, states: [], viewports };
			await api.call(operations.saveRecipe, { params, body: { recipe } });
		}
		await api.call(operations.importVariants, { params, body: { html: lamp(number) } });
	}
	await photographed(brief);
	const { id } = await brief.variant(1);
	await api.call(operations.photograph, { params, body: { variantIds: [id], film: true } });
	await photographed(brief);
	return brief;
}
