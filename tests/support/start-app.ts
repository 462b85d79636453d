/** Runs Vitrine as people do: the command line as a process of its own, on free ports and a temporary workspace. */
import { build } from 'esbuild';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Inside the clone, where packages and migrations are found from. */
const BUNDLE = path.join(ROOT, '.svelte-kit', 'tests', `cli-${process.pid}.js`);
const READY = /Vitrine is open at (http:\/\/\S+)/;

/** Settings that must not leak from the person's shell into a test. */
const OWN_SETTINGS = /^(OPENAI_|VITRINE_|CI$|DISPLAY$|ORIGIN$)/;

type Env = Record<string, string>;

export interface RunOptions {
	env?: Env;
	/** Given on standard input. */
	input?: string;
	cwd?: string;
}

export interface Ran {
	code: number | null;
	stdout: string;
	stderr: string;
}

/** Runs the command line it is given; or, with `--batch` alone, one after another those on standard input, as JSON. */
const ENTRY = `
	import { text } from 'node:stream/consumers';
	import { main } from './cli/main.ts';
	const argv = process.argv.slice(2);
	const leave = (code) => process.stdout.write('', () => process.exit(code));
	if (argv[0] !== '--batch') leave(await main(argv));
	else {
		const ran = [];
		const write = process.stdout.write;
		for (const line of JSON.parse(await text(process.stdin))) {
			let stdout = '';
			process.stdout.write = (chunk) => ((stdout += chunk), true);
			const code = await main(line);
			process.stdout.write = write;
			ran.push({ code, stdout });
		}
		process.stdout.write(JSON.stringify(ran), () => process.exit(0));
	}`;

let bundled: Promise<string> | undefined;

/** The command line as it stands in the sources, bundled once for each test process. */
function bundleCli(): Promise<string> {
	bundled ??= (async () => {
		await build({
			absWorkingDir: ROOT,
			stdin: {
				contents: ENTRY,
				resolveDir: ROOT
			},
			outfile: BUNDLE,
			bundle: true,
			platform: 'node',
			target: 'node20',
			format: 'esm',
			packages: 'external',
			logLevel: 'silent'
		});
		process.once('exit', () => rmSync(BUNDLE, { force: true }));
		return BUNDLE;
	})();
	return bundled;
}

/** A folder that is gone when `remove` is called. */
export function temporaryFolder(): { path: string; remove(): void } {
	const folder = mkdtempSync(path.join(tmpdir(), 'vitrine-test-'));
	return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Begins a command and leaves it running. */
export async function spawnCli(
	args: string[],
	{ env = {}, cwd = ROOT }: RunOptions = {}
): Promise<ChildProcessWithoutNullStreams> {
	const inherited = Object.fromEntries(
		Object.entries(process.env).filter(([name]) => !OWN_SETTINGS.test(name))
	);
	return spawn(process.execPath, [await bundleCli(), ...args], {
		cwd,
		env: { ...inherited, ...env },
		stdio: 'pipe'
	});
}

/** Runs a command to its end. */
export async function runCli(args: string[], options: RunOptions = {}): Promise<Ran> {
	const child = await spawnCli(args, options);
	const output = collect(child);
	child.stdin.on('error', () => undefined);
	child.stdin.end(options.input ?? '');
	const [code]: (number | null)[] = await once(child, 'close');
	return { code: code ?? null, stdout: output.stdout(), stderr: output.stderr() };
}

/** Runs many short command lines in one process, since most of what each takes is Node starting. */
export async function runCliBatch(
	lines: string[][],
	options: RunOptions = {}
): Promise<Pick<Ran, 'code' | 'stdout'>[]> {
	const { code, stdout, stderr } = await runCli(['--batch'], {
		...options,
		input: JSON.stringify(lines)
	});
	if (code !== 0) throw new Error(`The batch ended with ${code}:\n${stderr}`);
	return JSON.parse(stdout);
}

function collect(child: ChildProcessWithoutNullStreams): { stdout(): string; stderr(): string } {
	const stdout: Buffer[] = [];
	const stderr: Buffer[] = [];
	child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
	child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
	return {
		stdout: () => Buffer.concat(stdout).toString(),
		stderr: () => Buffer.concat(stderr).toString()
	};
}

export interface StartOptions {
	workspace: string;
	env?: Env;
	/** Further arguments, such as `--no-sample`. */
	args?: string[];
}

export interface RunningApp {
	url: string;
	port: number;
	/** Where variants are previewed. */
	previewUrl: string;
	pid: number;
	stdout(): string;
	stderr(): string;
	/** Ends it and waits; the exit code, or null when the signal took it down. */
	stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Starts the built gallery, which `npm run build` has to have made, and waits until it says that it is open. */
export async function startApp({
	workspace,
	env = {},
	args = []
}: StartOptions): Promise<RunningApp> {
	const port = await freePortPair();
	const command = ['start', '--no-open', '--workspace', workspace, '--port', String(port), ...args];
	const child = await spawnCli(command, {
		env: { VITRINE_SAMPLE_PACE: '0', VITRINE_LOG: 'warn', ...env }
	});
	const output = collect(child);
	const closed: Promise<(number | null)[]> = once(child, 'close');
	const ready = new Promise<void>((resolve) => {
		child.stdout.on('data', () => {
			if (READY.test(output.stdout())) resolve();
		});
	});
	await Promise.race([ready, closed]);
	const url = READY.exec(output.stdout())?.[1];
	if (url === undefined || child.pid === undefined)
		throw new Error(`Vitrine did not open:\n${output.stderr()}`);
	return {
		url,
		port,
		previewUrl: url.replace(/\d+$/, String(port + 1)),
		pid: child.pid,
		stdout: output.stdout,
		stderr: output.stderr,
		async stop(signal = 'SIGTERM') {
			child.kill(signal);
			const [code] = await closed;
			return code ?? null;
		}
	};
}

/** Below those that systems give to whoever calls somebody, of which one may be taken between looking and listening. */
const PORTS = { from: 12_000, pairs: 10_000 };

/** A port that is free together with the one after it. */
export async function freePortPair(): Promise<number> {
	for (;;) {
		const port = PORTS.from + 2 * Math.floor(Math.random() * PORTS.pairs);
		const pair = [await listenOn(port), await listenOn(port + 1)];
		for (const { close } of pair) await close();
		if (pair.every((one) => one.port !== -1)) return port;
	}
}

/** @returns port -1 when it is taken */
function listenOn(port: number): Promise<{ port: number; close(): Promise<void> }> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve({ port: -1, close: () => Promise.resolve() }));
		server.listen(port, '127.0.0.1', () => {
			const address = server.address();
			resolve({
				port: typeof address === 'object' && address ? address.port : -1,
				close: () => new Promise((done) => server.close(() => done()))
			});
		});
	});
}
