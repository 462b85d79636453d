/** Watches one conversation with an endpoint: silence, waits that are too long, and whether it was brought to its end. */

/** No wait that an endpoint asks for is longer than this, in milliseconds; it is asked again after that. */
const MAX_RETRY_AFTER_MS = 60_000;

const TAIL_CHARS = 64;

export interface EndpointWatch {
	/** A fetch that reports to this watch. */
	fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;
	/** Something of the reply itself has arrived, not only a sign of life. */
	heard(): void;
	/** True when the stream ended with its end mark. */
	sawEnd(): boolean;
	/** Ends the watch; it says nothing more. */
	stop(): void;
}

export interface WatchLimits {
	/** How long nothing at all may come, in milliseconds, once a request is out. */
	idleLimitMs: number;
	/** How long signs of life may go on without anything of the reply, in milliseconds. */
	wordlessLimitMs: number;
	onIdle(limitMs: number): void;
}

export function watchEndpoint(limits: WatchLimits): EndpointWatch {
	let idle: NodeJS.Timeout | undefined;
	let wordless: NodeJS.Timeout | undefined;
	let tail = '';
	const decoder = new TextDecoder();

	const pause = (): void => {
		clearTimeout(idle);
		clearTimeout(wordless);
	};
	const alive = (): void => {
		clearTimeout(idle);
		idle = setTimeout(() => limits.onIdle(limits.idleLimitMs), limits.idleLimitMs);
	};
	const heard = (): void => {
		clearTimeout(wordless);
		wordless = setTimeout(() => limits.onIdle(limits.wordlessLimitMs), limits.wordlessLimitMs);
	};
	const tap = (): TransformStream<Uint8Array, Uint8Array> =>
		new TransformStream({
			transform(chunk, controller) {
				alive();
				tail = (tail + decoder.decode(chunk, { stream: true })).slice(-TAIL_CHARS);
				controller.enqueue(chunk);
			}
		});

	return {
		async fetch(input, init) {
			alive();
			heard();
			const response = await fetch(input, init).catch((error: unknown) => {
				// The client may wait before it tries again, and that wait is not the endpoint's silence.
				pause();
				throw error;
			});
			if (!response.ok) {
				pause();
				return withCappedWait(response);
			}
			alive();
			const { status, statusText, headers } = response;
			return new Response(response.body?.pipeThrough(tap()) ?? null, {
				status,
				statusText,
				headers
			});
		},
		heard,
		sawEnd: () => /\[DONE\]\s*$/.test(tail),
		stop: pause
	};
}

/** The client waits as long as it is told to, without a limit of its own, so the limit is put on what it is told. */
function withCappedWait(response: Response): Response {
	const waitMs = askedWaitMs(response.headers);
	if (waitMs === null || waitMs <= MAX_RETRY_AFTER_MS) return response;
	const headers = new Headers(response.headers);
	headers.delete('retry-after-ms');
	headers.set('retry-after', String(MAX_RETRY_AFTER_MS / 1000));
	return new Response(response.body, {
		status: response.status,
		statusText: response.statusText,
		headers
	});
}

/** How long an answer asks to be left alone, in milliseconds; null when it does not say. */
export function askedWaitMs(headers: Headers): number | null {
	const ms = Number.parseFloat(headers.get('retry-after-ms') ?? '');
	if (Number.isFinite(ms)) return ms;
	const text = headers.get('retry-after');
	if (text === null) return null;
	const seconds = Number.parseFloat(text);
	const wait = /^\s*[\d.]+\s*$/.test(text) ? seconds * 1000 : Date.parse(text) - Date.now();
	return Number.isFinite(wait) ? wait : null;
}
