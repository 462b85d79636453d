/** `npm test [-- what vitest takes]`: makes everything ready, then runs the tests. The last line says how it went. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VITRINE_ROOT, makeReady } from './make-ready.js';
import { passInterruptionsTo } from './run-command.js';

/**
 * @param {string[]} args
 * @returns {Promise<number>} exit code
 */
export async function main(args) {
	const folder = mkdtempSync(join(tmpdir(), 'vitrine-tests-'));
	const closed = join(folder, 'closed');
	try {
		const { browser } = await makeReady({ browser: true });
		return await runVitest(args, {
			...process.env,
			CHROMIUM_PATH: browser?.path,
			// tests/support/closing-line.ts makes this file when it has written its line.
			VITRINE_CLOSING_LINE_FILE: closed
		});
	} finally {
		// Tests that could not even begin are one failure, and never silence.
		if (!existsSync(closed)) process.once('exit', () => console.log('0 passed, 1 failed'));
		rmSync(folder, { recursive: true, force: true });
	}
}

/**
 * @param {string[]} args
 * @param {Record<string, string | undefined>} env
 * @returns {Promise<number>}
 */
function runVitest(args, env) {
	return new Promise((resolve, reject) => {
		const vitest = join(VITRINE_ROOT, 'node_modules', 'vitest', 'vitest.mjs');
		const child = spawn(process.execPath, [vitest, 'run', ...args], {
			cwd: VITRINE_ROOT,
			env,
			stdio: 'inherit'
		});
		const interruptions = passInterruptionsTo(child);
		child.on('error', reject);
		child.on('close', (code) => {
			interruptions.stop();
			resolve(interruptions.happened() ? 130 : (code ?? 1));
		});
	});
}
