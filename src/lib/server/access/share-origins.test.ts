import { describe, expect, it } from 'vitest';
import { isLoopback } from './owner-token.ts';
import { shareOrigins } from './share-origins.ts';

const address = (address: string, family: 'IPv4' | 'IPv6', internal = false) => {
	const rest = { netmask: '', mac: '', cidr: null, internal, address };
	return family === 'IPv4' ? { ...rest, family } : { ...rest, family, scopeid: 0 };
};
const INTERFACES = {
	lo: [address('127.0.0.1', 'IPv4', true)],
	en0: [address('fe80::1', 'IPv6'), address('192.168.1.20', 'IPv4')]
};

describe('shareOrigins', () => {
	it.each([
		['127.0.0.1', []],
		['localhost', []],
		['0.0.0.0', ['http://192.168.1.20:4680']],
		['10.0.0.7', ['http://10.0.0.7:4680']],
		['fd00::7', ['http://[fd00::7]:4680']]
	])('of %s are %j', (host, origins) => {
		expect(shareOrigins({ host, port: 4680 }, INTERFACES)).toEqual(origins);
	});
});

describe('isLoopback', () => {
	it.each([
		['127.0.0.1', true],
		['127.8.9.1', true],
		['localhost', true],
		['::1', true],
		['[::1]', true],
		['0.0.0.0', false],
		['::', false],
		['192.168.1.20', false],
		['127.evil.example', false]
	])('of %s is %s', (host, is) => {
		expect(isLoopback(host)).toBe(is);
	});
});
