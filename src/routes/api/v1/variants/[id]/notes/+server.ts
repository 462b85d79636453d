import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const POST = serve(operations.addNote, ({ params, body, services }) =>
	services.notes.add(params.id, body)
);

export const GET = serve(operations.listVariantNotes, async ({ params, services }) => ({
	notes: await services.notes.ofVariant(params.id)
}));

export const fallback = refuseOthers(operations.addNote, operations.listVariantNotes);
