/** The list of clichés, as the file says it now. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { VitrineError } from '#lib/domain/errors.ts';
import { parseCliches, type Cliches } from '#lib/generator/prompts/cliches.ts';

const FILE_NAME = 'cliches.yaml';

/**
 * A reader of the list in a folder. It is read at every call, so that what a team changes is in the next round; a file that
 * has been taken away is an empty list.
 * @returns throws VitrineError `cliches_invalid` with the line and the field
 */
export function clichesFrom(folder: string): () => Cliches {
	const file = path.join(folder, FILE_NAME);
	return () => {
		const text = readIfThere(file);
		return text === null ? { date: '', groups: [] } : parseCliches(text, FILE_NAME);
	};
}

function readIfThere(file: string): string | null {
	try {
		return readFileSync(file, 'utf8');
	} catch (cause) {
		if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
		throw new VitrineError('cliches_invalid', `The list of clichés, ${file}, cannot be read.`, {
			fix: 'Make it readable, or take it away to do without.',
			cause
		});
	}
}
