import { fail, redirect } from '@sveltejs/kit';
import { VitrineError } from '#lib/domain/errors.ts';
import { NewReviewer } from '#lib/domain/session.ts';
import { sittingCookie } from '#lib/server/access/access.ts';
import { errorPage } from '../../error-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Whoever sits here already goes on; `?new` lets somebody else sit down at the same machine. */
export const load: PageServerLoad = ({ locals: { services }, params, cookies, url }) => {
	const kept = cookies.get(sittingCookie(params.session));
	const isMine = kept !== undefined && services.sessions.sessionOf(kept) === params.session;
	if (isMine && !url.searchParams.has('new')) redirect(303, `/rank/${params.session}/${kept}`);
	try {
		return { invitation: services.sessions.invitation(params.session) };
	} catch (thrown) {
		errorPage(thrown);
	}
};

export const actions: Actions = {
	default: async ({ locals: { services }, params, request }) => {
		const who = NewReviewer.safeParse(Object.fromEntries(await request.formData()));
		if (!who.success) {
			const [issue] = who.error.issues;
			return fail(400, { problem: `The ${String(issue?.path[0] ?? 'form')}: ${issue?.message}.` });
		}
		let reviewerId: string;
		try {
			reviewerId = services.sessions.join(params.session, who.data).id;
		} catch (thrown) {
			if (!(thrown instanceof VitrineError)) throw thrown;
			return fail(thrown.status, { problem: thrown.sentence });
		}
		redirect(303, `/rank/${params.session}/${reviewerId}`);
	}
};
