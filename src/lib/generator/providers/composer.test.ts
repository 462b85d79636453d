import { describe, expect, it } from 'vitest';
import { BriefContent } from '#lib/domain/brief.ts';
import type { BuildJob } from '#lib/generator/provider.ts';
import { ComposerProvider } from './composer.ts';

const provider = new ComposerProvider();
const job: BuildJob = {
	brief: BriefContent.parse({
		title: 'Swap a shift',
		purpose: 'Anyone can swap.\n\n- Ask\n- Answer',
		states: ['asked', 'done']
	}),
	direction: { point: { structure: 'board' }, statement: 'A board.' },
	index: 2,
	seed: 8,
	model: 'composer',
	prompt: { version: '', system: '', user: '', sha256: '' },
	turns: []
};

describe('ComposerProvider', () => {
	it('is always ready and says that it is no model', () => {
		expect(provider.readiness()).toMatchObject({
			provider: 'composer',
			ready: true,
			fix: null,
			detail: expect.stringContaining('No model')
		});
	});

	it.each([
		[[], ['composer']],
		[['composer', 'composer'], ['composer']]
	])('models %j are %j', async (asked, models) => {
		await expect(provider.resolveModels(asked)).resolves.toEqual(models);
	});

	it('knows no other model', async () => {
		await expect(provider.resolveModels(['composer', 'gpt-9'])).rejects.toMatchObject({
			code: 'unknown_model',
			field: 'models'
		});
	});

	it('builds no page of a round twice, and another round for another seed', async () => {
		const round = async (seed: number) => {
			const directions = provider.directionsFor(job.brief, 90, seed);
			const context = { signal: new AbortController().signal, onProgress: () => undefined };
			const replies = directions.map((direction, index) =>
				provider.build({ ...job, direction, index, seed }, context)
			);
			return (await Promise.all(replies)).map(({ text }) => text);
		};
		const pages = await round(8);
		expect(new Set(pages).size).toBe(90);
		expect(await round(9)).not.toEqual(pages);
	});

	it('returns one bare document, free, with its progress told', async () => {
		const told: number[] = [];
		const reply = await provider.build(job, {
			signal: new AbortController().signal,
			onProgress: (chars) => told.push(chars)
		});
		expect(reply).toMatchObject({ finish: 'stop', model: 'composer', usage: null, cost: 0 });
		expect(reply.text).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
		expect(told.at(-1)).toBe(reply.text.length);
		expect(told.length).toBeGreaterThan(1);
	});

	it('stops at once when the signal says so, before or on the way', async () => {
		const before = AbortSignal.abort(new Error('enough'));
		await expect(
			provider.build(job, { signal: before, onProgress: () => undefined })
		).rejects.toThrow('enough');
		const controller = new AbortController();
		const onTheWay = provider.build(job, {
			signal: controller.signal,
			onProgress: () => controller.abort(new Error('enough now'))
		});
		await expect(onTheWay).rejects.toThrow('enough now');
	});
});
