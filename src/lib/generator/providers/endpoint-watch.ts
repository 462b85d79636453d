/** Watches one conversation with an endpoint: silence, pushback, and whether it was brought to its end. */
import { untilAborted } from '#lib/domain/until-aborted.ts';
import { ErrorBody, parseJson } from './completion.ts';
import { isOutOfCredit } from './endpoint-errors.ts';

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
	/** @see BuildContext.onPushback */
	onPushback(waitMs: number | null): (() => Promise<void>) | undefined;
	/** Ends waiting, too. */
	signal: AbortSignal;
}

export function watchEndpoint(limits: WatchLimits): EndpointWatch {
	let idle: NodeJS.Timeout | undefined;
	let wordless: NodeJS.Timeout | undefined;
	let tail = '';
	/** What has to be waited for before the client's next try goes out. */
	let turn: (() => Promise<void>) | undefined;
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

	/** The client sleeps through a wait, and would keep a stopped process for as long: the wait is ours, and can be ended. */
	function takeOverWait(response: Response): Response {
		const waitMs = cappedWaitMs(response.headers);
		const back = isPushback(response.status, waitMs) ? limits.onPushback(waitMs) : undefined;
		turn = async () => {
			if (waitMs !== null) await sleepUnless(limits.signal, waitMs);
			if (back) await untilAborted(back(), limits.signal);
		};
		return waitMs === null ? response : withoutWait(response);
	}

	return {
		async fetch(input, init) {
			const mine = turn;
			turn = undefined;
			await mine?.();
			alive();
			heard();
			const response = await fetch(input, init).catch((error: unknown) => {
				// The client may wait before it tries again, and that wait is not the endpoint's silence.
				pause();
				throw error;
			});
			if (!response.ok) {
				pause();
				const refused = await withoutFurtherTries(response);
				return refused ?? takeOverWait(response);
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

/**
 * The same answer, telling the client not to ask again, where it says that the account has no credit left; null for any
 * other. Its code is in the body, and the client goes by the status alone.
 */
async function withoutFurtherTries(response: Response): Promise<Response | null> {
	if (response.status !== 429) return null;
	const said = ErrorBody.safeParse(parseJson(await response.clone().text()));
	if (!isOutOfCredit(said.data?.error.code)) return null;
	const headers = new Headers(response.headers);
	headers.set('x-should-retry', 'false');
	const { body, status, statusText } = response;
	return new Response(body, { status, statusText, headers });
}

/** 503 says many things; with a time to come back it says this one. */
function isPushback(status: number, waitMs: number | null): boolean {
	return status === 429 || (status === 503 && waitMs !== null);
}

/** @throws the signal's reason as soon as it aborts */
function sleepUnless(signal: AbortSignal, ms: number): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	const slept = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
	return untilAborted(slept, signal).finally(() => clearTimeout(timer));
}

/** The same answer, asking the client to come back at once. */
function withoutWait(response: Response): Response {
	const headers = new Headers(response.headers);
	headers.delete('retry-after');
	headers.set('retry-after-ms', '1');
	return new Response(response.body, {
		status: response.status,
		statusText: response.statusText,
		headers
	});
}

function cappedWaitMs(headers: Headers): number | null {
	const waitMs = askedWaitMs(headers);
	return waitMs === null ? null : Math.min(Math.max(waitMs, 0), MAX_RETRY_AFTER_MS);
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
