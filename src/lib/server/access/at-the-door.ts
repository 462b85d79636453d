/** What a request is told that access does not let by. */
import { VitrineError } from '#lib/domain/errors.ts';
import { errorAnswer } from '../http/error-answer.ts';
import type { Logger } from '../logger.ts';
import { OWNER_COOKIE, type Access, type Credentials } from './access.ts';

const YEAR_S = 365 * 24 * 60 * 60;
/** In the address that is printed at the start. */
export const TOKEN_PARAM = 'token';

interface Arrival {
	request: Request;
	url: URL;
	route: { id: string | null };
	params: Partial<Record<string, string>>;
}

/** Null lets it in. An address with the owner's token is answered with a cookie and the address without it. */
export function atTheDoor(
	{ access, log }: { access: Access; log: Logger },
	{ request, url, route, params }: Arrival
): Response | null {
	if (access.ownerToken === null) return null;
	const token = url.searchParams.get(TOKEN_PARAM);
	if (request.method === 'GET' && token !== null && access.isOwnerToken(token)) {
		const next = new URL(url);
		next.searchParams.delete(TOKEN_PARAM);
		return new Response(null, {
			status: 303,
			headers: {
				location: next.pathname + next.search,
				'set-cookie': `${OWNER_COOKIE}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${YEAR_S}`,
				'cache-control': 'no-store'
			}
		});
	}
	const credentials = credentialsOf(request);
	if (access.mayCome({ method: request.method, route: route.id, params, credentials })) return null;
	const isApi = url.pathname.startsWith('/api/');
	const error = new VitrineError('owner_only', 'This is for whoever started Vitrine here.', {
		fix: isApi
			? 'Send the token as “Authorization: Bearer TOKEN”; it is in the address that is printed at the start.'
			: 'Open the address that is printed at the start, or the link that you were sent.'
	});
	if (isApi) return errorAnswer(error, log);
	return new Response(page(error), {
		status: error.status,
		headers: {
			'cache-control': 'no-store',
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'"
		}
	});
}

/** Who asks, as the request's own headers have it. */
export function credentialsOf({ headers }: Request): Credentials {
	return {
		cookie: headers.get('cookie') ?? undefined,
		authorization: headers.get('authorization') ?? undefined
	};
}

function page({ message, fix = '' }: VitrineError): string {
	return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Not open – Vitrine</title><style>:root{color-scheme:light dark}body{font:18px/1.5 system-ui;max-width:34ch;margin:18vh auto;padding:0 24px}</style><main><h1>${message}</h1><p>${fix}</p></main></html>`;
}
