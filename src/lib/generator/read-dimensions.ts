/** From whatever a model answers to a proposal of dimensions that can be drawn from, with what was mended. */
import type { Dimension } from '#lib/domain/direction.ts';
import { VitrineError } from '#lib/domain/errors.ts';
import type { Finish } from '#lib/domain/reply.ts';
import { jsonValuesIn } from './json-find.ts';
import { refuseTooLarge } from './reply.ts';
import { looksLikeRefusal, quoteOpening } from './reply-talk.ts';

/** Fewer are no space of its own. */
const MIN_USABLE = 3;
const MAX_PROPOSED = 9;
const MIN_VALUES = 2;
const MAX_VALUES = 8;
/** Captions are made of labels. */
const MAX_LABEL_CHARS = 40;
const MAX_CLAUSE_CHARS = 400;
const MAX_WHY_CHARS = 300;
const MAX_KEY_CHARS = 40;
const THINKING_END = /<\/(?:think|thinking|thought|reasoning|scratchpad)>/gi;
/** More than this is told as a number. */
const MAX_TOLD = 4;

/** Standing dimensions by the names that models give them. */
const OTHER_NAMES: Record<string, string> = {
	color: 'colour',
	typography: 'type',
	typeface: 'type',
	animation: 'motion',
	layout: 'structure'
};

export interface ProposedDimensions {
	dimensions: Dimension[];
	/** What was mended or left out, as sentences. */
	repairs: string[];
}

/**
 * The dimensions in a reply: in a fence, in prose, under other names, with slips, or as far as a reply that was cut goes.
 * @param standing dimensions the space has already: what has the key or the label of one of these is left out
 * @throws VitrineError `reply_too_large`, `reply_empty`, `reply_refused`, `reply_no_dimensions` when fewer than three are usable
 */
export function readDimensions(
	text: string,
	finish: Finish,
	standing: readonly Dimension[]
): ProposedDimensions {
	refuseTooLarge(text);
	if (text.trim() === '')
		throw new VitrineError('reply_empty', 'The model answered with nothing.', { fix: AGAIN });
	const found = proposedIn(text);
	if (finish === 'refusal' || (found.length === 0 && looksLikeRefusal(text))) {
		throw new VitrineError('reply_refused', `The model declined: “${quoteOpening(text)}”`, {
			fix: 'Reword the brief, ask another model, or go on with the dimensions there are.'
		});
	}
	const repairs: string[] = [];
	const usable: Dimension[] = [];
	for (const raw of found) {
		const read = readDimension(raw, usable, standing);
		if ('fault' in read) repairs.push(read.fault);
		else {
			usable.push(read.dimension);
			repairs.push(...read.repairs);
		}
	}
	if (usable.length < MIN_USABLE) throw tooFew(text, finish, usable.length, found.length, repairs);
	if (usable.length > MAX_PROPOSED)
		repairs.push(`Kept the first ${MAX_PROPOSED} of ${usable.length} dimensions.`);
	if (finish === 'length') repairs.push('The reply was cut short; what was whole of it is kept.');
	return { dimensions: usable.slice(0, MAX_PROPOSED), repairs };
}

const AGAIN = 'Ask again, ask another model, or go on with the dimensions there are.';

function tooFew(
	text: string,
	finish: Finish,
	usable: number,
	proposed: number,
	faults: string[]
): VitrineError {
	const cut = finish === 'length' ? ' It ran into its length limit.' : '';
	if (proposed === 0) {
		return new VitrineError(
			'reply_no_dimensions',
			`The model’s answer holds no dimensions.${cut} It begins: “${quoteOpening(text)}”`,
			{ field: 'dimensions', fix: AGAIN }
		);
	}
	const told = faults.slice(0, MAX_TOLD).join(' ');
	const more = faults.length > MAX_TOLD ? ` And ${faults.length - MAX_TOLD} more.` : '';
	return new VitrineError(
		'reply_no_dimensions',
		`Of ${proposed} dimensions that the model proposed ${usable} can be used, and it takes ${MIN_USABLE}.${cut} ${told}${more}`.trim(),
		{ field: 'dimensions', fix: AGAIN }
	);
}

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Thinking drafts what the answer then says better, so it counts only when the answer has nothing. */
function proposedIn(text: string): Fields[] {
	const end = [...text.matchAll(THINKING_END)].at(-1);
	const answer = end ? longestList(jsonValuesIn(text.slice(end.index + end[0].length))) : [];
	return answer.length > 0 ? answer : longestList(jsonValuesIn(text));
}

/** The longest list of things with values anywhere in what was found; of a reply that was cut, its single things together. */
function longestList(found: unknown[]): Fields[] {
	const lists = found.flatMap(listsIn).sort((a, b) => b.length - a.length);
	const alone = found.filter(isFields).filter((fields) => valuesOf(fields).length > 0);
	const [longest = []] = lists;
	return longest.length >= alone.length ? longest : alone;
}

function listsIn(value: unknown): Fields[][] {
	if (typeof value !== 'object' || value === null) return [];
	const things = asList(value).filter((fields) => valuesOf(fields).length > 0);
	return [things, ...Object.values(value).flatMap(listsIn)].filter((list) => list.length > 0);
}

/** Things of a list, or of an object that has them by their keys. */
function asList(value: unknown): Fields[] {
	if (Array.isArray(value)) return value.filter(isFields);
	if (!isFields(value)) return [];
	return Object.entries(value).flatMap(([key, thing]) =>
		isFields(thing) ? [{ key, ...thing }] : []
	);
}

/** The values of a dimension, each as fields: they may be texts, or stand under their keys. */
function valuesOf(dimension: Fields): Fields[] {
	const values = pick(dimension, ['values', 'options', 'levels', 'choices', 'positions']);
	if (Array.isArray(values)) {
		return values.flatMap((value: unknown): Fields[] => {
			if (isFields(value)) return [value];
			return typeof value === 'string' ? [fromText(value)] : [];
		});
	}
	if (!isFields(values)) return [];
	return Object.entries(values).flatMap(([key, value]): Fields[] => {
		if (isFields(value)) return [{ key, ...value }];
		return typeof value === 'string' ? [{ label: fromKey(key), clause: value }] : [];
	});
}

/** `by time: ordered by when; …`, or a label alone. */
function fromText(text: string): Fields {
	const [, label, clause] = /^([^:–—]{1,40}?)\s*(?::|–|—| - )\s*(.+)$/s.exec(text.trim()) ?? [];
	return label && clause ? { label, clause } : { label: text };
}

function pick(fields: Fields, names: string[]): unknown {
	const name = names.find((candidate) => Object.hasOwn(fields, candidate));
	return name === undefined ? undefined : fields[name];
}

function textOf(fields: Fields, names: string[]): string {
	for (const name of names) {
		const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
		if (typeof value !== 'string' && typeof value !== 'number') continue;
		const text = String(value).replace(/\s+/g, ' ').trim();
		if (text !== '') return text;
	}
	return '';
}

type ReadDimension = { dimension: Dimension; repairs: string[] } | { fault: string };

function readDimension(
	raw: Fields,
	present: readonly Dimension[],
	standing: readonly Dimension[]
): ReadDimension {
	const givenKey = textOf(raw, ['key', 'id', 'slug']);
	const label = shorten(textOf(raw, ['label', 'name', 'title', 'dimension']) || fromKey(givenKey));
	if (label === '') return { fault: 'One dimension has no name.' };
	const key = slug(givenKey) || slug(label);
	if (standing.some((dimension) => isStanding(dimension, key, label)))
		return { fault: `“${label}” is in the space already.` };
	if (present.some((dimension) => fold(dimension.label) === fold(label)))
		return { fault: `“${label}” is proposed twice.` };
	const repairs: string[] = [];
	const proposed = valuesOf(raw);
	const values: Dimension['values'] = [];
	for (const fields of proposed) {
		const value = readValue(fields, label, values);
		if (value) values.push(value);
	}
	if (values.length < MIN_VALUES)
		return {
			fault: `“${label}” has ${values.length === 1 ? 'one value' : 'no values'} to choose from.`
		};
	if (values.length > MAX_VALUES)
		repairs.push(`Kept the first ${MAX_VALUES} of ${values.length} values of “${label}”.`);
	if (values.length < proposed.length)
		repairs.push(`Left out ${proposed.length - values.length} of the values of “${label}”.`);
	return {
		dimension: {
			key: unique(key || 'dimension', present),
			label,
			why: cut(
				textOf(raw, ['why', 'reason', 'rationale', 'because', 'description']),
				MAX_WHY_CHARS
			),
			values: values.slice(0, MAX_VALUES),
			origin: 'model'
		},
		repairs
	};
}

/** By key, by label, or by what models call a standing one. */
function isStanding(dimension: Dimension, key: string, label: string): boolean {
	const names = [key, slug(label)].filter((name) => name !== '');
	return (
		fold(dimension.label) === fold(label) ||
		names.some((name) => (OTHER_NAMES[name] ?? name) === dimension.key)
	);
}

/** A value, or null when there is no label, or one like it is there. */
function readValue(
	fields: Fields,
	dimension: string,
	present: Dimension['values']
): Dimension['values'][number] | null {
	const givenKey = textOf(fields, ['key', 'id', 'slug']);
	const label = shorten(textOf(fields, ['label', 'name', 'title', 'value']) || fromKey(givenKey));
	if (label === '' || present.some((value) => fold(value.label) === fold(label))) return null;
	const said = textOf(fields, ['clause', 'description', 'text', 'prompt', 'meaning', 'detail']);
	return {
		key: unique(slug(givenKey) || slug(label) || 'value', present),
		label,
		// Its label has to stand for what was not said.
		clause: said === '' ? `with ${dimension}: ${label}` : inTwoParts(said)
	};
}

/** A lead, a semicolon, and the rest; leads join into a sentence, so they begin small and have no end of their own. */
function inTwoParts(said: string): string {
	const text = cut(said.replace(/[.;\s]+$/, ''), MAX_CLAUSE_CHARS);
	const parted = text.includes(';') ? text : text.replace(/(?:\.|:|\s[–—-])\s+/, '; ');
	// What begins with two capitals is an abbreviation.
	return /^\p{Lu}(?!\p{Lu})/u.test(parted)
		? parted.charAt(0).toLowerCase() + parted.slice(1)
		: parted;
}

const fold = (text: string) => text.toLowerCase().normalize('NFKC');

const fromKey = (key: string) => key.replace(/[-_]+/g, ' ').trim();

/** ASCII, as keys are; empty for a text in another script. */
function slug(text: string): string {
	return text
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+/, '')
		.slice(0, MAX_KEY_CHARS)
		.replace(/-+$/, '');
}

function unique(key: string, present: readonly { key: string }[]): string {
	// Every object has one of these already.
	const isFree = (name: string) =>
		name !== 'constructor' && !present.some((other) => other.key === name);
	if (isFree(key)) return key;
	for (let number = 2; ; number++) if (isFree(`${key}-${number}`)) return `${key}-${number}`;
}

function shorten(text: string): string {
	return cut(text.replace(/[.:;,\s]+$/, ''), MAX_LABEL_CHARS);
}

/** At a word, where there is one near. */
function cut(text: string, max: number): string {
	if (text.length <= max) return text;
	const head = text.slice(0, max - 1);
	const word = head.lastIndexOf(' ');
	return `${head.slice(0, word > max / 2 ? word : max - 1).trimEnd()}…`;
}
