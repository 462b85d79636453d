/** Which models a round gets from an endpoint of ours. */
import { afterEach, describe, expect, it } from 'vitest';
import { createOpenAiProvider } from '#lib/generator/providers/openai.ts';
import { FAKE_MODELS, startFakeOpenAi, type FakeOpenAiOptions } from '../support/fake-openai.ts';
import { Workbench } from '../support/services.ts';

const bench = new Workbench();
afterEach(() => bench.closeAll());

async function providerOn(options: FakeOpenAiOptions, models: string[] = []) {
	const fake = bench.keep(await startFakeOpenAi(options));
	return createOpenAiProvider({ apiKey: null, baseUrl: fake.url, models, maxRetries: 2 });
}

describe('resolveModels', () => {
	const cases: {
		name: string;
		asked: string[];
		settings: string[];
		fake: FakeOpenAiOptions;
		models: string[];
	}[] = [
		{
			name: 'those asked for',
			asked: ['fake-small'],
			settings: ['fake-large'],
			fake: {},
			models: ['fake-small']
		},
		{
			name: 'each once',
			asked: ['fake-small', 'fake-large', 'fake-small'],
			settings: [],
			fake: {},
			models: ['fake-small', 'fake-large']
		},
		{
			name: 'those of the settings',
			asked: [],
			settings: ['fake-small'],
			fake: {},
			models: ['fake-small']
		},
		{
			name: 'the first one of a local endpoint',
			asked: [],
			settings: [],
			fake: {},
			models: FAKE_MODELS.slice(0, 1)
		},
		{
			name: 'the first one that writes',
			asked: [],
			settings: [],
			fake: { models: ['nomic-embed-text', 'llama'] },
			models: ['llama']
		},
		{
			name: 'a name without its tag',
			asked: ['llama'],
			settings: [],
			fake: { models: ['llama:latest'] },
			models: ['llama']
		},
		{
			name: 'any name where no list is kept',
			asked: ['mine'],
			settings: [],
			fake: { modelList: 'missing' },
			models: ['mine']
		}
	];

	it.each(cases)('takes $name', async ({ asked, settings, fake, models }) => {
		const provider = await providerOn(fake, settings);
		expect(await provider.resolveModels(asked)).toEqual(models);
	});

	it('says that none is named where none can be guessed', async () => {
		const provider = await providerOn({ modelList: 'missing' });
		await expect(provider.resolveModels([])).rejects.toMatchObject({
			code: 'provider_not_ready',
			field: 'model'
		});
	});
});
