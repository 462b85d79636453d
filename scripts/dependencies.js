/** The packages Vitrine is built from: are they the ones in package-lock.json, for this Node, and if not, gets them. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readStamp } from './fingerprint.js';
import { findNpm } from './npm-cli.js';
import { withProgress } from './progress.js';
import { runCommand, runNode } from './run-command.js';
import { SetupError, writingIn } from './setup-error.js';

/** Inside node_modules, so that whoever removes the packages removes the claim that they are there. */
const STAMP = 'node_modules/.cache/vitrine/dependencies.json';

/** @typedef {import('./run-command.js').RunOptions['onStart']} OnStart */

/**
 * @param {string} root
 * @returns {string | null} why they have to be looked at, or null when they are the right ones
 */
export function dependenciesAreStale(root) {
	const stamp = readStamp(join(root, STAMP));
	if (!stamp) return 'not installed yet';
	return stamp['key'] === dependencyKey(root) ? null : 'package-lock.json or Node has changed';
}

/**
 * What the installed packages depend on: the lock, and the machine that native parts were made for.
 *
 * @param {string} root
 * @param {{ modules: string, platform: string, arch: string }} [machine] `modules` is the number of Node's native interface.
 */
export function dependencyKey(
	root,
	machine = {
		modules: process.versions.modules,
		platform: process.platform,
		arch: process.arch
	}
) {
	const lock = createHash('sha256').update(readLock(root)).digest('hex');
	return `${lock} ${machine.modules} ${machine.platform} ${machine.arch}`;
}

/**
 * Leaves node_modules with what package-lock.json says. An installation that a person made with npm is taken as it is when
 * it is complete and its native part loads.
 *
 * @param {string} root
 * @param {OnStart} [onStart]
 * @throws {SetupError}
 */
export async function installDependencies(root, onStart) {
	const complete = isInstalled(root) && (await nativePartProblem(root)) === null;
	if (!complete) {
		await withProgress('Installing the packages Vitrine is built from', () => npmCi(root, onStart));
		const problem = await nativePartProblem(root);
		if (problem) {
			throw new SetupError(
				`The packages are installed, but better-sqlite3 does not load: ${problem}.`,
				'If npm is set to ignore install scripts, allow them (npm config set ignore-scripts false), then run this again.'
			);
		}
	}
	writingIn(root, () => {
		mkdirSync(dirname(join(root, STAMP)), { recursive: true });
		writeFileSync(join(root, STAMP), JSON.stringify({ key: dependencyKey(root) }));
	});
}

/**
 * @param {string} root
 * @param {OnStart} onStart
 */
async function npmCi(root, onStart) {
	const args = ['ci', '--include=dev', '--no-audit', '--no-fund'];
	const env = { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' };
	const ran = await runNode(findNpm(), args, { cwd: root, env, ...(onStart && { onStart }) });
	if (ran.code !== 0) throw installError(ran.lines);
}

/** npm's error codes that mean it did not get through to the registry. */
const NETWORK_CODES = ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT'];
/** npm says first what went wrong, and a compiler last; between them can lie hundreds of lines. */
const TOLD_FIRST = 6;
const TOLD_LAST = 12;

/**
 * @param {string[]} lines What npm printed.
 * @returns {SetupError} with the lines that matter and the way out
 */
export function installError(lines) {
	const coded = lines.findIndex((line) => /^npm (?:error|ERR!) code /.test(line));
	const code = lines[coded]?.split(' ')[3];
	const told = lines
		.slice(Math.max(0, coded))
		.filter(
			(line) =>
				!/A complete log of this run|^npm warn|^npm (?:error|ERR!)(?:\s+at .*)?$/i.test(line)
		);
	const shown =
		told.length > TOLD_FIRST + TOLD_LAST
			? [...told.slice(0, TOLD_FIRST), '…', ...told.slice(-TOLD_LAST)]
			: told;
	const compiled = lines.some((line) => line.includes('gyp ERR!'));
	return new SetupError(
		`npm could not install the packages:\n${shown.join('\n')}`,
		installFix(code, compiled)
	);
}

/**
 * @param {string | undefined} code
 * @param {boolean} compiled
 */
function installFix(code, compiled) {
	if (compiled) {
		return (
			'One package has to be compiled here, which takes a C++ compiler and Python: on Debian or Ubuntu ' +
			'apt-get install build-essential python3, on a Mac xcode-select --install, on Windows the Visual Studio ' +
			'Build Tools. Then run the same command again.'
		);
	}
	if (code && NETWORK_CODES.includes(code)) {
		return 'npm did not reach its registry. Check the network or the proxy (npm config get proxy), then run the same command again.';
	}
	if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
		return 'Give yourself the right to write in Vitrine’s folder, or clone it to a folder that is yours.';
	}
	if (code === 'EUSAGE') {
		return 'package.json and package-lock.json do not agree. Run npm install, or git checkout both.';
	}
	if (code === 'ENOSPC') return 'The disk is full. Make room, then run the same command again.';
	return 'Run npm ci in Vitrine’s folder to see all of it.';
}

/**
 * Whether npm's own record of node_modules names every package of the lock that this machine cannot do without.
 *
 * @param {string} root
 */
function isInstalled(root) {
	const wanted = packagesOf(readStamp(join(root, 'package-lock.json')));
	const installed = packagesOf(readStamp(join(root, 'node_modules/.package-lock.json')));
	if (!wanted || !installed) return false;
	return Object.entries(wanted).every(([path, entry]) => {
		if (path === '' || entry.optional) return true;
		return installed[path]?.version === entry.version;
	});
}

/**
 * @param {Record<string, unknown> | null} lock
 * @returns {Record<string, { version?: string, optional?: boolean }> | null}
 */
function packagesOf(lock) {
	const packages = lock?.['packages'];
	return typeof packages === 'object'
		? /** @type {Record<string, { version?: string, optional?: boolean }>} */ (packages)
		: null;
}

/**
 * Opens a database in a Node of its own: a native part made for another Node can take the whole process down.
 *
 * @param {string} root
 * @returns {Promise<string | null>}
 */
async function nativePartProblem(root) {
	if (!packagesOf(readStamp(join(root, 'package-lock.json')))?.['node_modules/better-sqlite3']) {
		return null;
	}
	const program = "new (require('better-sqlite3'))(':memory:').close()";
	const ran = await runCommand(process.execPath, ['-e', program], { cwd: root });
	if (ran.code === 0) return null;
	return ran.lines.find((line) => line.includes('Error')) ?? `exit code ${ran.code}`;
}

/** @param {string} root */
function readLock(root) {
	return readFileSync(join(root, 'package-lock.json'));
}
