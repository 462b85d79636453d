/** What a browser tells of a part and of the place it is to be put. Answers come from hostile pages, so they are parsed and capped. */
import { parseFragment, serialize } from 'parse5';
import { z } from 'zod';
import { VitrineError } from '#lib/domain/errors.ts';
import { findById, parseDocument, rawTexts, isElement, type Document } from './html-tree.ts';
import { askAbout, readPageStyles } from './page-styles.ts';
import { LookAnswer, lookIn, type LookReading } from './look-reading.ts';
import { partExpression, placeExpression } from './part-script.ts';
import type { Complex } from './selectors.ts';
import type { Condition, Declaration, NamingRule } from './style-rules.ts';

/**
 * Names an element of a document: the id it was given when the document came in, `e14`, and, for what a script made below it,
 * which child of it, from 0, which child of that, and so on: `e14/2/0`.
 */
const PartPointer = z
	.string()
	.regex(/^e[1-9]\d{0,6}(\/\d{1,5}){0,40}$/, 'not an element of a document');

/** A part is a piece of a page: what is larger, or deeper, is taken whole as a base. */
const PART_LIMITS = { chars: 2_000_000, elements: 20_000, depth: 500 };

const Px = z.number();
const Name = z.string().max(200);
const Looks = z.record(Name, z.string().max(400));

const Box = z.object({
	x: Px,
	y: Px,
	width: Px,
	height: Px,
	marginLeft: Px,
	marginRight: Px,
	marginTop: Px,
	marginBottom: Px,
	viewportWidth: Px,
	viewportHeight: Px,
	display: Name,
	position: Name,
	float: Name,
	/** Whether a flex or grid container lays it out. */
	isItem: z.boolean(),
	holderDisplay: Name,
	/** Room for content in what holds it. */
	holderWidth: Px,
	isHeightFromPlace: z.boolean()
});

const Ancestor = z.object({
	tag: Name,
	style: z.string().max(20_000),
	looks: Looks,
	hasGround: z.boolean(),
	container: z.object({ type: Name, name: Name, width: Px }).nullable(),
	fades: z.boolean()
});
export type Ancestor = z.infer<typeof Ancestor>;

const PartAnswer = z.union([
	z.object({ found: z.literal(false) }),
	z.object({ found: z.literal(true), tag: Name, isHtml: z.boolean(), isTooLarge: z.literal(true) }),
	z.object({
		found: z.literal(true),
		isTooLarge: z.literal(false),
		tag: Name,
		isHtml: z.boolean(),
		markup: z.string().max(PART_LIMITS.chars),
		scrolled: z.number(),
		shadows: z.number(),
		/** Of each selector asked about: which ancestors it matches, by depth; and how it can be split into what is around the part and what is in it. */
		matches: z.array(
			z.tuple([
				z.array(z.number().int().min(0)),
				z.array(z.tuple([z.number().int().min(0), z.number(), z.number()]))
			])
		),
		around: z.array(Ancestor).max(2000),
		initial: Looks,
		defs: z.array(z.tuple([Name, z.string()])).max(400),
		sheets: z.array(z.object({ text: z.number(), rules: z.number() })),
		adopted: z.number(),
		rootFontSize: Name,
		lang: Name.nullable(),
		dir: Name.nullable(),
		isGrounded: z.boolean(),
		look: LookAnswer,
		behind: z.array(Name).max(9),
		box: Box
	})
]);

/** A selector of the part's page that has to do with the part. */
export interface PartSelector extends Complex {
	/** The ancestors it matches, from the root of the page, 0. */
	around: number[];
	/**
	 * `at`: so many of its compounds speak of what is around the part. `isWithin`: the others match in the part wherever it stands;
	 * `isRoot`: the first of them matches its root, where it stood.
	 */
	splits: { at: number; isWithin: boolean; isRoot: boolean }[];
}

export interface PartRule {
	selectors: PartSelector[];
	declarations: Declaration[];
	conditions: Condition[];
}

export interface PartReading {
	pointer: string;
	/** The document it is in. */
	origin: string;
	tag: string;
	/** As it stood when it was read. */
	markup: string;
	/** As its document says it; null for what a script made. */
	authored: string | null;
	/** Whether scripts have made it other than its document says it. */
	isScripted: boolean;
	rules: PartRule[];
	namings: NamingRule[];
	/** From the root of the page to its parent. */
	around: Ancestor[];
	/** What properties are by themselves. */
	initial: Record<string, string>;
	/** Drawings elsewhere in its page that it may use: id → markup. */
	defs: Record<string, string>;
	/** The scripts of its page. */
	scripts: string[];
	/** In pixels. */
	rootFontSize: number;
	lang: string | null;
	dir: string | null;
	isGrounded: boolean;
	/** How its page looks. */
	look: LookReading;
	/** The colour painted behind it by what it is not in; empty where there is none, or several. */
	behind: string;
	box: z.infer<typeof Box>;
	notes: string[];
}

/**
 * Script text for `Camera.inspect` of the document the part is in; its value goes to `readPart`.
 * @throws VitrineError `invalid_input` for something that names no element
 */
export function readPartExpression(html: string, pointer: string): string {
	const document = parseDocument(html);
	const scripts = rawTexts(document, html, 'script').map(({ text }) => text);
	const asked = askAbout(readPageStyles(html, document).selectors, scripts.join('\n'));
	return partExpression(checked(pointer, 'part'), asked, PART_LIMITS);
}

function checked(pointer: string, field: string): string {
	if (PartPointer.safeParse(pointer).success) return pointer;
	throw new VitrineError('invalid_input', `“${pointer.slice(0, 40)}” names no element.`, { field });
}

/**
 * @param html the document for which the expression was made
 * @throws VitrineError `merge_impossible` for what cannot be a part, with the reason; `capture_crashed` for an answer that is none
 */
export function readPart(html: string, pointer: string, value: unknown): PartReading {
	const parsed = PartAnswer.safeParse(value);
	if (!parsed.success) throw noAnswer(parsed.error);
	const answer = parsed.data;
	if (!answer.found) {
		throw impossible(
			'The element is not in the page as it stands.',
			'Its scripts may have removed it: choose another.'
		);
	}
	refuse(answer.tag, answer.isHtml);
	if (answer.isTooLarge) {
		throw impossible(
			'The part is larger than any part of a page.',
			'Take a smaller element of it, or make its variant the base.'
		);
	}
	const document = parseDocument(html);
	const { rules, selectors } = readPageStyles(html, document);
	if (answer.matches.length !== selectors.length) throw noAnswer();
	const known = new Map(
		selectors.map((complex, index): [string, PartSelector] => {
			const [around = [], splits = []] = answer.matches[index] ?? [];
			return [
				complex.text,
				{
					...complex,
					around: around.filter((depth) => depth < answer.around.length),
					splits: splits
						.filter(([at]) => at < complex.compounds.length)
						.map(([at, within, root]) => ({ at, isWithin: within === 1, isRoot: root === 1 }))
				}
			];
		})
	);
	const partRules: PartRule[] = [];
	const namings: NamingRule[] = [];
	for (const rule of rules) {
		if (rule.kind === 'naming') {
			namings.push(rule);
			continue;
		}
		const concerned = rule.selectors.flatMap(({ text }) => {
			const selector = known.get(text);
			return selector && selector.around.length + selector.splits.length > 0 ? [selector] : [];
		});
		if (concerned.length > 0) partRules.push({ ...rule, selectors: concerned });
	}
	const authored = authoredMarkup(document, pointer);
	return {
		pointer,
		origin: html,
		tag: answer.tag,
		markup: answer.markup,
		authored,
		isScripted: authored === null || normal(authored) !== normal(answer.markup),
		rules: partRules,
		namings,
		around: answer.around,
		initial: answer.initial,
		defs: Object.fromEntries(answer.defs),
		scripts: rawTexts(document, html, 'script').map(({ text }) => text),
		rootFontSize: Number.parseFloat(answer.rootFontSize) || 16,
		lang: answer.lang,
		dir: answer.dir,
		isGrounded: answer.isGrounded,
		look: lookIn(answer.look),
		behind:
			new Set(answer.behind).size === 1 && answer.behind[0] !== 'picture'
				? (answer.behind[0] ?? '')
				: '',
		box: answer.box,
		notes: notesOf(answer, rawTexts(document, html, 'style').length)
	};
}

function notesOf(
	answer: {
		scrolled: number;
		shadows: number;
		adopted: number;
		sheets: unknown[];
		around: Ancestor[];
		isGrounded: boolean;
		behind: string[];
	},
	sheets: number
): string[] {
	const notes: string[] = [];
	if (answer.adopted > 0 || answer.sheets.length > sheets)
		notes.push('A script wrote further styles for its page; they did not come along.');
	if (answer.shadows > 0) notes.push('What it keeps in shadow trees did not come along.');
	if (answer.scrolled > 0) notes.push('It was scrolled; it begins at its top again.');
	if (!answer.isGrounded && (new Set(answer.behind).size > 1 || answer.behind[0] === 'picture'))
		notes.push('What is painted behind it by elements that it is not in did not come along.');
	if (answer.around.some(({ fades }) => fades))
		notes.push('What it stood in was faded, filtered or turned; it is not.');
	return notes;
}

function authoredMarkup(document: Document, pointer: string): string | null {
	const [id = '', ...path] = pointer.split('/');
	let element = findById(document, id);
	for (const index of path) element = element?.childNodes.filter(isElement)[Number(index)];
	if (!element) return null;
	const holder = parseFragment('');
	holder.childNodes.push(element);
	return serialize(holder);
}

/** White space and the order in which a tree is written out make no difference. */
function normal(markup: string): string {
	return serialize(parseFragment(markup)).replace(/\s+/g, ' ');
}

const WHOLE = new Set(['html', 'body', 'frameset']);
const SILENT = new Set(
	'head script style template link meta title base noscript param source track'.split(' ')
);
const INNER = new Set(
	'tr td th thead tbody tfoot caption col colgroup option optgroup area frame rt rp'.split(' ')
);

function refuse(tag: string, isHtml: boolean): void {
	if (!isHtml && tag !== 'svg' && tag !== 'math') {
		throw impossible('A piece of a drawing cannot stand by itself.', 'Take the whole drawing.');
	}
	if (WHOLE.has(tag))
		throw impossible(
			'A whole page is not a part.',
			'Make its variant the base, or take an element of it.'
		);
	if (SILENT.has(tag))
		throw impossible(
			`<${tag}> shows nothing, so there is nothing to put anywhere.`,
			'Take an element that can be seen.'
		);
	if (INNER.has(tag))
		throw impossible(
			`<${tag}> cannot stand outside of what it is in.`,
			'Take the whole table or list.'
		);
}

export function impossible(message: string, fix: string): VitrineError {
	return new VitrineError('merge_impossible', message, { fix });
}

function noAnswer(cause?: unknown): VitrineError {
	return new VitrineError('capture_crashed', 'The page did not say what was asked of it.', {
		cause
	});
}

const PlaceAnswer = z.discriminatedUnion('found', [
	z.object({ found: z.literal(false) }),
	z.object({
		found: z.literal(true),
		tag: Name,
		isHtml: z.boolean(),
		rootFontSize: Name,
		look: LookAnswer,
		live: z.array(z.string().max(40).nullable()).max(2000),
		display: Name,
		holderDisplay: Name,
		holderDirection: Name,
		insideDirection: Name,
		viewportHeight: Px,
		holderHeight: Px,
		insideHeight: Px,
		/** Between the rows of what holds it, and of what is in it. */
		holderGap: Px,
		insideGap: Px,
		width: Px,
		height: Px,
		holderWidth: Px,
		insideWidth: Px,
		placing: Looks
	})
]);

export interface PlaceReading extends Omit<
	Extract<z.infer<typeof PlaceAnswer>, { found: true }>,
	'found' | 'rootFontSize' | 'look'
> {
	anchorId: string;
	/** How its page looks. */
	look: LookReading;
	/** In pixels. */
	rootFontSize: number;
}

/**
 * Script text for `Camera.inspect` of the base; its value goes to `readPlace`.
 * @throws VitrineError `invalid_input` for something that names no element
 */
export function readPlaceExpression(anchorId: string): string {
	return placeExpression(checked(anchorId, 'place'));
}

/** @throws VitrineError `merge_impossible` where there is no such place; `capture_crashed` for an answer that is none */
export function readPlace(anchorId: string, value: unknown): PlaceReading {
	const parsed = PlaceAnswer.safeParse(value);
	if (!parsed.success) throw noAnswer(parsed.error);
	const answer = parsed.data;
	if (!answer.found) {
		throw impossible(
			'The place is not in the base as it stands.',
			'Its scripts may have removed it: choose another.'
		);
	}
	const { found: _, rootFontSize, look, ...rest } = answer;
	return {
		...rest,
		anchorId,
		look: lookIn(look),
		rootFontSize: Number.parseFloat(rootFontSize) || 16
	};
}
