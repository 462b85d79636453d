import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.listReviewers, ({ params, services }) => ({
	reviewers: services.marks.reviewersOf(params.id)
}));

export const fallback = refuseOthers(operations.listReviewers);
