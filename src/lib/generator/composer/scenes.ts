/** One scene for each state of the brief: what it says, what it brings to the front, and what it changes. */
import type { Analysis, Collection, FoundRecord, Subject } from './analyse.ts';
import { factsOf, humanise, type Fact, type Json, type JsonObject } from './fields.ts';
import { plain, sentenceCase, type Block } from './prose.ts';

type SceneKind = 'plain' | 'first' | 'empty' | 'loading' | 'error' | 'done' | 'locked' | 'subject';

export interface Scene {
	/** As the brief names it; empty for the one scene of a brief without states. */
	state: string;
	label: string;
	kind: SceneKind;
	/** What the brief says of this state, or what its name says; may be empty. */
	line: string;
	subject: Subject | null;
	/** The fact a subject turns on, such as the command it asks for. */
	headline: Fact | null;
	/** Ids of the records it is about, the most telling first. */
	focus: string[];
	/** Record id → option it is set to in this scene. */
	values: Record<string, number>;
	/** Record id → what is written beside it. */
	marks: Record<string, string>;
	/** Record id → why it cannot be changed. */
	locks: Record<string, string>;
	/** Nothing has been set yet. */
	cleared: boolean;
}

interface SceneSource {
	states: string[];
	blocks: Block[];
	found: Analysis;
	main: Collection;
	options: string[];
	records: (Omit<FoundRecord, 'source'> & { id: string })[];
}

/** The order matters: the first that fits is taken. Matched against the state's words. */
const KINDS: [kind: SceneKind, words: RegExp][] = [
	[
		'error',
		/^(error|errors|fail|failed|failure|failing|broken|offline|invalid|denied|rejected|conflict|problem|timeout|crash|crashed|declined)$/
	],
	[
		'loading',
		/^(load|loading|wait|waiting|syncing|saving|fetching|pending|processing|working|connecting|skeleton|busy|sending)$/
	],
	['empty', /^(empty|none|zero|blank|nothing|no)$/],
	['first', /^(first|new|start|welcome|onboarding|fresh|initial|intro|setup|unset|undecided)$/],
	['locked', /^(lock|locked|readonly|restricted|forbidden|disabled|frozen|archived|blocked)$/],
	[
		'done',
		/^(done|success|succeeded|complete|completed|finished|saved|sent|paid|resolved|confirmed|approved|published)$/
	]
];

const SAID: Record<SceneKind, string> = {
	plain: '',
	first: 'Nothing has been set yet.',
	empty: 'There is nothing here yet.',
	loading: 'Still on its way.',
	error: 'This did not work. What you had is still here.',
	done: 'Done. Nothing more is needed.',
	locked: 'This is set by someone else and cannot be changed here.',
	subject: ''
};

/** Longer than this, a fact is not the name of a state. */
const MAX_VALUE_CHARS = 40;

export function buildScenes(source: SceneSource): Scene[] {
	const states = source.states.length === 0 ? [''] : [...new Set(source.states)];
	return states.map((state, index) => buildScene(state, index, source));
}

function buildScene(state: string, index: number, source: SceneSource): Scene {
	const words = wordsOf(state);
	const subject = findSubject(state, source.found.subjects);
	const kind =
		KINDS.find(([, pattern]) => words.some((word) => pattern.test(word)))?.[0] ??
		(subject === null ? 'plain' : 'subject');
	const scene: Scene = {
		state,
		label: state === '' ? '' : humanise(state),
		kind,
		line: definitionOf(state, source.blocks) ?? SAID[kind],
		subject,
		headline: null,
		focus: [],
		values: {},
		marks: {},
		locks: {},
		cleared: kind === 'first' || kind === 'empty'
	};
	if (subject === null) aimByName(scene, index, source);
	else aimBySubject(scene, subject, source);
	return scene;
}

/** A subject points at records by their titles, and says by a value of their choice what becomes of them. */
function aimBySubject(scene: Scene, subject: Subject, source: SceneSource): void {
	const pointers = [
		subject.source,
		...subject.collections.flatMap((collection) =>
			collection.records.map((record) => record.source)
		)
	];
	for (const pointer of pointers) {
		const record = source.records.find((candidate) =>
			Object.values(pointer).includes(candidate.title)
		);
		if (record === undefined) continue;
		scene.focus.push(record.id);
		const set = Object.values(pointer).find(
			(value) => typeof value === 'string' && source.options.includes(value)
		);
		if (typeof set === 'string') scene.values[record.id] = source.options.indexOf(set);
		if (scene.kind === 'locked')
			scene.locks[record.id] = reasonIn(pointer, record.title, source.options);
		else scene.marks[record.id] = scene.label;
	}
	const titles = new Set(source.records.map((record) => record.title));
	const telling = subject.facts.filter(
		(fact) =>
			fact.kind !== 'time' &&
			fact.kind !== 'date' &&
			fact.kind !== 'list' &&
			!titles.has(fact.text) &&
			!source.options.includes(fact.text)
	);
	scene.headline =
		telling.find((fact) => fact.kind === 'code') ??
		(Object.keys(scene.values).length === 0 ? (telling[0] ?? null) : null);
	if (scene.kind === 'locked' && scene.focus.length === 0) lockAll(scene, source);
}

/** With no object of that name: the records that have the state as a value, else, for a state nothing is known of, one record in turn. */
function aimByName(scene: Scene, index: number, source: SceneSource): void {
	const wanted = scene.state === '' ? '' : stem(scene.state);
	// The first letter is looked at first: reading every text of a thousand records as words takes a tenth of a second.
	const initial = wanted.charAt(0);
	const says = (text: string) =>
		text.length < MAX_VALUE_CHARS &&
		text.charAt(0).toLowerCase() === initial &&
		stem(text) === wanted;
	const valued =
		wanted === ''
			? []
			: source.records.filter((record) => {
					const own = [
						record.choice === null ? '' : (source.options[record.choice] ?? ''),
						...record.facts.map((fact) => fact.text)
					];
					return own.some(says);
				});
	scene.focus = valued.map((record) => record.id);
	if (scene.kind === 'locked') {
		lockAll(scene, source);
	} else if (valued.length > 0) {
		const label = source.main.label.toLocaleLowerCase('en');
		if (scene.line === '') scene.line = `${valued.length} of ${source.records.length} ${label}`;
	} else if (scene.kind === 'plain' && scene.line === '' && index > 0) {
		// Nothing at all is known of this state: one record, another for each state, stands in for what it changes.
		const stand = source.records[index % Math.max(source.records.length, 1)];
		if (stand === undefined) return;
		scene.focus = [stand.id];
		scene.marks[stand.id] = scene.label;
	}
}

function lockAll(scene: Scene, source: SceneSource): void {
	const some = source.records.filter((record) => scene.focus.includes(record.id));
	for (const record of some.length > 0 ? some : source.records)
		scene.locks[record.id] = 'Set elsewhere';
}

/** Why a record is locked: the longest thing the pointer says that is neither its name nor its value. */
function reasonIn(pointer: JsonObject, title: string, options: string[]): string {
	const facts = factsOf(pointer).filter(
		(fact) => fact.text !== title && !options.includes(fact.text)
	);
	const because = facts.find((fact) => /because|why|reason|note/i.test(fact.key)) ?? facts[0];
	if (because === undefined) return 'Set elsewhere';
	return /because|why|reason|note/i.test(because.key)
		? because.text
		: `${because.label}: ${because.text}`;
}

function findSubject(state: string, subjects: Subject[]): Subject | null {
	if (state === '') return null;
	return (
		subjects.find((subject) => sameWord(subject.key, state)) ??
		subjects.find((subject) =>
			Object.keys(subject.source).some(
				(key) => sameWord(key, state) && isSection(subject.source[key])
			)
		) ??
		null
	);
}

function isSection(value: Json | undefined): boolean {
	return typeof value === 'object' && value !== null;
}

function wordsOf(text: string): string[] {
	return humanise(text).toLowerCase().split(/\s+/).filter(Boolean);
}

/** `asked` and `Ask`, `first-run` and `firstRun`: the same word but for case, joints and a common English ending. */
function sameWord(a: string, b: string): boolean {
	return stem(a) === stem(b) && stem(a) !== '';
}

function stem(text: string): string {
	return wordsOf(text)
		.map((word) => (word.length > 3 ? word.replace(/(ing|ed|es|s)$/, '') : word))
		.join('');
}

const DEFINITION =
	/^[`"'“‘*_]*([\p{L}\p{N}][\p{L}\p{N} _-]{0,39}?)[`"'”’*_]*\s*(?::|\s[—–-])\s+(.+)$/su;

/** True for a bullet that says what a state is, such as "`asked`: the agent has stopped". */
export function isStateDefinition(item: string, states: string[]): boolean {
	const name = DEFINITION.exec(item.trim())?.[1] ?? plain(item);
	return states.some((state) => sameName(state, name));
}

function sameName(a: string, b: string): boolean {
	return wordsOf(a).join(' ') === wordsOf(b).join(' ');
}

function definitionOf(state: string, blocks: Block[]): string | null {
	if (state === '') return null;
	for (const block of blocks) {
		for (const text of block.kind === 'bullets' ? block.items : [block.text]) {
			const [, name = '', said = ''] = DEFINITION.exec(text.trim()) ?? [];
			if (sameName(state, name)) return sentenceCase(plain(said));
		}
	}
	return null;
}
