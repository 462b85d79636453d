/** Photographs of good documents, taken by a real browser. */
import { readFileSync } from 'node:fs';
import { PNG } from 'pngjs';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { THEMES, VIEWPORTS, VIEWPORT_NAMES, shotKey } from '#lib/domain/capture.ts';
import { PageFacts } from '#lib/domain/capture-facts.ts';
import { defaultRecipe, shotsOf } from '#lib/domain/recipe.ts';
import { cameraHere, RESTING, take, takeGood } from '../fixtures/pages/take.ts';

const SWITCH = readFileSync(new URL('../fixtures/pages/switch.html', import.meta.url), 'utf8');
const page = (body: string): string =>
	`<!doctype html><html lang="en"><meta charset="utf-8"><title>t</title><body>${body}`;

const camera = cameraHere();
afterAll(() => camera.close());

/** Red, green and blue of one pixel, by another decoder than the camera's own. */
function pixel(png: Uint8Array, left: number, top: number): number[] {
	const { data, width } = PNG.sync.read(Buffer.from(png));
	const at = (top * width + left) * 4;
	return [...data.subarray(at, at + 3)];
}

describe('a good document', () => {
	it('has a window as large as the screen, whatever the viewport', async () => {
		const told = page(`<script>
			const say = () => console.error(outerWidth, outerHeight, screen.width, screen.height);
			say();
			addEventListener('resize', say);
		</script>`);
		const shots = (['phone', 'desktop', 'tablet'] as const).map((viewport) => ({
			...RESTING,
			viewport
		}));
		const photographs = await takeGood(camera, told, shots);
		expect(photographs.map(({ facts }) => facts.consoleErrors.at(-1))).toEqual([
			'390 844 390 844',
			'1440 900 1440 900',
			'820 1180 820 1180'
		]);
	});

	it('is photographed at every viewport, theme and state in one visit', async () => {
		const brief = {
			viewports: [...VIEWPORT_NAMES],
			themes: [...THEMES],
			states: ['asked', 'unheard of']
		};
		const shots = shotsOf({ ...defaultRecipe(brief), otherThemes: 'every', poses: false }, brief);
		const photographs = await takeGood(camera, SWITCH, shots);

		expect(photographs.map(({ shot }) => shotKey(shot)).sort()).toEqual(shots.map(shotKey).sort());
		for (const { shot, image, thumb, width, height, facts, browser } of photographs) {
			expect({ width, height }).toEqual(VIEWPORTS[shot.viewport]);
			expect(await sharp(image).metadata()).toMatchObject({ format: 'png', width, height });
			expect(await sharp(thumb).metadata()).toMatchObject({
				format: 'webp',
				width: Math.min(640, width)
			});
			expect(PageFacts.parse(facts)).toMatchObject({
				blank: false,
				consoleErrors: [],
				pageErrors: [],
				refusedRequests: {},
				dialogs: 0,
				popups: 0,
				overflowX: 0
			});
			expect(browser).toMatch(/^Chromium.* \d+\./);
		}
		const changed = photographs.map(({ shot, facts }) => [shot.state, facts.stateChanged]);
		expect(changed.filter(([state]) => state !== null)).toEqual([
			['asked', true],
			['unheard of', false]
		]);
		expect(
			changed.filter(([state]) => state === null).every(([, value]) => value === 'not measured')
		).toBe(true);
		const corner = new Map<string, number[]>();
		for (const { shot, image } of photographs) corner.set(shotKey(shot), pixel(image, 2, 2));
		expect(corner.get('desktop-light')).toEqual([0xfa, 0xf7, 0xf2]);
		expect(corner.get('phone-dark')).toEqual([0x1b, 0x18, 0x15]);
	});

	it('gives the same bytes twice, with motion at its end and chance repeated', async () => {
		const restless =
			page(`<style>div { width: 50px; height: 50px; background: teal; animation: a 7s infinite }
			@keyframes a { to { transform: rotate(1turn) } } h1 { animation: b 9s both } @keyframes b { from { opacity: 0 } to { color: rgb(0, 128, 0) } }</style>
			<h1>x</h1><div></div><p></p><input autofocus><script>document.querySelector('p').textContent = Math.random() + new Date().toDateString()</script>`);
		const [once] = await takeGood(camera, restless);
		const [again] = await takeGood(camera, restless);
		expect(Buffer.compare(once?.image ?? Buffer.of(1), again?.image ?? Buffer.of(2))).toBe(0);
	});

	it('compares a state with the resting look even when nobody asked for that', async () => {
		const photographs = await takeGood(camera, SWITCH, [
			{ viewport: 'phone', theme: 'dark', state: 'asked', pose: 'rest' }
		]);
		expect(photographs.map(({ facts }) => facts.stateChanged)).toEqual([true]);
	});

	it('is photographed by nobody for no shots', async () => {
		expect(await take(camera, SWITCH, [])).toEqual([]);
	});
});

describe('facts', () => {
	const cases: [name: string, html: string, facts: Partial<PageFacts>][] = [
		[
			'console errors',
			page('<script>console.error("lost", 7); console.log("fine")</script>'),
			{ consoleErrors: ['lost 7'], pageErrors: [] }
		],
		[
			'an exception at load',
			page('<p>x<script>null.x</script>'),
			{
				pageErrors: [expect.stringContaining('TypeError')] as unknown as string[],
				consoleErrors: []
			}
		],
		[
			'dialogs',
			page(
				'<p>x<script>for (let i = 0; i < 10_000; i++) alert(i); if (confirm() || prompt()) document.body.remove()</script>'
			),
			{ dialogs: 10_002, blank: false }
		],
		[
			'popups',
			page(
				'<a id="a" href="https://elsewhere.invalid" target="_blank">x</a><script>window.open("https://elsewhere.invalid"); a.click()</script>'
			),
			{ popups: 2 }
		],
		[
			'refused requests',
			page(
				'<img src="https://elsewhere.invalid/a.png"><link rel="stylesheet" href="https://elsewhere.invalid/b.css"><script src="https://elsewhere.invalid/c.js"></script><script>fetch("https://elsewhere.invalid").catch(() => {})</script>'
			),
			{ refusedRequests: { image: 1, stylesheet: 1, script: 1, fetch: 1 } }
		],
		[
			'leaving later',
			page(
				'<p>x<script>setTimeout(() => { location.href = "https://elsewhere.invalid" }, 50)</script>'
			),
			{ refusedRequests: { document: 1 }, pageErrors: [], blank: false }
		],
		[
			'leaving at once',
			page('<p>x<script>location.href = "https://elsewhere.invalid"</script>'),
			{
				refusedRequests: { document: 1 },
				pageErrors: [expect.stringContaining('tried to leave')] as unknown as string[],
				blank: false
			}
		],
		[
			'a tall page',
			page('<style>body { margin: 0 }</style><div style="height: 60000px">x</div>'),
			{ documentHeight: 60_000, overflowX: 0 }
		],
		[
			'overflow',
			page('<style>body { margin: 0 }</style><div style="width: 1500px">x</div>'),
			{ overflowX: 60 }
		],
		['a blank page', page(''), { blank: true }],
		['nodes', page('<i></i>'.repeat(20)), { nodes: 25 }],
		[
			'elements that hide document properties',
			page(
				'<form name="fonts"></form><img name="images" alt="x"><form name="body"></form><form name="documentElement"></form>'
			),
			{ nodes: 9, overflowX: 0 }
		]
	];
	it.each(cases)('tell of %s', async (_, html, facts) => {
		const [photograph] = await takeGood(camera, html, [RESTING]);
		expect(photograph?.facts).toMatchObject(facts);
		expect(PageFacts.parse(photograph?.facts)).toBeDefined();
	});

	it('keep fifty of very many messages, and count the rest', async () => {
		const [photograph] = await takeGood(
			camera,
			page('<script>for (let i = 0; i < 300; i++) console.error("e" + i)</script>')
		);
		expect(photograph?.facts.consoleErrors).toHaveLength(51);
		expect(photograph?.facts.consoleErrors.at(-1)).toBe('and 250 more');
	});
});
