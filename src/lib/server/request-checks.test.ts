import { describe, expect, it } from 'vitest';
import { isAllowedHost, isAllowedOrigin } from './request-checks.ts';

describe('isAllowedHost', () => {
	it.each([
		['127.0.0.1:4680', '127.0.0.1', true],
		['localhost:4680', '127.0.0.1', true],
		['LocalHost:4680', '127.0.0.1', true],
		['[::1]:4680', '127.0.0.1', true],
		['localhost', '127.0.0.1', false],
		['localhost:4681', '127.0.0.1', false],
		['evil.example:4680', '127.0.0.1', false],
		['127.0.0.1.evil.example:4680', '127.0.0.1', false],
		['localhost.evil.example:4680', '127.0.0.1', false],
		['evil.example@localhost:4680', '127.0.0.1', false],
		['192.168.1.7:4680', '127.0.0.1', false],
		['192.168.1.7:4680', '192.168.1.7', true],
		['192.168.1.7:4680', '0.0.0.0', true],
		['evil.example:4680', '0.0.0.0', false],
		['[fe80::1]:4680', '::', true],
		['', '127.0.0.1', false],
		[undefined, '127.0.0.1', false]
	])('%s while listening on %s: %s', (header, listening, allowed) => {
		expect(isAllowedHost(header, listening, 4680)).toBe(allowed);
	});
});

describe('isAllowedOrigin', () => {
	const host = '127.0.0.1:4680';
	it.each([
		['our own page', 'http://127.0.0.1:4680', 'same-origin', true],
		['no page at all', undefined, undefined, true],
		['a typed address', undefined, 'none', true],
		['our page, without an Origin', undefined, 'same-origin', true],
		['the previews', 'http://127.0.0.1:4681', 'same-site', false],
		['a page elsewhere', 'https://evil.example', 'cross-site', false],
		['a page elsewhere, without an Origin', undefined, 'cross-site', false],
		['another port, without an Origin', undefined, 'same-site', false],
		['a sandboxed frame', 'null', 'cross-site', false],
		['nonsense', 'http://', undefined, false]
	])('%s', (_, origin, site, allowed) => {
		expect(isAllowedOrigin(origin, site, host)).toBe(allowed);
	});

	it('takes no origin for ours when the request names no host', () => {
		expect(isAllowedOrigin('http://127.0.0.1:4680', undefined, undefined)).toBe(false);
	});
});
