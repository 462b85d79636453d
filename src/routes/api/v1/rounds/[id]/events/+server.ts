import { eventStream, lastEventId } from '#lib/server/http/event-stream.ts';
import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.watchRound, ({ params, query, request, services }) => {
	const after = lastEventId(request) ?? query.after ?? 0;
	const { status, lastSeq } = services.rounds.view(params.id);
	// A browser takes the end of a stream for a lost connection and asks again, unless it is told that there is no more.
	if (status !== 'running' && lastSeq <= after) return new Response(null, { status: 204 });
	return eventStream((signal) => services.rounds.watch(params.id, after, signal));
});

export const fallback = refuseOthers(operations.watchRound);
