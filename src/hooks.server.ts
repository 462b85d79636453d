/** What every request passes, and what happens when the server begins and ends. */
import { randomUUID } from 'node:crypto';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { building } from '$app/environment';
import { LIGHT_COOKIE, LIGHTS } from '#lib/domain/light.ts';
import { VitrineError } from '#lib/domain/errors.ts';
import { REVIEWER_COOKIE, reviewerOf } from '#lib/domain/reviewer.ts';
import { atTheDoor } from '#lib/server/access/at-the-door.ts';
import { openGallery, type Gallery } from '#lib/server/gallery.ts';
import { compressed } from '#lib/server/http/compressed.ts';
import { drainBody } from '#lib/server/http/drain-body.ts';
import { isAllowedHost, isAllowedOrigin } from '#lib/server/request-checks.ts';

let gallery: Gallery | undefined;

export const init: ServerInit = async () => {
	if (building) return;
	gallery = await openGallery();
	// The adapter's own server, when it is what runs us, says so when it stops.
	process.once('sveltekit:shutdown', () => void gallery?.close());
};

const SAFE_METHODS = ['GET', 'HEAD'];

export const handle: Handle = async (request) => {
	const response = await answer(request);
	void drainBody(request.event.request);
	return compressed(request.event.request, response);
};

const answer: Handle = async ({ event, resolve }) => {
	if (!gallery) throw new Error('The gallery is not open.');
	const { services } = gallery;
	const { host, origin, 'sec-fetch-site': site } = Object.fromEntries(event.request.headers);
	if (!isAllowedHost(host, services.config.host, services.config.port)) {
		return refuse('forbidden_host', 'This name is not one that Vitrine answers to.');
	}
	const isRead = SAFE_METHODS.includes(event.request.method);
	if ((!isRead || origin !== undefined) && !isAllowedOrigin(origin, site, host)) {
		return refuse('forbidden_origin', 'Vitrine takes requests from its own pages only.');
	}
	const kept = atTheDoor(services, event);
	if (kept) return kept;
	event.locals.services = services;
	event.locals.reviewer = reviewerOf(event.cookies.get(REVIEWER_COOKIE, { decode: String }));
	// The light of the room comes with the page: a switch after it is drawn would flash.
	const light = LIGHTS.find((name) => name === event.cookies.get(LIGHT_COOKIE)) ?? '';
	const response = await resolve(event, {
		transformPageChunk: ({ html }) => html.replace('%vitrine.light%', light)
	});
	response.headers.set('x-content-type-options', 'nosniff');
	// Nobody else learns an address. `no-referrer` would also send our own forms as from nowhere, and those are refused.
	response.headers.set('referrer-policy', 'same-origin');
	const csp = response.headers.get('content-security-policy');
	const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false;
	if (csp !== null && isPage && !csp.includes('sandbox')) {
		// The previews' port follows from the gallery's, which is known only now. Frames come from there and nowhere else.
		const [name = ''] = (host ?? '').split(/:\d+$/);
		const frames = `frame-src http://${name}:${services.config.previewPort}`;
		response.headers.set('content-security-policy', `${csp}; ${frames}`);
	}
	return response;
};

/** An unexpected error gets a number that is in the log too, and a bland message: never a stack. */
export const handleError: HandleServerError = ({ error, event, status, message }) => {
	if (status === 404) return { message: 'There is nothing at this address.' };
	if (error instanceof VitrineError) return { message: error.sentence, code: error.code };
	const id = randomUUID().slice(0, 8);
	event.locals.services?.log.error({ err: error, id, path: event.url.pathname }, message);
	return {
		message: `Something went wrong inside Vitrine. The log has it under ${id}.`,
		code: 'internal'
	};
};

function refuse(code: 'forbidden_host' | 'forbidden_origin', message: string): Response {
	const error = new VitrineError(code, message);
	return Response.json({ error: { code, message } }, { status: error.status });
}
