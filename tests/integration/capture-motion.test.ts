/** Poses of the main control, and strips of motion, of real pages in a real browser. */
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import type { FilmedStrip, Strip } from '#lib/capture/camera.ts';
import type { Shot } from '#lib/domain/capture.ts';
import { FRAME_TIMES_MS, takeKey, type MotionTrigger, type Take } from '#lib/domain/motion.ts';
import { cameraHere, failures, RESTING, take, takeGood } from '../fixtures/pages/take.ts';

const camera = cameraHere();
afterAll(() => camera.close());

const page = (body: string): string =>
	`<!doctype html><html lang="en"><meta charset="utf-8"><title>t</title><body style="margin: 0">${body}`;

/** A bar that is as wide as it has got on its way from 0 to 500 pixels, in each frame of the strip. */
async function widths({ frames }: FilmedStrip): Promise<number[]> {
	return Promise.all(
		frames.map(async ({ image }) => {
			const row = await sharp(image)
				.removeAlpha()
				.extract({ left: 0, top: 5, width: 600, height: 1 })
				.raw()
				.toBuffer();
			let width = 0;
			while (width < 600 && row[width * 3] === 0) width++;
			return width;
		})
	);
}

const TAKE: Take = { viewport: 'desktop', theme: 'light', trigger: 'load', reduced: false };

async function film(html: string, takes: Partial<Take>[], by = camera): Promise<Strip[]> {
	const strips: Strip[] = [];
	await by.film(
		{ variantId: 'v_test', html, takes: takes.map((each) => ({ ...TAKE, ...each })) },
		(strip) => void strips.push(strip),
		new AbortController().signal
	);
	return strips;
}

async function filmGood(html: string, takes: Partial<Take>[]): Promise<FilmedStrip[]> {
	return (await film(html, takes)).map((strip) => {
		if (strip.status === 'failed') throw strip.error;
		return strip;
	});
}

describe('poses', () => {
	const FORM =
		page(`<style>button { transition: background 300ms; background: #ccc; border: 0; padding: 20px }
		button:hover { background: #00f } button:focus-visible { outline: 6px solid #f00 }</style>
		<button type="button" style="width: 900px">Large, and not the one</button>
		<form onsubmit="return false"><input name="a"><button id="send">Send it</button></form>`);
	const shots: Shot[] = (['rest', 'hover', 'focus'] as const).map((pose) => ({
		...RESTING,
		pose
	}));

	it('are of the first submit button, which is named, and come to rest', async () => {
		const [rest, hover, focus] = await takeGood(camera, FORM, shots);
		expect(rest?.facts.control).toBe('not measured');
		for (const posed of [hover, focus]) {
			expect(posed?.facts.control).toMatchObject({ selector: '#send', text: 'Send it' });
			expect(posed?.facts.stateChanged).toBe(true);
		}
		const box = hover?.facts.control;
		if (typeof box !== 'object') throw new Error('There is no control.');
		const inside = { left: box.box.x + 4, top: box.box.y + 4, width: 1, height: 1 };
		const colour = async (image?: Uint8Array) => [
			...(await sharp(image).removeAlpha().extract(inside).raw().toBuffer())
		];
		expect(await colour(hover?.image)).toEqual([0, 0, 255]);
		expect(await colour(focus?.image)).toEqual([204, 204, 204]);
	});

	it('say of a control that does nothing that it does nothing', async () => {
		const still = page(
			'<style>*:focus { outline: none } button { cursor: default; all: unset }</style><button>Still</button>'
		);
		const photographs = await takeGood(camera, still, shots.slice(0, 2));
		expect(photographs.map(({ facts }) => facts.stateChanged)).toEqual(['not measured', false]);
	});

	it.each([
		['no control', '<p>Only words'],
		['a hidden one', '<button hidden>x</button><button style="opacity: 0">x</button>'],
		['a disabled one', '<button disabled>x</button>'],
		['one below the fold', '<div style="height: 4000px">x</div><button>x</button>'],
		[
			'one under a sheet',
			'<button>x</button><div style="position: fixed; inset: 0; background: #eee">x</div>'
		]
	])('of a page with %s fail alone, with that reason', async (_, body) => {
		const photographs = await take(camera, page(body), [...shots, { ...RESTING, state: 'asked' }]);
		expect(photographs.map(({ status }) => status)).toEqual(['taken', 'failed', 'failed', 'taken']);
		expect(failures(photographs).map(({ error }) => error.code)).toEqual([
			'capture_no_control',
			'capture_no_control'
		]);
	});

	it('in a state are taken in that state', async () => {
		const html = page(
			'<style>[data-state=asked] button { background: teal }</style><button>Ask</button>'
		);
		const photographs = await takeGood(camera, html, [
			{ ...RESTING, state: 'asked', pose: 'focus' },
			{ ...RESTING, state: 'asked' }
		]);
		expect(photographs.map(({ shot }) => shot.pose)).toEqual(['rest', 'focus']);
		expect(photographs.every(({ facts }) => facts.stateChanged === true)).toBe(true);
	});
});

describe('strips', () => {
	const BAR =
		'<div id="bar" style="height: 40px; background: #000; width: 500px"></div><button id="go">Go</button>';
	const EXPECTED = [0, 50, 125, 200, 350, 500];

	it.each<[name: string, trigger: MotionTrigger, html: string]>([
		[
			'a CSS animation at load',
			'load',
			page(
				`<style>#bar { animation: grow 1s linear } @keyframes grow { from { width: 0 } }</style>${BAR}`
			)
				.replace('; width: 500px', '')
				.replace('</style>', '#bar { width: 500px }</style>')
		],
		[
			'frames drawn at load',
			'load',
			page(
				`${BAR}<script>bar.style.width = 0; requestAnimationFrame(function step(at) { bar.style.width = Math.min(500, at / 2) + 'px'; requestAnimationFrame(step) })</script>`
			)
		],
		[
			'a transition on hover',
			'hover',
			page(
				`<style>#bar { width: 0; transition: width 1s linear } body:has(#go:hover) #bar { width: 500px }</style>${BAR}`
			).replace('; width: 500px', '')
		],
		[
			'a transition on focus',
			'focus',
			page(
				`<style>#bar { width: 0; transition: width 1s linear } body:has(#go:focus-visible) #bar { width: 500px }</style>${BAR}`
			).replace('; width: 500px', '')
		],
		[
			'an animation made by a press',
			'press',
			page(
				`${BAR}<script>bar.style.width = 0; go.onclick = () => { bar.animate({ width: ['0px', '500px'] }, { duration: 1000, fill: 'forwards' }) }</script>`
			)
		],
		[
			'timers in a state',
			'state:asked',
			page(
				`${BAR}<script>bar.style.width = 0; document.addEventListener('vitrine:state', () => { let n = 0; const id = setInterval(() => { bar.style.width = ++n * 25 + 'px'; if (n === 20) clearInterval(id) }, 50) })</script>`
			)
		]
	])('show %s as it goes on', async (_, trigger, html) => {
		const [strip] = await filmGood(html, [{ trigger }]);
		if (!strip) throw new Error('There is no strip.');
		expect(strip.frames.map(({ atMs }) => atMs)).toEqual([...FRAME_TIMES_MS]);
		for (const [at, width] of (await widths(strip)).entries()) {
			// A frame of the page's own clock is 17 ms long, in which the bar grows by 8 pixels.
			expect(Math.abs(width - (EXPECTED[at] ?? 0))).toBeLessThanOrEqual(9);
		}
	});

	const LISTED = page(`<style>
		#bar { width: 200px; height: 40px; background: #000; animation: pulse 2s ease-in 150ms infinite }
		@keyframes pulse { to { opacity: 0.4; transform: scale(0.9) } }
		#go { transition: background-color 240ms cubic-bezier(0.4, 0, 0.2, 1) 60ms } #go:hover { background-color: red }
		@media (prefers-reduced-motion: reduce) { #bar { animation: none } #go { transition: none } }
	</style><div id="bar"></div><button id="go">Go</button>`);

	it('name every animation, and fewer where less motion is asked for', async () => {
		const [hover, reduced] = await filmGood(LISTED, [
			{ trigger: 'hover' },
			{ trigger: 'hover', reduced: true }
		]);
		expect(hover?.animations).toEqual([
			{
				target: '#bar',
				kind: 'animation',
				name: 'pulse',
				properties: expect.arrayContaining(['opacity', 'transform']),
				durationMs: 2000,
				delayMs: 150,
				easing: 'ease-in',
				iterations: null
			},
			{
				target: '#go',
				kind: 'transition',
				name: '',
				properties: ['backgroundColor'],
				durationMs: 240,
				delayMs: 60,
				easing: 'cubic-bezier(0.4, 0, 0.2, 1)',
				iterations: 1
			}
		]);
		expect(reduced?.animations).toEqual([]);
		expect(
			new Set(reduced?.frames.map(({ image }) => Buffer.from(image).toString('base64'))).size
		).toBe(1);
	});

	it('are the same bytes from another browser', async () => {
		const other = cameraHere({ size: 1 });
		const takes: Partial<Take>[] = [{ trigger: 'load' }, { trigger: 'hover' }];
		const bytes = (strips: Strip[]) =>
			strips.flatMap((strip) =>
				strip.status === 'filmed'
					? strip.frames.map(({ image }) => Buffer.from(image).toString('base64'))
					: []
			);
		const [here, there] = await Promise.all([
			film(LISTED, takes),
			film(LISTED, takes, other).finally(() => other.close())
		]);
		expect(bytes(here)).toHaveLength(12);
		expect(bytes(here).map((frame, at) => frame === bytes(there)[at])).toEqual(
			Array(12).fill(true)
		);
	});

	it('fail alone where there is no control, and all that are left where the page hangs', async () => {
		const strips = await film(page('<p>Only words'), [{ trigger: 'hover' }, { trigger: 'load' }]);
		expect(strips.map(({ take, status }) => [takeKey(take), status])).toEqual([
			['desktop-light-hover', 'failed'],
			['desktop-light-load', 'filmed']
		]);
		const short = cameraHere({ size: 1, limits: { answerMs: 1_500, settleMs: 500 } });
		const hung = await film(
			page('<p>x<script>document.addEventListener("vitrine:state", () => { for (;;); })</script>'),
			[{ trigger: 'load' }, { trigger: 'state:a' }, { trigger: 'state:b' }],
			short
		);
		expect(await takeGood(short, page('<p>x'))).toHaveLength(1);
		await short.close();
		expect(
			hung.map((strip) => (strip.status === 'failed' ? strip.error.code : strip.status))
		).toEqual(['filmed', 'capture_timeout', 'capture_timeout']);
	});
});
