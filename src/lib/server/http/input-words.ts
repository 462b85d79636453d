/** Zod's findings in plain sentences, each about one field. */
import type { z } from 'zod';
import { VitrineError, type ErrorCode } from '#lib/domain/errors.ts';

type Issue = z.core.$ZodIssue;

/**
 * Checks a value at the door.
 * @param codes fields whose faults, and those of their parts, have a code of their own
 * @throws VitrineError `invalid_input`, or the field's own code, about the first fault
 */
export function checkInput<T extends z.ZodType>(
	schema: T,
	value: unknown,
	codes: Partial<Record<string, ErrorCode>> = {}
): z.output<T> {
	const read = schema.safeParse(value, { reportInput: true });
	if (read.success) return read.data;
	const [issue] = read.error.issues;
	if (!issue) throw new VitrineError('invalid_input', 'The input is not understood.');
	const field = fieldOf(issue);
	const code = codes[field] ?? codes[field.split('.')[0] ?? ''] ?? 'invalid_input';
	throw new VitrineError(code, describeIssue(issue), field === '' ? {} : { field });
}

/** `models.2` for the third of `models`; the name of a field that does not belong. */
function fieldOf(issue: Issue): string {
	const path = issue.path.map(String);
	return (issue.code === 'unrecognized_keys' ? [...path, ...issue.keys.slice(0, 1)] : path).join(
		'.'
	);
}

/** One sentence that names the field and says what it has to be. */
function describeIssue(issue: Issue): string {
	const field = fieldOf(issue) || 'The input';
	switch (issue.code) {
		case 'invalid_type':
			if (issue.input === undefined) return `${field} is missing.`;
			return `${field} has to be ${withArticle(issue.expected)}.`;
		case 'invalid_value':
			return `${field} has to be one of ${issue.values.map(String).join(', ')}.`;
		case 'unrecognized_keys':
			return `${field} is not a field of this request.`;
		case 'too_small':
			if (isOwnSentence(issue)) return `${field}: ${issue.message}.`;
			return `${field} has to ${bound(issue.origin, 'at least', Number(issue.minimum))}.`;
		case 'too_big':
			if (isOwnSentence(issue)) return `${field}: ${issue.message}.`;
			return `${field} has to ${bound(issue.origin, 'at most', Number(issue.maximum))}.`;
		default:
			return `${field}: ${issue.message.replace(/^Invalid/, 'invalid')}.`;
	}
}

/** Zod's own messages begin with these; whatever else is there was written in a schema of ours. */
function isOwnSentence(issue: Issue): boolean {
	return !/^(Too (small|big)|Invalid)/.test(issue.message);
}

function bound(origin: string, word: string, limit: number): string {
	if (origin === 'string')
		return `have ${word} ${limit} ${limit === 1 ? 'character' : 'characters'}`;
	if (origin === 'array') return `have ${word} ${limit} ${limit === 1 ? 'entry' : 'entries'}`;
	return `be ${word} ${limit}`;
}

const TYPE_WORDS: Record<string, string> = {
	string: 'text',
	int: 'a whole number',
	boolean: 'true or false',
	array: 'a list',
	record: 'an object'
};

function withArticle(type: string): string {
	return TYPE_WORDS[type] ?? `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`;
}
