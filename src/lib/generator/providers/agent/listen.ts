/** Makes out what an agent says on stdout: lines of JSON where it keeps to them, else the text as it stands. */
import { VitrineError } from '#lib/domain/errors.ts';
import type { Usage } from '#lib/domain/variant.ts';
import type { EventRule, Spot } from './adapters.ts';

export interface Heard {
	/** What it said, apart from what went into files. */
	said: string;
	/** Why it could not go on, in its own words. */
	faults: string[];
	/** As it names it; null when it does not say. */
	model: string | null;
	usage: Usage | null;
	/** US dollars; null is unknown. */
	cost: number | null;
}

export interface Listener {
	/** @throws VitrineError `reply_too_large` */
	take(chunk: string): void;
	/** Characters written so far, as far as it lets one see. */
	written(): number;
	/** After the end of its output. */
	heard(): Heard;
}

/** @param maxChars of what is kept, and of one line of JSON */
export function listenTo(rule: EventRule, maxChars: number): Listener {
	const words: string[] = [];
	const plain: string[] = [];
	const faults: string[] = [];
	let line = '';
	let kept = 0;
	let drafted = 0;
	let model: string | null = null;
	let usage: Usage | null = null;
	let cost = 0;

	function keep(list: string[], text: string): void {
		kept += text.length;
		if (kept > maxChars) throw tooLarge(maxChars);
		list.push(text);
	}

	function hear(event: object): void {
		for (const text of textsAt(rule.words, event)) keep(words, text);
		for (const spot of rule.drafts) drafted += textsAt(spot, event).join('').length;
		for (const spot of rule.faults) for (const text of textsAt(spot, event)) keep(faults, text);
		if (rule.model) model = textsAt(rule.model, event)[0] ?? model;
		if (rule.cost) cost += sum(valuesAt(rule.cost, event));
		const spent = usageIn(rule.usage, event);
		if (spent === null) return;
		usage = {
			inputTokens: (usage?.inputTokens ?? 0) + spent.inputTokens,
			outputTokens: (usage?.outputTokens ?? 0) + spent.outputTokens
		};
	}

	function hearLine(text: string): void {
		const event = eventIn(text);
		if (event) hear(event);
		else keep(plain, `${text}\n`);
	}

	return {
		take(chunk) {
			line += chunk;
			if (chunk.includes('\n')) {
				const lines = line.split('\n');
				line = lines.pop() ?? '';
				for (const whole of lines) hearLine(whole);
			}
			if (line.length > maxChars) throw tooLarge(maxChars);
		},
		written: () => Math.max(drafted, kept + (line.startsWith('{') ? 0 : line.length)),
		heard() {
			if (line !== '') hearLine(line);
			line = '';
			return {
				// Among events, other lines are notices of its own; alone, they are the answer.
				said: words.length > 0 ? words.join(rule.between) : plain.join(''),
				faults,
				model,
				usage,
				// Agents on a subscription, or with a model whose price they do not know, report nothing spent.
				cost: cost > 0 ? cost : null
			};
		}
	};
}

function eventIn(text: string): object | null {
	if (!/^\s*\{.*\}\s*$/.test(text)) return null;
	try {
		const value: unknown = JSON.parse(text);
		// A page may hold a line that is JSON; an event says what it is.
		return typeof value === 'object' && value !== null && 'type' in value ? value : null;
	} catch {
		return null;
	}
}

function usageIn(rule: EventRule['usage'], event: object): Usage | null {
	const total = (paths: string[]): unknown[] =>
		paths.flatMap((at) => valuesAt({ when: rule.when, at }, event));
	const [input, output] = [total(rule.input), total(rule.output)];
	if (input.length + output.length === 0) return null;
	return { inputTokens: sum(input), outputTokens: sum(output) };
}

function textsAt(spot: Spot, event: object): string[] {
	return valuesAt(spot, event)
		.filter((value) => typeof value === 'string')
		.filter((text) => text !== '');
}

function valuesAt({ when, at }: Spot, event: object): unknown[] {
	const applies = Object.entries(when).every(([path, wanted]) =>
		walk(event, path.split('.')).includes(wanted)
	);
	return applies ? walk(event, at.split('.')) : [];
}

/** Every value a path leads to; one through a list leads to several. */
function walk(value: unknown, path: readonly string[]): unknown[] {
	if (Array.isArray(value)) return value.flatMap((item) => walk(item, path));
	const [key, ...rest] = path;
	if (key === undefined) return value === undefined ? [] : [value];
	if (typeof value !== 'object' || value === null) return [];
	return walk(Reflect.get(value, key), rest);
}

/** Of whatever is a number among the values; agents are programs of others. */
function sum(values: readonly unknown[]): number {
	return values.reduce<number>(
		(total, value) => total + (typeof value === 'number' && value > 0 ? value : 0),
		0
	);
}

function tooLarge(maxChars: number): VitrineError {
	return new VitrineError(
		'reply_too_large',
		`The agent’s output passed ${Math.round(maxChars / 1024 / 1024)} MiB and was stopped there.`,
		{ fix: 'Try again, or ask another agent.' }
	);
}
