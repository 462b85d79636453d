import { sittingCookie } from '#lib/server/access/access.ts';
import { standingPage } from '#lib/server/standing-page.ts';
import { errorPage } from '../../../../error-page.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, cookies, parent }) => {
	// Says that there is no such brief, where there is none.
	await parent();
	try {
		const standing = await standingPage(locals.services.sessions, {
			briefId: params.id,
			sessionId: params.session,
			sitting: cookies.get(sittingCookie(params.session)) ?? null,
			criterion: url.searchParams.get('criterion')
		});
		return { standing };
	} catch (thrown) {
		errorPage(thrown);
	}
};
