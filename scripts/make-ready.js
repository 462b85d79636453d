/** Makes a clone ready to run: packages, browser, build. What is ready already costs only the look. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildApp, buildIsStale } from './app-build.js';
import { findWorkingBrowser, readyBrowser } from './browser.js';
import { dependenciesAreStale, installDependencies } from './dependencies.js';
import { withLock } from './lock.js';

/** Where Vitrine itself lies; the current folder is the person's. */
export const VITRINE_ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** In a folder that neither `npm ci` nor a build removes. */
const LOCK = '.svelte-kit/vitrine-setup.lock';

/**
 * @typedef {object} Wanted
 * @property {boolean} browser
 * @property {string} [root]
 *
 * @typedef {{ browser: import('#lib/capture/find-browser.js').FoundBrowser | null }} Ready
 */

/**
 * @param {Wanted} wanted
 * @returns {Promise<Ready>}
 * @throws {import('./setup-error.js').SetupError} in words for the person
 */
export async function makeReady({ browser, root = VITRINE_ROOT }) {
	const ready = await whatIsReady(root, browser);
	if (ready) return ready;
	const lock = join(root, LOCK);
	return withLock(lock, (held) => completeMissing(root, browser, held.nameChild), {
		onWait: (holder) => {
			const who = holder ? ` (process ${holder.pid})` : '';
			process.stderr.write(`Another start is making Vitrine ready${who}; waiting for it …\n`);
		}
	});
}

/**
 * @param {string} root
 * @param {boolean} browser
 * @returns {Promise<Ready | null>} null when anything is missing
 */
async function whatIsReady(root, browser) {
	if (dependenciesAreStale(root) || buildIsStale(root)) return null;
	if (!browser) return { browser: null };
	const found = await findWorkingBrowser(root);
	return found && { browser: found };
}

/**
 * Looks again at each part, since whoever held the lock before may have done it.
 *
 * @param {string} root
 * @param {boolean} browser
 * @param {(pid: number) => void} onStart
 * @returns {Promise<Ready>}
 */
async function completeMissing(root, browser, onStart) {
	if (dependenciesAreStale(root)) await installDependencies(root, onStart);
	const found = browser ? await readyBrowser(root, onStart) : null;
	if (buildIsStale(root)) await buildApp(root, onStart);
	return { browser: found };
}
