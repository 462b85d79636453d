import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { untilAborted } from './until-aborted.ts';

const never = new Promise<never>(() => undefined);

describe('waiting until a signal', () => {
	it('gives the value, and lets go of the signal', async () => {
		const { signal } = new AbortController();
		await expect(untilAborted(Promise.resolve(7), signal)).resolves.toBe(7);
		expect(getEventListeners(signal, 'abort')).toHaveLength(0);
	});

	it('rejects with the reason of the signal, or with another', async () => {
		const stopping = new AbortController();
		const plain = untilAborted(never, stopping.signal);
		const told = untilAborted(never, stopping.signal, () => new Error('told otherwise'));
		stopping.abort(new Error('the reason'));
		await expect(plain).rejects.toThrow('the reason');
		await expect(told).rejects.toThrow('told otherwise');
	});

	it('does not wait at all when the signal was there before', async () => {
		await expect(untilAborted(never, AbortSignal.abort(new Error('before')))).rejects.toThrow(
			'before'
		);
	});
});
