/** Whether the composer's ninety are ninety different pages: every pair of a round's photographs compared, small as on the sheet. */
import { readFileSync } from 'node:fs';
import PQueue from 'p-queue';
import sharp from 'sharp';
import { BriefContent } from '#lib/domain/brief.ts';
import type { Camera } from '#lib/capture/camera.ts';
import { parseBrief } from '#lib/generator/brief-file.ts';
import { choose } from '#lib/generator/composer/choose.ts';
import { composePage } from '#lib/generator/composer/page.ts';
import { differingShare } from '#lib/scoring/similarity/difference.ts';
import type { Raster } from '#lib/scoring/similarity/raster.ts';
import { cameraHere, takeGood } from '../fixtures/pages/take.ts';
import type { BenchRow } from './main.ts';

const COUNT = 90;
const SEED = 1;
/** Two pictures that differ in fewer of their pixels than this are one idea twice. */
const NEAR = 0.02;
const WIDTH = 160;
const HEIGHT = 100;

/** The sample brief, which has data and states, and one of another kind: a list of wishes, nothing to fill the page with. */
const BRIEFS: [name: string, brief: BriefContent][] = [
	[
		'the sample',
		parseBrief(readFileSync(new URL('../../samples/how-much-alone/brief.md', import.meta.url)))
	],
	[
		'a brief without data',
		BriefContent.parse({
			title: 'Leave a shared kitchen clean',
			audience: 'Eight people who share one kitchen and no calendar.',
			purpose: [
				'People forget what they agreed. The page says who does what this week and lets anyone swap.',
				'',
				'- Say whose turn it is: in one look, from the door',
				'- Swap a turn with somebody who agrees',
				'- See what was left undone last week',
				'- Thank someone'
			].join('\n'),
			states: ['my turn', 'loading', 'done']
		})
	]
];

/** What one round looks like among itself. */
interface Sameness {
	/** The least share of pixels in which two of its pictures differ. */
	smallest: number;
	nearest: string;
	near: number;
	equalPairs: number;
}

export async function benchSameness(): Promise<BenchRow> {
	const camera = cameraHere();
	try {
		const told: string[] = [];
		let smallest = 1;
		let near = 0;
		for (const [name, brief] of BRIEFS) {
			const round = await samenessOf(camera, brief);
			smallest = Math.min(smallest, round.smallest);
			near += round.near + round.equalPairs;
			told.push(
				`${name}: least different ${(round.smallest * 100).toFixed(1)} % (${round.nearest}), ${round.near} near-duplicates, ${round.equalPairs} equal pairs of structure and system`
			);
		}
		return {
			row: 'sameness',
			ratio: smallest / NEAR,
			aim: '≥ 1',
			ok: near === 0,
			how: `${COUNT} composed, ${(COUNT * (COUNT - 1)) / 2} pairs at ${WIDTH}×${HEIGHT}; ${told.join('; ')}`
		};
	} finally {
		await camera.close();
	}
}

async function samenessOf(camera: Camera, brief: BriefContent): Promise<Sameness> {
	const choices = Array.from({ length: COUNT }, (_, index) => choose(SEED, index));
	const names = choices.map(({ structure, system }) => `${structure.key} × ${system.key}`);
	const queue = new PQueue({ concurrency: camera.size });
	const pictures = await queue.addAll(
		choices.map((choice) => () => smallPicture(camera, composePage(brief, choice).join('')))
	);
	const found: Sameness = {
		smallest: 1,
		nearest: '',
		near: 0,
		equalPairs: COUNT - new Set(names).size
	};
	for (const [here, picture] of pictures.entries()) {
		for (const [step, other] of pictures.slice(here + 1).entries()) {
			const share = differingShare(picture, other);
			if (share < NEAR) found.near++;
			if (share >= found.smallest) continue;
			found.smallest = share;
			found.nearest = `${names[here]} and ${names[here + 1 + step]}`;
		}
	}
	return found;
}

/** The desktop photograph at the size of a contact print. */
async function smallPicture(camera: Camera, html: string): Promise<Raster> {
	const [photograph] = await takeGood(camera, html);
	if (photograph === undefined) throw new Error('The camera took no photograph.');
	const { data, info } = await sharp(photograph.image)
		.resize(WIDTH, HEIGHT, { fit: 'fill' })
		.ensureAlpha()
		.raw()
		.toBuffer({ resolveWithObject: true });
	return { data, width: info.width, height: info.height };
}
