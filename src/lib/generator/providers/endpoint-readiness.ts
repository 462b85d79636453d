/** Whether the settings of an endpoint are enough to ask it, and if not, the one line that would make them so. */
import { VitrineError } from '#lib/domain/errors.ts';
import type { Readiness } from '../provider.ts';
import { readEndpoint, type Endpoint } from './endpoint.ts';

export const NAME_A_MODEL = 'Name one: --model NAME, or export VITRINE_MODELS=NAME.';

interface EndpointSettings {
	apiKey: string | null;
	baseUrl: string | null;
	models: readonly string[];
}

/** Looks at the settings alone. */
export function readinessOf(settings: EndpointSettings): Readiness {
	const models = [...settings.models];
	try {
		const endpoint = readyEndpoint(settings);
		const named =
			models.length > 0
				? `, with ${models.join(', ')}`
				: endpoint.isLocal
					? ''
					: `. No model is named yet. ${NAME_A_MODEL}`;
		return {
			provider: 'openai',
			ready: true,
			detail: `${endpoint.shown}${named}`,
			fix: null,
			models
		};
	} catch (error) {
		if (!(error instanceof VitrineError)) throw error;
		const wantsKey = error.field === 'OPENAI_API_KEY';
		return {
			provider: 'openai',
			ready: false,
			detail: error.message,
			fix: wantsKey ? 'export OPENAI_API_KEY=…' : (error.fix ?? null),
			models
		};
	}
}

/** @throws VitrineError `provider_not_ready` without an address or a key that can be used */
export function readyEndpoint(settings: EndpointSettings): Endpoint {
	const endpoint = readEndpoint(settings.baseUrl);
	if (settings.apiKey === null && endpoint.authorization === null && !endpoint.isLocal) {
		throw new VitrineError('provider_not_ready', `There is no key for ${endpoint.shown}.`, {
			field: 'OPENAI_API_KEY',
			fix: 'Set one with “export OPENAI_API_KEY=…”, or set OPENAI_BASE_URL to a local endpoint.'
		});
	}
	// Such as the quotation marks of a web page: no header takes them, and the platform's complaint would repeat the key.
	if (/[^\x21-\x7e]/.test(settings.apiKey ?? '')) {
		throw new VitrineError('provider_not_ready', 'The key holds characters that no key has.', {
			field: 'OPENAI_API_KEY',
			fix: 'Copy it again, without spaces, line breaks or quotation marks.'
		});
	}
	return endpoint;
}
