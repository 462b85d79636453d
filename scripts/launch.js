/** `vitrine <command>`: makes ready what the command needs, then hands over to the built CLI. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { VITRINE_ROOT, makeReady } from './make-ready.js';

const COMMANDS = ['start', 'generate', 'import', 'capture', 'list', 'rank', 'export', 'doctor'];
const PHOTOGRAPHING_COMMANDS = ['start', 'generate', 'import', 'capture'];

/**
 * @param {string[]} args
 * @returns {boolean} whether the command takes photographs; one that only reads or explains must not install a browser
 */
export function needsBrowser(args) {
	const command = args.find((arg) => COMMANDS.includes(arg));
	if (!command || !PHOTOGRAPHING_COMMANDS.includes(command)) return false;
	return !args.some((arg) => ['--no-capture', '--help', '-h', '--version', '-v'].includes(arg));
}

/**
 * @param {string[]} args
 * @returns {Promise<number>} exit code of the command
 */
export async function main(args) {
	await makeReady({ browser: needsBrowser(args) });
	/** @type {{ main: (args: string[]) => Promise<number> }} */
	const cli = await import(pathToFileURL(join(VITRINE_ROOT, 'build', 'cli.js')).href);
	return cli.main(args);
}
