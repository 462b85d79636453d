/** What an endpoint did wrong, in words for the person it happens to. No key ever gets into them. */
import { VitrineError } from '#lib/domain/errors.ts';
import type { Endpoint } from './endpoint.ts';
import { withoutKeys } from './secrets.ts';

/** A failed call as plain data, free of the client library's classes. */
export interface EndpointFailure {
	/** HTTP status; undefined when there was no answer, or when the failure came inside a stream. */
	status: number | undefined;
	/** The endpoint's own words, and its code for them. */
	words: string;
	code: string | null;
	/** True when the answer was JSON of the shape such endpoints use for errors. */
	spoke: boolean;
	/** The system's code for a failed connection, such as ECONNREFUSED. */
	connection: string | null;
}

export interface FailureContext {
	endpoint: Endpoint;
	model: string;
	/** Whatever must not be repeated. */
	secrets: readonly string[];
	/** What the endpoint says it offers; empty when unknown. */
	offered: readonly string[];
}

const MAX_WORDS = 240;
const MAX_OFFERED = 12;

const CONNECTIONS: Record<string, string> = {
	ECONNREFUSED: 'nothing is listening there',
	ENOTFOUND: 'no such host is known',
	EAI_AGAIN: 'the host name could not be looked up',
	ECONNRESET: 'the connection was closed',
	UND_ERR_SOCKET: 'the connection was closed',
	ETIMEDOUT: 'it did not answer in time',
	UND_ERR_CONNECT_TIMEOUT: 'it did not answer in time',
	EHOSTUNREACH: 'the host cannot be reached',
	ENETUNREACH: 'the network cannot be reached',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself',
	CERT_HAS_EXPIRED: 'its certificate has expired'
};

/** The error for a call that failed. */
export function endpointError(failure: EndpointFailure, context: FailureContext): VitrineError {
	const at = context.endpoint.shown;
	const said = quoted(failure.words, context.secrets);
	const { status } = failure;
	if (failure.connection !== null) return unreachable(failure.connection, context.endpoint);
	if (status === 401 || status === 403) return keyRefused(status, said, context.endpoint);
	if (status === 402 || isOutOfCredit(failure.code)) {
		return new VitrineError(
			'provider_no_credit',
			`${at} says that the account has no credit left.${said}`,
			{
				fix: 'Add credit or raise the limit under “billing” there, or use another model or endpoint.'
			}
		);
	}
	if (isUnknownModel(failure, context)) return unknownModel(context.model, context);
	if (status === 404 || status === 405) return notAnEndpoint(at, `it answered ${status}`, false);
	if (status === 429 || failure.code === 'rate_limit_exceeded') {
		return new VitrineError(
			'provider_rate_limited',
			`${at} kept saying “too many requests”.${said}`,
			{ fix: 'Wait a little and try again, with fewer at once (--concurrency).' }
		);
	}
	const what = status === undefined ? 'broke off with an error' : `answered with error ${status}`;
	// A timeout or a lock that was met may be gone the next time; whatever else is below 500 is ours to change.
	const passing = status === undefined || status >= 500 || status === 408 || status === 409;
	return new VitrineError('provider_failed', `${at} ${what}.${said}`, {
		passing,
		fix: passing
			? 'Try again in a while; the fault lies there.'
			: 'Check the model and the settings of the endpoint.'
	});
}

/** Whether an error's code says that nothing will be answered until somebody pays: it comes as 429, and waiting is no use. */
export function isOutOfCredit(code: unknown): boolean {
	return code === 'insufficient_quota' || code === 'billing_hard_limit_reached';
}

/** A model the endpoint does not have, with what it has. */
export function unknownModel(
	model: string,
	{ endpoint, offered }: Pick<FailureContext, 'endpoint' | 'offered'>
): VitrineError {
	const shown = offered.slice(0, MAX_OFFERED).join(', ');
	const more = offered.length > MAX_OFFERED ? ` and ${offered.length - MAX_OFFERED} more` : '';
	return new VitrineError('unknown_model', `${endpoint.shown} has no model named “${model}”.`, {
		field: 'model',
		fix:
			offered.length > 0
				? `It offers ${shown}${more}.`
				: 'Check the name where the model is served.'
	});
}

/** @param passing whether a gateway in front of a real endpoint may have answered in its place */
export function notAnEndpoint(at: string, why: string, passing = true): VitrineError {
	return new VitrineError(
		'provider_not_json',
		`${at} is not an OpenAI-compatible endpoint: ${why}.`,
		{
			field: 'OPENAI_BASE_URL',
			fix: 'Check the base URL; most end in /v1.',
			passing
		}
	);
}

function unreachable(connection: string, endpoint: Endpoint): VitrineError {
	const why = CONNECTIONS[connection] ?? `the connection failed (${connection})`;
	return new VitrineError('provider_unreachable', `${endpoint.shown} cannot be reached: ${why}.`, {
		field: 'OPENAI_BASE_URL',
		fix: endpoint.isLocal
			? 'Start the model server there, or set OPENAI_BASE_URL to where it is.'
			: 'Check the network and OPENAI_BASE_URL.'
	});
}

export function idleError(endpoint: Endpoint, limitMs: number): VitrineError {
	return new VitrineError(
		'provider_idle',
		`${endpoint.shown} sent nothing for ${Math.round(limitMs / 1000)} seconds, so the request was ended.`,
		{
			fix: 'Try again; with a local model, try fewer at once (--concurrency 1).',
			passing: true
		}
	);
}

export function cutOff(endpoint: Endpoint, characters: number): VitrineError {
	return new VitrineError(
		'provider_cut_off',
		`The connection to ${endpoint.shown} ended in the middle of the reply, after ${characters} characters.`,
		{
			fix: 'Try again.',
			passing: true
		}
	);
}

function keyRefused(status: number, said: string, endpoint: Endpoint): VitrineError {
	const what = status === 401 ? 'does not accept the key' : 'does not let this key do that';
	return new VitrineError('provider_key', `${endpoint.shown} ${what}.${said}`, {
		field: 'OPENAI_API_KEY',
		fix: 'Set OPENAI_API_KEY to a key of that endpoint.'
	});
}

function isUnknownModel(failure: EndpointFailure, { model, offered }: FailureContext): boolean {
	if (failure.code === 'model_not_found') return true;
	if (failure.status !== 400 && failure.status !== 404) return false;
	if (offered.length > 0) return !offers(offered, model);
	return failure.status === 404 && failure.spoke;
}

/** Local servers list a model with a tag that people leave out, and gateways take suffixes they do not list. */
export function offers(offered: readonly string[], model: string): boolean {
	return offered.some(
		(name) => name === model || name === `${model}:latest` || model.startsWith(`${name}:`)
	);
}

function quoted(words: string, secrets: readonly string[]): string {
	const clean = withoutKeys(words, secrets).replace(/\s+/g, ' ').trim();
	if (clean === '' || /^<(?:!doctype|html)/i.test(clean)) return '';
	return ` It says: “${clean.length > MAX_WORDS ? `${clean.slice(0, MAX_WORDS - 1)}…` : clean}”`;
}
