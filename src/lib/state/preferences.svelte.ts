/** What a person has set up for themselves on this machine, kept from visit to visit. */
import { newId } from '#lib/domain/ids.ts';
import { LIGHT_COOKIE, type Light } from '#lib/domain/light.ts';
import { LOCAL_REVIEWER, REVIEWER_COOKIE } from '#lib/domain/reviewer.ts';
import { storageOf } from './storage.ts';

export const MIN_FRAME_WIDTH = 96;
export const MAX_FRAME_WIDTH = 460;

/** As near to it as frames may be; in CSS pixels. */
export function clampFrameWidth(width: number): number {
	return Math.max(MIN_FRAME_WIDTH, Math.min(MAX_FRAME_WIDTH, width));
}

/** The width, in CSS pixels, at which so many frames make good use of a table, until somebody chooses another. */
export function usualFrameWidth(frames: number): number {
	if (frames > 8) return 216;
	// Three in a row from a small laptop on; four where three would leave one alone in the last.
	return frames === 4 || frames > 6 ? 320 : 400;
}

const YEAR_S = 365 * 24 * 60 * 60;

/** One value in localStorage, as a number that can be watched. */
export class StoredNumber {
	#value = $state(0);
	#key: string;
	#most: () => number;

	/** @param most what it is never more than here: what was chosen in a larger window is kept for there */
	constructor(key: string, fallback: number, most: () => number = () => Infinity) {
		this.#most = most;
		this.#key = `vitrine:${key}`;
		const stored = Number.parseFloat(readStorage(this.#key) ?? '');
		this.#value = Number.isFinite(stored) ? stored : fallback;
	}
	get current(): number {
		return Math.min(this.#value, this.#most());
	}
	set current(value: number) {
		this.#value = value;
		writeStorage(this.#key, String(value));
	}
}

/** Which frame of a brief was focused last. */
export function rememberFocus(briefId: string, variantId: string): void {
	writeStorage(`vitrine:focus:${briefId}`, variantId);
}
export function recallFocus(briefId: string): string | null {
	return readStorage(`vitrine:focus:${briefId}`);
}

/** Which frame of a brief is pinned as the select that others are compared with. */
export function rememberSelect(briefId: string, variantId: string): void {
	writeStorage(`vitrine:select:${briefId}`, variantId);
}
export function recallSelect(briefId: string): string | null {
	return readStorage(`vitrine:select:${briefId}`);
}

/** What whoever writes notes here calls themselves. */
export function rememberAuthor(name: string): void {
	writeStorage('vitrine:author', name);
}
export function recallAuthor(): string {
	return readStorage('vitrine:author') ?? '';
}

/**
 * Whether a letter, digit or sign by itself is a key of the views. Whoever speaks to their machine, or hits keys by mistake, can do
 * without: each of them would be a mark.
 */
export function hasLetterKeys(): boolean {
	return readStorage(NO_LETTER_KEYS) === null;
}
export function setLetterKeys(isOn: boolean): void {
	if (isOn) storageOf('localStorage')?.removeItem(NO_LETTER_KEYS);
	else writeStorage(NO_LETTER_KEYS, '');
}
const NO_LETTER_KEYS = 'vitrine:no-letter-keys';

/**
 * Whoever looks in this browser, by a name that says nothing of them: two people who look at the same brief are not to begin with
 * the same frame.
 */
export function whoLooks(): string {
	const known = readStorage(WHO_LOOKS);
	if (known !== null) return known;
	writeStorage(WHO_LOOKS, newId('reviewer'));
	return readStorage(WHO_LOOKS) ?? '';
}
const WHO_LOOKS = 'vitrine:who-looks';

/** Switches the light at once, and for a year: a cookie, so that the server draws the next page in it. */
export function setLight(light: Light): void {
	document.documentElement.dataset['light'] = light;
	document.cookie = `${LIGHT_COOKIE}=${light}; path=/; max-age=${YEAR_S}; samesite=lax`;
}

/** Says who marks in this browser, for a year: a cookie, so that the server draws the next page with their marks. */
export function setReviewer(name: string): void {
	const isYou = name === LOCAL_REVIEWER;
	const [value, seconds] = isYou ? ['', 0] : [encodeURIComponent(name), YEAR_S];
	document.cookie = `${REVIEWER_COOKIE}=${value}; path=/; max-age=${seconds}; samesite=lax`;
}

function readStorage(key: string): string | null {
	return storageOf('localStorage')?.getItem(key) ?? null;
}
function writeStorage(key: string, value: string): void {
	try {
		storageOf('localStorage')?.setItem(key, value);
	} catch {
		// Full: it holds for this visit.
	}
}
