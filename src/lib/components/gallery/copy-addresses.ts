/** Copying what is looked at. Its address is what is copied, to be pasted where people talk; its HTML is taken along by exports. */
import { isInTextField } from '../shared/keyboard.ts';

/** What an address leads to, in words. */
export interface Named {
	href: string;
	words: string;
}

/** Whether the page has nothing of its own to copy: no words are selected, and nobody is typing. */
export function isCopyOfView(event: ClipboardEvent): boolean {
	if (event.defaultPrevented || isInTextField(event) || document.querySelector('dialog[open]'))
		return false;
	return getSelection()?.isCollapsed !== false;
}

/** Puts addresses into the clipboard: one a line, and as links where those can be pasted. */
export function copyAddresses({ clipboardData }: ClipboardEvent, named: readonly Named[]): void {
	const whole = named.map(({ href, words }) => ({
		href: new URL(href, location.href).href,
		words
	}));
	clipboardData?.setData('text/plain', whole.map(({ href }) => href).join('\n'));
	const links = whole.map(({ href, words }) => {
		const link = document.createElement('a');
		link.href = href;
		link.textContent = words;
		return link.outerHTML;
	});
	clipboardData?.setData('text/html', links.join('<br>'));
}
