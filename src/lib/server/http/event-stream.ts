/** A round's story as server-sent events. */
import { VitrineError } from '#lib/domain/errors.ts';
import type { RoundMessage } from '../pipeline/watch-round.ts';

/** How soon a browser that lost the connection tries again. */
const RETRY_MS = 1_000;

/**
 * Sends messages as they come, as fast as they are read. When the reader goes away, `watch`'s signal aborts.
 * Events carry their sequence as id; what is only a gauge carries none, so that it is not resumed from.
 */
export function eventStream(
	watch: (signal: AbortSignal) => AsyncGenerator<RoundMessage>
): Response {
	const encoder = new TextEncoder();
	const gone = new AbortController();
	const messages = watch(gone.signal);
	const body = new ReadableStream<Uint8Array>({
		start(stream) {
			stream.enqueue(encoder.encode(`retry: ${RETRY_MS}\n\n`));
		},
		async pull(stream) {
			const next = await messages.next();
			if (next.done) stream.close();
			else stream.enqueue(encoder.encode(frame(next.value)));
		},
		cancel() {
			// `return()` waits for a `next()` under way, which the signal ends.
			gone.abort();
			return messages.return(undefined).then(() => undefined);
		}
	});
	return new Response(body, {
		headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store, no-transform' }
	});
}

function frame(message: RoundMessage): string {
	switch (message.kind) {
		case 'event':
			return `id: ${message.event.seq}\nevent: ${message.event.type}\ndata: ${JSON.stringify(message.event)}\n\n`;
		case 'progress':
			return `event: progress\ndata: ${JSON.stringify(message.variants)}\n\n`;
		case 'alive':
			return ': still here\n\n';
	}
}

/**
 * The last event a reconnecting browser has had.
 * @throws VitrineError `invalid_input` for what is none of ours
 */
export function lastEventId(request: Request): number | null {
	const header = request.headers.get('last-event-id');
	if (header === null) return null;
	if (/^\d{1,9}$/.test(header)) return Number(header);
	throw new VitrineError('invalid_input', 'Last-Event-ID is not the number of an event.', {
		field: 'Last-Event-ID'
	});
}
