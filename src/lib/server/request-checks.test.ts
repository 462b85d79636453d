import { describe, expect, it } from 'vitest';
import { isAllowedHost, isAllowedOrigin } from './request-checks.ts';

const HOSTS: [header: string | undefined, listening: string, allowed: boolean][] = [
	['127.0.0.1:4680', '127.0.0.1', true],
	['localhost:4680', '127.0.0.1', true],
	['LOCALHOST:4680', '127.0.0.1', true],
	['[::1]:4680', '127.0.0.1', true],
	[undefined, '127.0.0.1', false],
	['', '127.0.0.1', false],
	['127.0.0.1', '127.0.0.1', false],
	['127.0.0.1:4681', '127.0.0.1', false],
	['evil.example:4680', '127.0.0.1', false],
	['localhost.evil.example:4680', '127.0.0.1', false],
	['127.0.0.1.evil.example:4680', '127.0.0.1', false],
	['localhost:4680:80', '127.0.0.1', false],
	['localhost:4680@evil.example', '127.0.0.1', false],
	['10.0.0.7:4680', '127.0.0.1', false],
	['10.0.0.7:4680', '10.0.0.7', true],
	['10.0.0.7:4680', '0.0.0.0', true],
	['[fe80::1]:4680', '::', true],
	['[fe80::1]:4680', 'fe80::1', true],
	['evil.example:4680', '0.0.0.0', false],
	['studio.local:4680', 'studio.local', true]
];

describe('the Host header', () => {
	it.each(HOSTS)('%j, listening on %s: %s', (header, listening, allowed) => {
		expect(isAllowedHost(header, listening, 4680)).toBe(allowed);
	});

	it('may leave port 80 out', () => {
		expect(isAllowedHost('localhost', '127.0.0.1', 80)).toBe(true);
	});
});

const OURS = '127.0.0.1:4680';
const ORIGINS: [
	origin: string | undefined,
	site: string | undefined,
	host: string | undefined,
	allowed: boolean
][] = [
	[undefined, undefined, OURS, true],
	[undefined, 'same-origin', OURS, true],
	[undefined, 'none', OURS, true],
	[undefined, 'cross-site', OURS, false],
	[undefined, 'same-site', OURS, false],
	['http://127.0.0.1:4680', 'same-origin', OURS, true],
	['http://127.0.0.1:4680', undefined, OURS, true],
	['http://127.0.0.1:4681', 'same-site', OURS, false],
	['http://evil.example', 'cross-site', OURS, false],
	['http://evil.example', 'same-origin', OURS, false],
	['null', undefined, OURS, false],
	['', undefined, OURS, false],
	['http://127.0.0.1:4680', undefined, undefined, false]
];

describe('the Origin of a request', () => {
	it.each(ORIGINS)('%j with site %j to %j: %s', (origin, site, host, allowed) => {
		expect(isAllowedOrigin(origin, site, host)).toBe(allowed);
	});
});
