/** What happens before the pages' scripts take over from what the server sent. */
import type { ClientInit } from '@sveltejs/kit';

/** Nobody waits longer than this for keys and buttons, in milliseconds, however slow the pictures are. */
const LONGEST_WAIT_MS = 400;

/** Pictures first: they are what one came for, and taking over a sheet of ninety holds up the painting of them. Links work meanwhile. */
export const init: ClientInit = () =>
	// Pages in the background have no frames: then it is the time that counts.
	Promise.race([
		picturesPainted(),
		new Promise<void>((resolve) => setTimeout(resolve, LONGEST_WAIT_MS))
	]);

async function picturesPainted(): Promise<void> {
	while ([...document.images].some((image) => !image.complete && isInWindow(image))) await frame();
	// What is complete now is painted with the next frame.
	await frame();
	await frame();
}

function isInWindow(image: HTMLImageElement): boolean {
	const { top, bottom } = image.getBoundingClientRect();
	return bottom > 0 && top < innerHeight;
}

function frame(): Promise<number> {
	return new Promise(requestAnimationFrame);
}
