import { mkdtemp, readdir, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBlobStore, mediaTypeOf, sha256Of, type BlobStore } from './blobs.ts';

/** SHA-256 of `abc`, from the standard that defines it. */
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
const TWO_HOURS_MS = 2 * 60 * 60 * 1000;

let folder: string;
let blobs: BlobStore;
beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'vitrine-blobs-'));
	blobs = createBlobStore(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const fileOf = (sha256: string) => path.join(folder, sha256.slice(0, 2), sha256);
const temporary = () => path.join(folder, 'tmp');

describe('putting', () => {
	it('names text and the same bytes alike, and keeps them once', async () => {
		const names = await Promise.all([
			blobs.put('abc'),
			blobs.put(Buffer.from('abc')),
			blobs.put('abc')
		]);
		expect(names).toEqual([ABC, ABC, ABC]);
		expect(await readdir(path.dirname(fileOf(ABC)))).toEqual([ABC]);
		expect(await readdir(temporary())).toEqual([]);
		expect((await blobs.get(ABC))?.toString()).toBe('abc');
	});

	it.each(['', 'ä€𝄞', '\0'.repeat(3), 'x'.repeat(300_000)])(
		'gives back what it was given (%#)',
		async (text) => {
			expect((await blobs.get(await blobs.put(text)))?.toString('utf8')).toBe(text);
		}
	);

	it('replaces a file that has been cut short since', async () => {
		await blobs.put('abc');
		await truncate(fileOf(ABC), 1);
		await blobs.put('abc');
		expect((await blobs.get(ABC))?.toString()).toBe('abc');
	});
});

describe('getting', () => {
	it('is null for what is not there', async () => {
		expect(await blobs.get(sha256Of('nothing'))).toBeNull();
	});

	it('refuses bytes that have been changed', async () => {
		await blobs.put('abc');
		await writeFile(fileOf(ABC), 'abd');
		await expect(blobs.get(ABC)).rejects.toMatchObject({ code: 'blob_corrupt' });
	});
});

describe('sweeping', () => {
	it('removes what is old and half-written, and leaves what is being written', async () => {
		await blobs.put('abc');
		await writeFile(path.join(temporary(), 'old'), 'half');
		await writeFile(path.join(temporary(), 'new'), 'half');
		const old = new Date(Date.now() - TWO_HOURS_MS);
		await utimes(path.join(temporary(), 'old'), old, old);
		await blobs.sweep();
		expect(await readdir(temporary())).toEqual(['new']);
		expect(await blobs.get(ABC)).not.toBeNull();
	});

	it('finds nothing to do in a new workspace', async () => {
		await expect(blobs.sweep()).resolves.toBeUndefined();
	});
});

describe('the media type of a blob', () => {
	it.each([
		['a PNG', Buffer.from('89504e470d0a1a0a00', 'hex'), 'image/png'],
		['a webp', Buffer.concat([Buffer.from('RIFF0000WEBP'), Buffer.alloc(4)]), 'image/webp'],
		['a page', Buffer.from('<!doctype html>'), 'text/plain; charset=utf-8'],
		[
			'an SVG',
			Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
			'text/plain; charset=utf-8'
		],
		['nothing', Buffer.alloc(0), 'text/plain; charset=utf-8']
	])('of %s is never a page', (_, bytes, mediaType) => {
		expect(mediaTypeOf(bytes)).toBe(mediaType);
	});
});
