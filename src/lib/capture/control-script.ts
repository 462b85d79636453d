/** Which element of a page is its main control: the one that is hovered, focused and pressed. */
import { z } from 'zod';
import { PageElement } from '#lib/domain/capture-facts.ts';
import { SELECTOR_SCRIPT } from './selector-script.ts';

/** The main control, and a point on it that nothing covers. Null: none can be seen and used. */
export const Control = PageElement.extend({ x: z.number(), y: z.number() }).nullable();
export type Control = z.infer<typeof Control>;

const FIND = `const find = () => {
	const groups = ['button[type=submit], input[type=submit], form button:not([type])', 'button, input[type=button], [role=button]', 'a[href], [role=link]', 'summary, select, textarea, input:not([type=hidden]), [tabindex]:not([tabindex^="-"])'];
	for (const [rank, selector] of groups.entries()) {
		const found = [];
		for (const element of [...document.querySelectorAll(selector)].slice(0, 500)) {
			if (element.matches(':disabled, [aria-disabled=true], [inert] *') || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
			const { left, top, right, bottom } = element.getBoundingClientRect();
			const [x, y] = [(Math.max(0, left) + Math.min(innerWidth, right)) / 2, (Math.max(0, top) + Math.min(innerHeight, bottom)) / 2];
			if (right - left < 4 || bottom - top < 4 || x <= 0 || y <= 0 || x >= innerWidth || y >= innerHeight) continue;
			const hit = document.elementFromPoint(x, y);
			if (!element.contains(hit)) continue;
			found.push({ element, x, y, left, top, width: right - left, height: bottom - top });
			if (rank === 0) break;
		}
		found.sort((a, b) => b.width * b.height - a.width * a.height);
		if (found.length > 0) return found[0];
	}
	return null;
};`;

/** An expression whose value is a `Control`. Runs in a world of its own, as all questions do. */
export const CONTROL_EXPRESSION = `(() => {
	${SELECTOR_SCRIPT}
	${FIND}
	const found = find();
	if (!found) return null;
	const { element, x, y, left, top, width, height } = found;
	const text = (element.innerText || element.value || element.getAttribute('aria-label') || '').trim().replace(/\\s+/g, ' ').slice(0, 80);
	const box = { x: Math.round(left), y: Math.round(top), width: Math.round(width), height: Math.round(height) };
	return { selector: selectorOf(element), text, box, x, y };
})()`;

/** An expression that puts the keyboard on the main control, as the Tab key would. */
export const FOCUS_EXPRESSION = `(() => {
	${FIND}
	find()?.element.focus({ preventScroll: true, focusVisible: true });
})()`;
