import { describe, expect, it } from 'vitest';
import { whenOf } from './note-words.ts';

const NOW = new Date(2026, 10, 22, 18, 30).getTime();

describe('when a note was written', () => {
	it.each([
		['today', new Date(2026, 10, 22, 10, 51), '10:51'],
		['another day of this year', new Date(2026, 2, 3, 9, 5), '3 Mar, 09:05'],
		['the same day of another year', new Date(2025, 10, 22, 10, 51), '22 Nov 2025, 10:51']
	])('%s', (_, at, words) => {
		expect(whenOf(at.getTime(), NOW)).toBe(words);
	});
});
