/** The optional YAML between two `---` lines at the top of a brief. */
import { LineCounter, isMap, isNode, isScalar, parseDocument, type Document } from 'yaml';
import { VitrineError } from '#lib/domain/errors.ts';
import { nearestWord } from './nearest-word.ts';

const FRONT_MATTER_KEYS = [
	'title',
	'audience',
	'states',
	'viewports',
	'themes',
	'brand',
	'avoid',
	'references'
] as const;
type FrontMatterKey = (typeof FRONT_MATTER_KEYS)[number];

export interface FrontMatter {
	values: Partial<Record<FrontMatterKey, unknown>>;
	/** The line of the file on which a field, or an item of it, stands. */
	lineOf(path: readonly PropertyKey[]): number | undefined;
	/** The rest of the file, and the number of lines before it. */
	body: string;
	bodyOffset: number;
}

const LIST_KEYS: readonly FrontMatterKey[] = [
	'states',
	'viewports',
	'themes',
	'avoid',
	'references'
];
const TEXT_KEYS: readonly FrontMatterKey[] = ['title', 'audience'];

/**
 * Splits a brief into front matter and body.
 * @throws VitrineError `brief_front_matter` with the line as counted in the file
 */
export function readFrontMatter(text: string): FrontMatter {
	const lines = text.split('\n');
	const first = lines.findIndex((line) => line.trim() !== '');
	if (!/^---\s*$/.test(lines[first] ?? '')) {
		return { values: {}, lineOf: () => undefined, body: text, bodyOffset: 0 };
	}
	const last = lines.findIndex((line, index) => index > first && /^(?:---|\.\.\.)\s*$/.test(line));
	if (last === -1) {
		throw new VitrineError(
			'brief_front_matter',
			`The front matter that opens on line ${first + 1} is never closed.`,
			{
				line: first + 1,
				fix: 'Put a line of three hyphens after the last field.'
			}
		);
	}
	const counter = new LineCounter();
	const document = parseDocument(lines.slice(first + 1, last).join('\n'), {
		lineCounter: counter,
		prettyErrors: false
	});
	const lineAt = (offset: number): number => counter.linePos(offset).line + first + 1;
	const values = readFields(document, lineAt);
	const lineOf = (path: readonly PropertyKey[]): number | undefined => {
		for (let length = path.length; length > 0; length--) {
			const node: unknown = document.getIn(path.slice(0, length), true);
			if (isNode(node) && node.range) return lineAt(node.range[0]);
		}
		return undefined;
	};
	return { values, lineOf, body: lines.slice(last + 1).join('\n'), bodyOffset: last + 1 };
}

function readFields(
	document: Document.Parsed,
	lineAt: (offset: number) => number
): FrontMatter['values'] {
	const fault = document.errors[0];
	if (fault) {
		const line = lineAt(fault.pos[0]);
		throw new VitrineError(
			'brief_front_matter',
			`The front matter cannot be read at line ${line}: ${plain(fault.message)}.`,
			{
				line,
				fix: 'Write each field as “name: value”, and quote a value that holds a colon.'
			}
		);
	}
	const contents = document.contents;
	if (contents === null || (isScalar(contents) && contents.value === null)) return {};
	if (!isMap(contents)) {
		const line = lineAt(contents.range[0]);
		const what = isScalar(contents) ? 'a single value' : 'a list';
		throw new VitrineError('brief_front_matter', `The front matter is ${what}, not named fields.`, {
			line,
			fix: 'Write each field as “name: value”, such as “title: Export dialog”.'
		});
	}
	for (const pair of contents.items) refuseUnknownKey(pair.key, lineAt);
	const fields = plainFields(document);
	return Object.fromEntries(
		FRONT_MATTER_KEYS.flatMap((key) => {
			const value = fields[key];
			return value === null || value === undefined ? [] : [[key, accommodate(key, value)]];
		})
	);
}

function refuseUnknownKey(keyNode: unknown, lineAt: (offset: number) => number): void {
	const key = isScalar(keyNode) ? String(keyNode.value) : '?';
	if (FRONT_MATTER_KEYS.some((known) => known === key)) return;
	const line = isNode(keyNode) && keyNode.range ? lineAt(keyNode.range[0]) : undefined;
	const near = nearestWord(key, FRONT_MATTER_KEYS);
	throw new VitrineError(
		'brief_front_matter',
		`The front matter has a field “${key}” that a brief does not know.`,
		{
			field: key,
			line,
			fix: near
				? `Did you mean “${near}”?`
				: `A brief knows ${FRONT_MATTER_KEYS.join(', ')}; the rest belongs in the body.`
		}
	);
}

/** Aliases can make a small text huge; the yaml package counts them and refuses, and so do we. */
function plainFields(document: Document.Parsed): Record<string, unknown> {
	try {
		const fields: unknown = document.toJS({ maxAliasCount: 50 });
		return typeof fields === 'object' && fields !== null
			? Object.fromEntries(Object.entries(fields))
			: {};
	} catch (cause) {
		throw new VitrineError(
			'brief_front_matter',
			'The front matter repeats itself by aliases too often to be read.',
			{
				fix: 'Write the values out.',
				cause
			}
		);
	}
}

/** What people write and plainly mean: a list as a comma string, a title or a list item that looks like a number. */
function accommodate(key: FrontMatterKey, value: unknown): unknown {
	if (TEXT_KEYS.includes(key) && (typeof value === 'number' || typeof value === 'boolean'))
		return String(value);
	if (!LIST_KEYS.includes(key)) return value;
	const items: unknown = typeof value === 'string' ? splitList(value) : value;
	if (!Array.isArray(items)) return items;
	return items.map((item: unknown) => (typeof item === 'number' ? String(item) : item));
}

function splitList(value: string): string[] {
	return value
		.split(',')
		.map((item) => item.trim())
		.filter((item) => item !== '');
}

function plain(message: string): string {
	const sentence = message.split('\n', 1)[0] ?? message;
	return sentence.replace(/[.:]$/, '');
}
