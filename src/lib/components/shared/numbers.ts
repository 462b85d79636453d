/** Numbers and times as people read them. */

const GROUPED = new Intl.NumberFormat('en');

export function grouped(value: number): string {
	return GROUPED.format(value);
}

/** `1 variant`, `24 variants`. */
export function counted(value: number, one: string, many = `${one}s`): string {
	return `${grouped(value)} ${value === 1 ? one : many}`;
}

const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

/** `22 November 2026` from milliseconds since the epoch. */
export function dated(at: number): string {
	return DATE.format(at);
}
