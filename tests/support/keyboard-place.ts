/** Where the keyboard is, and what somebody who does not look hears. */
import type { Page } from 'playwright';
import { eventually } from './browse.ts';

/** Why nobody would see where the keyboard is; empty when they do. */
export function unseenPlace(page: Page): Promise<string> {
	return page.evaluate(() => {
		const at = document.activeElement;
		if (!(at instanceof HTMLElement) || at === document.body) return 'the keyboard is nowhere';
		const name = `${at.localName} “${(at.ariaLabel ?? at.textContent).trim().slice(0, 40)}”`;
		const { left, top, width, height } = at.getBoundingClientRect();
		const [x, y] = [left + width / 2, top + height / 2];
		if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight)
			return `${name} is out of the window`;
		const label = at instanceof HTMLInputElement ? at.labels?.[0] : undefined;
		// What is around it, or a label that is pressed for it, does not hide it.
		const over = document.elementFromPoint(x, y);
		if (over && (at.contains(over) || over.contains(at) || label?.contains(over))) return '';
		return `${name} is behind ${over?.localName}.${over?.getAttribute('class')}`;
	});
}

/** The name and the text of what has the keyboard. */
const placeName = (page: Page): Promise<string> =>
	page.evaluate(() => {
		const at = document.activeElement;
		const isField = at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement;
		const label = isField ? at.labels?.[0]?.textContent : undefined;
		return (at?.ariaLabel ?? label ?? at?.textContent ?? '').replace(/\s+/g, ' ').trim();
	});

/** Waits until the keyboard is on what is called so. */
export async function keyboardOn(page: Page, name: RegExp): Promise<void> {
	await eventually(async () => name.test(await placeName(page)), true, `the keyboard on ${name}`);
}

const MOST_STOPS = 90;
/** Goes on by Tab to what is called so, seeing on the way where the keyboard is. @throws Error when it cannot be reached, or is not seen */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
	const passed: string[] = [];
	for (let stop = 0; stop < MOST_STOPS; stop++) {
		await page.keyboard.press('Tab');
		const here = await placeName(page);
		const unseen = await unseenPlace(page);
		// After the last of a page comes the browser itself, and then the first.
		if (unseen !== '' && unseen !== 'the keyboard is nowhere') throw new Error(unseen);
		if (name.test(here)) return;
		passed.push(here.slice(0, 30));
	}
	throw new Error(`Nothing called ${name} among ${passed.join(' | ')}.`);
}

/** Waits until this is said, and said by one voice alone. */
export async function said(page: Page, words: string): Promise<void> {
	const voices = page.locator('[role=status], [aria-live=polite]');
	await eventually(
		async () => (await voices.allTextContents()).filter((text) => text.includes(words)).length,
		1,
		`voices that say “${words}”`
	);
}
