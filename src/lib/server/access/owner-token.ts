/** What proves that a visitor from another machine is the one who started Vitrine. */
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import path from 'node:path';
import { VitrineError } from '#lib/domain/errors.ts';

const FILE = 'owner-token';
const TOKEN = /^[\w-]{43}$/;

/** Whether only programs on this machine can reach what listens there. */
export function isLoopback(host: string): boolean {
	const bare = host.toLowerCase().replace(/^\[|\]$/g, '');
	return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}

/**
 * The token of a workspace: 256 random bits, made once and kept in a file that nobody else may read, so that a browser that
 * was let in stays so after a restart. Deleting the file locks everybody out.
 * @throws VitrineError `workspace_unwritable`
 */
export function ownerTokenOf(workspace: string): string {
	const file = path.join(workspace, FILE);
	const kept = read(file);
	if (kept !== null) return kept;
	const token = randomBytes(32).toString('base64url');
	try {
		writeFileSync(file, `${token}\n`, { mode: 0o600 });
	} catch (cause) {
		throw new VitrineError('workspace_unwritable', `The token ${file} cannot be written.`, {
			field: 'workspace',
			fix: 'Make the folder writable, or choose another with --workspace DIR.',
			cause
		});
	}
	return token;
}

function read(file: string): string | null {
	try {
		const text = readFileSync(file, 'utf8').trim();
		return TOKEN.test(text) ? text : null;
	} catch {
		return null;
	}
}
