/** What a composed page says: the brief's words and data as records, facts, subjects and one scene for each state. */
import type { BriefContent } from '#lib/domain/brief.ts';
import { analyse, type Collection, type FoundRecord, type Subject } from './analyse.ts';
import type { Fact } from './fields.ts';
import { opening, plain, readProse, sentences, splitBullet, type Block } from './prose.ts';
import { buildScenes, isStateDefinition, type Scene } from './scenes.ts';

export interface ContentRecord extends Omit<FoundRecord, 'source'> {
	/** `r0`, `r1` …: names it in the page. */
	id: string;
}

export interface Activity {
	label: string;
	entries: { time: string | null; title: string; note: string }[];
}

export interface Content {
	/** Language tag guessed from the script of the text, and its direction. */
	lang: string;
	dir: 'ltr' | 'rtl';
	title: string;
	/** The product's name, where the brief gives one. */
	brand: string | null;
	lead: string;
	audience: string;
	about: Block[];
	/** What the records are, in the plural: `Abilities`. */
	label: string;
	/** What is set on each: `Setting`, and to what. */
	choice: {
		label: string;
		options: string[];
		/** True when the data itself sets records to values, rather than the composer. */
		given: boolean;
	};
	records: ContentRecord[];
	/** How many records the data holds; more than `records` when some were left out. */
	total: number;
	facts: Fact[];
	activity: Activity | null;
	/** Named objects of the data that no state brings to the front. */
	subjects: Subject[];
	/** Never empty: a brief without states has one unnamed scene. */
	scenes: Scene[];
}

/** When nothing in the data can be set, each record can at least be settled. */
const PLAIN_CHOICE = { label: 'Mark', options: ['open', 'settled'] };
const LEAD_CHARS = 190;
const MAX_SENTENCE_RECORDS = 12;
const MAX_ENTRIES = 30;

/** Pure: the same brief gives the same content. */
export function readContent(brief: BriefContent): Content {
	const blocks = readProse(brief.purpose);
	const found = analyse(brief.sampleData);
	const nested = found.subjects.flatMap((subject) => subject.collections);
	const main =
		chooseMain(found.collections) ?? chooseMain(nested) ?? proseCollection(blocks, brief);
	const records = main.records.map(({ source: _source, ...record }, index): ContentRecord => ({
		...record,
		id: `r${index}`
	}));
	const activity = found.collections.find((each) => each !== main && each.activity) ?? null;
	const choice = main.choice ?? PLAIN_CHOICE;
	const scenes = buildScenes({
		states: brief.states,
		blocks,
		found,
		main,
		options: choice.options,
		records
	});
	const staged = new Set(scenes.map((scene) => scene.subject?.key));
	const firstParagraph = blocks.find((block) => block.kind === 'paragraph');
	return {
		...languageOf(`${brief.title} ${brief.purpose}`),
		title: brief.title,
		brand:
			typeof brief.brand['name'] === 'string' && brief.brand['name'].trim() !== ''
				? brief.brand['name'].trim()
				: null,
		lead: firstParagraph === undefined ? '' : opening(firstParagraph.text, LEAD_CHARS),
		audience: plain(brief.audience),
		about: blocks.flatMap((block) => withoutStates(block, brief.states)),
		label: main.label,
		choice: { label: choice.label, options: choice.options, given: main.choice !== null },
		records: records.map((record) => (main.choice === null ? { ...record, choice: 0 } : record)),
		total: records.length,
		facts: found.facts,
		activity: activity === null ? null : activityOf(activity),
		subjects: found.subjects.filter(
			(subject) => !staged.has(subject.key) && !subject.collections.includes(main)
		),
		scenes
	};
}

/** The list to decide over: one whose records can be set, else the longest that is not a log, else the longest. */
function chooseMain(collections: Collection[]): Collection | null {
	const worth = (each: Collection) =>
		(each.activity ? 0 : 1000) +
		(each.choice === null ? 0 : 500) +
		Math.min(each.records.length, 100);
	return collections.reduce<Collection | null>(
		(best, each) => (best === null || worth(each) > worth(best) ? each : best),
		null
	);
}

/** With no records in the data: the brief's bullets, else its sentences, else its title. */
function proseCollection(blocks: Block[], brief: BriefContent): Collection {
	const bullets = blocks.flatMap((block) =>
		block.kind === 'bullets'
			? block.items.filter((item) => !isStateDefinition(item, brief.states))
			: []
	);
	const said = blocks
		.flatMap((block) => (block.kind === 'paragraph' ? sentences(block.text) : []))
		.slice(0, MAX_SENTENCE_RECORDS);
	const texts = bullets.length > 0 ? bullets : said.length > 0 ? said : [brief.title];
	const records = texts.map((text): FoundRecord => ({
		...splitBullet(text),
		time: null,
		timeSort: '',
		choice: null,
		facts: [],
		source: {}
	}));
	return { key: 'points', label: 'Points', records, choice: null, activity: false };
}

function activityOf(collection: Collection): Activity {
	const entries = collection.records.slice(0, MAX_ENTRIES).map((record) => ({
		time: record.time,
		title: record.title,
		note: [
			record.note,
			...record.facts.map((fact) =>
				fact.kind === 'text' || fact.kind === 'code' ? fact.text : `${fact.label}: ${fact.text}`
			)
		]
			.filter(Boolean)
			.join(' · ')
	}));
	return { label: collection.label, entries };
}

/** The prose without the bullets that only define states: their words are shown in the states. */
function withoutStates(block: Block, states: string[]): Block[] {
	if (block.kind !== 'bullets') return /states? to show:?$/i.test(plain(block.text)) ? [] : [block];
	const items = block.items.filter((item) => !isStateDefinition(item, states));
	return items.length === 0 ? [] : [{ kind: 'bullets', items }];
}

const SCRIPTS: [script: RegExp, lang: string, dir: 'ltr' | 'rtl'][] = [
	[/\p{Script=Hebrew}/gu, 'he', 'rtl'],
	[/\p{Script=Arabic}/gu, 'ar', 'rtl'],
	[/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja', 'ltr'],
	[/\p{Script=Hangul}/gu, 'ko', 'ltr'],
	[/\p{Script=Han}/gu, 'zh', 'ltr'],
	[/\p{Script=Cyrillic}/gu, 'ru', 'ltr'],
	[/\p{Script=Greek}/gu, 'el', 'ltr'],
	[/\p{Script=Devanagari}/gu, 'hi', 'ltr']
];

/** The script most of the letters are in decides; Latin is taken for English, in which the page's own words are. */
function languageOf(text: string): { lang: string; dir: 'ltr' | 'rtl' } {
	const letters = text.match(/\p{L}/gu)?.length ?? 0;
	const found = SCRIPTS.find(([script]) => (text.match(script)?.length ?? 0) * 3 > letters);
	return found === undefined ? { lang: 'en', dir: 'ltr' } : { lang: found[1], dir: found[2] };
}

/** One of the things the records are: `Abilities` → `ability`. English only, and only for labels that end in s. */
export function singular(label: string): string {
	const word = label.toLocaleLowerCase('en');
	if (/ies$/.test(word)) return word.replace(/ies$/, 'y');
	if (/(ss|us|is)$/.test(word)) return word;
	return word.replace(/(x|ch|sh)es$|s$/, '$1');
}
