import { describe, expect, it } from 'vitest';
import { createLastActs } from './last-acts.ts';

describe('last acts', () => {
	it('are those that were not taken off, however many there are, and listen only while there are any', () => {
		const before = process.listenerCount('exit');
		const done: number[] = [];
		const { add } = createLastActs();
		const takeOff = Array.from({ length: 40 }, (_, index) => add(() => done.push(index)));
		expect(process.listenerCount('exit')).toBe(before + 1);

		for (const forget of takeOff.slice(2)) forget();
		const perform = process.listeners('exit').at(-1);
		perform?.call(process, 0);
		expect(done).toEqual([0, 1]);
		for (const forget of takeOff) forget();
		expect(process.listenerCount('exit')).toBe(before);
	});
});
