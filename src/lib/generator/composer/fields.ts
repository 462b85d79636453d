/** Single values of sample data: what kind of thing each is, and how it is written for a person. */

export type Json = null | string | number | boolean | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

type FactKind = 'text' | 'long' | 'code' | 'number' | 'yes-no' | 'time' | 'date' | 'list';

/** One named value, ready to be shown. */
export interface Fact {
	key: string;
	label: string;
	kind: FactKind;
	text: string;
	/** What to sort by; a number or a string that sorts as it reads. */
	sort: number | string;
}

/** Text from this length on is prose rather than a label, in characters. */
const LONG_TEXT_CHARS = 60;
const TIME = /^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/;
const DATE =
	/^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
/** A command with a flag, or a path: a slash or a flag, no closing full stop, begins in lower case. */
const CODE = /^(?=.*(?:\s--?[a-z]|\/))(?![^/\s]*:\/\/)[a-z@.~/][\w@.,:/~#=*\s-]*[\w/*]$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export function isObject(value: Json | undefined): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `setBy`, `set_by`, `SET-BY` → `Set by`. Words that are not identifiers are left as they are. */
export function humanise(key: string): string {
	const words = key
		.replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
		.replace(/[_\-.]+/g, ' ')
		.trim();
	if (words === '') return 'Value';
	const lower = /\s/.test(key.trim())
		? words
		: words.replace(/\p{Lu}\p{Ll}*/gu, (word) => (word.length > 1 ? word.toLowerCase() : word));
	return lower.charAt(0).toUpperCase() + lower.slice(1);
}

function kindOfText(text: string): FactKind {
	if (TIME.test(text)) return 'time';
	if (DATE.test(text)) return 'date';
	if (text.length <= 160 && CODE.test(text) && !/^\w+\/\w+$/.test(text)) return 'code';
	return text.length >= LONG_TEXT_CHARS ? 'long' : 'text';
}

/** `2026-11-01T14:19:00Z` → `1 Nov 2026, 14:19`. The clock is shown as written; no time zone is guessed. */
function dateText(text: string): string {
	const [, year, month, day, clock] = DATE.exec(text) ?? [];
	const name = MONTHS[Number(month) - 1];
	if (name === undefined) return text;
	return `${Number(day)} ${name} ${year}${clock === undefined ? '' : `, ${clock}`}`;
}

// Made once: making one costs a hundred times what using it does.
const NUMBER = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 6 });
const AMOUNT = new Intl.NumberFormat('en-GB', {
	minimumFractionDigits: 2,
	maximumFractionDigits: 2
});

function numberText(key: string, value: number): string {
	const plain = /year|\bid$|_id$|Id$|port|code|zip|phone/i.test(key);
	return plain ? String(value) : NUMBER.format(value);
}

/** Currency of an object that names one beside its amounts, if it is one that can be written. */
export function currencyOf(owner: JsonObject): string | null {
	const named = owner['currency'];
	return typeof named === 'string' && /^[A-Z]{3}$/.test(named) ? named : null;
}

const AMOUNT_KEY = /price|cost|amount|total|fee|spent|budget|revenue|salary|balance|paid|due/i;

/** A scalar as a fact; null for nothing (null, empty text, empty list). */
export function scalarFact(key: string, value: Json, owner: JsonObject = {}): Fact | null {
	const label = humanise(key);
	if (value === null) return null;
	if (typeof value === 'boolean')
		return { key, label, kind: 'yes-no', text: value ? 'yes' : 'no', sort: value ? 1 : 0 };
	if (typeof value === 'number') {
		const currency = AMOUNT_KEY.test(key) ? currencyOf(owner) : null;
		const text = currency === null ? numberText(key, value) : `${AMOUNT.format(value)} ${currency}`;
		return { key, label, kind: 'number', text, sort: value };
	}
	if (typeof value !== 'string') return null;
	const text = value.trim();
	if (text === '') return null;
	const kind = kindOfText(text);
	return {
		key,
		label,
		kind,
		text: kind === 'date' ? dateText(text) : text,
		sort: kind === 'time' ? text.padStart(5, '0') : text
	};
}

/** How deep nested objects are opened into facts. Below this they are left out. */
const MAX_FACT_DEPTH = 3;

/**
 * Everything an object says about itself, flattened: nested objects become facts with a longer label, lists of scalars one
 * fact, lists of objects the titles they hold.
 */
export function factsOf(
	owner: JsonObject,
	skip: readonly string[] = [],
	prefix = '',
	depth = 0
): Fact[] {
	return Object.entries(owner).flatMap(([key, value]): Fact[] => {
		if (skip.includes(key)) return [];
		const path = prefix === '' ? key : `${prefix} ${key}`;
		if (Array.isArray(value)) return listFact(path, value);
		if (isObject(value)) return depth < MAX_FACT_DEPTH ? factsOf(value, [], path, depth + 1) : [];
		const fact = scalarFact(path, value, owner);
		return fact === null ? [] : [fact];
	});
}

function listFact(key: string, values: Json[]): Fact[] {
	const texts = values.flatMap((value) =>
		isObject(value)
			? titleOf(value)
			: (scalarFact(key, Array.isArray(value) ? null : value)?.text ?? [])
	);
	if (texts.length === 0) return [];
	return [{ key, label: humanise(key), kind: 'list', text: texts.join(', '), sort: texts.length }];
}

/** Keys that name a thing, the likeliest first. */
export const TITLE_KEYS = [
	'name',
	'title',
	'label',
	'subject',
	'headline',
	'task',
	'question',
	'did',
	'what',
	'summary',
	'product',
	'item',
	'text',
	'message',
	'description',
	'file',
	'path',
	'email',
	'ability',
	'id',
	'key'
];

/** What an object would be called, from the first naming key it has. */
function titleOf(owner: JsonObject): string[] {
	const key = TITLE_KEYS.find(
		(candidate) => typeof owner[candidate] === 'string' && owner[candidate] !== ''
	);
	const value =
		key === undefined ? Object.values(owner).find((each) => typeof each === 'string') : owner[key];
	return typeof value === 'string' ? [value] : [];
}
