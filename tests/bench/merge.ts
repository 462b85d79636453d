/** What a graft costs: reading the part, reading its place and putting it there, against one photograph of the base. */
import { cameraHere, RESTING, takeGood } from '../fixtures/pages/take.ts';
import { choosePairs, describePairs, PairsBench, sampleDocuments } from '../support/graft-pairs.ts';
import { Studio } from '../support/graft-studio.ts';
import type { BenchRow } from './main.ts';
import { median } from './median.ts';

const AIM = 4;
const SHARE_AIM = 0.85;

export async function benchMerge(): Promise<BenchRow[]> {
	const [studio, camera] = [await Studio.open(), cameraHere()];
	try {
		const documents = sampleDocuments();
		const pairs = await choosePairs(studio, documents);
		const bench = new PairsBench(studio, camera, documents);
		const ratios: number[] = [];
		const times: number[] = [];
		// One at a time, a graft and a photograph of its base in turns: what else the machine does weighs on both.
		for (const pair of pairs) {
			const html = documents[pair.base] ?? '';
			const graftMs = await bench.time(pair);
			const startedAt = performance.now();
			await takeGood(camera, html, [{ ...RESTING, viewport: pair.viewport }]);
			const captureMs = performance.now() - startedAt;
			ratios.push(graftMs / captureMs);
			times.push(graftMs);
		}
		const outcomes = await bench.tryAll(pairs);
		console.error(describePairs(outcomes));
		const share = outcomes.filter(({ isMatch }) => isMatch).length / outcomes.length;
		const ratio = median(ratios);
		return [
			{
				row: 'merge',
				ratio,
				aim: `≤ ${AIM}`,
				ok: ratio <= AIM,
				how: `a graft (${median(times).toFixed(0)} ms, both documents read in the browser) ÷ one photograph of its base, median of ${pairs.length} pairs of the sample`
			},
			{
				row: 'merge, kept',
				ratio: share,
				aim: `≥ ${SHARE_AIM}`,
				ok: share >= SHARE_AIM,
				how: `of ${pairs.length} pairs: part within 2 % of its pixels and the rest of the base within 0.1 %`
			}
		];
	} finally {
		await Promise.all([studio.close(), camera.close()]);
	}
}
