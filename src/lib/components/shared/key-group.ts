/** Keys that belong together, and what each does. */
export interface KeyGroup {
	title: string;
	keys: [keys: string, does: string][];
}
