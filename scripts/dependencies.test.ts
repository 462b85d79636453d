import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
	dependenciesAreStale,
	dependencyKey,
	installDependencies,
	installError
} from './dependencies.js';

const INSTALL_LIMIT_MS = 120_000;

let root = '';
beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'vitrine-dependencies-'));
	writePackage('1.0.0');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A package with one dependency that lies beside it, so that npm needs no registry. */
function writePackage(version: string): void {
	const dependencies = { part: 'file:part' };
	mkdirSync(join(root, 'part'), { recursive: true });
	writeJson('part/package.json', { name: 'part', version });
	writeJson('package.json', { name: 'whole', version: '1.0.0', dependencies });
	writeJson('package-lock.json', {
		name: 'whole',
		version: '1.0.0',
		lockfileVersion: 3,
		requires: true,
		packages: {
			'': { name: 'whole', version: '1.0.0', dependencies },
			'node_modules/part': { resolved: 'part', link: true },
			part: { version }
		}
	});
}

function writeJson(path: string, value: unknown): void {
	writeFileSync(join(root, path), JSON.stringify(value));
}

describe('installDependencies', () => {
	it(
		'installs with npm, once, and again when the lock has changed or node_modules is gone',
		async () => {
			expect(dependenciesAreStale(root)).toBe('not installed yet');
			await installDependencies(root);
			expect(dependenciesAreStale(root)).toBeNull();
			const installed = readFileSync(join(root, 'node_modules/part/package.json'), 'utf8');
			expect(JSON.parse(installed)).toEqual({ name: 'part', version: '1.0.0' });

			writePackage('2.0.0');
			expect(dependenciesAreStale(root)).toBe('package-lock.json or Node has changed');
			await installDependencies(root);
			expect(dependenciesAreStale(root)).toBeNull();

			rmSync(join(root, 'node_modules'), { recursive: true });
			expect(dependenciesAreStale(root)).toBe('not installed yet');
		},
		INSTALL_LIMIT_MS
	);

	it('takes a complete installation that npm made before as it is', async () => {
		mkdirSync(join(root, 'node_modules'));
		writeJson('node_modules/.package-lock.json', {
			packages: { 'node_modules/part': { link: true }, part: { version: '1.0.0' } }
		});
		await installDependencies(root);
		expect(dependenciesAreStale(root)).toBeNull();
		// npm would have put the part there.
		expect(readdirSync(join(root, 'node_modules')).sort()).toEqual([
			'.cache',
			'.package-lock.json'
		]);
	});

	it(
		'says what npm says when the lock and the package do not agree',
		async () => {
			writeJson('package.json', {
				name: 'whole',
				version: '1.0.0',
				dependencies: { other: 'file:other' }
			});
			const failed = installDependencies(root);
			await expect(failed).rejects.toThrow(
				/^npm could not install the packages:\nnpm \S+ code EUSAGE/
			);
			await expect(failed).rejects.toMatchObject({
				exitCode: 2,
				fix: 'package.json and package-lock.json do not agree. Run npm install, or git checkout both.'
			});
			expect(dependenciesAreStale(root)).toBe('not installed yet');
		},
		INSTALL_LIMIT_MS
	);
});

describe('dependencyKey', () => {
	const here = { modules: '115', platform: 'linux', arch: 'x64' };
	it.each([
		['another Node', { ...here, modules: '127' }],
		['another system', { ...here, platform: 'darwin' }],
		['another processor', { ...here, arch: 'arm64' }]
	])('changes with %s', (_, machine) => {
		expect(dependencyKey(root, machine)).not.toBe(dependencyKey(root, here));
	});

	it('changes with the lock alone', () => {
		const before = dependencyKey(root, here);
		expect(dependencyKey(root, here)).toBe(before);
		writeFileSync(join(root, 'package-lock.json'), '{}');
		expect(dependencyKey(root, here)).not.toBe(before);
	});
});

describe('installError', () => {
	it.each([
		['npm error code ENOTFOUND', /did not reach its registry/],
		['npm ERR! code ETIMEDOUT', /did not reach its registry/],
		['npm error code EACCES', /right to write/],
		['npm error code ENOSPC', /disk is full/],
		['npm error gyp ERR! stack Error: not found: make', /C\+\+ compiler and Python/],
		['npm error code E418', /Run npm ci/]
	])('knows the way out of "%s"', (line, fix) => {
		expect(installError(['npm warn deprecated x', line]).fix).toMatch(fix);
	});

	it('shows the first and the last lines of a long complaint, without its trace', () => {
		const lines = Array.from({ length: 60 }, (_, index) => `line ${index}`);
		const complaint = ['npm error code 1', 'npm error     at here (x.js:1)', ...lines];
		const shown = installError(complaint).message.split('\n');
		expect(shown.slice(1, 3)).toEqual(['npm error code 1', 'line 0']);
		expect(shown.at(-1)).toBe('line 59');
		expect(shown).toHaveLength(20);
	});
});
