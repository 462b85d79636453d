import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Speed } from './playback.ts';
import { Player } from './player.svelte.ts';

afterEach(() => void vi.unstubAllGlobals());

describe('the clock of the strips', () => {
	it.each<[Speed, [number, boolean][]]>([
		[1, [[200, true], [400, true], [500, false]]], // prettier-ignore
		[0.2, [[40, true], [80, true], [120, true]]] // prettier-ignore
	])('goes at %d of real speed, and ends with the film', (speed, wanted) => {
		const frames: FrameRequestCallback[] = [];
		vi.stubGlobal('requestAnimationFrame', (run: FrameRequestCallback) => frames.push(run));
		vi.stubGlobal('cancelAnimationFrame', () => undefined);
		vi.stubGlobal('performance', { now: () => 1000 });
		const player = new Player();
		player.speed = speed;
		player.play(500);
		const seen = [1200, 1400, 1600].map((now) => {
			frames.shift()?.(now);
			return [Math.round(player.at), player.isPlaying];
		});
		expect(seen).toEqual(wanted);
	});
});
