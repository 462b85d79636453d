/** A brief with as many variants as asked for, each with a photograph of its own: documents composed, pictures drawn, so that a thousand take seconds. */
import path from 'node:path';
import sharp from 'sharp';
import { THUMB_WIDTH } from '#lib/capture/camera.ts';
import { VIEWPORTS } from '#lib/domain/capture.ts';
import { newId } from '#lib/domain/ids.ts';
import { createRandom } from '#lib/domain/random.ts';
import { LOCAL_REVIEWER } from '#lib/domain/reviewer.ts';
import { openDatabase } from '#lib/server/database.ts';
import { createBlobStore } from '#lib/server/blobs.ts';
import { createServices } from '#lib/server/services.ts';
import * as captures from '#lib/server/store/captures.ts';
import { configFor, SHORT_BRIEF, until } from '../support/services.ts';
import { RESTING } from '../fixtures/pages/take.ts';

/** The most that one round may have. */
const PER_ROUND = 90;

export interface SeededSheet {
	briefId: string;
	/** Of the thumbs, in the order of the variants. */
	thumbs: string[];
	/** Of the photographs. */
	images: string[];
}

/** @param workspace a folder that no process has open */
export async function seedSheet(workspace: string, count: number): Promise<SeededSheet> {
	const config = configFor(workspace);
	const services = await createServices(config);
	const source = SHORT_BRIEF.replace(/title: .*/, `title: A sheet of ${count}`);
	const brief = services.briefs.add(Buffer.from(source), null);
	for (let made = 0; made < count; made += PER_ROUND) {
		const round = await services.rounds.start(
			brief.id,
			{
				provider: 'composer',
				count: Math.min(PER_ROUND, count - made),
				capture: false,
				again: true
			},
			LOCAL_REVIEWER
		);
		await until(
			'a round to be composed',
			() => services.rounds.get(round.id).status === 'finished',
			300_000
		);
	}
	const { variants } = services.briefs.view(brief.id, LOCAL_REVIEWER);
	await services.close();

	const blobs = createBlobStore(path.join(workspace, 'blobs'));
	const next = createRandom(count);
	const pictures = await Promise.all(
		variants.map(async () => {
			const image = await draw(next);
			const thumb = await sharp(image).resize({ width: THUMB_WIDTH }).webp().toBuffer();
			return { image: await blobs.put(image), thumb: await blobs.put(thumb) };
		})
	);
	const database = openDatabase(path.join(workspace, 'vitrine.db'), config.migrationsDir);
	const { width, height } = VIEWPORTS.desktop;
	database.write((tx) => {
		for (const [index, { id }] of variants.entries()) {
			const { image, thumb } = pictures[index] ?? { image: '', thumb: '' };
			captures.insert(tx, {
				...RESTING,
				viewport: 'desktop',
				id: newId('capture'),
				variantId: id,
				status: 'taken',
				htmlSha256: '',
				imageSha256: image,
				thumbSha256: thumb,
				width,
				height,
				facts: null,
				errorCode: null,
				errorMessage: null,
				browser: null,
				ms: 1,
				createdAt: Date.now()
			});
		}
	});
	database.close();
	return {
		briefId: brief.id,
		thumbs: pictures.map(({ thumb }) => thumb),
		images: pictures.map(({ image }) => image)
	};
}

/** Blocks and lines of chance colours, about as hard to compress as a page. */
async function draw(next: () => number): Promise<Buffer> {
	const { width, height } = VIEWPORTS.desktop;
	const between = (low: number, high: number) => Math.round(low + next() * (high - low));
	const shade = () => `hsl(${between(0, 360)} ${between(10, 80)}% ${between(20, 90)}%)`;
	const blocks = Array.from(
		{ length: 60 },
		() =>
			`<rect x="${between(0, width)}" y="${between(0, height)}" width="${between(20, 500)}" height="${between(4, 120)}" fill="${shade()}"/>`
	);
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${shade()}"/>${blocks.join('')}</svg>`;
	return sharp(Buffer.from(svg)).png({ compressionLevel: 3 }).toBuffer();
}
