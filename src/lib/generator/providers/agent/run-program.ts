/** Runs a program with everything it starts in a group of its own, within limits, and leaves none of it behind. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment } from './find-program.ts';

/** Between the request to end and the end, in milliseconds: time to put away a terminal or a server, and no more. */
const GRACE_MS = 300;
/** How long output is still read when the program is gone, in milliseconds. What escaped the group may hold it open. */
const DRAIN_MS = 1000;
/** How often a run is looked at, in milliseconds. */
const TICK_MS = 250;
const MAX_COMPLAINT_CHARS = 4000;

export interface ProgramRun {
	file: string;
	arguments: string[];
	folder: string;
	environment: Environment;
	/** Written to standard input, which is then at its end. */
	input: string;
	/** In milliseconds. */
	limitMs: number;
	/** How long there may be no sign of life, in milliseconds. */
	idleLimitMs: number;
	signal: AbortSignal;
	/** What it throws ends the run, and is thrown by it. */
	onOutput(text: string): void;
	/** Asked again and again: another answer than the last is a sign of life. What it throws ends the run. */
	look(): Promise<string>;
	/** Told how to end it at once, should the process leave. Returns how to forget that. */
	atExit(kill: () => void): () => void;
}

export interface ProgramEnd {
	/** How it came to its end: by itself, by a limit, or it could not be started. */
	how: 'ended' | 'timeout' | 'idle' | 'unstartable';
	/** Null when it was killed. */
	code: number | null;
	/** The last it wrote to stderr. */
	complaint: string;
}

/**
 * Resolves when nothing of it is left.
 * @throws the signal's reason when it aborts, and what `onOutput` and `look` throw
 */
export async function runProgram(run: ProgramRun): Promise<ProgramEnd> {
	run.signal.throwIfAborted();
	const child = start(run);
	const forget = run.atExit(() => killTree(child, 'SIGKILL'));
	const done = new AbortController();
	const closed = once(child, 'close').catch(() => undefined);
	const ended = whenEnded(child);
	let complaint = '';
	let lastLife = performance.now();
	child.stderr?.setEncoding('utf8').on('data', (text: string) => {
		lastLife = performance.now();
		complaint = (complaint + text).slice(-MAX_COMPLAINT_CHARS);
	});
	const read = new Promise<never>((_, reject) => {
		child.stdout?.setEncoding('utf8').on('data', (text: string) => {
			lastLife = performance.now();
			try {
				run.onOutput(text);
			} catch (error) {
				// Nothing more is taken in while it is being ended.
				child.stdout?.destroy();
				reject(error);
			}
		});
	});
	read.catch(() => undefined);
	try {
		// The watch never resolves but by a limit, and the others reject: whichever comes first is why the run is over.
		const verdict = await Promise.race([
			ended,
			read,
			watch(
				run,
				() => lastLife,
				(at) => (lastLife = at),
				done.signal
			),
			aborted(run.signal, done.signal)
		]);
		if (verdict === 'timeout' || verdict === 'idle') return { how: verdict, code: null, complaint };
		killTree(child, 'SIGKILL');
		await Promise.race([closed, read, sleep(DRAIN_MS, undefined, { ref: false })]);
		if (verdict instanceof Error)
			return { how: 'unstartable', code: null, complaint: verdict.message };
		return { how: 'ended', code: verdict, complaint };
	} finally {
		done.abort();
		await endTree(child, ended);
		child.stdout?.destroy();
		child.stderr?.destroy();
		forget();
	}
}

function start(run: ProgramRun): ChildProcess {
	// Node starts no `.cmd` without the shell. Nothing of a person's text is in the arguments: the prompt goes another way,
	// and names of models are checked.
	const shell = /\.(?:cmd|bat)$/i.test(run.file);
	const child = spawn(shell ? `"${run.file}"` : run.file, run.arguments, {
		cwd: run.folder,
		env: { ...run.environment },
		stdio: 'pipe',
		shell,
		// A group of its own can be killed as one.
		detached: process.platform !== 'win32',
		windowsHide: true
	});
	// It may go before it has read everything; that shows in other ways.
	child.stdin?.on('error', () => undefined);
	child.stdin?.end(run.input);
	return child;
}

/** The exit code, null when it was killed, or the error that kept it from starting. */
function whenEnded(child: ChildProcess): Promise<number | null | Error> {
	return new Promise((resolve) => {
		child.once('exit', resolve);
		child.once('error', resolve);
	});
}

async function watch(
	{ limitMs, idleLimitMs, look }: ProgramRun,
	lastLife: () => number,
	live: (at: number) => void,
	done: AbortSignal
): Promise<'timeout' | 'idle'> {
	const begun = performance.now();
	const tick = Math.min(TICK_MS, limitMs / 4, idleLimitMs / 4);
	let seen = '';
	for (;;) {
		await sleep(tick, undefined, { signal: done, ref: false }).catch(() => undefined);
		// Nobody waits for the answer any more.
		if (done.aborted) return 'timeout';
		const now = await look();
		if (now !== seen) live(performance.now());
		seen = now;
		if (performance.now() - begun > limitMs) return 'timeout';
		if (performance.now() - lastLife() > idleLimitMs) return 'idle';
	}
}

function aborted(signal: AbortSignal, done: AbortSignal): Promise<never> {
	return new Promise((_, reject) => {
		signal.addEventListener('abort', () => reject(signal.reason), { once: true, signal: done });
	});
}

/** Asks everything to end, and a moment later does not ask. */
async function endTree(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
	if (child.exitCode === null && child.signalCode === null) {
		killTree(child, 'SIGTERM');
		await Promise.race([ended, sleep(GRACE_MS)]);
	}
	killTree(child, 'SIGKILL');
	await ended;
}

function killTree(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
	const { pid } = child;
	if (pid === undefined) return;
	if (process.platform === 'win32') {
		// A number that is free again may be another program's. And there is no asking there.
		if (child.exitCode === null && child.signalCode === null)
			execFile('taskkill', ['/pid', String(pid), '/T', '/F'], () => undefined);
		return;
	}
	try {
		process.kill(-pid, signal);
	} catch {
		// The whole group is gone.
	}
}
