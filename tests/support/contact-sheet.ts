/** The contact sheet as a test sees it: which frames there are, where they stand, which one is focused and how each is marked. */
import type { Locator, Page } from 'playwright';
import type { Flag } from '#lib/domain/marks.ts';
import { eventually } from './browse.ts';

export const frames = (page: Page): Locator => page.locator('.sheet > [data-number]');
export const frame = (page: Page, number: number): Locator =>
	page.locator(`.sheet > [data-number="${number}"]`);
/** The link that covers a frame's window. */
export const frameLink = (page: Page, number: number): Locator =>
	frame(page, number).locator('a[data-frame]');
/** The number that the keyboard focus is on; null when it is elsewhere. */
function focusedNumber(page: Page): Promise<number | null> {
	return page.evaluate(() => {
		const item = document.activeElement?.closest<HTMLElement>('[data-number]');
		const isMarked = document.activeElement?.getAttribute('aria-current') === 'true';
		return item && isMarked ? Number(item.dataset['number']) : null;
	});
}

/** Waits until the focus is on this frame, and on it alone. */
export async function landedOn(page: Page, number: number): Promise<void> {
	await eventually(() => focusedNumber(page), number, 'the frame with the focus');
	await eventually(
		() => page.locator('.sheet a[aria-current]').count(),
		1,
		'frames said to be current'
	);
}

/** Every frame that carries a mark, as its accessible name tells: `{ 5: 'pick' }`. */
export function marksSeen(page: Page): Promise<Record<string, Flag>> {
	return frames(page).evaluateAll((items) =>
		Object.fromEntries(
			items.flatMap((item): [string, Flag][] => {
				const name = item.querySelector('a[data-frame]')?.getAttribute('aria-label') ?? '';
				const flag = name.endsWith(', picked')
					? 'pick'
					: name.endsWith(', rejected')
						? 'reject'
						: 'none';
				const isDrawn = item.querySelector('.mark svg') !== null;
				const number = item.getAttribute('data-number') ?? '';
				// A frame that says one thing and shows another is told as neither.
				if (isDrawn !== (flag !== 'none')) return [[number, 'none']];
				return flag === 'none' ? [] : [[number, flag]];
			})
		)
	);
}

/** How many frames stand in the first row. */
export function columnCount(page: Page): Promise<number> {
	return frames(page).evaluateAll((items) => {
		const tops = items.map((item) => item.getBoundingClientRect().top);
		return tops.filter((top) => top === tops[0]).length;
	});
}

export interface Stillness {
	/** Layout shifts that no press caused, as the browser measures them, the coming of the text face included. */
	shifts: { value: number; what: string[] }[];
	/** Frames that were seen anywhere but where they stood when the text face was there: the first few sightings. */
	moved: string[];
	/** How often frames were looked at. */
	looks: number;
}

declare global {
	interface Window {
		vitrineStillness?: Stillness;
	}
}

/** Begins to watch, from the first paint on, whether anything on the page moves. Call before the page is opened. */
export async function watchStillness(page: Page): Promise<void> {
	await page.addInitScript(() => {
		const seen: Stillness = { shifts: [], moved: [], looks: 0 };
		window.vitrineStillness = seen;
		const tell = (node: Node | null): string => {
			if (!(node instanceof Element)) return node?.textContent?.slice(0, 30) ?? 'nothing';
			return `${node.localName}.${node.getAttribute('class') ?? ''}`;
		};
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries() as (PerformanceEntry & {
				value: number;
				hadRecentInput: boolean;
				sources: { node: Node | null }[];
			})[]) {
				if (!entry.hadRecentInput)
					seen.shifts.push({
						value: entry.value,
						what: entry.sources.map(({ node }) => tell(node))
					});
			}
		}).observe({ type: 'layout-shift', buffered: true });
		const places = new Map<string, string>();
		let isAsked = false;
		const hasFace = (): boolean => document.fonts.size > 0 && document.fonts.status === 'loaded';
		const look = (): void => {
			isAsked = false;
			if (places.size === 0 && !hasFace()) return;
			seen.looks++;
			for (const item of document.querySelectorAll<HTMLElement>('.sheet > [data-number]')) {
				const { x, y, width, height } = item.getBoundingClientRect();
				const place = [x + scrollX, y + scrollY, width, height]
					.map((value) => value.toFixed(1))
					.join(' ');
				const number = item.dataset['number'] ?? '';
				const first = places.get(number);
				if (first === undefined) places.set(number, place);
				else if (first !== place && seen.moved.length < 20)
					seen.moved.push(`${number}: ${first} → ${place}`);
			}
		};
		// After every change, when the browser lays out anyway.
		new MutationObserver(() => {
			if (isAsked) return;
			isAsked = true;
			requestAnimationFrame(look);
		}).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
	});
}

export async function stillness(page: Page): Promise<Stillness> {
	const seen = await page.evaluate(() => window.vitrineStillness);
	if (!seen) throw new Error('This page was not watched.');
	return seen;
}
