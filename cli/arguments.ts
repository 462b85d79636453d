/** Values of options and arguments, checked one by one. */
import { VitrineError } from '#lib/domain/errors.ts';
import type { ValueChoice } from '#lib/domain/round.ts';
import { readChoices } from '#lib/domain/value-choice.ts';

/** Options as cac hands them over: by camel-cased name. */
export type Options = Readonly<Record<string, unknown>>;

/**
 * Put before a word that the parser would change: it takes whatever looks like a number for one (`007` becomes 7) and loses
 * a lone dash. No argument of a process can hold a NUL of its own.
 */
const GUARD = '\0';

/** Arguments as typed, guarded against the parser. */
export function guardArguments(argv: string[]): string[] {
	let isOver = false;
	return argv.map((word, index) => {
		isOver ||= word === '--';
		if (isOver) return word;
		const assigned = /^(--[^=]+=)(.*)$/s.exec(word);
		if (assigned) return `${assigned[1]}${guard(assigned[2] ?? '')}`;
		const isNegative = /^-\d/.test(word) && /^--[^=]+$/.test(argv[index - 1] ?? '');
		return word === '-' || isNegative || !word.startsWith('-') ? guard(word) : word;
	});
}

function guard(word: string): string {
	return word === '-' || !Number.isNaN(Number(word)) ? GUARD + word : word;
}

/** A word as typed. */
export function unguard(value: unknown): string {
	return String(value).replaceAll(GUARD, '');
}

/** @throws VitrineError `invalid_input` when it is given more than once */
export function readText(options: Options, name: string): string | undefined {
	const value = options[name];
	if (value === undefined) return undefined;
	if (Array.isArray(value)) throw wrong(name, 'is given more than once.');
	return unguard(value);
}

/** Every value of an option that may be repeated. */
export function readTexts(options: Options, name: string): string[] {
	const value = options[name];
	if (value === undefined) return [];
	return (Array.isArray(value) ? value : [value]).map(unguard);
}

/** Values chosen in dimensions: `--pin structure=board,table`. @throws VitrineError `invalid_input` */
export function readValues(options: Options, name: string): ValueChoice {
	return readChoices(readTexts(options, name), name);
}

/** @throws VitrineError of the given code when it is not a number */
export function readNumber(
	options: Options,
	name: string,
	code: 'invalid_input' | 'count_out_of_range' = 'invalid_input'
): number | undefined {
	const text = readText(options, name);
	if (text === undefined) return undefined;
	const value = Number(text);
	if (text.trim() === '' || !Number.isFinite(value))
		throw wrong(name, `has to be a number, and “${text}” is none.`, code);
	return value;
}

/** A switch. `--no-name` turns off what is on. */
export function readSwitch(options: Options, name: string): boolean {
	return options[name] === true;
}

function wrong(
	name: string,
	what: string,
	code: 'invalid_input' | 'count_out_of_range' = 'invalid_input'
): VitrineError {
	const flag = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
	return new VitrineError(code, `--${flag} ${what}`, { field: flag });
}
