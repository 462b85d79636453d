/** Reads any JSON a brief brings: which lists of records are in it, what names, sets, dates and counts them, which facts stand alone. */
import {
	currencyOf,
	factsOf,
	humanise,
	isObject,
	scalarFact,
	TITLE_KEYS,
	type Fact,
	type Json,
	type JsonObject
} from './fields.ts';

export interface FoundRecord {
	title: string;
	/** A sentence or two about it, apart from the facts. */
	note: string;
	/** When, as written; null when nothing says. */
	time: string | null;
	timeSort: string;
	/** Index into the collection's options; null when it has none of them. */
	choice: number | null;
	/** Everything else it says, in the order it was given. */
	facts: Fact[];
	source: JsonObject;
}

/** A list of records of one kind. */
export interface Collection {
	key: string;
	label: string;
	records: FoundRecord[];
	/** The field that sets each record to one of a few values, and those values in order of appearance. */
	choice: { key: string; label: string; options: string[] } | null;
	/** True when it tells what happened and when, rather than what there is to decide. */
	activity: boolean;
}

/** A named object: its facts, and the lists of records inside it. */
export interface Subject {
	key: string;
	label: string;
	facts: Fact[];
	collections: Collection[];
	source: JsonObject;
}

export interface Analysis {
	collections: Collection[];
	subjects: Subject[];
	facts: Fact[];
}

/** Beyond these, sample data is no longer a sample; the rest is left out. */
const MAX_RECORDS = 1000;
const MAX_FIELDS = 24;
const MAX_DEPTH = 6;
const MAX_OPTIONS = 8;
const MAX_OPTION_CHARS = 28;

const CHOICE_KEYS =
	/^(setting|status|state|level|priority|stage|phase|plan|mode|role|severity|access|permission|visibility|decision|answer|result|kind|type|category)$/i;
const TIME_KEYS =
	/^(at|time|date|when|day|start|starts|started|begin|from|since|due|deadline|created|updated|timestamp|arrives|departs)|(At|_at|Date|_date|Time|_time)$/;
const NOTE_KEYS = [
	'detail',
	'details',
	'description',
	'note',
	'notes',
	'summary',
	'why',
	'because',
	'body',
	'reason',
	'message',
	'text',
	'excerpt'
];

/** @returns collections (largest structure first in reading order), named objects and single facts of every value given */
export function analyse(roots: readonly Json[]): Analysis {
	const found: Analysis = { collections: [], subjects: [], facts: [] };
	roots.forEach((root, index) => {
		if (Array.isArray(root))
			readList(`records ${index === 0 ? '' : index + 1}`.trim(), root, found);
		else if (isObject(root)) readObject(root, found, 0);
		else found.facts.push(...[scalarFact('note', root)].filter((fact) => fact !== null));
	});
	return found;
}

function readObject(owner: JsonObject, into: Analysis, depth: number): void {
	for (const [key, value] of Object.entries(owner)) {
		if (Array.isArray(value)) readList(key, value, into);
		else if (isObject(value)) {
			const mapped = recordsOfMap(value);
			if (mapped !== null) into.collections.push(collection(key, mapped));
			else if (depth < MAX_DEPTH) into.subjects.push(subject(key, value, depth));
		} else into.facts.push(...[scalarFact(key, value, owner)].filter((fact) => fact !== null));
	}
}

/** A list of objects is a collection; a list of plain values is a fact. */
function readList(key: string, values: Json[], into: Analysis): void {
	const rows = values.filter(isObject);
	if (rows.length > 0) into.collections.push(collection(key, rows));
	else into.facts.push(...factsOf({ [key]: values }));
}

function subject(key: string, source: JsonObject, depth: number): Subject {
	const inner: Analysis = { collections: [], subjects: [], facts: [] };
	readObject(source, inner, depth + 1);
	const listed = Object.keys(source).filter(
		(each) => Array.isArray(source[each]) && source[each].some(isObject)
	);
	return {
		key,
		label: humanise(key),
		facts: factsOf(source, listed).slice(0, MAX_FIELDS),
		collections: [...inner.collections, ...inner.subjects.flatMap((each) => each.collections)],
		source
	};
}

/** `{mon: {…}, tue: {…}}`: an object of like objects is a list whose keys are names. Null when they are not alike. */
function recordsOfMap(owner: JsonObject): JsonObject[] | null {
	const values = Object.values(owner);
	const rows = values.filter(isObject);
	if (rows.length < 2 || rows.length !== values.length) return null;
	const first = new Set(Object.keys(rows[0] ?? {}));
	const alike = rows.every((row) => {
		const shared = Object.keys(row).filter((key) => first.has(key)).length;
		return shared > 0 && shared * 2 >= Math.max(first.size, Object.keys(row).length);
	});
	return alike
		? Object.entries(owner).map(([key, row]) => ({
				name: humanise(key),
				...(isObject(row) ? row : {})
			}))
		: null;
}

function collection(key: string, given: JsonObject[]): Collection {
	const rows = given.slice(0, MAX_RECORDS);
	const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))].slice(0, MAX_FIELDS);
	const titleKey = findTitleKey(keys, rows);
	const timeKey = findTimeKey(keys, rows);
	const choice = findChoice(keys, rows, [titleKey, timeKey]);
	const noteKey =
		NOTE_KEYS.find((each) => keys.includes(each) && each !== titleKey && each !== choice?.key) ??
		findLongKey(keys, rows, [titleKey, timeKey]);
	const used = [titleKey, timeKey, choice?.key, noteKey].filter(
		(each) => each !== undefined && each !== null
	);
	const records = rows.map((source, index): FoundRecord => {
		const time = timeKey === null ? null : scalarFact(timeKey, source[timeKey] ?? null);
		// A currency is written with its amounts and needs no line of its own.
		const facts = factsOf(source, currencyOf(source) === null ? used : [...used, 'currency']).slice(
			0,
			MAX_FIELDS
		);
		const set =
			choice === null ? null : (scalarFact(choice.key, source[choice.key] ?? null)?.text ?? null);
		return {
			title: textAt(source, titleKey) || `${humanise(key)} ${index + 1}`,
			note: noteKey === undefined ? (facts.find(isNote)?.text ?? '') : textAt(source, noteKey),
			time: time?.text ?? null,
			timeSort: String(time?.sort ?? ''),
			choice:
				choice === null || set === null || !choice.options.includes(set)
					? null
					: choice.options.indexOf(set),
			facts: noteKey === undefined ? facts.filter((fact) => fact !== facts.find(isNote)) : facts,
			source
		};
	});
	return {
		key,
		label: humanise(key),
		records,
		choice,
		activity: timeKey !== null && (choice === null || /log|history|activity|event/i.test(key))
	};
}

/** With no note of its own, a record is told apart by the first plain text it holds. */
function isNote(fact: Fact): boolean {
	return fact.kind === 'text';
}

function textAt(source: JsonObject, key: string | null | undefined): string {
	if (key === null || key === undefined) return '';
	const value = source[key] ?? null;
	if (Array.isArray(value) || isObject(value)) return factsOf({ [key]: value })[0]?.text ?? '';
	return scalarFact(key, value)?.text ?? '';
}

function findTitleKey(keys: string[], rows: JsonObject[]): string | null {
	const held = (key: string) =>
		rows.filter((row) => ['string', 'number'].includes(typeof row[key])).length * 2 >= rows.length;
	const named = TITLE_KEYS.map((wanted) =>
		keys.find((key) => key.toLowerCase() === wanted && held(key))
	).find((key) => key !== undefined);
	const suffixed = keys.find((key) => /(name|title|label)$/i.test(key) && held(key));
	if (named !== undefined && !/^(id|key)$/i.test(named)) return named;
	return suffixed ?? mostDistinct(keys, rows) ?? named ?? null;
}

/** The text field that tells the records apart best, if one tells most of them apart. */
function mostDistinct(keys: string[], rows: JsonObject[]): string | null {
	const texts = keys.filter((key) => {
		const values = rows.map((row) => row[key]).filter((value) => typeof value === 'string');
		return (
			values.length * 2 >= rows.length &&
			new Set(values).size * 4 >= rows.length * 3 &&
			values.every((value) => scalarFact(key, value)?.kind === 'text')
		);
	});
	return texts.find((key) => !/id$/i.test(key) && !TIME_KEYS.test(key)) ?? null;
}

function findTimeKey(keys: string[], rows: JsonObject[]): string | null {
	const timed = keys.filter((key) => {
		const kinds = rows.map((row) => scalarFact(key, row[key] ?? null)?.kind);
		return kinds.filter((kind) => kind === 'time' || kind === 'date').length * 2 >= rows.length;
	});
	return timed.find((key) => TIME_KEYS.test(key)) ?? timed[0] ?? null;
}

function findLongKey(
	keys: string[],
	rows: JsonObject[],
	taken: (string | null)[]
): string | undefined {
	return keys.find(
		(key) =>
			!taken.includes(key) && rows.some((row) => scalarFact(key, row[key] ?? null)?.kind === 'long')
	);
}

/** A field with few short values that come back: known names first, then the one with the fewest values. */
function findChoice(
	keys: string[],
	rows: JsonObject[],
	taken: (string | null)[]
): Collection['choice'] {
	const candidates = keys.flatMap((key) => {
		if (taken.includes(key)) return [];
		const facts = rows.map((row) =>
			Array.isArray(row[key]) || isObject(row[key]) ? null : scalarFact(key, row[key] ?? null)
		);
		const texts = facts.flatMap((fact) =>
			fact !== null && (fact.kind === 'text' || fact.kind === 'yes-no') ? fact.text : []
		);
		const options = [...new Set(texts)];
		const known = CHOICE_KEYS.test(key) ? 0 : 1;
		const boolean = facts.some((fact) => fact?.kind === 'yes-no');
		const few =
			options.length >= 2 &&
			options.length <= MAX_OPTIONS &&
			options.every((option) => option.length <= MAX_OPTION_CHARS);
		const repeats = options.length < texts.length || known === 0;
		if (texts.length * 10 < rows.length * 6 || !repeats || !(few || boolean)) return [];
		return [{ key, label: humanise(key), options: boolean ? ['yes', 'no'] : options, known }];
	});
	const [best] = candidates.sort(
		(a, b) => a.known - b.known || a.options.length - b.options.length
	);
	return best === undefined ? null : { key: best.key, label: best.label, options: best.options };
}
