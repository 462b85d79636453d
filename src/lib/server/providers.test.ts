import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { createProviders } from './providers.ts';

const SETTINGS = {
	OPENAI_API_KEY: 'sk-of-the-settings',
	OPENAI_BASE_URL: 'https://models.example/v1'
};
const isReady = async (asked: string | null, overrides = {}, env = SETTINGS) =>
	(await createProviders(readConfig(overrides, env))).get('openai', asked).readiness().ready;

describe('the key of the settings', () => {
	it('goes to the endpoint of the settings', async () => {
		expect(await isReady(null)).toBe(true);
		expect(await isReady('https://models.example/v1')).toBe(true);
	});

	it('goes to no other host that a request names', async () => {
		expect(await isReady('https://elsewhere.example/v1')).toBe(false);
	});

	it('goes with an address whose password a round has not stored', async () => {
		const env = { ...SETTINGS, OPENAI_BASE_URL: 'https://me:secret@models.example/v1/?a=b' };
		expect(await isReady('https://models.example/v1', {}, env)).toBe(true);
		await expect(isReady('https://me:secret@elsewhere.example/v1')).rejects.toMatchObject({
			code: 'invalid_input',
			field: 'baseUrl'
		});
	});

	it('goes where the command line points', async () => {
		const baseUrl = 'https://elsewhere.example/v1';
		expect(await isReady(baseUrl, { baseUrl })).toBe(true);
	});
});

describe('the providers', () => {
	it('tell the line that would make a model ready', async () => {
		const { readiness } = await createProviders(readConfig({}, {}));
		const [openai] = readiness();
		expect(openai).toMatchObject({ provider: 'openai', ready: false });
		expect(openai?.fix).toContain('OPENAI_API_KEY');
	});

	it('refuse an endpoint where there is none', async () => {
		const { get } = await createProviders(readConfig({}, {}));
		expect(() => get('composer', 'https://models.example/v1')).toThrow('has no endpoint');
	});
});
