import { describe, expect, it } from 'vitest';
import type { MotionStripView } from '#lib/domain/view.ts';
import {
	actsOf,
	frameAt,
	lengthOf,
	momentsOf,
	movesInAct,
	stillWords,
	triggerName
} from './playback.ts';

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

describe('what several variants do', () => {
	const strip = (
		trigger: MotionStripView['trigger'],
		reduced: boolean,
		sha256s: string[],
		message: string | null = null
	): MotionStripView => ({
		id: `${trigger} ${reduced}`,
		viewport: 'desktop',
		theme: 'light',
		trigger,
		reduced,
		status: message === null ? 'filmed' : 'failed',
		frames: sha256s.map((imageSha256, index) => ({
			atMs: index * 100,
			imageSha256,
			thumbSha256: imageSha256
		})),
		animations: [],
		error: message === null ? null : { code: 'capture_no_control', message }
	});
	const acts = actsOf([
		{
			number: 3,
			strips: [
				strip('load', false, ['a', 'b']),
				strip('load', true, ['b', 'b']),
				strip('hover', false, ['b'])
			]
		},
		{
			number: 7,
			strips: [strip('hover', false, [], 'No button.'), strip('hover', true, [], 'No button.')]
		}
	]);

	it('is told trigger by trigger, of those that were filmed', () => {
		expect(acts.map((scene) => scene.map(({ number, trigger }) => `${number} ${trigger}`))).toEqual(
			[['3 load'], ['3 hover', '7 hover']]
		);
		expect(acts.flat().map(movesInAct)).toEqual([true, false, false]);
	});

	it('says of what does not move why, once', () => {
		expect(stillWords(acts[1] ?? [])).toEqual([
			{ number: 3, lines: ['Main control, hovered: holds still'] },
			{ number: 7, lines: ['Main control, hovered: No button.'] }
		]);
	});
});
