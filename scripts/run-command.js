/** Runs another program to its end: quietly, keeping its last lines, and never outliving us by its own fault. */
import { spawn } from 'node:child_process';
import { SetupError } from './setup-error.js';

/** Enough to hold what npm and a compiler say last. */
const KEPT_LINES = 400;

/**
 * @typedef {object} RunOptions
 * @property {string} cwd
 * @property {Record<string, string | undefined>} [env] The whole environment of the program; ours when left out.
 * @property {(pid: number) => void} [onStart]
 * @property {number} [limitMs] Ends the program when it takes longer.
 *
 * @typedef {{ code: number, lines: string[] }} Ran Exit code (-1 when it was ended by a signal) and its last lines.
 */

/**
 * @param {string} program
 * @param {string[]} args
 * @param {RunOptions} options
 * @returns {Promise<Ran>}
 * @throws {SetupError} when the program cannot be started, or when a person interrupts it (exit code 130)
 */
export function runCommand(program, args, { cwd, env = process.env, onStart, limitMs }) {
	return new Promise((resolve, reject) => {
		const child = spawn(program, args, {
			cwd,
			env,
			stdio: ['ignore', 'pipe', 'pipe'],
			windowsHide: true
		});
		if (child.pid !== undefined) onStart?.(child.pid);

		let output = '';
		/** @param {Buffer} chunk */
		const keep = (chunk) => {
			if (process.env['VITRINE_DEBUG'] === '1') process.stderr.write(chunk);
			output = (output + chunk.toString()).split('\n').slice(-KEPT_LINES).join('\n');
		};
		child.stdout.on('data', keep);
		child.stderr.on('data', keep);

		const timer = limitMs === undefined ? undefined : setTimeout(() => child.kill(), limitMs);
		const interruptions = passInterruptionsTo(child);
		child.on('error', (error) => {
			clearTimeout(timer);
			interruptions.stop();
			reject(
				new SetupError(`${program} could not be started: ${error.message}.`, 'Is it installed?')
			);
		});
		child.on('close', (code) => {
			clearTimeout(timer);
			interruptions.stop();
			if (interruptions.happened()) {
				reject(new SetupError('Interrupted.', 'Run the same command again to go on.', 130));
				return;
			}
			resolve({ code: code ?? -1, lines: lastLines(output) });
		});
	});
}

/**
 * A Node script, by the Node that runs us, so that neither a shell nor PATH has a say in it.
 *
 * @param {string} script
 * @param {string[]} args
 * @param {RunOptions} options
 */
export function runNode(script, args, options) {
	return runCommand(process.execPath, [script, ...args], options);
}

/**
 * While a child works, an interruption ends the child and is remembered, instead of ending us and leaving the child.
 *
 * @param {import('node:child_process').ChildProcess} child
 */
export function passInterruptionsTo(child) {
	/** @type {NodeJS.Signals[]} */
	const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
	let interrupted = false;
	/** @param {NodeJS.Signals} signal */
	const pass = (signal) => {
		interrupted = true;
		child.kill(signal);
	};
	for (const signal of signals) process.on(signal, pass);
	return {
		happened: () => interrupted,
		stop: () => {
			for (const signal of signals) process.off(signal, pass);
		}
	};
}

/** @param {string} output */
function lastLines(output) {
	return output
		.split('\n')
		.map((line) => line.trimEnd())
		.filter(Boolean);
}
