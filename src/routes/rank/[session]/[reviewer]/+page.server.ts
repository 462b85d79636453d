import { sittingCookie } from '#lib/server/access/access.ts';
import { credentialsOf } from '#lib/server/access/at-the-door.ts';
import { errorPage } from '../../../error-page.server.ts';
import type { PageServerLoad } from './$types';

const YEAR_S = 365 * 24 * 60 * 60;

/** The link is what lets a reviewer in; the browser keeps it, for the pictures and for coming back. */
export const load: PageServerLoad = ({ locals: { services }, params, cookies, request }) => {
	try {
		const sitting = services.sessions.sitting(params.session, params.reviewer);
		cookies.set(sittingCookie(params.session), params.reviewer, {
			path: '/',
			httpOnly: true,
			sameSite: 'lax',
			// Vitrine speaks plain http, on this machine and in one's own network.
			secure: false,
			maxAge: YEAR_S
		});
		return {
			sitting,
			previewPort: services.config.previewPort,
			isOwner: services.access.isOwner(credentialsOf(request))
		};
	} catch (thrown) {
		errorPage(thrown);
	}
};
