import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const PUT = serve(operations.flagVariant, ({ params, body, services }) => {
	const mark = services.marks.flag(params.id, body.flag);
	services.captures.heedPick(params.id);
	return mark;
});

export const fallback = refuseOthers(operations.flagVariant);
