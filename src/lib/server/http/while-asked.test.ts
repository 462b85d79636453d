import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { whileAsked } from './while-asked.ts';

describe('work for somebody', () => {
	it('is told when they have gone, and leaves nothing on the line', async () => {
		const line = new EventEmitter();
		const wasAborted = await whileAsked(line, async (signal) => {
			expect(signal.aborted).toBe(false);
			line.emit('close');
			return Promise.resolve(signal.aborted);
		});
		expect(wasAborted).toBe(true);
		await expect(whileAsked(line, () => Promise.reject(new Error('broken')))).rejects.toThrow(
			'broken'
		);
		expect(line.listenerCount('close')).toBe(0);
	});

	it('is done to its end where there is no line', async () => {
		expect(await whileAsked(null, (signal) => Promise.resolve(signal.aborted))).toBe(false);
	});
});
