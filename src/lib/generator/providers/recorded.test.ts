import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { VitrineError } from '#lib/domain/errors.ts';
import type { BuildContext, BuildJob } from '../provider.ts';
import { parseBrief } from '../brief-file.ts';
import { createRecordedProvider } from './recorded.ts';
import { loadSample } from './recorded-sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'vitrine-sample-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const REPLIES = ['```html\r\n<p>one</p>\r\n```', '<p>two</p>', `<p>${'three '.repeat(200)}</p>`];
const direction = (at: number) => ({
	point: { structure: 'board', framing: 'by time', steps: 'three' },
	statement: `Idea ${at}.`
});

function writeSample(name: string, index: unknown): string {
	const directory = join(folder, name);
	mkdirSync(join(directory, 'replies'), { recursive: true });
	writeFileSync(join(directory, 'brief.md'), '# How much alone?\n\nTake a position.\n');
	for (const [at, reply] of REPLIES.entries())
		writeFileSync(join(directory, `replies/0${at}.txt`), reply);
	writeFileSync(
		join(directory, 'sample.json'),
		typeof index === 'string' ? index : JSON.stringify(index)
	);
	return directory;
}

const GOOD = {
	brief: 'brief.md',
	replies: REPLIES.map((_, at) => ({
		file: `replies/0${at}.txt`,
		direction: direction(at),
		...(at === 2 ? { finish: 'length' } : {})
	}))
};

function job(
	statement: string,
	brief = parseBrief('# How much alone?\n\nTake a position.')
): BuildJob {
	return {
		brief,
		direction: { point: {}, statement },
		index: 0,
		seed: 1,
		model: 'recorded',
		prompt: { version: '', system: '', user: '', sha256: '' },
		turns: [],
		pins: {},
		bans: {}
	};
}

const DRAW = { count: 90, seed: 1, pins: {}, bans: {} };

function context(
	signal = new AbortController().signal,
	onProgress: BuildContext['onProgress'] = () => undefined
): BuildContext {
	return { signal, onProgress };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
	return work.then(
		() => 'none',
		(error: unknown) => (error instanceof VitrineError ? error.code : String(error))
	);
}

describe('the recorded provider', () => {
	it('has directions for its own brief, in order and at most as many as asked, and none for another', async () => {
		const sample = await loadSample(writeSample('good', GOOD));
		const provider = createRecordedProvider({ sample, charsPerSecond: 0 });
		expect(
			provider.directionsFor(sample.brief, { ...DRAW, count: 2 })?.map(({ statement }) => statement)
		).toEqual(['Idea 0.', 'Idea 1.']);
		expect(provider.directionsFor(sample.brief, DRAW)).toHaveLength(3);
		expect(provider.directionsFor({ ...sample.brief, themes: ['dark'] }, DRAW)).toHaveLength(3);
		expect(provider.directionsFor(parseBrief('# Another\n\nThing.'), DRAW)).toBeNull();
		const pinned = { ...DRAW, pins: { structure: ['board'] } };
		expect(() => provider.directionsFor(sample.brief, pinned)).toThrow(
			expect.objectContaining({ code: 'invalid_input', field: 'pins.structure' })
		);
		expect(sample.replies[0]?.direction.point).toEqual({
			structure: 'board',
			framing: 'by-time',
			steps: 'three'
		});
	});

	it('gives each reply back as it was received', async () => {
		const provider = createRecordedProvider({
			sample: await loadSample(writeSample('same', GOOD)),
			charsPerSecond: 0
		});
		for (const [at, text] of REPLIES.entries()) {
			const seen: number[] = [];
			const reply = await provider.build(
				job(`Idea ${at}.`),
				context(undefined, (chars) => seen.push(chars))
			);
			expect(reply).toEqual({
				text,
				finish: at === 2 ? 'length' : 'stop',
				model: 'recorded',
				usage: null,
				cost: 0
			});
			expect(seen).toEqual([text.length]);
		}
	});

	it('can be watched as it writes, and stopped', async () => {
		const sample = await loadSample(writeSample('paced', GOOD));
		const seen: number[] = [];
		await createRecordedProvider({ sample, charsPerSecond: 6000 }).build(
			job('Idea 2.'),
			context(undefined, (chars) => seen.push(chars))
		);
		expect(seen.length).toBeGreaterThan(1);
		expect(seen).toEqual([...seen].sort((a, b) => a - b));
		expect(seen.at(-1)).toBe(REPLIES[2]?.length);

		const stop = new AbortController();
		const slow = createRecordedProvider({ sample, charsPerSecond: 1 }).build(
			job('Idea 2.'),
			context(stop.signal, () => stop.abort())
		);
		expect(await codeOf(slow)).toBe('cancelled');
	});

	it('refuses what it has no reply for', async () => {
		const provider = createRecordedProvider({
			sample: await loadSample(writeSample('refuse', GOOD)),
			charsPerSecond: 0
		});
		expect(await codeOf(provider.build(job('Idea 7.'), context()))).toBe('provider_not_ready');
		expect(
			await codeOf(provider.build(job('Idea 1.', parseBrief('# Another\n\nThing.')), context()))
		).toBe('provider_not_ready');
		expect(await codeOf(provider.resolveModels(['gpt']))).toBe('unknown_model');
		expect(await provider.resolveModels([])).toEqual(['recorded']);
	});

	const spoilt: [name: string, index: unknown][] = [
		['no-json', '{'],
		['no-replies', { brief: 'brief.md', replies: [] }],
		['no-brief', { ...GOOD, brief: 'missing.md' }],
		['way-out', { ...GOOD, replies: [{ file: '../secret.txt', direction: direction(0) }] }],
		['twice', { ...GOOD, replies: [GOOD.replies[0], GOOD.replies[0]] }],
		[
			'strange-point',
			{
				...GOOD,
				replies: [
					{ file: 'replies/00.txt', direction: { point: { structure: 'cloud' }, statement: 'x' } }
				]
			}
		]
	];
	it.each(spoilt)('is not loaded from a sample that is spoilt: %s', async (name, index) => {
		expect(await codeOf(loadSample(writeSample(name, index)))).toBe('file_unreadable');
	});

	it('says so when a reply has gone missing', async () => {
		const directory = writeSample('gone', GOOD);
		const provider = createRecordedProvider({
			sample: await loadSample(directory),
			charsPerSecond: 0
		});
		rmSync(join(directory, 'replies/01.txt'));
		expect(await codeOf(provider.build(job('Idea 1.'), context()))).toBe('file_unreadable');
	});
});
