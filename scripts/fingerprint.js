/** Tells whether files have changed: first by size and time, which takes milliseconds, then by what is in them. */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ path: string, size: number, mtimeMs: number }} Input Path relative to the root, with slashes. */

/**
 * Every file under these names. What tests say does not go into a build, and YAML is read where it stands.
 *
 * @param {string} root
 * @param {readonly string[]} names Files and folders; those that are not there are left out.
 * @returns {Input[]} sorted by path
 */
export function listInputs(root, names) {
	/** @type {Input[]} */
	const inputs = [];
	/** @param {string} path */
	const visit = (path) => {
		const stats = statSync(join(root, path), { throwIfNoEntry: false });
		if (stats?.isDirectory()) {
			for (const name of readdirSync(join(root, path))) visit(`${path}/${name}`);
		} else if (stats?.isFile() && !/\.(test\.[jt]s|yaml)$/.test(path)) {
			inputs.push({ path, size: stats.size, mtimeMs: stats.mtimeMs });
		}
	};
	for (const name of names) visit(name);
	return inputs.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** @param {Input[]} inputs */
export function quickFingerprint(inputs) {
	const hash = createHash('sha256');
	for (const { path, size, mtimeMs } of inputs) hash.update(`${path}\0${size}\0${mtimeMs}\n`);
	return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {Input[]} inputs
 */
export function contentFingerprint(root, inputs) {
	const hash = createHash('sha256');
	for (const { path } of inputs) {
		const content = readFileSync(join(root, path));
		hash.update(`${path}\0${content.length}\n`).update(content);
	}
	return hash.digest('hex');
}

/**
 * @param {string} file
 * @returns {Record<string, unknown> | null} null when there is none, or it was cut short
 */
export function readStamp(file) {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch {
		return null;
	}
}
