/** What is typed with commas between. */
export function namesIn(text: string): string[] {
	return text
		.split(',')
		.map((name) => name.trim())
		.filter(Boolean);
}
