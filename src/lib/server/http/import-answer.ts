import type { ImportFile, ImportProblem } from '#lib/domain/import.ts';
import type { z } from 'zod';
import { VitrineError } from '#lib/domain/errors.ts';
import type { Services } from '../services.ts';
import type { ImportAnswer } from './schemas.ts';

/** What a page without a name is called. */
const PASTED_NAME = 'pasted.html';

type Body = { files: File[] } | { html: string; name?: string | undefined };

/**
 * Brings in what was sent. When nothing of it can be read, that is a refusal with the reasons.
 * @param signal calls it off
 * @throws VitrineError `not_found`, `import_*`, `cancelled`
 */
export async function importAnswer(
	{ imports, rounds, variants }: Services,
	{ briefId, reviewer }: { briefId: string; reviewer: string },
	body: Body,
	signal?: AbortSignal
): Promise<z.output<typeof ImportAnswer>> {
	const { round, problems } = await imports.importFiles(
		briefId,
		await filesOf(body),
		signal ? { signal } : {}
	);
	if (!round) throw refusalOf(problems);
	return {
		round: rounds.view(round.id),
		variants: variants.ofRound(round.id).map(({ id }) => variants.view(id, reviewer)),
		problems
	};
}

async function filesOf(body: Body): Promise<ImportFile[]> {
	if ('html' in body) {
		// A name is no path here: there is nothing beside a page that was pasted.
		const name = body.name?.replaceAll(/[/\\]/g, ' ').trim() || PASTED_NAME;
		const path = /\.x?html?$/i.test(name) ? name : `${name}.html`;
		return [{ path, bytes: new TextEncoder().encode(body.html) }];
	}
	return Promise.all(
		body.files.map(async (file) => ({
			path: file.name,
			bytes: new Uint8Array(await file.arrayBuffer())
		}))
	);
}

/** More reasons than these are only counted. */
const MAX_REASONS = 5;

function refusalOf([first, ...others]: ImportProblem[]): VitrineError {
	if (!first) return new VitrineError('import_unreadable', 'There is nothing in it.');
	const told = [first, ...others.slice(0, MAX_REASONS - 1)].map(({ message }) => message);
	const rest = others.length + 1 - told.length;
	const more = rest > 0 ? [`And ${rest} more.`] : [];
	return new VitrineError(first.code, [...told, ...more].join(' '), { field: 'files' });
}
