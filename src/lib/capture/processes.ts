/** Processes of a browser: which there are, what they hold, and their end. Reads /proc; elsewhere nothing is known and nothing is said. */
import { readdir, readFile } from 'node:fs/promises';

/** Processes that descend from `root`, the youngest generation first. Empty where there is no /proc. */
export async function pidsOf(root: number): Promise<number[]> {
	const childrenOf = new Map<number, number[]>();
	const names = await readdir('/proc').catch(() => []);
	for (const pid of names.filter((name) => /^\d+$/.test(name)).map(Number)) {
		const parent = await parentOf(pid);
		if (parent !== null) childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), pid]);
	}
	const found: number[] = [];
	let generation = childrenOf.get(root) ?? [];
	while (generation.length > 0) {
		found.unshift(...generation);
		generation = generation.flatMap((pid) => childrenOf.get(pid) ?? []);
	}
	return found;
}

/** The fourth field of `stat`; the second is a name in parentheses that may itself hold anything. */
async function parentOf(pid: number): Promise<number | null> {
	const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => null);
	if (stat === null) return null;
	const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
	return Number.isInteger(parent) ? parent : null;
}

/** Resident memory of a process in bytes; null when it is gone or cannot be told. */
export async function memoryOf(pid: number): Promise<number | null> {
	const status = await readFile(`/proc/${pid}/status`, 'latin1').catch(() => null);
	const kibibytes = status?.match(/^VmRSS:\s+(\d+) kB$/m)?.[1];
	return kibibytes === undefined ? null : Number(kibibytes) * 1024;
}

/** Ends processes by force. One that is gone already is what was wanted. */
export function killAll(pids: number[]): void {
	for (const pid of pids) {
		try {
			process.kill(pid, 'SIGKILL');
		} catch {
			// It has ended by itself, or was never ours to end.
		}
	}
}
