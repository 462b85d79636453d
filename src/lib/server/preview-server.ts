/** Serves variants on a port of their own, as pages that can do nothing: no cookies, no network, no origin. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { SANDBOX_CSP, prepareForPreview } from '#lib/capture/sandbox.ts';
import { StateName } from '#lib/domain/brief.ts';
import { VitrineError, toVitrineError } from '#lib/domain/errors.ts';
import { idSchema } from '#lib/domain/ids.ts';
import type { Credentials } from './access/access.ts';
import { isAllowedHost } from './request-checks.ts';
import type { Logger } from './logger.ts';

const PREVIEW_PATH = /^\/v\/([^/]+)$/;
const VariantId = idSchema('variant');
const NONCE = /^[\w-]{8,64}$/;

export interface PreviewOptions {
	host: string;
	port: number;
	log: Logger;
	htmlOf(variantId: string): Promise<string>;
	/** Whether whoever sends these may see it. */
	mayPreview(variantId: string, credentials: Credentials): boolean;
}

/**
 * Listens on the preview port.
 * @throws VitrineError `port_taken`
 */
export function startPreviewServer(options: PreviewOptions): Promise<Server> {
	const server = createServer((request, response) => {
		answer(options, request, response).catch((error: unknown) => {
			options.log.error({ err: error }, 'a preview broke');
			response.destroy();
		});
	});
	return new Promise((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) => {
			reject(
				error.code === 'EADDRINUSE'
					? new VitrineError(
							'port_taken',
							`Port ${options.port}, where variants are previewed, is taken.`,
							{
								field: 'port',
								fix: 'Choose another with --port; previews take the one after it.'
							}
						)
					: error
			);
		});
		server.listen(options.port, options.host, () => resolve(server));
	});
}

async function answer(
	options: PreviewOptions,
	request: IncomingMessage,
	response: ServerResponse
): Promise<void> {
	if (!isAllowedHost(request.headers.host, options.host, options.port)) {
		return plain(response, 403, 'This name is not one that Vitrine answers to.');
	}
	if (request.method !== 'GET' && request.method !== 'HEAD')
		return plain(response, 405, 'Previews can be looked at only.');
	const url = new URL(request.url ?? '/', 'http://preview.invalid');
	const id = PREVIEW_PATH.exec(url.pathname)?.[1];
	if (id === undefined || !VariantId.safeParse(id).success)
		return plain(response, 404, 'There is nothing here.');
	const { cookie, authorization } = request.headers;
	if (!options.mayPreview(id, { cookie, authorization }))
		return plain(
			response,
			403,
			'This is for whoever started Vitrine here, and for whom they sent a link.'
		);
	try {
		const html = await options.htmlOf(id);
		const state = StateName.safeParse(url.searchParams.get('state')).data ?? null;
		const nonce = url.searchParams.get('nonce') ?? '';
		page(
			response,
			prepareForPreview(html, { state, nonce: NONCE.test(nonce) ? nonce : randomUUID() })
		);
	} catch (thrown) {
		const error = toVitrineError(thrown);
		if (error.code === 'internal') options.log.error({ err: error.cause }, 'a preview broke');
		plain(response, error.status, error.sentence);
	}
}

const COMMON_HEADERS = {
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'no-referrer',
	'permissions-policy':
		'accelerometer=(), autoplay=(), camera=(), clipboard-read=(), clipboard-write=(), display-capture=(), fullscreen=(), geolocation=(), gyroscope=(), hid=(), microphone=(), midi=(), payment=(), serial=(), usb=()',
	'cross-origin-resource-policy': 'cross-origin',
	'cache-control': 'no-store'
};

function page(response: ServerResponse, html: string): void {
	response.writeHead(200, {
		...COMMON_HEADERS,
		'content-type': 'text/html; charset=utf-8',
		'content-security-policy': SANDBOX_CSP
	});
	response.end(html);
}

function plain(response: ServerResponse, status: number, text: string): void {
	response.writeHead(status, {
		...COMMON_HEADERS,
		'content-type': 'text/plain; charset=utf-8',
		'content-security-policy': SANDBOX_CSP
	});
	response.end(text);
}
