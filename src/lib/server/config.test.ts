import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

describe('settings', () => {
	it('have defaults that need nothing set', () => {
		const config = readConfig({}, {});
		expect(config).toMatchObject({
			host: '127.0.0.1',
			port: 4680,
			previewPort: 4681,
			sample: true,
			capture: true
		});
		expect(config.openai).toEqual({ apiKey: undefined, baseUrl: undefined, models: [] });
		expect(config.workspace).toBe(path.resolve('vitrine-workspace'));
		expect(config.migrationsDir).toBe(path.join(config.root, 'db/migrations'));
	});

	it('are taken from the command line first, then from the environment; blanks count as unset', () => {
		const env = {
			VITRINE_WORKSPACE: 'a',
			VITRINE_PORT: '5000',
			VITRINE_HOST: ' ',
			OPENAI_API_KEY: '',
			VITRINE_MODELS: ' x, ,y '
		};
		const fromEnv = readConfig({}, env);
		expect(fromEnv).toMatchObject({ workspace: path.resolve('a'), port: 5000, host: '127.0.0.1' });
		expect(fromEnv.openai).toMatchObject({ apiKey: undefined, models: ['x', 'y'] });
		const told = readConfig({ workspace: 'b', port: 6000, sample: false, capture: false }, env);
		expect(told).toMatchObject({
			workspace: path.resolve('b'),
			port: 6000,
			previewPort: 6001,
			sample: false,
			capture: false
		});
	});

	it.each(['many', '0', '65535', '-1', '4680.5'])(
		'refuse “%s” as a port, in the words that were used',
		(port) => {
			const refusal = expect.objectContaining({
				code: 'invalid_input',
				field: 'port',
				message: `${port} is not a port.`
			});
			expect(() => readConfig({}, { VITRINE_PORT: port })).toThrow(refusal);
		}
	);
});
