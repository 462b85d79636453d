/** The same page gives the same bytes: run after run, browser after browser. What cannot be held still says so. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, describe, expect, it } from 'vitest';
import type { Camera } from '#lib/capture/camera.ts';
import { shotKey, type Shot } from '#lib/domain/capture.ts';
import { restlessPages, UNHOLDABLE } from '../fixtures/pages/restless.ts';
import { cameraHere, RESTING, takeGood } from '../fixtures/pages/take.ts';

const FONT = createRequire(import.meta.url).resolve(
	'@fontsource-variable/archivo/files/archivo-latin-wght-normal.woff2'
);
const PAGES = await restlessPages(
	`data:font/woff2;base64,${readFileSync(FONT).toString('base64')}`
);
const SHOTS: Shot[] = [
	RESTING,
	{ ...RESTING, viewport: 'phone', theme: 'dark' },
	{ ...RESTING, state: 'asked' }
];

const cameras = [cameraHere({ size: 1 }), cameraHere({ size: 1 })];
afterAll(() => Promise.all(cameras.map((camera) => camera.close())));

async function bytesOf(camera: Camera, html: string): Promise<[string, string][]> {
	const photographs = await takeGood(camera, html, SHOTS);
	return photographs.map(({ shot, image }) => [
		shotKey(shot),
		Buffer.from(image).toString('base64')
	]);
}

describe('the same bytes twice, from two browsers', () => {
	it.each(Object.keys(PAGES))('of %s', async (name) => {
		const html = PAGES[name] ?? '';
		const [here, there] = await Promise.all(cameras.map((camera) => bytesOf(camera, html)));
		const [again] = await Promise.all(cameras.slice(0, 1).map((camera) => bytesOf(camera, html)));
		expect(here?.map(([key]) => key)).toEqual(SHOTS.map(shotKey));
		const same = (other: typeof here) =>
			here?.map(([key, bytes], at) => [key, bytes === other?.[at]?.[1]]);
		const all = SHOTS.map((shot) => [shotKey(shot), true]);
		expect([same(there), same(again)]).toEqual([all, all]);
	});

	it('and other bytes of another page', async () => {
		const [camera] = cameras;
		if (!camera) throw new Error('There is no camera.');
		const html = PAGES['CSS animations'] ?? '';
		const [one, other] = [
			await bytesOf(camera, html),
			await bytesOf(camera, html.replace('teal', 'olive'))
		];
		expect(one.map(([, bytes], at) => bytes === other[at]?.[1])).toEqual([false, false, false]);
	});
});

describe('what goes by real time', () => {
	it('is said to be unstable, with its share and its place', async () => {
		const [camera] = cameras;
		if (!camera) throw new Error('There is no camera.');
		const [photograph] = await takeGood(camera, UNHOLDABLE);
		const unstable = photograph?.facts.unstable;
		if (typeof unstable !== 'object') throw new Error(`Told as ${String(unstable)}.`);
		expect(unstable.share).toBeCloseTo((160 * 80) / (1440 * 900), 3);
		expect(unstable.boxes).toEqual([{ x: 320, y: 160, width: 160, height: 80 }]);
	});

	it('and a page without it is photographed once, and is stable', async () => {
		const [camera] = cameras;
		if (!camera) throw new Error('There is no camera.');
		const [photograph] = await takeGood(camera, PAGES['an endless interval'] ?? '');
		expect(photograph?.facts.unstable).toBe(false);
	});
});
