import { describe, expect, it } from 'vitest';
import { askedWaitMs } from './endpoint-watch.ts';
import { HOSTED_BASE_URL, readEndpoint } from './endpoint.ts';
import { createOpenAiProvider } from './openai.ts';

describe('readEndpoint', () => {
	const local: [url: string, isLocal: boolean][] = [
		['http://127.0.0.1:11434/v1', true],
		['http://localhost:1234/v1', true],
		['http://[::1]:8080/v1', true],
		['http://10.0.0.7/v1', true],
		['http://172.16.3.1/v1', true],
		['http://172.32.3.1/v1', false],
		['http://192.168.1.20/v1', true],
		['http://ollama:11434/v1', true],
		['http://studio.local/v1', true],
		['http://[fd12::1]/v1', true],
		['http://[2001:db8::1]/v1', false],
		['https://api.example.com/v1', false],
		['https://10.example.com/v1', false],
		['https://127.0.0.1.example.com/v1', false],
		['https://localhost.example.com', false]
	];
	it.each(local)('%s is local: %s', (url, isLocal) => {
		expect(readEndpoint(url).isLocal).toBe(isLocal);
	});

	it('goes to the hosted endpoint when nothing is set, and loses a slash at the end', () => {
		expect(readEndpoint(null).baseUrl).toBe(HOSTED_BASE_URL);
		expect(readEndpoint(' ').baseUrl).toBe(HOSTED_BASE_URL);
		expect(readEndpoint('http://localhost:1/v1/').baseUrl).toBe('http://localhost:1/v1');
	});

	it('does not show a password', () => {
		expect(readEndpoint('https://me:secret@example.com/v1?key=secret').shown).toBe(
			'https://example.com/v1'
		);
	});

	it.each(['api.example.com', 'ftp://example.com', 'http://'])('refuses %s', (url) => {
		expect(() => readEndpoint(url)).toThrow('is not an http or https address');
	});
});

describe('askedWaitMs', () => {
	const waits: [headers: Record<string, string>, wait: number | null][] = [
		[{}, null],
		[{ 'retry-after': '2' }, 2000],
		[{ 'retry-after': '0.5' }, 500],
		[{ 'retry-after-ms': '30', 'retry-after': '2' }, 30],
		[{ 'retry-after': 'soon' }, null]
	];
	it.each(waits)('%o: %s ms', (headers, wait) => {
		expect(askedWaitMs(new Headers(headers))).toBe(wait);
	});
});

describe('readiness', () => {
	const states: {
		name: string;
		apiKey: string | null;
		baseUrl: string | null;
		ready: boolean;
		fix: string | null;
	}[] = [
		{
			name: 'no key for a hosted endpoint',
			apiKey: null,
			baseUrl: null,
			ready: false,
			fix: 'export OPENAI_API_KEY=…'
		},
		{
			name: 'a blank key',
			apiKey: ' ',
			baseUrl: null,
			ready: false,
			fix: 'export OPENAI_API_KEY=…'
		},
		{
			name: 'a key that was copied from a page',
			apiKey: '“sk-1234”',
			baseUrl: null,
			ready: false,
			fix: 'export OPENAI_API_KEY=…'
		},
		{
			name: 'a password in the address',
			apiKey: null,
			baseUrl: 'https://me:100%@models.example/v1',
			ready: true,
			fix: null
		},
		{ name: 'a key', apiKey: 'sk-1234', baseUrl: null, ready: true, fix: null },
		{
			name: 'a local endpoint',
			apiKey: null,
			baseUrl: 'http://localhost:11434/v1',
			ready: true,
			fix: null
		},
		{
			name: 'an address that is none',
			apiKey: 'sk-1234',
			baseUrl: 'localhost',
			ready: false,
			fix: `Set OPENAI_BASE_URL to an address such as ${HOSTED_BASE_URL}.`
		}
	];
	it.each(states)('$name', ({ apiKey, baseUrl, ready, fix }) => {
		const readiness = createOpenAiProvider({ apiKey, baseUrl, models: ['m'] }).readiness();
		expect(readiness).toMatchObject({ provider: 'openai', ready, fix, models: ['m'] });
		expect(readiness.detail).not.toContain('sk-1234');
	});
});
