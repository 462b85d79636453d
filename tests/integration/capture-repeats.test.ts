import { PNG } from 'pngjs';
import { afterAll, describe, expect, it } from 'vitest';
import { createCamera } from '#lib/capture/create-camera.ts';
import { findBrowser } from '#lib/capture/find-browser.js';
import { differingShare } from '#lib/scoring/similarity/difference.ts';

const browser = findBrowser({ env: process.env });
if (!browser) throw new Error('The tests need a browser.');
const camera = createCamera({ executablePath: browser.path });
afterAll(() => camera.close());

/** A page with everything that likes to differ from visit to visit. */
const RESTLESS = `<!doctype html><html lang="en"><title>Restless</title><style>
	@keyframes slide { from { transform: translateX(0) } to { transform: translateX(300px) } }
	#moving { width: 80px; height: 80px; background: #24f; animation: slide 700ms ease-out both }
</style><body><h1>Restless</h1><p id="chance"></p><div id="moving"></div>
<script>document.getElementById('chance').textContent = String(Math.random())</script></body></html>`;

async function photograph(html: string): Promise<PNG[]> {
	const pictures: PNG[] = [];
	await camera.photograph(
		{
			variantId: 'v_restless',
			html,
			shots: [
				{ viewport: 'desktop', theme: 'light', state: null },
				{ viewport: 'phone', theme: 'dark', state: null }
			]
		},
		(taken) => {
			if (taken.status === 'taken') pictures.push(PNG.sync.read(Buffer.from(taken.image)));
		},
		new AbortController().signal
	);
	return pictures;
}

describe('the camera', () => {
	it('takes the same picture of the same page, and another of another', async () => {
		const [first, again, other] = [
			await photograph(RESTLESS),
			await photograph(RESTLESS),
			await photograph(RESTLESS.replace('#24f', '#e41'))
		];
		expect(first.map(({ width, height }) => [width, height])).toEqual([
			[1440, 900],
			[390, 844]
		]);
		for (const [index, picture] of first.entries()) {
			const [twin, stranger] = [again[index], other[index]];
			expect(twin && differingShare(picture, twin)).toBe(0);
			expect(stranger && differingShare(picture, stranger)).toBeGreaterThan(0);
		}
	});
});
