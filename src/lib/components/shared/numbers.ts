/** Numbers and times as people read them. */
import { lazily } from './lazily.ts';

const GROUPED = lazily(() => new Intl.NumberFormat('en'));

/** `12,400`. */
export function grouped(value: number): string {
	// Most are counts that have nothing to group.
	return Number.isInteger(value) && value >= 0 && value < 1000
		? String(value)
		: GROUPED().format(value);
}

/** `1 variant`, `24 variants`. */
export function counted(value: number, one: string, many = `${one}s`): string {
	return `${grouped(value)} ${value === 1 ? one : many}`;
}

/** `about 20 s`, `about 3 min`: as exactly as such a guess deserves. */
export function roughly(ms: number): string {
	const seconds = ms / 1000;
	if (seconds < 10) return 'a few seconds';
	return seconds < 90
		? `about ${Math.ceil(seconds / 10) * 10} s`
		: `about ${Math.ceil(seconds / 60)} min`;
}

const CENTS = lazily(() => new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' }));
const FRACTIONS = lazily(
	() =>
		new Intl.NumberFormat('en', {
			style: 'currency',
			currency: 'USD',
			maximumSignificantDigits: 2
		})
);

/** `$2.60`, `$0.0041`: cents, and below ten of them two figures that say something. */
export function dollars(value: number): string {
	return value > 0 && value < 0.1 ? FRACTIONS().format(value) : CENTS().format(value);
}

const DATE = lazily(
	() => new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
);

/** `22 November 2026` from milliseconds since the epoch. */
export function dated(at: number): string {
	return DATE().format(at);
}

const MOMENT = lazily(
	() =>
		new Intl.DateTimeFormat('en-GB', {
			day: 'numeric',
			month: 'long',
			year: 'numeric',
			hour: '2-digit',
			minute: '2-digit'
		})
);

/** `22 November 2026 at 14:05`. */
export function moment(at: number): string {
	return MOMENT().format(at);
}
