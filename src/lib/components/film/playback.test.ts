import { describe, expect, it } from 'vitest';
import { frameAt, lengthOf, momentsOf, triggerName } from './playback.ts';

const frames = [0, 100, 250, 400].map((atMs) => ({ atMs }));

describe('a film', () => {
	it.each([
		[0, 0],
		[99.9, 0],
		[100, 100],
		[399, 250],
		[9000, 400]
	])('shows at %d ms the frame taken at %d ms', (ms, wanted) => {
		expect(frameAt(frames, ms)?.atMs).toBe(wanted);
	});

	it('shows its first frame before that was taken, and nothing when there is none', () => {
		expect(frameAt([{ atMs: 16 }], 0)?.atMs).toBe(16);
		expect(frameAt([], 0)).toBeNull();
	});

	it('shares its moments with others, in order, each once', () => {
		expect(
			momentsOf([{ frames: [{ atMs: 0 }, { atMs: 250 }] }, { frames: [...frames, { atMs: 1000 }] }])
		).toEqual([0, 100, 250, 400, 1000]);
	});

	it('holds its last frame for a moment', () => {
		expect(lengthOf([0, 1000])).toBe(1200);
	});
});

it('says what sets a page in motion', () => {
	expect([triggerName('press'), triggerName('state:first-run')]).toEqual([
		'Main control, pressed',
		'To first run'
	]);
});
