/** Starts `round-process.ts` and listens to it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('./round-process.ts', import.meta.url));
const TSX = fileURLToPath(new URL('../../node_modules/tsx/dist/loader.mjs', import.meta.url));

export interface SpawnedProcess {
	/** The line that it prints when its work has begun. */
	begun: Promise<Record<string, unknown>>;
	/** Its exit code, or the signal that ended it. */
	ended: Promise<number | string>;
	pid: number;
	kill(signal: NodeJS.Signals): void;
	/** Ends it if it is still there, and waits for that. */
	close(): Promise<void>;
}

export function spawnProcess(workspace: string, task: string, ...rest: string[]): SpawnedProcess {
	const child: ChildProcess = spawn(
		process.execPath,
		['--import', TSX, SCRIPT, workspace, task, ...rest],
		{ stdio: ['ignore', 'pipe', 'pipe'] }
	);
	const { stdout, stderr, pid } = child;
	if (!stdout || !stderr || pid === undefined) throw new Error('The process could not be started.');
	let said = '';
	stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
	const ended = new Promise<number | string>((resolve) => {
		child.once('exit', (code, signal) => resolve(code ?? signal ?? 'gone'));
	});
	const begun = new Promise<Record<string, unknown>>((resolve, reject) => {
		createInterface(stdout).once('line', (line) => resolve(JSON.parse(line)));
		void ended.then((how) => reject(new Error(`The process ended (${how}) before it began. ${said}`)));
	});
	begun.catch(() => undefined);
	return {
		begun,
		ended,
		pid,
		kill: (signal) => void child.kill(signal),
		async close() {
			child.kill('SIGKILL');
			await ended;
		}
	};
}
