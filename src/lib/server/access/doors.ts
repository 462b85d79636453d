/** Which addresses open to whom once others can reach this machine. */

/** Whoever has been given the link; what is behind it asks for the rest. The first tells nothing of the workspace. */
const OPEN = new Set([
	'GET /api/v1/openapi.json',
	'GET /rank/[session]',
	'POST /rank/[session]',
	'POST /api/v1/sessions/[id]/reviewers',
	'GET /rank/[session]/[reviewer]'
]);

/** Whoever sits in a session, for what belongs to the sitting. */
const SITTING = new Set([
	'POST /rank/[session]/[reviewer]',
	'GET /api/v1/sessions/[id]/next',
	'POST /api/v1/sessions/[id]/comparisons',
	'DELETE /api/v1/comparisons/[id]',
	'PUT /api/v1/comparisons/[id]/reason',
	'POST /api/v1/reviewers/[id]/finish'
]);

const PHOTOGRAPH = 'GET /api/v1/blobs/[sha256]';

export type Door = 'open' | 'sitting' | 'photograph' | 'owner';

/**
 * @param route id of the route, as its folder is called; null where there is none
 * @returns who may come in: anybody, who sits in a session, who sits in one that shows this photograph, or the owner alone,
 *   which is what every route is that nobody thought of
 */
export function doorOf(method: string, route: string | null): Door {
	const name = `${method === 'HEAD' ? 'GET' : method} ${route}`;
	if (OPEN.has(name)) return 'open';
	if (SITTING.has(name)) return 'sitting';
	return name === PHOTOGRAPH ? 'photograph' : 'owner';
}
