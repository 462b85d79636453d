/** Which element of a living page is where, asked of the sandboxed frame it runs in. */
import type { PageMap } from '#lib/domain/page-map.ts';
import { ApiError } from './api.ts';
import { readFrameMap } from './frame-map-form.ts';

/** A page that is busy with itself may not answer at all; in milliseconds. */
const ANSWER_MS = 5_000;
/** Of an answer in characters; a map of 3,000 elements with the longest words is smaller. */
const MAX_CHARS = 2_000_000;

export interface LiveFrame {
	window: Window;
	nonce: string;
}

/**
 * What comes back is the word of a page that may be hostile: it counts only as the answer to this question, and only in its form. A page
 * can forge what it says of itself; nothing else is believed of it.
 * @throws ApiError when it does not answer, or not in a form that can be used
 */
export function mapOfFrame(
	{ window: frame, nonce }: LiveFrame,
	signal: AbortSignal
): Promise<PageMap> {
	const token = crypto.randomUUID();
	return new Promise((resolve, reject) => {
		const end = (settle: () => void): void => {
			clearTimeout(timer);
			removeEventListener('message', hear);
			signal.removeEventListener('abort', stop);
			settle();
		};
		const fail = (words: string) => end(() => reject(new ApiError('page_silent', words)));
		const timer = setTimeout(() => fail('The page does not say what is where.'), ANSWER_MS);
		const stop = () => fail('Nobody waits for it any more.');
		const hear = ({ source, data }: MessageEvent<unknown>): void => {
			if (source !== frame || typeof data !== 'object' || data === null) return;
			const { vitrine, nonce: said, token: answered, map } = data as Record<string, unknown>;
			if (vitrine !== 'map' || said !== nonce || answered !== token) return;
			const read = typeof map === 'string' && map.length <= MAX_CHARS ? readFrameMap(map) : null;
			if (read) end(() => resolve(read));
			else fail('What the page says of itself makes no sense.');
		};
		signal.addEventListener('abort', stop);
		addEventListener('message', hear);
		// A sandboxed page has no origin that could be named; the nonce keeps strangers out.
		frame.postMessage({ vitrine: 'map', nonce, token }, '*');
	});
}

/** Scrolls what is under a spot of a living page. @param by in CSS pixels of the page */
export function scrollFrame(
	{ window: frame, nonce }: LiveFrame,
	spot: { x: number; y: number },
	by: { x: number; y: number }
): void {
	const message = { vitrine: 'scroll', nonce, x: spot.x, y: spot.y, byX: by.x, byY: by.y };
	frame.postMessage(message, '*');
}
