/** Starts `round-process.ts` in processes of its own and talks to them. */
import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Inside the installation, so that packages and our own folders are found from there. */
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/vitrine-tests/', import.meta.url));
const SCRIPT = fileURLToPath(new URL('./round-process.ts', import.meta.url));

interface SpawnedProcess {
	pid: number;
	/** The next line it prints, as JSON. Rejects when it ends without one. */
	next(): Promise<Record<string, unknown>>;
	/** Lets a process that waits go on. */
	go(): void;
	/** Its exit code, or the signal that ended it. */
	ended: Promise<number | string>;
	kill(signal: NodeJS.Signals): void;
	/** Ends it if it is still there, and waits for that. */
	close(): Promise<void>;
}

export interface ProcessBuild {
	spawn(workspace: string, task: string, ...rest: string[]): SpawnedProcess;
	close(): Promise<void>;
}

/** Bundles the script once: started from its sources, each process would take seconds to read them. */
export async function buildProcess(): Promise<ProcessBuild> {
	await mkdir(CACHE, { recursive: true });
	const outdir = await mkdtemp(path.join(CACHE, 'process-'));
	const entryPoints = [SCRIPT];
	await build({
		entryPoints,
		outdir,
		bundle: true,
		splitting: true,
		format: 'esm',
		platform: 'node',
		packages: 'external'
	});
	const script = path.join(outdir, 'round-process.js');
	return {
		spawn: (workspace, task, ...rest) => start([script, workspace, task, ...rest]),
		close: () => rm(outdir, { recursive: true, force: true })
	};
}

function start(args: string[]): SpawnedProcess {
	const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'] });
	const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
	let said = '';
	child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
	child.stdin.on('error', () => undefined);
	const ended = new Promise<number | string>((resolve) => {
		child.once('exit', (code, signal) => resolve(code ?? signal ?? 'gone'));
	});
	return {
		pid: child.pid ?? 0,
		async next() {
			const line = await lines.next();
			if (line.done) throw new Error(`The process ended (${await ended}) without a word. ${said}`);
			return JSON.parse(line.value);
		},
		go: () => void child.stdin.write('go\n'),
		ended,
		kill: (signal) => void child.kill(signal),
		async close() {
			child.kill('SIGKILL');
			await ended;
		}
	};
}
