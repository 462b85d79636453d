/** The dated list of what generated pages look like: a file that a team edits. */
import { isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { VitrineError } from '#lib/domain/errors.ts';

const Text = (max: number) => z.string().trim().min(1).max(max);

const Cliches = z.strictObject({
	/** Year and month in which somebody last went through the list. */
	date: z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'a year and a month, such as 2026-11'),
	groups: z
		.array(
			z.strictObject({
				name: Text(60),
				entries: z
					.array(
						z.strictObject({
							name: Text(60),
							/** How one recognises it. */
							look: Text(300)
						})
					)
					.min(1)
			})
		)
		.max(24)
});
export type Cliches = z.infer<typeof Cliches>;

/**
 * Reads the list from YAML.
 * @param name the file's name, for the error
 * @throws VitrineError `cliches_invalid` with the line and the field
 */
export function parseCliches(text: string, name: string): Cliches {
	const lines = new LineCounter();
	const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
	const lineAt = (offset: number) => lines.linePos(offset).line;
	const [fault] = document.errors;
	if (fault) throw invalid(name, lineAt(fault.pos[0]), '', firstLine(fault.message));
	const read = Cliches.safeParse(plainValue(document, name), { reportInput: true });
	if (read.success) return read.data;
	const [issue] = read.error.issues;
	const path = issue?.path.map((part) => (typeof part === 'symbol' ? String(part) : part)) ?? [];
	const key = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
	const field = [...path, ...key].join('.');
	const says =
		issue?.code === 'unrecognized_keys'
			? 'is no field of this file'
			: issue?.input === undefined
				? 'is missing'
				: `is not as it should be: ${issue.message}`;
	throw invalid(name, lineOf([...path, ...key]), field, says);

	function lineOf(place: (string | number)[]): number {
		for (let length = place.length; length > 0; length--) {
			const node = document.getIn(place.slice(0, length), true);
			if (isNode(node) && node.range) return lineAt(node.range[0]);
		}
		return 1;
	}
}

/** Aliases can make a small text huge. */
function plainValue(document: ReturnType<typeof parseDocument>, name: string): unknown {
	try {
		return document.toJS({ maxAliasCount: 50 });
	} catch {
		throw invalid(name, 1, '', 'repeats itself by aliases too often to be read');
	}
}

function invalid(name: string, line: number, field: string, says: string): VitrineError {
	const what = field === '' ? '' : `“${field}” `;
	return new VitrineError(
		'cliches_invalid',
		`The list of clichés cannot be read: ${name}, line ${line}: ${what}${says.replace(/\.$/, '')}.`,
		{
			line,
			field: field === '' ? undefined : field,
			fix: `Mend that line of ${name}, or take the file from the repository again.`
		}
	);
}

function firstLine(message: string): string {
	return (message.split('\n', 1)[0] ?? message).replace(/[.:]$/, '');
}
