/** What happens before the pages' scripts take over from what the server sent, and when a page cannot be had. */
import type { ClientInit, HandleClientError } from '@sveltejs/kit';
import { UNREACHABLE } from '#lib/state/unreachable.ts';

/** Nobody waits longer than this for keys and buttons, in milliseconds, however slow the pictures are. */
const LONGEST_WAIT_MS = 400;

/** Pictures first: they are what one came for, and taking over a sheet of ninety holds up the painting of them. Links work meanwhile. */
export const init: ClientInit = () =>
	// Pages in the background have no frames: then it is the time that counts.
	Promise.race([
		picturesPainted(),
		new Promise<void>((resolve) => setTimeout(resolve, LONGEST_WAIT_MS))
	]);

/** As browsers say that a request, or a part of the program, did not come. */
const NO_ANSWER = /fetch|import|load failed/i;

/** What an API call says when there is no answer is said of a page too; anything else keeps what it is called. */
export const handleError: HandleClientError = ({ error, message }) =>
	error instanceof TypeError && NO_ANSWER.test(error.message)
		? { message: UNREACHABLE, code: 'unreachable' }
		: { message };

async function picturesPainted(): Promise<void> {
	for (;;) {
		const awaited = await inWindow([...document.images].filter(({ complete }) => !complete));
		if (awaited.length === 0) break;
		// One may go on to others while these come.
		await Promise.all(awaited.map(come));
	}
	// What is complete now is painted with the next frame, and taking over begins after that.
	await frame();
	await frame();
	await new Promise((resolve) => setTimeout(resolve));
}

/** Told by the browser with its next frame: measuring each would have it lay out what it leaves aside for being far away. */
function inWindow(images: HTMLImageElement[]): Promise<HTMLImageElement[]> {
	if (images.length === 0) return Promise.resolve([]);
	return new Promise((resolve) => {
		const observer = new IntersectionObserver((entries) => {
			observer.disconnect();
			resolve(images.filter((_, index) => entries[index]?.isIntersecting));
		});
		for (const image of images) observer.observe(image);
	});
}

/** Waits until it is here, or known not to come. */
function come(image: HTMLImageElement): Promise<unknown> {
	return new Promise((resolve) => {
		if (image.complete) return resolve(undefined);
		image.addEventListener('load', resolve, { once: true });
		image.addEventListener('error', resolve, { once: true });
	});
}

function frame(): Promise<number> {
	return new Promise(requestAnimationFrame);
}
