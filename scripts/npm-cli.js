/** Finds npm's own program, so that it can be run by this very Node without a shell in between. */
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { SetupError } from './setup-error.js';

const CLI = join('npm', 'bin', 'npm-cli.js');

/**
 * @param {Record<string, string | undefined>} env
 * @param {string} execPath
 * @returns {string} path of npm-cli.js
 * @throws {SetupError} when there is no npm
 */
export function findNpm(env = process.env, execPath = process.execPath) {
	const nextToNode = dirname(execPath);
	const candidates = [
		// Set by npm for what it runs; pnpm and yarn set it to themselves.
		env['npm_execpath'] ?? '',
		join(nextToNode, 'node_modules', CLI),
		join(nextToNode, '..', 'lib', 'node_modules', CLI),
		...(env['PATH'] ?? env['Path'] ?? '')
			.split(delimiter)
			.filter((folder) => isAbsolute(folder))
			.flatMap((folder) => [linkTarget(join(folder, 'npm')), join(folder, 'node_modules', CLI)])
	];
	const found = candidates.find((path) => path.endsWith('npm-cli.js') && existsSync(path));
	if (found) return found;
	throw new SetupError(
		'Vitrine installs its parts with npm, and there is no npm next to this Node.',
		'Install Node from https://nodejs.org, which brings npm along.'
	);
}

/** @param {string} path */
function linkTarget(path) {
	try {
		return realpathSync(path);
	} catch {
		return ''; // Not in this folder.
	}
}
