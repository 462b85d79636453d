/** What can be told about an endpoint from its address alone. */
import { VitrineError } from '#lib/domain/errors.ts';

/** Where requests go when no base URL is set. */
export const HOSTED_BASE_URL = 'https://api.openai.com/v1';

export interface Endpoint {
	/** As requests use it: without a slash at its end, or the user name and password that an address may carry. */
	baseUrl: string;
	/** The header that such a name and password make; null without them. */
	authorization: string | null;
	/** As people may see it: without a user name or password that the address carries. */
	shown: string;
	/** On this machine or in its private network: such endpoints are taken to want no key. */
	isLocal: boolean;
}

/**
 * Reads the address of an endpoint.
 * @throws VitrineError `provider_not_ready` when it is no http or https address
 */
export function readEndpoint(baseUrl: string | null): Endpoint {
	const text = (baseUrl ?? '').trim() || HOSTED_BASE_URL;
	const url = URL.canParse(text) ? new URL(text) : null;
	if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
		throw new VitrineError(
			'provider_not_ready',
			`The base URL “${text.replace(/\/\/[^/@]*@/, '//')}” is not an http or https address.`,
			{
				field: 'OPENAI_BASE_URL',
				fix: `Set OPENAI_BASE_URL to an address such as ${HOSTED_BASE_URL}.`
			}
		);
	}
	const shown = new URL(url);
	shown.username = '';
	shown.password = '';
	shown.search = '';
	return {
		baseUrl: withoutPassword(text).replace(/\/+$/, ''),
		authorization: basicHeader(url),
		shown: shown.href.replace(/\/+$/, ''),
		isLocal: isPrivateHost(url.hostname)
	};
}

/** The address without the user name and password it may carry: what may be stored. */
export function withoutPassword(address: string): string {
	return address.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1');
}

function basicHeader({ username, password }: URL): string | null {
	if (username === '' && password === '') return null;
	const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
	return `Basic ${Buffer.from(pair).toString('base64')}`;
}

/** Whatever of a key and an address must not be repeated anywhere. */
export function secretsIn(apiKey: string | null, baseUrl: string | null): string[] {
	const url = baseUrl && URL.canParse(baseUrl) ? new URL(baseUrl) : null;
	const password = url?.password ?? '';
	const header = url && password !== '' ? basicHeader(url) : null;
	return [
		apiKey ?? '',
		password,
		decodeURIComponent(password),
		header?.replace('Basic ', '') ?? ''
	].filter((secret) => secret !== '');
}

const PRIVATE_NAMES = /^(?:localhost|.+\.(?:localhost|local|internal|lan|home\.arpa))$/;
const PRIVATE_IPV4 =
	/^(?:127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|0\.0\.0\.0$)/;
const PRIVATE_IPV6 = /^\[(?:::1?|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*)\]$/;

function isPrivateHost(hostname: string): boolean {
	const host = hostname.toLowerCase();
	if (/^\d+(?:\.\d+){3}$/.test(host)) return PRIVATE_IPV4.test(host);
	// A name without a dot is one of the local network, such as a container's.
	return PRIVATE_IPV6.test(host) || PRIVATE_NAMES.test(host) || !/[.:]/.test(host);
}
