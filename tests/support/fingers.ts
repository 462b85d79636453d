/** Fingers on a screen, as the browser's own input has them: it may scroll or zoom the page with them before the page is asked. */
import type { Page } from 'playwright';

interface Spot {
	x: number;
	y: number;
}

const STEPS = 6;

/** Puts fingers down, moves each on a straight line, and lifts them. All in CSS pixels of the window. */
async function draw(page: Page, from: Spot[], to: Spot[]): Promise<void> {
	const hand = await page.context().newCDPSession(page);
	const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: Spot[]) =>
		hand.send('Input.dispatchTouchEvent', {
			type,
			touchPoints: touchPoints.map((spot, id) => ({ ...spot, id }))
		});
	for (let down = 1; down <= from.length; down++) await touch('touchStart', from.slice(0, down));
	for (let step = 1; step <= STEPS; step++) {
		const spots = from.map((start, index): Spot => {
			const end = to[index] ?? start;
			return {
				x: start.x + ((end.x - start.x) * step) / STEPS,
				y: start.y + ((end.y - start.y) * step) / STEPS
			};
		});
		await touch('touchMove', spots);
	}
	await touch('touchEnd', []);
	await hand.detach();
}

/** Two fingers on one line through `at`, from so far apart to so far apart. */
export async function pinch(page: Page, at: Spot, from: number, to: number): Promise<void> {
	const apart = (distance: number): Spot[] => [
		{ x: at.x - distance / 2, y: at.y },
		{ x: at.x + distance / 2, y: at.y }
	];
	await draw(page, apart(from), apart(to));
}

/** One finger, from here to there. */
export async function slide(page: Page, from: Spot, to: Spot): Promise<void> {
	await draw(page, [from], [to]);
}
