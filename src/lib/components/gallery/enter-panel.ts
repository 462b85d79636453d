/** Moves the keyboard into a panel that has just been opened. */
import { tick } from 'svelte';

/** To the first thing in it that is pressed; to the panel itself while what is in it is still on its way. */
export async function enterPanel(id: string): Promise<void> {
	await tick();
	const panel = document.getElementById(id);
	(panel?.querySelector<HTMLElement>('button') ?? panel)?.focus();
}

/** To where words are looked for. */
export async function enterSearch(): Promise<void> {
	await tick();
	document.querySelector<HTMLInputElement>('[data-search]')?.focus();
}
