/** What must hold on every page, however wide and in whichever light. */
import type axe from 'axe-core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';

declare global {
	interface Window {
		axe: typeof axe;
	}
}

/** Minified: every page reads it anew, and the other is more than twice as long. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Violations of accessibility rules, one line each: the rule, and the elements. Documents in frames are not ours. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
	// Evaluated, not added as an element: the page's own policy allows no such script.
	if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
	const violations = await page.evaluate(async () => {
		const { axe } = window;
		return (await axe.run(document, { iframes: false, resultTypes: ['violations'] })).violations;
	});
	return violations.map(
		({ id, help, nodes }) =>
			`${id}: ${help}: ${nodes.map((node) => `${node.target.join(' ')} [${node.failureSummary?.split('\n').slice(1).join(' ').trim() ?? ''}]`).join(' | ')}`
	);
}

/** Elements that reach beyond the right edge of the window without being inside something that scrolls or clips. */
export function overflowing(page: Page): Promise<string[]> {
	return page.evaluate(async () => {
		// A window that was just made narrower is laid out in one frame, and what scripts make of its width in the next.
		for (let frames = 0; frames < 2; frames++)
			await new Promise((resolve) => requestAnimationFrame(resolve));
		const isContained = (element: Element): boolean => {
			for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
				if (getComputedStyle(at).overflowX !== 'visible') return true;
			}
			return false;
		};
		const edge = document.documentElement.clientWidth + 1;
		return [...document.body.querySelectorAll('*')]
			.filter((element) => {
				const { right, width } = element.getBoundingClientRect();
				return width > 0 && right > edge && !isContained(element);
			})
			.map(
				(element) =>
					`${element.localName}.${element.getAttribute('class') ?? ''} to ${Math.round(element.getBoundingClientRect().right)}`
			);
	});
}

/**
 * What is pressed and is narrower or lower than a finger needs. Words of a sentence may be, and so may a hidden control whose label is
 * large enough.
 */
export function smallTargets(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const LEAST = 24;
		const PRESSED = 'a[href], button, summary, select, textarea, input:not([type=hidden])';
		const isInSentence = (element: Element): boolean =>
			getComputedStyle(element).display === 'inline' &&
			[...(element.parentElement?.childNodes ?? [])].some(
				(node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== ''
			);
		return [...document.querySelectorAll<HTMLElement>(PRESSED)].flatMap((element) => {
			const target = element.closest('label') ?? element;
			const { width, height } = target.getBoundingClientRect();
			const isSeen = target.checkVisibility({ visibilityProperty: true }) && width > 0;
			if (!isSeen || (width >= LEAST && height >= LEAST) || isInSentence(target)) return [];
			const name = element.getAttribute('aria-label') ?? target.textContent?.trim() ?? '';
			return [
				`${element.localName} “${name.slice(0, 40)}” ${Math.round(width)} × ${Math.round(height)}`
			];
		});
	});
}

/** Animations and transitions that take time, by name. */
export function moving(page: Page): Promise<string[]> {
	return page.evaluate(() =>
		document
			.getAnimations()
			.filter(({ playState, effect }) => {
				const duration = effect?.getComputedTiming().duration;
				return playState === 'running' && typeof duration === 'number' && duration > 1;
			})
			.map((animation) =>
				animation instanceof CSSAnimation ? animation.animationName : animation.id || 'transition'
			)
	);
}
