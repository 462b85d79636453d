/**
 * The two commands, run for real on a small app in a clone of its own: set-up, build, hand-over, interruptions. Packages
 * are linked from this clone instead of installed; installing is tested beside scripts/dependencies.js.
 */
import { spawn } from 'node:child_process';
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	readdirSync,
	realpathSync,
	rmSync,
	symlinkSync,
	utimesSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

const VITRINE = join(import.meta.dirname, '..', '..');
/** A build of the small app takes a few seconds; a busy machine may take many times that. */
const BUILDS_LIMIT_MS = 180_000;

const SMALL_APP: Record<string, string> = {
	'package.json': JSON.stringify({
		name: 'small',
		version: '1.0.0',
		type: 'module',
		imports: { '#lib/*': './src/lib/*' }
	}),
	'package-lock.json': JSON.stringify({ lockfileVersion: 3, packages: { '': { name: 'small' } } }),
	'node_modules/.package-lock.json': JSON.stringify({ lockfileVersion: 3, packages: {} }),
	'tsconfig.json': JSON.stringify({ extends: './.svelte-kit/tsconfig.json' }),
	'svelte.config.js': `
		import adapter from '@sveltejs/adapter-node';
		export default { kit: { adapter: adapter({ out: process.env.VITRINE_BUILD_DIR }) } };`,
	// Stops in the middle of a build for as long as the file `hold` is there, so that tests can act then and not around then.
	// With the file `bare` it builds its handler alone: who builds, how often and what is left is the same without the pages.
	'vite.config.js': `
		import { existsSync, writeFileSync } from 'node:fs';
		import { sveltekit } from '@sveltejs/kit/vite';
		const holding = {
			name: 'holding',
			async closeBundle() {
				if (!existsSync('hold')) return;
				writeFileSync('held', '');
				while (existsSync('hold')) await new Promise((resolve) => setTimeout(resolve, 50));
			}
		};
		const bare = { ssr: 'src/handler.js', outDir: process.env.VITRINE_BUILD_DIR, emptyOutDir: true };
		export default existsSync('bare')
			? { plugins: [holding], build: bare }
			: { plugins: [holding, sveltekit()] };`,
	'src/handler.js': 'export const handler = true;',
	'src/app.html':
		'<html lang="en"><head>%sveltekit.head%</head><body>%sveltekit.body%</body></html>',
	'src/routes/+page.svelte': '<h1>Small</h1>',
	'src/lib/word.ts': `export const word: string = 'one';`,
	'src/lib/word.test.ts': '',
	'src/lib/server/comparison/worker.ts': `export const thread = true;`,
	'cli/main.ts': `
		import { word } from '#lib/word.ts';
		export async function main(args: string[]): Promise<number> {
			console.log(JSON.stringify({ word, args, folder: process.cwd() }));
			return args.includes('--fail') ? 1 : 0;
		}`
};

const LINKED = ['vite', 'esbuild', 'svelte', 'vitest', '@sveltejs'];

let root = '';

function write(path: string, content: string): void {
	mkdirSync(dirname(join(root, path)), { recursive: true });
	writeFileSync(join(root, path), content);
}

beforeAll(() => {
	root = mkdtempSync(join(tmpdir(), 'vitrine-setup-'));
	for (const [path, content] of Object.entries(SMALL_APP)) write(path, content);
	for (const part of ['bin', 'scripts', 'src/lib/capture/find-browser.js']) {
		cpSync(join(VITRINE, part), join(root, part), { recursive: true });
	}
	for (const name of LINKED) {
		symlinkSync(join(VITRINE, 'node_modules', name), join(root, 'node_modules', name), 'junction');
	}
});
afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }));

interface Run {
	pid: number;
	stderr: () => string;
	ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

/** Starts a Node script of the small app's clone, in a folder that is not the clone. */
function start(script: string, args: string[], env: Record<string, string> = {}): Run {
	const child = spawn(process.execPath, [join(root, script), ...args], {
		cwd: tmpdir(),
		env: { ...process.env, VITRINE_DEBUG: '', VITRINE_CLOSING_LINE_FILE: '', ...env },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let stdout = '';
	let stderr = '';
	child.stdout.on('data', (chunk) => (stdout += chunk));
	child.stderr.on('data', (chunk) => (stderr += chunk));
	const ended: Run['ended'] = new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (code) => resolve({ code, stdout, stderr }));
	});
	return { pid: child.pid ?? 0, stderr: () => stderr, ended };
}

const vitrine = (args: string[], env?: Record<string, string>) =>
	start('bin/vitrine.js', args, env);

async function until(holds: () => boolean): Promise<void> {
	while (!holds()) await new Promise((resolve) => setTimeout(resolve, 50));
}

function builds(...runs: { stderr: string }[]): number {
	return runs
		.map((run) => run.stderr.split('Building Vitrine …\n').length - 1)
		.reduce((a, b) => a + b);
}

/** The word that build/ answers with, read without any set-up. */
function builtWord(): string | undefined {
	return /"(one|two|three|four|five)"/.exec(readFileSync(join(root, 'build/cli.js'), 'utf8'))?.[1];
}

function changeWord(word: string): void {
	write('src/lib/word.ts', `export const word: string = '${word}';`);
}

describe('vitrine, from a fresh clone on', { timeout: BUILDS_LIMIT_MS }, () => {
	afterEach(() => rmSync(join(root, 'bare'), { force: true }));

	it('builds, hands over, and keeps stdout for the command', async () => {
		const run = await vitrine(['list', '--json']).ended;
		expect(run).toMatchObject({ code: 0, stderr: expect.stringMatching(/^Building Vitrine …\n/) });
		expect(JSON.parse(run.stdout)).toEqual({
			word: 'one',
			args: ['list', '--json'],
			folder: realpathSync(tmpdir())
		});
		expect(existsSync(join(root, 'build/handler.js'))).toBe(true);
	});

	it('does nothing the second time, and passes the exit code on', async () => {
		const run = await vitrine(['list', '--fail']).ended;
		expect(run).toMatchObject({ code: 1, stderr: '' });
	});

	it.each([
		['a new time alone', () => utimesSync(join(root, 'src/lib/word.ts'), 9, 9), 0],
		['a test', () => write('src/lib/word.test.ts', '// changed'), 0],
		['a build cut short', () => rmSync(join(root, 'build/stamp.json')), 1]
	])('after a change of %s builds %#', async (_, change, count) => {
		write('bare', '');
		change();
		const run = await vitrine(['list']).ended;
		expect(run.code).toBe(0);
		expect(builds(run)).toBe(count);
		expect(JSON.parse(run.stdout)).toMatchObject({ word: builtWord() });
	});

	it('builds once for two who start at once', async () => {
		write('bare', '');
		changeWord('three');
		write('hold', '');
		const first = vitrine(['list']);
		await until(() => existsSync(join(root, 'held')));
		const second = vitrine(['list']);
		await until(() => second.stderr().includes(`(process ${first.pid}); waiting for it`));
		rmSync(join(root, 'hold'));
		rmSync(join(root, 'held'));
		const runs = await Promise.all([first.ended, second.ended]);
		expect(runs.map(({ code }) => code)).toEqual([0, 0]);
		expect(builds(...runs)).toBe(1);
		expect(runs.map(({ stdout }) => JSON.parse(stdout).word)).toEqual(['three', 'three']);
	});

	it('keeps the whole old build when killed in the middle, and builds the next time', async () => {
		write('bare', '');
		changeWord('four');
		write('hold', '');
		const killed = vitrine(['list']);
		await until(() => existsSync(join(root, 'held')));
		process.kill(killed.pid, 'SIGKILL');
		await until(() => !isAlive(killed.pid));
		expect(builtWord()).toBe('three');
		expect(existsSync(join(root, 'build/stamp.json'))).toBe(true);

		// The killed one's vite is still there; the next start has to wait for it and then do it all again.
		const next = vitrine(['list']);
		await until(() => next.stderr().includes('waiting for it'));
		rmSync(join(root, 'hold'));
		rmSync(join(root, 'held'));
		const run = await next.ended;
		await killed.ended;
		expect(run.code).toBe(0);
		expect(builds(run)).toBe(1);
		expect(JSON.parse(run.stdout).word).toBe('four');
		expect(
			readdirSync(join(root, '.svelte-kit')).filter((name) => name.startsWith('vitrine'))
		).toEqual([]);
	});

	it('ends with 130 and leaves nothing running when interrupted', async () => {
		write('bare', '');
		changeWord('five');
		write('hold', '');
		const run = vitrine(['list']);
		await until(() => existsSync(join(root, 'held')));
		const { child } = JSON.parse(
			readFileSync(join(root, '.svelte-kit/vitrine-setup.lock'), 'utf8')
		);
		process.kill(run.pid, 'SIGINT');
		const { code, stderr } = await run.ended;
		rmSync(join(root, 'hold'));
		rmSync(join(root, 'held'));
		expect(code).toBe(130);
		expect(stderr).toContain('Interrupted.');
		expect(isAlive(child)).toBe(false);
	});

	it('says what does not build, without a trace, and leaves the old build', async () => {
		for (const path of ['cli/main.ts', 'src/routes/+page.svelte']) {
			write(path, '{#if');
			const run = await vitrine(['list']).ended;
			expect(run).toMatchObject({ code: 2, stdout: '' });
			expect(run.stderr).toContain('Vitrine’s sources do not build:\n');
			expect(run.stderr).toContain(path.split('/').at(-1));
			expect(run.stderr).toMatch(/start again from a clean clone\.\n$/);
			expect(run.stderr).not.toMatch(/^\s+at /m);
			expect(builtWord()).toBe('four');
			write(path, SMALL_APP[path] ?? '');
		}
	});

	it('refuses a CHROMIUM_PATH where nothing is, for commands that take photographs', async () => {
		write('bare', '');
		const env = { CHROMIUM_PATH: join(root, 'no-browser') };
		expect((await vitrine(['list'], env).ended).code).toBe(0);
		expect((await vitrine(['start', '--no-capture'], env).ended).code).toBe(0);
		expect(await vitrine(['start'], env).ended).toEqual({
			code: 2,
			stdout: '',
			stderr:
				`CHROMIUM_PATH is set to ${env.CHROMIUM_PATH}, and there is no program there. ` +
				'Set it to the browser’s program file, or unset it so that Vitrine looks for one itself.\n'
		});
	});
});

describe('npm test', { timeout: BUILDS_LIMIT_MS }, () => {
	const closingLine = join(VITRINE, 'tests/support/closing-line.ts');
	const suite = (body: string) => `import { expect, it } from 'vitest';\n${body}`;
	const passing = suite(`it('a', () => expect(1).toBe(1)); it('b', () => expect(1).toBe(1));`);
	const failing = suite(`it('c', () => expect(1).toBe(2)); it.skip('d', () => {});`);
	const erring = suite(`Promise.reject(new Error('loose')); it('e', () => expect(1).toBe(1));`);

	it.each([
		['tests that pass', { 'a.test.ts': passing }, '2 passed, 0 failed', 0],
		[
			'one that fails, one left out',
			{ 'a.test.ts': passing, 'b.test.ts': failing },
			'2 passed, 1 failed, 1 skipped',
			1
		],
		[
			'a file that does not load',
			{ 'a.test.ts': passing, 'b.test.ts': '(' },
			'2 passed, 1 failed',
			1
		],
		['an error outside of tests', { 'a.test.ts': erring }, '1 passed, 1 failed', 1],
		['no tests', {}, '0 passed, 1 failed', 1],
		[
			'a config that does not load',
			{ 'a.test.ts': passing, 'vitest.config.js': '(' },
			'0 passed, 1 failed',
			1
		]
	])('closes with one line on %s', async (_, files, line, code) => {
		rmSync(join(root, 'suite'), { recursive: true, force: true });
		mkdirSync(join(root, 'suite'));
		for (const [name, content] of Object.entries(files)) write(`suite/${name}`, content);
		const args = ['--root', join(root, 'suite'), '--reporter=default', `--reporter=${closingLine}`];
		const run = await start('scripts/test.js', args).ended;
		expect(run.stdout.trimEnd().split('\n').at(-1)).toBe(line);
		expect(run.code === 0 ? 0 : 1).toBe(code);
	});

	it('closes with the line when it cannot begin', async () => {
		const run = await start('scripts/test.js', [], { CHROMIUM_PATH: join(root, 'gone') }).ended;
		expect(run).toMatchObject({ code: 2, stdout: '0 passed, 1 failed\n' });
		expect(run.stderr).toMatch(/^CHROMIUM_PATH is set to .* there is no program there\./);
	});
});

describe('package-lock.json', () => {
	it('names the native parts of every platform, without which npm ci fails there', () => {
		interface Locked {
			optionalDependencies?: Record<string, string>;
		}
		const lock = readFileSync(join(VITRINE, 'package-lock.json'), 'utf8');
		const packages: Record<string, Locked> = JSON.parse(lock).packages;
		const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
			Object.keys(optionalDependencies)
				.filter(
					(name) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`]
				)
				.map((name) => `${path} lacks ${name}`)
		);
		expect(missing).toEqual([]);
	});
});

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}
