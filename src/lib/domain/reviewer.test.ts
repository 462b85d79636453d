import { describe, expect, it } from 'vitest';
import { LOCAL_REVIEWER, reviewerOf } from './reviewer.ts';

describe('who a cookie says marks', () => {
	it.each([
		['Ann', 'Ann'],
		[encodeURIComponent('  Zoë; 林 '), 'Zoë; 林'],
		['x'.repeat(40), 'x'.repeat(40)]
	])('%s is %s', (cookie, name) => {
		expect(reviewerOf(cookie)).toBe(name);
	});

	it.each([
		['none', undefined],
		['an empty one', ''],
		['blanks', '%20%09'],
		['one too long', 'x'.repeat(41)],
		['a line break', 'Ann%0AIda'],
		['what is not encoded', '%E0%A4%A'],
		['half a sign', '%ED%A0%80']
	])('of %s it is whoever sits here', (_, cookie) => {
		expect(reviewerOf(cookie)).toBe(LOCAL_REVIEWER);
	});
});
