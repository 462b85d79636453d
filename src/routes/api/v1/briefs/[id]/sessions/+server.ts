import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.listSessions, ({ params, services }) => ({
	sessions: services.sessions.ofBrief(params.id)
}));

export const POST = serve(operations.addSession, ({ params, body, services, reviewer }) =>
	services.sessions.create(params.id, body, reviewer)
);

export const fallback = refuseOthers(operations.listSessions, operations.addSession);
