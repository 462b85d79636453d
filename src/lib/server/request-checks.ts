/** Whom we answer. A page elsewhere can make a browser send us requests; its name gives it away. */
import { isIP } from 'node:net';

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Whether a Host header names us. A foreign name that resolves to this machine (DNS rebinding) does not.
 * @param listening the address we listen on; a wildcard allows any address, but still no foreign name
 */
export function isAllowedHost(
	header: string | undefined,
	listening: string,
	port: number
): boolean {
	if (header === undefined) return false;
	const { name, port: named } = splitHost(header);
	if (named !== port) return false;
	const bare = name.replace(/^\[|\]$/g, '');
	if (LOOPBACK_NAMES.includes(name) || bare === listening.toLowerCase()) return true;
	const isWildcard = listening === '0.0.0.0' || listening === '::';
	return isWildcard && isIP(bare) !== 0;
}

/**
 * Whether a request may act for the person at the keyboard: it comes from our own page, or from no page at all.
 * @param origin the Origin header
 * @param site the Sec-Fetch-Site header, which browsers set and pages cannot
 */
export function isAllowedOrigin(
	origin: string | undefined,
	site: string | undefined,
	host: string | undefined
): boolean {
	if (origin !== undefined) {
		if (host === undefined || !URL.canParse(origin)) return false;
		return new URL(origin).host === host.toLowerCase();
	}
	return site === undefined || site === 'same-origin' || site === 'none';
}

/** Whether a Host header names this machine as only it can be named by itself. */
export function isLoopbackName(header: string | null): boolean {
	return header !== null && LOOPBACK_NAMES.includes(splitHost(header).name);
}

function splitHost(header: string): { name: string; port: number } {
	const match = /^(\[[^\]]+\]|[^:]+)(?::(\d+))?$/.exec(header.trim().toLowerCase());
	return { name: match?.[1] ?? '', port: Number(match?.[2] ?? 80) };
}
