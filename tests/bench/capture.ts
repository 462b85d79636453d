/** What photographing costs: the camera against one reused bare page per core, on the same documents in turns, both to disk. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Camera } from '#lib/capture/camera.ts';
import { createCamera } from '#lib/capture/create-camera.ts';
import { memoryOf, pidsOf } from '#lib/capture/processes.ts';
import { VIEWPORT_NAMES, type ViewportName } from '#lib/domain/capture.ts';
import { parseBrief } from '#lib/generator/brief-file.ts';
import { choose } from '#lib/generator/composer/choose.ts';
import { composePage } from '#lib/generator/composer/page.ts';
import { listPage } from '../fixtures/pages/list-page.ts';
import { browserPath, RESTING } from '../fixtures/pages/take.ts';
import { sampleDocuments } from '../support/graft-pairs.ts';
import { openBarePages, type BarePages, type Lane } from './bare-pages.ts';
import type { BenchRow } from './main.ts';
import { median } from './median.ts';

const AIM = 0.6;
const FIRST_AIM = 3;
const MEMORY_AIM = 1.2;
const VARIANTS = 90;
const TURNS = 3;
const FIRSTS = 15;
/** Memory after so many variants is compared with memory after all of them. */
const MEMORY = { warm: 50, all: 500 };
const SEED = 1;

export async function benchCapture(): Promise<BenchRow[]> {
	const cores = Math.min(availableParallelism(), 8);
	const folder = await mkdtemp(path.join(tmpdir(), 'vitrine-bench-'));
	const camera = createCamera({ executablePath: browserPath(), log: undefined });
	const fresh = createCamera({ executablePath: browserPath(), log: undefined });
	const bare = await openBarePages(cores, folder);
	try {
		const documents = { composed: composedPages(), list: listPages(VARIANTS) };
		const cost = (name: string, pages: string[]) =>
			costRow(`capture, ${name}`, pages, camera, bare, folder);
		const rows = [
			await cost('composed', documents.composed),
			await cost('the sample', sampleDocuments()),
			await cost('lists', documents.list),
			await withBusyCore(() => cost('composed, a core busy', documents.composed)),
			await firstRow(documents.composed, camera, bare, folder)
		];
		// What they hold would hide how much the other grows.
		await Promise.all([camera.close(), bare.close()]);
		return [...rows, await memoryRow(fresh, folder)];
	} finally {
		await Promise.all([camera.close(), fresh.close(), bare.close()]);
		await rm(folder, { recursive: true });
	}
}

/** Somebody else works on this machine meanwhile: a thread that never rests. */
async function withBusyCore<T>(work: () => Promise<T>): Promise<T> {
	const busy = new Worker('for (;;);', { eval: true });
	try {
		return await work();
	} finally {
		await busy.terminate();
	}
}

function composedPages(): string[] {
	const brief = parseBrief(
		readFileSync(new URL('../../samples/how-much-alone/brief.md', import.meta.url))
	);
	return Array.from({ length: VARIANTS }, (_, index) =>
		composePage(brief, choose(SEED, index)).join('')
	);
}

function listPages(count: number): string[] {
	return Array.from({ length: count }, (_, number) => listPage(number));
}

/** The camera as the pipeline uses it: every photograph and its thumb to disk. */
function cameraLane(camera: Camera, folder: string, name: string): Lane {
	let number = 0;
	return (html, viewports = VIEWPORT_NAMES) =>
		camera.photograph(
			{ variantId: 'bench', html, shots: shotsAt(viewports) },
			async (photograph) => {
				if (photograph.status !== 'taken')
					throw new Error('A photograph of the benchmark was not taken.');
				const file = path.join(folder, `${name}-${number++}`);
				await Promise.all([
					writeFile(`${file}.png`, photograph.image),
					writeFile(`${file}.webp`, photograph.thumb)
				]);
			},
			new AbortController().signal
		);
}

function shotsAt(viewports: readonly ViewportName[]) {
	return viewports.map((viewport) => ({ ...RESTING, viewport }));
}

async function costRow(
	row: string,
	documents: string[],
	camera: Camera,
	bare: BarePages,
	folder: string
): Promise<BenchRow> {
	const lanes = Array.from({ length: camera.size }, (_, index) =>
		cameraLane(camera, folder, `camera-${index}`)
	);
	const rates: { bare: number; camera: number }[] = [];
	// The first turn warms both up with a part of the documents, and is not counted.
	for (let turn = 0; turn <= TURNS; turn++) {
		const batch = turn === 0 ? documents.slice(0, 10) : documents;
		const bareRate = await perSecond(batch, bare.lanes);
		const cameraRate = await perSecond(batch, lanes);
		if (turn > 0) rates.push({ bare: bareRate, camera: cameraRate });
	}
	const ratio = median(rates.map((rate) => rate.camera / rate.bare));
	const told = (name: 'camera' | 'bare'): string =>
		median(rates.map((rate) => rate[name])).toFixed(1);
	return {
		row,
		ratio,
		aim: `≥ ${AIM}`,
		ok: ratio >= AIM,
		how: `${told('camera')} captures/s to disk with thumbs and facts, bare ${told('bare')}/s, ${documents.length} documents × ${VIEWPORT_NAMES.length} viewports, ${bare.lanes.length} cores, median of ${TURNS}`
	};
}

/** How long somebody waits for the first picture, with a camera that is warm and has nothing else to do. */
async function firstRow(
	documents: string[],
	camera: Camera,
	bare: BarePages,
	folder: string
): Promise<BenchRow> {
	const [bareLane] = bare.lanes;
	if (!bareLane) throw new Error('There is no bare page.');
	const lane = cameraLane(camera, folder, 'first');
	const times: { bare: number; camera: number }[] = [];
	for (const html of documents.slice(0, FIRSTS)) {
		times.push({
			bare: await timeOf(() => bareLane(html, ['desktop'])),
			camera: await timeOf(() => lane(html, ['desktop']))
		});
	}
	const [cameraMs, bareMs] = [
		median(times.map((time) => time.camera)),
		median(times.map((time) => time.bare))
	];
	return {
		row: 'first photograph',
		ratio: cameraMs / bareMs,
		aim: `≤ ${FIRST_AIM}`,
		ok: cameraMs / bareMs <= FIRST_AIM,
		how: `${cameraMs.toFixed(0)} ms until a photograph is on disk, ${bareMs.toFixed(0)} ms bare, one at a time, median of ${FIRSTS} composed`
	};
}

/**
 * Resident memory of this process and all it started, while variant after variant is photographed.
 * @param camera one that has not worked before: others replace a browser now and then, and may have one less at either look
 */
async function memoryRow(camera: Camera, folder: string): Promise<BenchRow> {
	const waiting = listPages(MEMORY.all);
	const work = async (count: number): Promise<number> => {
		const lanes = Array.from({ length: camera.size }, (_, index) =>
			cameraLane(camera, folder, `memory-${index}`)
		);
		await perSecond(waiting.splice(0, count), lanes, ['desktop']);
		const pids = [process.pid, ...(await pidsOf(process.pid))];
		const bytes = await Promise.all(pids.map(memoryOf));
		return bytes.reduce<number>((sum, of) => sum + (of ?? 0), 0);
	};
	const warm = await work(MEMORY.warm);
	const end = await work(MEMORY.all - MEMORY.warm);
	const told = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MiB`;
	return {
		row: 'capture memory',
		ratio: end / warm,
		aim: `≤ ${MEMORY_AIM}`,
		ok: end / warm <= MEMORY_AIM,
		how: `${told(end)} resident in all processes after ${MEMORY.all} variants, ${told(warm)} after ${MEMORY.warm}`
	};
}

/** Photographs of all documents per second, each lane taking the next document as soon as it is done with one. */
async function perSecond(
	documents: string[],
	lanes: Lane[],
	viewports: readonly ViewportName[] = VIEWPORT_NAMES
): Promise<number> {
	const waiting = [...documents];
	const ms = await timeOf(() =>
		Promise.all(
			lanes.map(async (lane) => {
				for (let html = waiting.shift(); html !== undefined; html = waiting.shift())
					await lane(html, viewports);
			})
		)
	);
	return (documents.length * viewports.length * 1000) / ms;
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
	const startedAt = performance.now();
	await work();
	return performance.now() - startedAt;
}
