/** What is read from a page as it is photographed: text, typefaces, colours, accessibility. */
import { afterAll, describe, expect, it } from 'vitest';
import type { PageFacts } from '#lib/domain/capture-facts.ts';
import { readAxe } from '#lib/capture/axe-reading.ts';
import { RunningBrowser } from '#lib/capture/browser.ts';
import { CAPTURE_LIMITS } from '#lib/capture/limits.ts';
import { SealedPage } from '#lib/capture/sealed-page.ts';
import { browserPath, cameraHere, RESTING, takeGood } from '../fixtures/pages/take.ts';

const camera = cameraHere();
afterAll(() => camera.close());

const page = (body: string, css = ''): string =>
	`<!doctype html><html lang="en"><meta charset="utf-8"><title>t</title><style>body { margin: 0; font: 20px/1.2 sans-serif } ${css}</style><body>${body}`;

async function factsOf(html: string): Promise<PageFacts> {
	const [photograph] = await takeGood(camera, html);
	if (!photograph) throw new Error('There is no photograph.');
	return photograph.facts;
}

/** Texts of the examples, of a fact that must have been measured. */
function textsOf(fact: PageFacts['clippedText']): string[] {
	if (fact === 'not measured') throw new Error('Not measured.');
	expect(fact.count).toBe(fact.examples.length);
	return fact.examples.map(({ text }) => text);
}

describe('text that is cut off', () => {
	const LONG = 'A long line of words that wants more room than it is given';
	it.each<[name: string, html: string, texts: string[]]>([
		[
			'by a narrow box',
			page(`<div style="width: 90px; overflow: hidden; white-space: nowrap">${LONG}</div>`),
			[LONG]
		],
		[
			'with three dots',
			page(
				`<p style="width: 90px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis">${LONG}</p>`
			),
			[LONG]
		],
		[
			'by a low box two levels up',
			page(
				`<div style="height: 30px; overflow: clip"><div><p style="width: 200px">${LONG}</p></div></div>`
			),
			[LONG]
		],
		[
			'not by one that scrolls',
			page(`<div style="width: 90px; overflow: auto; white-space: nowrap">${LONG}</div>`),
			[]
		],
		['not by one that is large enough', page(`<div style="overflow: hidden">${LONG}</div>`), []],
		[
			'not where it is kept for screen readers',
			page(
				`<span style="position: absolute; width: 1px; height: 1px; overflow: hidden; white-space: nowrap">${LONG}</span>x`
			),
			[]
		],
		['not in a closed drawer', page(`<div style="height: 0; overflow: hidden">${LONG}</div>x`), []],
		[
			'not by a box that it is not held by',
			page(
				`<div style="width: 90px; height: 30px; overflow: hidden"><p style="position: absolute">${LONG}</p></div>`
			),
			[]
		]
	])('is told: %s', async (_, html, texts) => {
		expect(textsOf((await factsOf(html)).clippedText)).toEqual(texts);
	});

	it('is told with a selector that finds it', async () => {
		const { clippedText } = await factsOf(
			page(
				`<ul><li>x<li data-vt-id="7" style="width: 60px; overflow: hidden; white-space: nowrap">${LONG}</ul>`
			)
		);
		expect(clippedText).toMatchObject({ examples: [{ selector: 'li[data-vt-id="7"]' }] });
	});
});

describe('text that lies on text', () => {
	const at = (top: number, text: string, style = '') =>
		`<p style="position: absolute; left: 20px; top: ${top}px; margin: 0; ${style}">${text}</p>`;
	it.each<[name: string, html: string, pairs: [string, string][]]>([
		[
			'one on the other',
			page(at(20, 'Number one') + at(26, 'Number two')),
			[['Number one', 'Number two']]
		],
		['one below the other', page(at(20, 'Number one') + at(60, 'Number two')), []],
		[
			'one on a sheet over the other',
			page(at(20, 'Number one') + at(26, 'Number two', 'background: white')),
			[]
		],
		['one hidden', page(at(20, 'Number one') + at(26, 'Number two', 'visibility: hidden')), []],
		['words within words', page('<p>Some <b>bold <i>and slanted</i></b> words</p>'), []]
	])('is told: %s', async (_, html, pairs) => {
		const { overlappingText } = await factsOf(html);
		if (overlappingText === 'not measured') throw new Error('Not measured.');
		expect(overlappingText.examples.map(({ first, second }) => [first.text, second.text])).toEqual(
			pairs
		);
		expect(overlappingText.count).toBe(pairs.length);
	});
});

describe('typefaces and colours', () => {
	it('are those that are there, the most used first', async () => {
		const { fonts } = await factsOf(
			page(
				'<p style="font-family: No Such Face, monospace">Twelve chars</p><p>Much more of the other typeface</p><p hidden style="font-family: fantasy">x</p>'
			)
		);
		expect(fonts).toEqual([
			{ family: 'sans-serif', characters: 31 },
			{ family: 'monospace', characters: 12 }
		]);
	});

	it('are read however they are written, and only where they show', async () => {
		const { colours } = await factsOf(
			page(
				'<p style="color: hsl(0 100% 50%)">x</p><div style="background: oklch(0.5 0 0); height: 9px"></div><div style="height: 9px; border: 3px solid #00ff0080"></div><div style="margin-top: 4000px; background: #123456; height: 9px"></div><p hidden style="color: #abcdef">x</p>',
				'body { background: #fafafa; color: #111 }'
			)
		);
		expect(colours).toEqual(
			expect.arrayContaining([
				{ colour: '#fafafa', uses: 1 },
				{ colour: '#ff0000', uses: 1 },
				{ colour: '#636363', uses: 1 },
				{ colour: '#00ff0080', uses: 1 }
			])
		);
		expect(colours).toHaveLength(4);
	});
});

describe('accessibility', () => {
	const POOR = page(
		'<main><h1 style="color: #ddd; background: #fff">Pale</h1><img src="data:,"><img src="data:,"></main>'
	);
	it('is checked once for each theme, on the first viewport', async () => {
		const photographs: { key: string; ids: unknown }[] = [];
		const shots = (['light', 'dark'] as const).flatMap((theme) =>
			(['desktop', 'phone'] as const).map((viewport) => ({ ...RESTING, viewport, theme }))
		);
		await camera.photograph(
			{ variantId: 'v_test', html: POOR, shots, axe: true },
			(taken) => {
				const axe = taken.facts?.axe;
				const ids = Array.isArray(axe) ? axe.map(({ id, count }) => `${id} ${count}`) : axe;
				photographs.push({ key: `${taken.shot.viewport} ${taken.shot.theme}`, ids });
			},
			new AbortController().signal
		);
		const found = expect.arrayContaining(['image-alt 2', 'color-contrast 1']) as unknown;
		expect(photographs).toEqual([
			{ key: 'desktop light', ids: found },
			{ key: 'phone light', ids: 'not measured' },
			{ key: 'desktop dark', ids: found },
			{ key: 'phone dark', ids: 'not measured' }
		]);
	});

	it.each([
		['too much', 'x', 5_000, 6_000],
		['too slow', '<p><a href="#">x</a> '.repeat(1_500), 3_000, 1],
		['stuck in one step', '<p><a href="#">x</a> '.repeat(1_500), 3_000, -1_499]
	])('is not measured where it is %s, and the page goes on', async (_, body, nodes, limitMs) => {
		const browser = await RunningBrowser.start({
			executablePath: browserPath(),
			limits: CAPTURE_LIMITS
		});
		try {
			const sealed = new SealedPage(await browser.openStage(), CAPTURE_LIMITS);
			await sealed.load(page(body));
			expect(await readAxe(sealed, nodes, limitMs)).toBeNull();
			expect(await sealed.inOurWorld('1 + 1')).toBe(2);
		} finally {
			await browser.end();
		}
	});

	it('is not measured where nobody asked', async () => {
		expect((await factsOf(POOR)).axe).toBe('not measured');
	});
});

it('a page with very many elements is counted, and not read', async () => {
	const facts = await factsOf(page('<i>x</i> '.repeat(21_000)));
	expect(facts.nodes).toBeGreaterThan(21_000);
	expect([facts.clippedText, facts.overlappingText, facts.fonts, facts.colours, facts.axe]).toEqual(
		Array(5).fill('not measured')
	);
});

it('a page cannot forge what is read', async () => {
	const facts = await factsOf(
		page(
			'<p>Real</p><script>window.getComputedStyle = () => ({}); Element.prototype.getBoundingClientRect = () => ({}); Document.prototype.querySelectorAll = () => []; Array.prototype.map = () => []; JSON.stringify = () => "x"</script>'
		)
	);
	expect(facts.fonts).toEqual([{ family: 'sans-serif', characters: 4 }]);
	expect(facts.nodes).toBe(8);
});
