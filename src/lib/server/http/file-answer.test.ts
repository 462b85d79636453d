import { describe, expect, it } from 'vitest';
import { attachment } from './file-answer.ts';

describe('attachment', () => {
	it.each([
		['a-07.zip', `attachment; filename="a-07.zip"; filename*=UTF-8''a-07.zip`],
		[
			'wie viel? ä.html',
			`attachment; filename="wie viel? _.html"; filename*=UTF-8''wie%20viel%3F%20%C3%A4.html`
		],
		['a"b\\c.html', `attachment; filename="a_b_c.html"; filename*=UTF-8''a%22b%5Cc.html`],
		[
			'a\r\nset-cookie: x',
			`attachment; filename="a__set-cookie: x"; filename*=UTF-8''a%0D%0Aset-cookie%3A%20x`
		],
		[
			"it's (1)*.html",
			`attachment; filename="it's (1)*.html"; filename*=UTF-8''it%27s%20%281%29%2A.html`
		]
	])('%j', (name, header) => {
		expect(attachment(name)).toBe(header);
	});
});
