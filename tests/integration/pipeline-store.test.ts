/** The store under several processes at once, and under processes that are killed. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LOCAL_REVIEWER } from '#lib/domain/reviewer.ts';
import { sha256Of } from '#lib/server/blobs.ts';
import * as events from '#lib/server/store/events.ts';
import { SHORT_BRIEF, Workbench } from '../support/services.ts';
import { buildProcess, type ProcessBuild } from '../support/spawn-process.ts';

let processes: ProcessBuild;
const bench = new Workbench();
beforeAll(async () => {
	processes = await buildProcess();
});
afterEach(() => bench.closeAll());
afterAll(() => processes.close());

describe('blobs', () => {
	it('are there whole or not at all after their writer was killed', async () => {
		for (const afterMs of [5, 60, 150]) {
			const workspace = await bench.folder();
			const writer = bench.keep(processes.spawn(workspace, 'storeBlobs'));
			await writer.next();
			await new Promise((resolve) => setTimeout(resolve, afterMs));
			writer.kill('SIGKILL');
			expect(await writer.ended).toBe('SIGKILL');

			const folder = path.join(workspace, 'blobs');
			const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(
				(entry) => entry.isFile() && path.basename(entry.parentPath) !== 'tmp'
			);
			for (const { name, parentPath } of files) {
				expect(sha256Of(await readFile(path.join(parentPath, name)))).toBe(name);
			}
		}
	});
});

describe('a fresh workspace', () => {
	it('is opened by four processes at the same moment', async () => {
		for (let time = 0; time < 3; time++) {
			const workspace = await bench.folder();
			const openers = Array.from({ length: 4 }, () =>
				bench.keep(processes.spawn(workspace, 'open'))
			);
			await Promise.all(openers.map((opener) => opener.next()));
			for (const opener of openers) opener.go();
			const seen = await Promise.all(openers.map((opener) => opener.next()));
			expect(new Set(seen.map(({ tables }) => tables)).size).toBe(1);
			expect(await Promise.all(openers.map(({ ended }) => ended))).toEqual([0, 0, 0, 0]);
		}
	});
});

describe('events', () => {
	it('have a contiguous sequence when two processes and this one write at once', async () => {
		const services = await bench.services();
		const brief = services.briefs.add(SHORT_BRIEF);
		const { workspace } = services.config;
		const request = { provider: 'composer', count: 12, capture: false } as const;
		const { id } = await services.rounds.start(brief.id, request, LOCAL_REVIEWER);
		const writers = [1, 2].map(() => bench.keep(processes.spawn(workspace, 'append', id, '150')));
		await Promise.all(writers.map((writer) => writer.next()));
		for (const writer of writers) writer.go();
		await Promise.all(writers.map((writer) => writer.next()));
		await services.rounds.whenIdle(id);

		const told = events.after(services.database.db, id, 0);
		expect(told.map(({ seq }) => seq)).toEqual(told.map((_, index) => index + 1));
		expect(told.filter(({ type }) => type === 'round.resumed')).toHaveLength(300);
		expect(events.after(services.database.db, id, 200)).toEqual(told.slice(200));
	});
});
