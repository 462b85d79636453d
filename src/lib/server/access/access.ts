/** Who is let in where, when Vitrine listens to more than this machine: the owner by a token, reviewers by their links. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { isLoopback, ownerTokenOf } from './owner-token.ts';
import { doorOf } from './doors.ts';

export const OWNER_COOKIE = 'vitrine-owner';
const SITTING_COOKIE = 'vitrine-sitting-';

/** The cookie in which a browser keeps who sits in a session there. */
export function sittingCookie(sessionId: string): string {
	return SITTING_COOKIE + sessionId;
}

/** What access has to know of sessions. */
export interface SittingBook {
	/** The session of a reviewer who is not withdrawn; null for any other text. */
	sessionOf(reviewerId: string): string | null;
	/** Whether the photograph or thumb is one that the session shows. */
	showsPhotograph(sessionId: string, sha256: string): boolean;
	/** Whether the session shows this variant live. */
	showsLive(sessionId: string, variantId: string): boolean;
}

/** As they come with a request. */
export interface Credentials {
	cookie: string | undefined;
	authorization: string | undefined;
}

interface Knock {
	method: string;
	/** Id of the route; null where there is none. */
	route: string | null;
	params: Partial<Record<string, string>>;
	credentials: Credentials;
}

export interface Access {
	/** Null where only this machine can reach Vitrine, and nothing is asked of anybody. */
	readonly ownerToken: string | null;
	isOwnerToken(token: string): boolean;
	isOwner(credentials: Credentials): boolean;
	mayCome(knock: Knock): boolean;
	/** Whether a variant may be seen live on the previews' port. */
	mayPreview(variantId: string, credentials: Credentials): boolean;
}

/** @throws VitrineError `workspace_unwritable` */
export function createAccess(
	{ host, workspace }: { host: string; workspace: string },
	book: SittingBook
): Access {
	const ownerToken = isLoopback(host) ? null : ownerTokenOf(workspace);
	const isOwnerToken = (token: string): boolean => ownerToken !== null && isSame(token, ownerToken);
	const isOwner = (credentials: Credentials): boolean =>
		ownerToken === null || tokensOf(credentials).some(isOwnerToken);
	const sessionsOf = (credentials: Credentials): string[] =>
		tokensOf(credentials).flatMap((token) => book.sessionOf(token) ?? []);

	return {
		ownerToken,
		isOwnerToken,
		isOwner,
		mayCome({ method, route, params, credentials }) {
			if (isOwner(credentials)) return true;
			switch (doorOf(method, route)) {
				case 'open':
					return true;
				case 'sitting':
					return sessionsOf(credentials).length > 0;
				case 'photograph':
					return sessionsOf(credentials).some((id) =>
						book.showsPhotograph(id, params['sha256'] ?? '')
					);
				case 'owner':
					return false;
			}
		},
		mayPreview: (variantId, credentials) =>
			isOwner(credentials) || sessionsOf(credentials).some((id) => book.showsLive(id, variantId))
	};
}

/** Every token a request carries: those in our cookies, and a bearer's. */
function tokensOf({ cookie = '', authorization = '' }: Credentials): string[] {
	const kept = cookie.split(';').flatMap((pair) => {
		const [name = '', value = ''] = pair.trim().split('=');
		return name === OWNER_COOKIE || name.startsWith(SITTING_COOKIE) ? [value] : [];
	});
	const bearer = /^Bearer ([\w-]+)$/i.exec(authorization.trim())?.[1];
	return bearer === undefined ? kept : [bearer, ...kept];
}

/** Takes as long whatever is wrong. */
function isSame(one: string, other: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(digest(one), digest(other));
}
