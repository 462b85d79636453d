/** Threads that end, break or hang cost their own job and nothing else. */
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import {
	createWorkerPool,
	type WorkerPool,
	type WorkerPoolOptions
} from '#lib/server/comparison/worker-pool.ts';
import { until } from '../support/services.ts';

const FRAIL = fileURLToPath(new URL('../fixtures/workers/frail.js', import.meta.url));

let pool: WorkerPool<string, number>;
function open(options: Partial<WorkerPoolOptions> = {}): void {
	pool = createWorkerPool({ entry: FRAIL, size: 1, ...options });
}
afterEach(() => pool.close());

describe('the threads', () => {
	it('start when there is work, and are used again', async () => {
		open();
		expect(pool.alive).toBe(0);
		const first = await pool.run('id');
		expect(await pool.run('id')).toBe(first);
		expect(pool.alive).toBe(1);
	});

	it('are as many as there may be, and no job waits for a busy one while another is free', async () => {
		open({ size: 2 });
		const ids = await Promise.all(['slow id', 'slow id', 'slow id', 'slow id'].map(pool.run));
		expect(new Set(ids).size).toBe(2);
		expect(pool.alive).toBe(2);
	});

	it('hand on what a job throws, and go on', async () => {
		open();
		const id = await pool.run('id');
		await expect(pool.run('throw')).rejects.toThrow(new RangeError('too far'));
		expect(await pool.run('id')).toBe(id);
	});

	it.each([
		['ends', 'end'],
		['breaks', 'break'],
		['hangs', 'hang']
	])('that %s fails its job alone, and another takes its place', async (_what, job) => {
		open({ jobMs: 2000 });
		const id = await pool.run('id');
		const [lost, next] = await Promise.allSettled([pool.run(job), pool.run('id')]);
		expect(lost).toMatchObject({
			status: 'rejected',
			reason: { code: 'comparison_failed', status: 503, passing: true }
		});
		expect(next.status).toBe('fulfilled');
		expect(next).not.toMatchObject({ value: id });
		expect(await pool.run('id')).toBe(next.status === 'fulfilled' && next.value);
	});

	it('end when there is nothing to do, and start again', async () => {
		open({ idleMs: 20 });
		const id = await pool.run('id');
		await until('the thread to end', () => pool.alive === 0);
		expect(await pool.run('id')).not.toBe(id);
	});

	it('end with the pool: what they were doing and what waited fails, and nothing begins', async () => {
		open();
		const asked = Promise.allSettled([pool.run('hang'), pool.run('id')]);
		await until('the thread to start', () => pool.alive === 1);
		await pool.close();
		for (const outcome of await asked)
			expect(outcome).toMatchObject({ reason: { code: 'comparison_failed' } });
		expect(pool.alive).toBe(0);
		await expect(pool.run('id')).rejects.toMatchObject({ code: 'comparison_failed' });
	});
});
