import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ModelSlots } from './model-slots.ts';

/** Takes slots for `models` until none is left, and returns who got them, in order. */
function fill(slots: ModelSlots, models: string[], now: number, name = ''): string[] {
	const taken: string[] = [];
	for (let model = slots.next(models, now); model !== null; model = slots.next(models, now)) {
		slots.take(`${name}${taken.length}`, model);
		taken.push(model);
	}
	return taken;
}

describe('slots', () => {
	const shares: [total: number, models: string[], dealt: string[]][] = [
		[3, ['a'], ['a', 'a', 'a']],
		[4, ['a', 'b'], ['a', 'b', 'a', 'b']],
		[5, ['a', 'b', 'c'], ['a', 'b', 'c', 'a', 'b']],
		[2, ['a', 'b', 'c'], ['a', 'b']],
		[1, ['b', 'a'], ['b']]
	];
	it.each(shares)('%i of them are dealt evenly to %j', (total, models, dealt) => {
		expect(fill(new ModelSlots(total), models, 0)).toEqual(dealt);
	});

	it('are all for the model that is left', () => {
		const slots = new ModelSlots(4);
		fill(slots, ['a', 'b'], 0);
		slots.succeed('0');
		slots.succeed('2');
		expect(fill(slots, ['b'], 0, 'later')).toEqual(['b', 'b']);
	});
});

describe('a model that pushes back', () => {
	const waits: [waitMs: number | null, pause: number][] = [
		[10, 10],
		[5_000, 5_000],
		[3_600_000, 60_000],
		[null, 1_000]
	];
	it.each(waits)('is left alone: asked for %s ms, %i ms', (waitMs, pause) => {
		const slots = new ModelSlots(4);
		fill(slots, ['a'], 0);
		slots.pushBack('0', waitMs, 100);
		for (const id of ['1', '2', '3']) slots.release(id);
		expect(slots.next(['a'], 100 + pause - 1)).toBeNull();
		expect(slots.pauseLeft(100)).toBe(pause);
		expect(slots.next(['a'], 100 + pause)).toBe('a');
		expect(slots.pauseLeft(100 + pause)).toBeNull();
	});

	it('has half as many at once, however many of those in flight say the same', () => {
		const slots = new ModelSlots(8);
		fill(slots, ['a'], 0);
		for (const id of ['0', '1', '2', '3', '4', '5', '6', '7']) slots.pushBack(id, 10, 0);
		expect(slots.limitOf('a')).toBe(4);
		expect(fill(slots, ['a'], 10, 'again')).toHaveLength(4);
		slots.pushBack('again0', 10, 10);
		expect(slots.limitOf('a')).toBe(2);
	});

	it('always keeps one', () => {
		const slots = new ModelSlots(2);
		for (let now = 0; now < 50; now += 10) {
			slots.take('x', 'a');
			slots.pushBack('x', 10, now);
			expect(slots.limitOf('a')).toBe(1);
		}
	});

	it('is given one back for every four replies in a row, up to where it began', () => {
		const slots = new ModelSlots(4);
		fill(slots, ['a'], 0);
		slots.pushBack('0', 0, 0);
		for (const id of ['1', '2', '3']) slots.release(id);
		const limits: number[] = [];
		for (let reply = 0; reply < 16; reply++) {
			slots.take('x', 'a');
			slots.succeed('x');
			limits.push(slots.limitOf('a'));
		}
		expect(limits).toEqual([2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4, 4]);
	});

	it('leaves its part to the others', () => {
		const slots = new ModelSlots(4);
		fill(slots, ['a', 'b'], 0);
		slots.pushBack('0', 60_000, 0);
		slots.pushBack('2', 60_000, 0);
		expect(fill(slots, ['a', 'b'], 0, 'more')).toEqual(['b', 'b']);
	});
});

describe('whatever happens', () => {
	const models = ['a', 'b', 'c'];
	const step = fc.record({
		kind: fc.constantFrom('begin' as const, 'succeed' as const, 'fail' as const, 'push' as const),
		pick: fc.nat(40),
		waitMs: fc.option(fc.integer({ min: 0, max: 120_000 })),
		laterMs: fc.nat(20_000)
	});

	it('no more are in flight than the round allows, and none by a model that is full or left alone', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 8 }),
				fc.array(step, { maxLength: 120 }),
				(total, steps) => {
					const slots = new ModelSlots(total);
					const open = new Map<string, string>();
					const quietUntil = new Map<string, number>();
					let now = 0;
					steps.forEach(({ kind, pick, waitMs, laterMs }, index) => {
						now += laterMs;
						const [id, model] = [...open][pick % Math.max(1, open.size)] ?? [];
						if (kind === 'begin') {
							const next = slots.next(models, now);
							if (next === null) return;
							const mine = [...open.values()].filter((name) => name === next).length;
							expect(mine).toBeLessThan(slots.limitOf(next));
							expect(now).toBeGreaterThanOrEqual(quietUntil.get(next) ?? 0);
							slots.take(String(index), next);
							open.set(String(index), next);
						} else if (id !== undefined && model !== undefined) {
							open.delete(id);
							if (kind === 'succeed') slots.succeed(id);
							if (kind === 'fail') slots.release(id);
							if (kind === 'push') {
								slots.pushBack(id, waitMs, now);
								const until = now + Math.min(waitMs ?? 1_000, 60_000);
								quietUntil.set(model, Math.max(until, quietUntil.get(model) ?? 0));
							}
						}
						expect(slots.inFlight).toBe(open.size);
						expect(slots.inFlight).toBeLessThanOrEqual(total);
						for (const name of models) {
							expect(slots.limitOf(name)).toBeGreaterThanOrEqual(1);
							expect(slots.limitOf(name)).toBeLessThanOrEqual(total);
						}
					});
					// Left alone long enough, whoever is free is asked again.
					for (const id of open.keys()) slots.release(id);
					expect(slots.next(models, now + 60_000)).not.toBeNull();
				}
			)
		);
	});
});
