/** What comparing costs: one difference against pixelmatch alone, and grouping ninety variants that were never described before. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pixelmatch from 'pixelmatch';
import sharp from 'sharp';
import { LOCAL_REVIEWER } from '#lib/domain/reviewer.ts';
import { readConfig } from '#lib/server/config.ts';
import { createServices, type Services } from '#lib/server/services.ts';
import { SMALL_RECIPE } from '../support/services.ts';
import type { BenchRow } from './main.ts';
import { median } from './median.ts';

const COUNT = 90;
const SEED = 1;
const REPETITIONS = 15;
/** Turns that are not counted, while both are compiled. */
const WARMING = 5;
/** Pairs of captures that are compared, by the places of their variants: different pages, and some of one structure. */
const PAIRS: [number, number][] = [
	[0, 1],
	[2, 3],
	[10, 30],
	[0, 40]
];
const DIFFERENCE_AIM = 1.2;
const GROUPING_AIM_S = 1.5;

/** One round of the composer on the sample brief, photographed once at rest; both rows are measured on it. */
export async function benchCompare(): Promise<BenchRow[]> {
	const workspace = await mkdtemp(path.join(tmpdir(), 'vitrine-bench-'));
	const services = await createServices(
		readConfig({ workspace }, { ...process.env, VITRINE_LOG: 'silent' })
	);
	try {
		const brief = services.briefs.add(desktopBrief());
		services.captures.setRecipe(brief.id, SMALL_RECIPE);
		const round = await services.rounds.start(
			brief.id,
			{ provider: 'composer', count: COUNT, seed: SEED, concurrency: 4 },
			LOCAL_REVIEWER
		);
		await services.rounds.whenIdle(round.id);
		const resting = services.variants.ofRound(round.id).map(({ id }) => {
			const capture = services.variants
				.captureRows(id)
				.find(({ viewport, state }) => viewport === 'desktop' && state === null);
			if (!capture?.imageSha256) throw new Error('A photograph of the benchmark was not taken.');
			return { id: capture.id, imageSha256: capture.imageSha256 };
		});
		// Differences first: what a thread takes to start is not what grouping costs.
		return [await benchDifference(services, resting), await benchGrouping(services, brief.id)];
	} finally {
		await services.close();
		await rm(workspace, { recursive: true, force: true });
	}
}

/** The sample brief, photographed once: at rest on a desktop. */
function desktopBrief(): string {
	return readFileSync(new URL('../../samples/how-much-alone/brief.md', import.meta.url), 'utf8')
		.replace(/^states:\n(?: {2}- .*\n)+/m, '')
		.replace(/^viewports:.*$/m, 'viewports: [desktop]');
}

/** Everything from thumbnails on disk to groups and a map, in threads that run already. */
async function benchGrouping(services: Services, briefId: string): Promise<BenchRow> {
	const before = processorMs();
	const startedAt = performance.now();
	const { groups, places } = await services.likeness.ofBrief(briefId, LOCAL_REVIEWER);
	const wallMs = performance.now() - startedAt;
	const seconds = (processorMs() - before) / 1000;
	if (places.length !== COUNT) throw new Error('A variant of the benchmark has no place.');
	const alike = groups.filter(({ variantIds }) => variantIds.length > 1);
	return {
		row: `grouping of ${COUNT}`,
		ratio: seconds / GROUPING_AIM_S,
		aim: '≤ 1',
		ok: seconds <= GROUPING_AIM_S,
		how: `${seconds.toFixed(2)} s of CPU of ${GROUPING_AIM_S} s, ${wallMs.toFixed(0)} ms by the clock; ${groups.length} groups, ${alike.length} of several`
	};
}

interface Resting {
	id: string;
	imageSha256: string;
}

/**
 * Whole requests to the service, pictures kept, against pixelmatch on the same pixels in this thread, in turns. By the time of the
 * processor in all threads, since by the clock one measures who else waits for it.
 */
async function benchDifference(services: Services, resting: Resting[]): Promise<BenchRow> {
	const told: string[] = [];
	const ratios: number[] = [];
	for (const [one, other] of PAIRS) {
		const [left, right] = [resting[one], resting[other]];
		if (!left || !right) throw new Error('The benchmark has too few variants.');
		const [a, b] = [await decoded(services, left), await decoded(services, right)];
		const core: number[] = [];
		const service: number[] = [];
		const clock: number[] = [];
		let share = 0;
		for (let turn = -WARMING; turn < REPETITIONS; turn++) {
			const coreStart = processorMs();
			pixelmatch(a.data, b.data, undefined, a.width, a.height, { threshold: 0.1 });
			const serviceStart = processorMs();
			const startedAt = performance.now();
			({ share } = await services.differences.between(left.id, right.id));
			if (turn < 0) continue;
			core.push(serviceStart - coreStart);
			service.push(processorMs() - serviceStart);
			clock.push(performance.now() - startedAt);
		}
		const ratio = median(service.map((ms, turn) => ms / (core[turn] ?? NaN)));
		ratios.push(ratio);
		told.push(
			`${(share * 100).toFixed(0)} % differ: ${median(service).toFixed(1)} ÷ ${median(core).toFixed(1)} ms = ${ratio.toFixed(2)}, ${median(clock).toFixed(0)} ms by the clock`
		);
	}
	const ratio = median(ratios);
	return {
		row: 'difference, warm ÷ pixelmatch',
		ratio,
		aim: `≤ ${DIFFERENCE_AIM}`,
		ok: ratio <= DIFFERENCE_AIM,
		how: `1440×900, median of ${REPETITIONS}, then of ${PAIRS.length} pairs; ${told.join('; ')}`
	};
}

async function decoded(services: Services, { imageSha256 }: Resting) {
	const png = await services.blobs.get(imageSha256);
	if (!png) throw new Error('A photograph of the benchmark is not stored.');
	const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
	return { data, width: info.width, height: info.height };
}

/** Of all threads of this process so far. */
function processorMs(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
}
