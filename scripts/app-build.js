/** The built app in build/: whether it is the one these sources make, and making it. */
import {
	existsSync,
	mkdirSync,
	readdirSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { contentFingerprint, listInputs, quickFingerprint, readStamp } from './fingerprint.js';
import { withProgress } from './progress.js';
import { runNode } from './run-command.js';
import { SetupError, codeOf, writingIn } from './setup-error.js';

/** Everything that can change what is built. */
const BUILD_INPUTS = [
	'src',
	'db',
	'cli',
	'samples',
	'static',
	'config',
	'scripts/app-build.js',
	'svelte.config.js',
	'vite.config.ts',
	'vite.config.js',
	'tsconfig.json',
	'package.json',
	'package-lock.json'
];

/** Without these a build is none, whatever its stamp says. */
const BUILD_PARTS = ['cli.js', 'handler.js', 'comparison-worker.js'];
/** Programs of their own, each bundled into one file: the command line, and the threads that compare pictures. */
const PROGRAMS = {
	'cli.js': 'cli/main.ts',
	'comparison-worker.js': 'src/lib/server/comparison/worker.ts'
};
/** Written last: a build without it was cut short. */
const STAMP = 'stamp.json';
const ASIDE = 'vitrine-build-';

/** @typedef {import('./run-command.js').RunOptions['onStart']} OnStart */

/**
 * @param {string} root
 * @returns {string | null} why it has to be built, or null when the build is the one these sources make
 */
export function buildIsStale(root) {
	const build = join(root, 'build');
	const stamp = readStamp(join(build, STAMP));
	if (!stamp || BUILD_PARTS.some((part) => !existsSync(join(build, part)))) {
		return 'there is no whole build yet';
	}
	const inputs = listInputs(root, BUILD_INPUTS);
	const quick = quickFingerprint(inputs);
	if (stamp['quick'] === quick) return null;
	const content = contentFingerprint(root, inputs);
	if (stamp['content'] !== content) return 'the sources have changed';
	try {
		writeFileSync(join(build, STAMP), JSON.stringify({ quick, content }));
	} catch {
		// A clone that may not be written is still built; it is only compared by content each time.
	}
	return null;
}

/**
 * Builds next to build/ and moves the whole there when it is complete.
 *
 * @param {string} root
 * @param {OnStart} [onStart]
 * @throws {SetupError} when the sources do not build; build/ is then as it was
 */
export async function buildApp(root, onStart) {
	// Taken before building: what changes meanwhile is built next time.
	const inputs = listInputs(root, BUILD_INPUTS);
	const stamp = JSON.stringify({
		quick: quickFingerprint(inputs),
		content: contentFingerprint(root, inputs)
	});
	const workFolder = join(root, '.svelte-kit');
	const next = join(workFolder, `${ASIDE}${process.pid}`);
	writingIn(root, () => {
		mkdirSync(workFolder, { recursive: true });
		removeLeftovers(workFolder);
	});
	await withProgress('Building Vitrine', async () => {
		// First, because it takes a moment and fails on the same mistakes.
		const programs = `${next}.programs`;
		await bundlePrograms(root, programs);
		await buildPages(root, next, onStart);
		for (const name of Object.keys(PROGRAMS)) renameSync(join(programs, name), join(next, name));
		rmSync(programs, { recursive: true });
	});
	writeFileSync(join(next, STAMP), stamp);
	moveToPlace(root, next, join(workFolder, `${ASIDE}old-${process.pid}`));
}

/** @param {string} workFolder */
function removeLeftovers(workFolder) {
	for (const name of readdirSync(workFolder)) {
		if (name.startsWith(ASIDE)) rmSync(join(workFolder, name), { recursive: true, force: true });
	}
}

const TOLD_LINES = 25;

/**
 * @param {string} root
 * @param {string} out
 * @param {OnStart} onStart
 */
async function buildPages(root, out, onStart) {
	const ran = await runNode(join(root, 'node_modules', 'vite', 'bin', 'vite.js'), ['build'], {
		cwd: root,
		// svelte.config.js hands it to the adapter.
		env: { ...process.env, NODE_ENV: 'production', VITRINE_BUILD_DIR: out },
		...(onStart && { onStart })
	});
	if (ran.code !== 0) {
		const told = ran.lines.filter((line) => !/^\s+at /.test(line));
		throw buildError(told.slice(-TOLD_LINES).join('\n'));
	}
	if (existsSync(join(out, 'handler.js'))) return;
	// svelte.config.js left the adapter its usual place.
	const usual = join(root, 'build');
	if (!existsSync(join(usual, 'handler.js'))) throw buildError('The adapter left no handler.js.');
	renameSync(usual, out);
}

/**
 * Packages stay outside the bundles: they are installed, and native ones cannot be bundled.
 *
 * @param {string} root
 * @param {string} outdir
 */
async function bundlePrograms(root, outdir) {
	const file = createRequire(join(root, 'package.json')).resolve('esbuild');
	/** @type {typeof import('esbuild')} */
	const esbuild = await import(pathToFileURL(file).href);
	try {
		await esbuild.build({
			absWorkingDir: root,
			entryPoints: Object.entries(PROGRAMS).map(([name, source]) => ({
				in: source,
				out: name.replace(/\.js$/, '')
			})),
			outdir,
			bundle: true,
			platform: 'node',
			target: 'node20',
			format: 'esm',
			packages: 'external',
			logLevel: 'silent'
		});
	} catch (error) {
		throw buildError(error instanceof Error ? error.message : String(error));
	}
}

/** @param {string} told */
function buildError(told) {
	return new SetupError(
		`Vitrine’s sources do not build:\n${told}`,
		'If you changed them, mend that; if not, run git status and start again from a clean clone.'
	);
}

/**
 * @param {string} root
 * @param {string} next
 * @param {string} aside
 */
function moveToPlace(root, next, aside) {
	const build = join(root, 'build');
	try {
		if (statSync(build, { throwIfNoEntry: false })) renameSync(build, aside);
		renameSync(next, build);
	} catch (error) {
		// Windows does not move what a running program has open.
		if (!['EPERM', 'EBUSY', 'EACCES'].includes(codeOf(error))) throw error;
		throw new SetupError(
			`The new build cannot be put in its place, ${build}.`,
			'If Vitrine is running from it, stop it, then run the same command again.'
		);
	}
	rmSync(aside, { recursive: true, force: true });
}
