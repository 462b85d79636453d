/** The providers this installation has, made from settings. */
import path from 'node:path';
import { VitrineError } from '#lib/domain/errors.ts';
import type { ProviderName } from '#lib/domain/variant.ts';
import type { LocalEndpoint } from '#lib/domain/view.ts';
import type { Provider, Readiness } from '#lib/generator/provider.ts';
import { createAgentProvider } from '#lib/generator/providers/agent/agent.ts';
import { ComposerProvider } from '#lib/generator/providers/composer.ts';
import { plainAddress } from '#lib/generator/providers/endpoint.ts';
import { findLocalEndpoints } from '#lib/generator/providers/local-endpoints.ts';
import { createOpenAiProvider } from '#lib/generator/providers/openai.ts';
import { createRecordedProvider } from '#lib/generator/providers/recorded.ts';
import { loadSample, type RecordedSample } from '#lib/generator/providers/recorded-sample.ts';
import type { Config } from './config.ts';

/** The sample that is put into a new workspace. */
const SAMPLE_NAME = 'how-much-alone';

export interface Providers {
	/** @param baseUrl an endpoint other than the settings', for this round alone */
	get(name: ProviderName, baseUrl?: string | null): Provider;
	/** What is ready, and for the others the line that would make it so. */
	readiness(): Readiness[];
	/** Endpoints that listen on this machine right now: to be offered, never used unasked. Looked for at each call alone. */
	localEndpoints(): Promise<LocalEndpoint[]>;
	sample: RecordedSample;
}

export async function createProviders(config: Config): Promise<Providers> {
	const sample = await loadSample(path.join(config.samplesDir, SAMPLE_NAME));
	const recorded = createRecordedProvider({ sample, charsPerSecond: config.samplePace });
	const composer = new ComposerProvider();
	const agent = createAgentProvider({ environment: config.env });
	const configured = config.openai.baseUrl ?? null;
	const openai = (asked?: string | null) => {
		// The key is for the endpoint of the settings: a request that names another host must not be handed it.
		const isConfigured = !asked || plainAddress(asked) === plainAddress(configured ?? '');
		if (!isConfigured && plainAddress(asked) !== asked.replace(/\/+$/, '')) {
			throw new VitrineError(
				'invalid_input',
				'A round stores no password or query, and this base URL has one.',
				{
					field: 'baseUrl',
					fix: 'Set OPENAI_BASE_URL to it before Vitrine is started, and leave it out here.'
				}
			);
		}
		return createOpenAiProvider({
			apiKey: isConfigured ? (config.openai.apiKey ?? null) : null,
			baseUrl: isConfigured ? configured : asked,
			models: config.openai.models
		});
	};

	function get(name: ProviderName, baseUrl?: string | null): Provider {
		if (name === 'import') {
			throw new VitrineError('conflict', 'What was brought in is not built.', {
				fix: 'Bring the file in again.'
			});
		}
		if (name === 'graft') {
			throw new VitrineError('conflict', 'What was put together out of others is not built.', {
				fix: 'Put it together again.'
			});
		}
		if (name === 'openai') return openai(baseUrl);
		if (baseUrl) {
			throw new VitrineError('invalid_input', `The ${name} provider has no endpoint.`, {
				field: 'baseUrl',
				fix: 'Leave the base URL out, or use the openai provider.'
			});
		}
		if (name === 'agent') return agent;
		return name === 'recorded' ? recorded : composer;
	}

	return {
		get,
		readiness: () => [openai(), agent, composer, recorded].map((one) => one.readiness()),
		localEndpoints: () =>
			findLocalEndpoints({ ports: config.localPorts, except: [config.port, config.previewPort] }),
		sample
	};
}
