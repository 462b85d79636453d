import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256Of } from '../blobs.ts';
import { createDecodedCache } from './decoded-cache.ts';
import { openShared, sizeOf } from './shared-picture.ts';

const WIDTH = 40;
const HEIGHT = 30;
const pictures = new Map<string, Buffer>();
let names: [string, string, string];
let reads: string[] = [];

const blobs = {
	get(sha256: string) {
		reads.push(sha256);
		return Promise.resolve(pictures.get(sha256) ?? null);
	}
};

async function store(background: string): Promise<string> {
	const png = await sharp({
		create: { width: WIDTH, height: HEIGHT, channels: 3, background }
	})
		.png()
		.toBuffer();
	pictures.set(sha256Of(png), png);
	return sha256Of(png);
}

beforeAll(async () => {
	names = [await store('#ff0000'), await store('#00ff00'), await store('#0000ff')];
});

describe('decoded pictures', () => {
	it('have four bytes a pixel in memory that can be shared, and prints of their rows', async () => {
		const picture = await createDecodedCache(blobs).get(names[0]);
		const { data, width, height, prints } = openShared(picture);
		expect([width, height]).toEqual([WIDTH, HEIGHT]);
		expect([...data.subarray(0, 8)]).toEqual([255, 0, 0, 255, 255, 0, 0, 255]);
		expect(picture.pixels).toBeInstanceOf(SharedArrayBuffer);
		expect(prints.hashes[0]).toBe(prints.hashes[HEIGHT - 1]);
		expect(prints.hashes[0]).toBeGreaterThan(0);
	});

	it('are decoded once, also when asked for twice at the same time', async () => {
		reads = [];
		const cache = createDecodedCache(blobs);
		const [one, other] = await Promise.all([cache.get(names[0]), cache.get(names[0])]);
		expect(other).toBe(one);
		expect(await cache.get(names[0])).toBe(one);
		expect(reads).toEqual([names[0]]);
	});

	it('are let go when there are too many: those longest not asked for first', async () => {
		reads = [];
		const [a, b, c] = names;
		const size = sizeOf(await createDecodedCache(blobs).get(a));
		const cache = createDecodedCache(blobs, 2 * size);
		reads = [];
		for (const name of [a, b, a, c, a, b]) await cache.get(name);
		expect(reads).toEqual([a, b, c, b]);
		expect(cache.bytes).toBe(2 * size);
	});

	it('say what is wrong when there is none, and are asked for again', async () => {
		const cache = createDecodedCache(blobs);
		const text = Buffer.from('not a picture');
		pictures.set(sha256Of(text), text);
		await expect(cache.get(sha256Of(text))).rejects.toMatchObject({ code: 'blob_corrupt' });
		const missing = '0'.repeat(64);
		await expect(cache.get(missing)).rejects.toMatchObject({ code: 'blob_corrupt' });
		reads = [];
		await expect(cache.get(missing)).rejects.toThrow('is missing');
		expect(reads).toEqual([missing]);
		expect(cache.bytes).toBe(0);
	});
});
