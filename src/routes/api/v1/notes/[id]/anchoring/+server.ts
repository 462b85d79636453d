import { invariant } from '#lib/domain/errors.ts';
import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.getAnchoring, async ({ params, query, services }) => {
	const [anchor] = await services.notes.anchorIn(query.variant, [params.id]);
	invariant(anchor, 'one note in, one anchor out');
	return anchor;
});

export const fallback = refuseOthers(operations.getAnchoring);
