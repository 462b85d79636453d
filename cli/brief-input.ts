/** Where `generate` gets its brief from. */
import { open } from 'node:fs/promises';
import path from 'node:path';
import { MAX_BRIEF_BYTES } from '#lib/domain/brief.ts';
import { VitrineError } from '#lib/domain/errors.ts';

export interface BriefInput {
	source: Uint8Array;
	/** The file's name; null for standard input. */
	name: string | null;
}

/**
 * Bytes of a brief, from a file or, for `-`, from standard input.
 * @throws VitrineError `file_unreadable`; `brief_too_large` as soon as there is too much, however much there is
 */
export async function readBriefFile(file: string): Promise<BriefInput> {
	if (file === '-')
		return { source: await readAll(process.stdin, 'The brief on standard input'), name: null };
	const name = path.basename(file);
	try {
		const handle = await open(file, 'r');
		try {
			return {
				source: await readAll(handle.createReadStream({ autoClose: false }), `The brief ${name}`),
				name
			};
		} finally {
			await handle.close();
		}
	} catch (thrown) {
		if (thrown instanceof VitrineError) throw thrown;
		throw unreadable(file, thrown);
	}
}

async function readAll(
	stream: AsyncIterable<Uint8Array | string>,
	subject: string
): Promise<Uint8Array> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of stream) {
		const bytes = Buffer.from(chunk);
		size += bytes.length;
		if (size > MAX_BRIEF_BYTES) {
			throw new VitrineError(
				'brief_too_large',
				`${subject} is over ${MAX_BRIEF_BYTES / 1024} KiB.`,
				{
					field: 'brief',
					fix: 'Cut it down to what somebody who builds it has to know.'
				}
			);
		}
		chunks.push(bytes);
	}
	return Buffer.concat(chunks);
}

const REASONS: Record<string, string> = {
	ENOENT: 'is not there',
	EISDIR: 'is a folder',
	EACCES: 'may not be read',
	EPERM: 'may not be read'
};

function unreadable(file: string, thrown: unknown): VitrineError {
	const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
	return new VitrineError(
		'file_unreadable',
		`The brief ${file} ${REASONS[code] ?? 'cannot be read'}.`,
		{
			field: 'brief',
			fix: 'Name a text file, or - for standard input.',
			cause: thrown
		}
	);
}
