/** How words are put together. */

/** `11`, `11 and 5`, `11, 5 and 15`. */
export function listed(parts: readonly (string | number)[]): string {
	const last = parts.at(-1);
	if (last === undefined) return '';
	return parts.length === 1 ? String(last) : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

/** As a sentence begins. */
export function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
