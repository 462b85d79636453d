/** Where others find this machine. */
import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';
import { isLoopback } from './owner-token.ts';

/**
 * Origins under which the gallery can be reached from other machines, the likeliest first; none when it listens to its own
 * machine alone.
 * @param interfaces as the system tells them
 */
export function shareOrigins(
	{ host, port }: { host: string; port: number },
	interfaces: Record<string, NetworkInterfaceInfo[] | undefined> = networkInterfaces()
): string[] {
	if (isLoopback(host)) return [];
	const isWildcard = host === '0.0.0.0' || host === '::';
	const names = isWildcard
		? Object.values(interfaces)
				.flatMap((addresses) => addresses ?? [])
				.filter(({ internal, family }) => !internal && family === 'IPv4')
				.map(({ address }) => address)
		: [host.includes(':') ? `[${host.replace(/^\[|\]$/g, '')}]` : host];
	return names.map((name) => `http://${name}:${port}`);
}
