import { describe, expect, it } from 'vitest';
import { BriefContent } from '#lib/domain/brief.ts';
import type { BuildJob, OwnDraw } from '#lib/generator/provider.ts';
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
	turns: [],
	pins: {},
	bans: {}
};

async function round(narrowed: Pick<OwnDraw, 'seed'> & Partial<OwnDraw>): Promise<string[]> {
	const draw = { count: 90, pins: {}, bans: {}, ...narrowed };
	const context = { signal: new AbortController().signal, onProgress: () => undefined };
	const replies = provider
		.directionsFor(job.brief, draw)
		.map((direction, index) => provider.build({ ...job, ...draw, direction, index }, context));
	return (await Promise.all(replies)).map(({ text }) => text);
}

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
		const pages = await round({ seed: 8 });
		expect(new Set(pages).size).toBe(90);
		expect(await round({ seed: 9 })).not.toEqual(pages);
	});

	it('builds what was pinned, each page once, and has no more than there are', async () => {
		const narrowed = {
			seed: 8,
			pins: { structure: ['board', 'table'] },
			bans: { colour: ['two'] }
		};
		const directions = provider.directionsFor(job.brief, { count: 90, ...narrowed });
		// Two structures in the five systems that are not in two colours.
		expect(directions).toHaveLength(10);
		const pages = await round(narrowed);
		expect(new Set(pages).size).toBe(10);
		for (const [index, page] of pages.entries()) {
			const structure = directions[index]?.point['structure'];
			expect(page).toContain(structure === 'board' ? 'class="board' : '<table');
		}
		expect(await round(narrowed)).toEqual(pages);
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
