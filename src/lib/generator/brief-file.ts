/** From a brief file to a brief: Markdown with optional front matter, or plain text. */
import type { z } from 'zod';
import { BriefContent } from '#lib/domain/brief.ts';
import { VitrineError } from '#lib/domain/errors.ts';
import { findTitle, takeSampleData, withoutTitleHeading } from './brief-body.ts';
import { readFrontMatter } from './brief-front-matter.ts';
import { decodeBrief } from './brief-text.ts';

export interface BriefFileOptions {
	/** The file's name, for sentences about it. */
	name?: string | undefined;
}

/**
 * Reads a brief. Text that is not one says what is wrong with it, where it can with the line as counted in the file.
 * @throws VitrineError `brief_empty`, `brief_too_large`, `brief_not_text`, `brief_front_matter`, `brief_sample_data`, `brief_field`
 */
export function parseBrief(
	source: string | Uint8Array,
	options: BriefFileOptions = {}
): BriefContent {
	const subject = options.name ? `The brief ${options.name}` : 'The brief';
	const text = decodeBrief(source, subject);
	const front = readFrontMatter(text);
	const body = takeSampleData(front.body, front.bodyOffset);
	const title = front.values.title ?? findTitle(body.text);
	if (title === null || (body.text === '' && front.values.title === undefined)) {
		throw new VitrineError('brief_empty', `${subject} says nothing about what is wanted.`, {
			field: 'title',
			fix: 'Write what the feature is for, in a sentence or more.'
		});
	}
	const purpose = typeof title === 'string' ? withoutTitleHeading(body.text, title) : body.text;
	return checkBrief(
		{ ...front.values, title, purpose, sampleData: body.blocks.map((block) => block.value) },
		front.lineOf
	);
}

/**
 * A brief from a form or a request, checked by the same schema and told in the same words as a file.
 * @throws VitrineError `brief_field`
 */
export function checkBrief(
	input: unknown,
	lineOf: (path: readonly PropertyKey[]) => number | undefined = () => undefined
): BriefContent {
	const result = BriefContent.safeParse(input);
	if (!result.success) throw fieldError(result.error, input, lineOf);
	refuseSameNames(result.data.states, lineOf);
	return result.data;
}

const EXPECTED: Record<string, string> = {
	title: 'a line of at most 200 characters',
	audience: 'a text of at most 2000 characters',
	states: 'a list of up to 24 names',
	viewports: 'a list of desktop, tablet and phone',
	themes: 'a list of light and dark',
	brand: 'named values, such as “name: Otter”',
	avoid: 'a list of up to 100 lines',
	references: 'a list of up to 100 lines',
	sampleData: 'a list of JSON values'
};

function fieldError(
	error: z.ZodError,
	input: unknown,
	lineOf: (path: readonly PropertyKey[]) => number | undefined
): VitrineError {
	const issue = error.issues[0];
	const path = issue?.path ?? [];
	const field = String(path[0] ?? 'brief');
	const item = typeof path[1] === 'number' ? `, item ${path[1] + 1},` : '';
	const expected = EXPECTED[field];
	return new VitrineError(
		'brief_field',
		`The field “${field}”${item} ${issue ? saysOf(issue, input) : 'is not valid'}.`,
		{
			field,
			line: lineOf(path),
			fix: expected ? `It should be ${expected}.` : undefined
		}
	);
}

/** What is wrong with a value, to follow its name. */
function saysOf(issue: z.core.$ZodIssue, input: unknown): string {
	const value = issue.path.reduce<unknown>(
		(at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
		input
	);
	const unit = Array.isArray(value) ? 'items' : 'characters';
	switch (issue.code) {
		case 'invalid_type':
		case 'invalid_union':
			return value === undefined ? 'is missing' : `is ${kindOf(value)}`;
		case 'invalid_value':
			return `is “${String(value)}”, which is not one of ${issue.values.join(', ')}`;
		case 'too_big':
			return `has more than ${issue.maximum} ${unit}`;
		case 'too_small':
			return 'is empty';
		default:
			return `does not fit: ${issue.message}`;
	}
}

function kindOf(value: unknown): string {
	if (value === null) return 'empty';
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'object') return 'a set of named values';
	return typeof value === 'string' ? 'a text' : `a ${typeof value}`;
}

/** States become file names in which a space is a hyphen, so names that differ by no more than that would collide. */
function refuseSameNames(
	states: string[],
	lineOf: (path: readonly PropertyKey[]) => number | undefined
): void {
	const seen = new Map<string, string>();
	for (const [index, state] of states.entries()) {
		const key = state.toLowerCase().replaceAll(' ', '-');
		const earlier = seen.get(key);
		if (earlier !== undefined) {
			throw new VitrineError(
				'brief_field',
				`The states “${earlier}” and “${state}” have the same name.`,
				{
					field: 'states',
					line: lineOf(['states', index]),
					fix: 'Name each state once.'
				}
			);
		}
		seen.set(key, state);
	}
}
