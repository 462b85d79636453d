/** What goes over a line is made small for it. */
import { isLoopbackName } from '../request-checks.ts';

const WORDS = ['text/html', 'application/json'];

/**
 * Pages are mostly styles and what is known of the frames: a fifth of it goes over a line. Within one machine there is no line, and
 * making it small would only take time.
 * @returns the same answer, or one with its body compressed
 */
export function compressed(request: Request, response: Response): Response {
	const { headers, body, status } = response;
	const type = headers.get('content-type') ?? '';
	if (body === null || !WORDS.some((words) => type.startsWith(words))) return response;
	headers.append('vary', 'accept-encoding');
	const isTaken = /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '');
	if (!isTaken || headers.has('content-encoding') || isLoopbackName(request.headers.get('host')))
		return response;
	headers.set('content-encoding', 'gzip');
	headers.delete('content-length');
	return new Response(body.pipeThrough(new CompressionStream('gzip')), { status, headers });
}
