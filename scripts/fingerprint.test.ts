import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildIsStale } from './app-build.js';
import { contentFingerprint, listInputs, quickFingerprint, readStamp } from './fingerprint.js';

let root = '';
beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'vitrine-fingerprint-'));
	write('src/routes/+page.svelte', '<h1>One</h1>');
	write('src/lib/word.ts', 'export const word = 1;');
	write('src/lib/word.test.ts', 'expect(word)');
	write('package.json', '{}');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, content: string): void {
	mkdirSync(dirname(join(root, path)), { recursive: true });
	writeFileSync(join(root, path), content);
	// An old time, so that a second write always differs in it.
	utimesSync(join(root, path), 1, 1);
}

function touch(path: string): void {
	utimesSync(join(root, path), 2, 2);
}

describe('listInputs', () => {
	it('lists files of files and folders, in order, without tests and without what is not there', () => {
		const paths = listInputs(root, ['src', 'package.json', 'vite.config.ts']).map(
			({ path }) => path
		);
		expect(paths).toEqual(['package.json', 'src/lib/word.ts', 'src/routes/+page.svelte']);
	});
});

describe('fingerprints', () => {
	const names = ['src', 'package.json'];
	const changes: [name: string, change: () => void, quick: boolean, content: boolean][] = [
		['nothing', () => undefined, false, false],
		['a new time', () => touch('src/lib/word.ts'), true, false],
		['a new time of a test', () => touch('src/lib/word.test.ts'), false, false],
		['another test', () => write('src/lib/other.test.ts', 'expect(1)'), false, false],
		['a list that is read where it stands', () => write('src/lib/list.yaml', 'a: 1'), false, false],
		['a file outside', () => write('README.md', 'Vitrine'), false, false],
		['a new file', () => write('src/lib/new.ts', ''), true, true],
		['a removed file', () => rmSync(join(root, 'src/lib/word.ts')), true, true],
		['another content', () => write('src/lib/word.ts', 'export const word = 22;'), true, true],
		[
			'the same bytes, cut between two files elsewhere',
			() => {
				write('src/lib/word.ts', 'export const word = 1;<h1>');
				write('src/routes/+page.svelte', 'One</h1>');
			},
			true,
			true
		]
	];

	it.each(changes)('%s: quick differs %s, content differs %s', (_, change, quick, content) => {
		const before = listInputs(root, names);
		const quickBefore = quickFingerprint(before);
		const contentBefore = contentFingerprint(root, before);
		change();
		const after = listInputs(root, names);
		expect(quickFingerprint(after) !== quickBefore).toBe(quick);
		expect(contentFingerprint(root, after) !== contentBefore).toBe(content);
	});
});

describe('buildIsStale', () => {
	/** A build that was made of what lies there now. */
	function writeBuild(): void {
		const inputs = listInputs(root, ['src', 'package.json']);
		write('build/cli.js', '');
		write('build/handler.js', '');
		write('build/comparison-worker.js', '');
		write(
			'build/stamp.json',
			JSON.stringify({
				quick: quickFingerprint(inputs),
				content: contentFingerprint(root, inputs)
			})
		);
	}

	const noBuild = 'there is no whole build yet';
	const changed = 'the sources have changed';
	const cases: [name: string, change: () => void, reason: string | null][] = [
		['just built', () => undefined, null],
		['never built', () => rmSync(join(root, 'build'), { recursive: true }), noBuild],
		['cut short before its stamp', () => rmSync(join(root, 'build/stamp.json')), noBuild],
		['half a stamp', () => write('build/stamp.json', '{"quick":"a'), noBuild],
		['no CLI', () => rmSync(join(root, 'build/cli.js')), noBuild],
		['no handler', () => rmSync(join(root, 'build/handler.js')), noBuild],
		['touched', () => touch('src/lib/word.ts'), null],
		['changed', () => write('src/lib/word.ts', 'export const word = 22;'), changed],
		['another package.json', () => write('package.json', '{ }'), changed],
		['another config', () => write('vite.config.ts', ''), changed],
		['a changed test', () => write('src/lib/word.test.ts', 'expect(2)'), null]
	];

	it.each(cases)('%s: %o', (_, change, reason) => {
		writeBuild();
		change();
		expect(buildIsStale(root)).toBe(reason);
	});

	it('remembers the new times of the same content', () => {
		writeBuild();
		touch('src/lib/word.ts');
		buildIsStale(root);
		const inputs = listInputs(root, ['src', 'package.json']);
		expect(readStamp(join(root, 'build/stamp.json'))?.['quick']).toBe(quickFingerprint(inputs));
	});
});
