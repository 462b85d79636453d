/** The sample: a brief and the model replies to it, kept on disk as they were received. */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { BriefContent } from '#lib/domain/brief.ts';
import { Direction, type Dimension, type Point } from '#lib/domain/direction.ts';
import { VitrineError } from '#lib/domain/errors.ts';
import { parseBrief } from '../brief-file.ts';
import { STANDING_DIMENSIONS } from '../dimensions.ts';

/** A file beside `sample.json` or below it: no way out of the folder. */
const SampleFile = z
	.string()
	.regex(/^(?!.*\.\.)[\w][\w./-]*$/, 'a file below the folder of sample.json');

/** `sample.json`: the brief, and the replies in the order in which they are shown. */
const SampleIndex = z.strictObject({
	brief: SampleFile,
	replies: z
		.array(
			z.strictObject({
				file: SampleFile,
				direction: Direction,
				finish: z.enum(['stop', 'length', 'refusal', 'unknown']).default('stop')
			})
		)
		.min(1)
});

interface RecordedReply {
	direction: Direction;
	finish: 'stop' | 'length' | 'refusal' | 'unknown';
	/** The reply exactly as it was received. */
	readText(): Promise<string>;
}

export interface RecordedSample {
	/** The folder's name. */
	name: string;
	brief: BriefContent;
	/** The brief file as it stands, and its name. */
	source: string;
	sourceName: string;
	replies: RecordedReply[];
}

/**
 * Reads `<directory>/sample.json` and its brief; replies are read when they are asked for.
 * @throws VitrineError `file_unreadable` when something is missing or not as it should be, and what `parseBrief` throws
 */
export async function loadSample(directory: string): Promise<RecordedSample> {
	const index = SampleIndex.safeParse(await readJson(join(directory, 'sample.json')));
	if (!index.success)
		throw spoilt(`Its sample.json is not as it should be: ${z.prettifyError(index.error)}`);
	const source = await readText(join(directory, index.data.brief));
	const seen = new Set<string>();
	const replies = index.data.replies.map(({ file, direction, finish }): RecordedReply => {
		// A reply is found again by its statement, so no two may share one.
		if (seen.has(direction.statement))
			throw spoilt(`Two replies have the statement “${direction.statement}”.`);
		seen.add(direction.statement);
		const point = readPoint(direction.point, file);
		return {
			direction: { point, statement: direction.statement },
			finish,
			readText: () => readText(join(directory, file))
		};
	});
	return {
		name: basename(directory),
		brief: parseBrief(source, { name: index.data.brief }),
		source,
		sourceName: basename(index.data.brief),
		replies
	};
}

/** Points are written by hand, so a value may be given by its label as well as by its key. */
function readPoint(point: Point, file: string): Point {
	return Object.fromEntries(
		Object.entries(point).map(([key, given]) => {
			const dimension = STANDING_DIMENSIONS.find((candidate) => candidate.key === key);
			const value = dimension && findValue(dimension, given);
			if (!value)
				throw spoilt(
					`The direction of ${file} has “${key}: ${given}”, which is no standing dimension.`
				);
			return [key, value];
		})
	);
}

function findValue(dimension: Dimension, given: string): string | undefined {
	return dimension.values.find((value) => value.key === given || value.label === given)?.key;
}

async function readJson(path: string): Promise<unknown> {
	const text = await readText(path);
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw spoilt('Its sample.json is not JSON.', cause);
	}
}

async function readText(path: string): Promise<string> {
	try {
		return await readFile(path, 'utf8');
	} catch (cause) {
		throw spoilt(`Its file ${basename(path)} cannot be read.`, cause);
	}
}

function spoilt(why: string, cause?: unknown): VitrineError {
	return new VitrineError('file_unreadable', `The recorded sample cannot be used. ${why}`, {
		fix: 'Restore the samples folder from the repository.',
		cause
	});
}
