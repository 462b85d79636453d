import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const PATCH = serve(operations.editNote, ({ params, body, services }) =>
	services.notes.edit(params.id, body)
);

export const DELETE = serve(operations.removeNote, ({ params, services, reviewer }) => {
	services.notes.remove(params.id, reviewer);
	return { id: params.id };
});

export const fallback = refuseOthers(operations.editNote, operations.removeNote);
