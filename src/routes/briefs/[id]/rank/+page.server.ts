import { sittingCookie } from '#lib/server/access/access.ts';
import { shareOrigins } from '#lib/server/access/share-origins.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({
	locals: { services },
	params,
	cookies,
	parent,
	depends
}) => {
	depends('vitrine:sessions');
	// Says that there is no such brief, where there is none.
	await parent();
	const sessions = services.sessions.ofBrief(params.id);
	return {
		origins: shareOrigins(services.config),
		sessions: sessions.map((session) => ({
			session,
			sitterId: cookies.get(sittingCookie(session.id)) ?? null,
			// Comes after the page. Whether, and not what: whoever sits in it here is still to judge for themselves.
			isSettled: services.sessions.isSettled(session.id).catch(() => null)
		}))
	};
};
