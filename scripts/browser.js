/** The browser that takes the photographs: finds one that answers, or gets one. */
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findBrowser } from '#lib/capture/find-browser.js';
import { readStamp } from './fingerprint.js';
import { withProgress } from './progress.js';
import { runCommand, runNode } from './run-command.js';
import { SetupError } from './setup-error.js';

/** Names the browser that answered last time, so that it is not asked at every start. */
const STAMP = 'node_modules/.cache/vitrine/browser.json';
const APT_GET = '/usr/bin/apt-get';
const ANSWER_LIMIT_MS = 60_000;
/** Playwright tries several mirrors several times; a network that swallows everything would keep it for an hour. */
const DOWNLOAD_LIMIT_MS = 10 * 60_000;
const CONNECTION_LIMIT_MS = '15000';

/**
 * @typedef {import('#lib/capture/find-browser.js').FoundBrowser} FoundBrowser
 * @typedef {import('./run-command.js').RunOptions['onStart']} OnStart
 */

/**
 * Installs nothing.
 *
 * @param {string} root
 * @returns {Promise<FoundBrowser | null>} the first browser there is, if it answers
 */
export async function findWorkingBrowser(root) {
	const found = findBrowser({ env: process.env });
	return found && (await problemOf(root, found)) === null ? found : null;
}

/**
 * Finds a browser that answers; when there is none, installs one.
 *
 * @param {string} root
 * @param {OnStart} [onStart]
 * @returns {Promise<FoundBrowser>}
 * @throws {SetupError} when there is none and none could be installed
 */
export async function readyBrowser(root, onStart) {
	/** @type {Set<string>} */
	const tried = new Set();
	const ways = [() => downloadByPlaywright(root, onStart), () => installByApt(root, onStart)];
	for (let next = 0; ; next += 1) {
		const found = findBrowser({ env: process.env });
		const problem = found ? await problemOf(root, found) : null;
		if (found && problem === null) return found;
		if (found) {
			const sentence = `The browser ${found.path} does not start: ${problem}.`;
			if (found.source === 'CHROMIUM_PATH') {
				throw new SetupError(sentence, 'Set CHROMIUM_PATH to one that does, or unset it.');
			}
			tried.add(sentence);
		}
		const way = ways[next];
		if (!way) throw noBrowser([...tried]);
		const failure = await way();
		if (failure) tried.add(failure);
	}
}

/** @param {string[]} tried */
function noBrowser(tried) {
	return new SetupError(
		['Vitrine takes photographs with a browser, and there is none that it can use.', ...tried].join(
			' '
		),
		'Install Chrome or Chromium, or set CHROMIUM_PATH to a browser’s program file, or go without photographs by adding --no-capture.'
	);
}

/**
 * @param {string} root
 * @param {FoundBrowser} found
 * @returns {Promise<string | null>} why it cannot be used
 */
async function problemOf(root, found) {
	const stamp = readStamp(join(root, STAMP));
	if (stamp?.['browser'] === identityOf(found.path)) return null;
	const problem = await silenceOf(found.path);
	if (problem === null) remember(root, found);
	return problem;
}

/**
 * Asks for its version, which a browser that lacks a system library, or a placeholder for one, cannot tell.
 *
 * @param {string} path
 * @returns {Promise<string | null>} what it said instead
 */
async function silenceOf(path) {
	// On Windows a browser asked for its version opens a window instead.
	if (process.platform === 'win32') return null;
	try {
		const ran = await runCommand(path, ['--version'], {
			cwd: dirname(path),
			limitMs: ANSWER_LIMIT_MS
		});
		if (ran.code === 0 && ran.lines.length > 0) return null;
		return ran.lines.at(-1) ?? `it ended with exit code ${ran.code} and no word`;
	} catch (error) {
		if (error instanceof SetupError && error.exitCode === 2) return error.message;
		throw error;
	}
}

/**
 * @param {string} root
 * @param {OnStart} onStart
 * @returns {Promise<string | null>} why it did not work
 */
async function downloadByPlaywright(root, onStart) {
	const cli = join(root, 'node_modules', 'playwright', 'cli.js');
	if (!existsSync(cli)) return 'Playwright is not installed here.';
	const env = {
		PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: CONNECTION_LIMIT_MS,
		// Browsers of other projects in the same cache are not ours to clear away.
		PLAYWRIGHT_SKIP_BROWSER_GC: '1',
		...process.env
	};
	const options = { cwd: root, env, limitMs: DOWNLOAD_LIMIT_MS, ...(onStart && { onStart }) };
	return withProgress(
		'Downloading a browser for the photographs',
		async () => {
			const ran = await runNode(cli, ['install', 'chromium', '--only-shell'], options);
			if (ran.code === 0) return null;
			const reason = ran.lines.find((line) => line.startsWith('Error:')) ?? ran.lines.at(-1);
			return `The download of one failed${reason ? ` (${reason})` : ''}.`;
		},
		{ outcome }
	);
}

/** @param {string | null} failure */
function outcome(failure) {
	return failure === null ? 'done' : 'did not work';
}

/**
 * Only as root on a Debian or its kin: there nobody is asked for a password and nothing else has to be decided.
 *
 * @param {string} root
 * @param {OnStart} onStart
 * @returns {Promise<string | null>} why it did not work
 */
async function installByApt(root, onStart) {
	if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
	if (!existsSync(APT_GET)) return null;
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const options = { cwd: root, env, ...(onStart && { onStart }) };
	return withProgress(
		'Installing Chromium with apt-get',
		async () => {
			await runCommand(APT_GET, ['update'], options);
			// Not every release has the shell as a package of its own.
			for (const names of [['chromium-headless-shell', 'chromium'], ['chromium']]) {
				const ran = await runCommand(APT_GET, ['install', '-y', ...names], options);
				if (ran.code === 0) return null;
			}
			return 'apt-get could not install chromium.';
		},
		{ outcome }
	);
}

/**
 * @param {string} root
 * @param {FoundBrowser} found
 */
function remember(root, found) {
	try {
		mkdirSync(dirname(join(root, STAMP)), { recursive: true });
		writeFileSync(join(root, STAMP), JSON.stringify({ browser: identityOf(found.path) }));
	} catch {
		// It will be asked again next time, which costs a moment and nothing else.
	}
}

/** @param {string} path */
function identityOf(path) {
	const { size, mtimeMs } = statSync(path);
	return `${path} ${size} ${mtimeMs}`;
}
