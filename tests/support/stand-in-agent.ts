/** A stand-in for a command-line agent: a program that does what its steps say. It knows nothing of the app. */
import { spawn } from 'node:child_process';
import {
	appendFileSync,
	existsSync,
	mkdirSync,
	readFileSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What it does, one after another. */
export type Step =
	/** Text on stdout, as it is. */
	| { say: string }
	/** One line of JSON on stdout. */
	| { event: object }
	/** Text on stderr. */
	| { complain: string }
	/** A file in the folder it was started in. `{{variable}}` stands for one of its environment. */
	| { write: string; text: string }
	/** A link in that folder. */
	| { link: string; to: string }
	/** From here on it does not heed being asked to end. */
	| { deaf: true }
	/** Starts a program that does not either, holds its stdout, and stays. */
	| { child: true }
	/** Goes on once there is this file. */
	| { await: string }
	/** Stays until it is killed. */
	| { hang: true }
	/** Writes this many bytes to stdout, without an end of line. */
	| { flood: number }
	/** Does not know this argument, if it is given it. */
	| { refuse: string }
	| { exit: number };

/** What a stand-in was called with. */
export interface AgentCall {
	name: string;
	pid: number;
	/** Of what it started, if it did. */
	childPid: number | null;
	arguments: string[];
	folder: string;
	/** The prompt. */
	input: string;
	environment: Record<string, string | undefined>;
}

const STAY = 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)';

/** Runs as the program. @param log where it writes what it was called with, as a line of JSON */
export async function act(name: string, log: string, steps: Step[]): Promise<void> {
	const call: AgentCall = {
		name,
		pid: process.pid,
		childPid: null,
		arguments: process.argv.slice(2),
		folder: process.cwd(),
		input: readFileSync(0, 'utf8'),
		environment: { ...process.env }
	};
	if (steps.some((step) => 'child' in step)) {
		const child = spawn(process.execPath, ['-e', STAY], {
			stdio: ['ignore', 'inherit', 'inherit']
		});
		call.childPid = child.pid ?? null;
	}
	appendFileSync(log, `${JSON.stringify(call)}\n`);
	for (const step of steps) await perform(step);
	// What it started holds it no longer than it has work.
	process.exit();
}

async function perform(step: Step): Promise<void> {
	if ('say' in step) await print(step.say);
	if ('event' in step) await print(`${JSON.stringify(step.event)}\n`);
	if ('complain' in step) process.stderr.write(filled(step.complain));
	if ('write' in step) {
		mkdirSync(path.dirname(step.write), { recursive: true });
		writeFileSync(step.write, filled(step.text));
	}
	if ('link' in step) symlinkSync(step.to, step.link);
	if ('deaf' in step) process.on('SIGTERM', () => undefined);
	if ('flood' in step) await flood(step.flood);
	if ('await' in step) while (!existsSync(step.await)) await sleep(5);
	if ('hang' in step) await new Promise(() => setInterval(() => undefined, 1000));
	if ('refuse' in step && process.argv.includes(step.refuse)) {
		process.stderr.write(`error: unexpected argument '${step.refuse}' found\n`);
		process.exit(2);
	}
	if ('exit' in step) process.exit(step.exit);
}

const filled = (text: string): string =>
	text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => process.env[name] ?? '');

function print(text: string): Promise<void> {
	return new Promise((resolve) => process.stdout.write(filled(text), () => resolve()));
}

async function flood(bytes: number): Promise<void> {
	// Whoever reads may have gone.
	process.stdout.on('error', () => process.exit(1));
	const chunk = 'x'.repeat(64 * 1024);
	for (let left = bytes; left > 0; left -= chunk.length) await print(chunk);
}
