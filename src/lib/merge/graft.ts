/** Puts parts of other documents into one, without a model. */
import type { Graft, GraftedPart, GraftResult, NamedDifference } from './graft-types.ts';
import { fenceEdits } from './fence.ts';
import {
	attributeOf,
	elementsBelow,
	findById,
	GRAFT_ATTRIBUTE,
	ID_ATTRIBUTE,
	isElement,
	parseDocument,
	rawTexts,
	type Document,
	type Element
} from './html-tree.ts';
import { declare, layPart } from './lay-part.ts';
import { escaped, mentions, type Renames } from './names.ts';
import { bareName, familyOf, readPartSheet, writePartCss, type PartSheet } from './part-css.ts';
import {
	idsAskedFor,
	namesOf,
	readPartTree,
	renamePart,
	writePart,
	type PartTree
} from './part-markup.ts';
import { impossible, type PartReading } from './part-reading.ts';
import { splice } from './splice.ts';
import type { Declaration } from './style-rules.ts';

/**
 * Text in, text out. Places are those of the base as it is given; several parts keep their order where they have the same place.
 * @param without keys of differences to leave out
 * @throws VitrineError `merge_impossible` where a part cannot stand in its place, with what to do instead
 */
export function graft(
	base: string,
	grafts: readonly Graft[],
	without: readonly string[] = []
): GraftResult {
	const result: GraftResult = { html: base, parts: [], changes: [] };
	const placed = new Map<string, string>();
	for (const [index, one] of grafts.entries()) {
		const differences = new Differences(index, new Set(without));
		if (!differences.has('place', `${whatIs(one.part)} of ${one.name} is put ${whereIs(one)}.`)) {
			result.parts.push({
				elementId: null,
				graftId: '',
				scripts: { brought: 0, left: 0, reasons: [] },
				notes: []
			});
		} else {
			const added = graftOne(result.html, one, differences, placed);
			result.html = added.html;
			result.parts.push(added.part);
		}
		result.changes.push(...differences.all);
	}
	return result;
}

/** What a graft changes, each by its key; those that are left out are still told. */
class Differences {
	readonly all: NamedDifference[] = [];
	readonly #index: number;
	readonly #without: ReadonlySet<string>;

	constructor(index: number, without: ReadonlySet<string>) {
		this.#index = index;
		this.#without = without;
	}

	/** Tells a difference. @returns whether it is to be there */
	has(name: string, sentence: string): boolean {
		const key = `${this.#index + 1}:${name}`;
		const isOff = this.#without.has(key);
		this.all.push({ key, part: this.#index, sentence, isOff });
		return !isOff;
	}
}

/** A base as it stands before a part is put into it. */
interface Ground {
	source: string;
	document: Document;
	anchor: Element;
	/** Numbers that no element and no graft of it has. */
	nextId: number;
	graftId: string;
}

function graftOne(
	source: string,
	{ part, place, where, choices, name }: Graft,
	differences: Differences,
	placed: Map<string, string>
): { html: string; part: GraftedPart } {
	const ground = readGround(source, placed.get(`${place.anchorId}:${where}`) ?? place.anchorId);
	const isAfterOther = placed.has(`${place.anchorId}:${where}`);
	if (where.startsWith('inside') && !isAfterOther) refuseWhatIsWritten(place.live, ground.anchor);
	const { graftId } = ground;
	const tree = readPartTree(part.markup);
	if (!tree)
		throw impossible('There is nothing of the part to put anywhere.', 'Choose another element.');
	const notes = [...part.notes, ...tree.notes];
	const withGround =
		choices.ground &&
		!part.isGrounded &&
		part.around.some(({ hasGround }) => hasGround) &&
		differences.has('ground', `It brings the ground it stood on in ${name}.`);
	const sheet = readPartSheet(part, part.markup, withGround);
	const defs = bringDrawings(tree, part);
	const renames = renamesFor(sheet, tree, ground);
	const remRatio = Math.round((part.rootFontSize / place.rootFontSize) * 10_000) / 10_000;
	const width = choices.width;
	let lie = layPart(part, place, where, width);
	if (lie.width !== null && !differences.has('width', `It stays as wide as ${lie.width}.`)) {
		lie = layPart(part, place, where, 'fluid');
	}
	notes.push(...lie.notes);
	const leftOut = leftOutOfType(part, differences);
	const css = writePartCss(sheet, {
		scope: `[${GRAFT_ATTRIBUTE}="${graftId}"]`,
		renames,
		remRatio,
		first: lie.around,
		last: leftOut.instead,
		root: lie.root,
		isLeftOut: leftOut.isLeftOut,
		withStates:
			!asksOfPage(sheet) ||
			differences.has('states', 'It changes with the states and themes of the page, as it did.'),
		without: (naming) => !isBrought(naming.at, naming.prelude, naming.body, differences)
	});
	const names = namesOf(tree.root);
	names.types.add('div').add('li');
	names.attributes.add(GRAFT_ATTRIBUTE);
	let next = ground.nextId + 1;
	next = renamePart(tree.root, renames, { nextId: next, remRatio });
	const rootId = attributeOf(tree.root, ID_ATTRIBUTE) ?? '';
	const fences = rawTexts(ground.document, source, 'style').flatMap(({ text, start }) =>
		fenceEdits(text, start, graftId, names)
	);
	const isFenced =
		fences.length === 0 ||
		differences.has(
			'fence',
			`${fences.length === 1 ? 'One rule' : `${fences.length} rules`} of the base no longer reach it.`
		);
	const actualWhere = isAfterOther ? 'after' : where;
	const isReplacing =
		where === 'replace' &&
		differences.has(
			'replaced',
			`<${ground.anchor.tagName}>${saying(ground.anchor)} of the base makes room for it.`
		);
	const html = splice(source, ground.document, ground.anchor, {
		graftId,
		where: where === 'replace' && !isReplacing ? 'before' : actualWhere,
		markup: wrap(ground, part, writePart(tree), defs),
		css: isReplacing ? `${css}\n[data-graft-gone="${graftId}"] { display: none !important; }` : css,
		keepsReplaced: isSpokenOf(ground),
		edits: isFenced ? fences : []
	});
	placed.set(`${place.anchorId}:${where}`, `e${ground.nextId}`);
	if (where === 'before') placed.delete(`${place.anchorId}:${where}`);
	return {
		html,
		part: { elementId: rootId, graftId, scripts: { brought: 0, left: 0, reasons: [] }, notes }
	};
}

function readGround(source: string, anchorId: string): Ground {
	const document = parseDocument(source);
	const anchor = findById(document, anchorId);
	if (!anchor)
		throw impossible('The place is not in the text of the base.', 'Choose another element.');
	let lastId = 0;
	let lastGraft = 0;
	for (const element of elementsBelow(document)) {
		lastId = Math.max(lastId, numberOf(attributeOf(element, ID_ATTRIBUTE), 'e'));
		lastGraft = Math.max(lastGraft, numberOf(attributeOf(element, GRAFT_ATTRIBUTE), 'g'));
	}
	return { source, document, anchor, nextId: lastId + 1, graftId: `g${lastGraft + 1}` };
}

function numberOf(id: string | undefined, letter: string): number {
	return id?.startsWith(letter) ? Number.parseInt(id.slice(1), 10) || 0 : 0;
}

/** What the base's scripts write anew would take with it whatever was put there. */
function refuseWhatIsWritten(live: readonly (string | null)[], anchor: Element): void {
	const written = anchor.childNodes
		.filter(isElement)
		.filter(({ tagName }) => tagName !== 'script' && tagName !== 'style');
	const isOther =
		live.some((id) => id === null) ||
		written.some((child) => !live.includes(attributeOf(child, ID_ATTRIBUTE) ?? null));
	if (isOther) {
		throw impossible(
			`The base's own scripts write what is in <${anchor.tagName}>, and would wipe it away.`,
			'Put it before or after that, or in its place.'
		);
	}
}

function wrap(
	{ nextId, graftId, anchor }: Ground,
	part: PartReading,
	markup: string,
	defs: string
): string {
	void anchor;
	const say = (name: string, value: string | null): string =>
		value === null || value === ''
			? ''
			: ` ${name}="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`;
	const role = part.tag === 'li' ? 'list' : null;
	return `<div ${ID_ATTRIBUTE}="e${nextId}" ${GRAFT_ATTRIBUTE}="${graftId}"${say('role', role)}${say('lang', part.lang)}${say('dir', part.dir)}>${markup}${defs}</div>`;
}

/** Drawings elsewhere in its page that the part uses come along, unseen. */
function bringDrawings(tree: PartTree, part: PartReading): string {
	void tree;
	void part;
	void idsAskedFor;
	return '';
}

function renamesFor(sheet: PartSheet, tree: PartTree, { source, graftId }: Ground): Renames {
	const names = namesOf(tree.root);
	const taken = (name: string): boolean => mentions(source, name);
	const renamed = (name: string): [string, string] => [name, `${graftId}-${name}`];
	const of = (at: string, read: (prelude: string, body: string | null) => string): string[] =>
		sheet.namings
			.filter((naming) => naming.at === at)
			.map(({ prelude, body }) => read(prelude, body));
	const grafts = [...sheet.rules.flatMap(({ selectors }) => selectors.map(({ text }) => text))]
		.join(' ')
		.matchAll(/data-graft\s*=\s*["']?(g\d+)/g);
	const inner = new Set([...grafts].map(([, id = '']) => id));
	for (const element of [tree.root, ...elementsBelow(tree.root)]) {
		const id = attributeOf(element, GRAFT_ATTRIBUTE);
		if (id !== undefined) inner.add(id);
	}
	return {
		ids: new Map([...names.ids].filter(taken).map(renamed)),
		keyframes: new Map(of('keyframes', bareName).filter(taken).map(renamed)),
		families: new Map(
			of('font-face', (_, body) => familyOf(body))
				.filter((family) => new RegExp(`@font-face[^}]*${escaped(family)}`, 'i').test(source))
				.map((family) => [family, `${family} ${graftId}`])
		),
		properties: new Map(
			[...sheet.properties]
				.filter((name) => new RegExp(`@property\\s+${escaped(name)}(?![\\w-])`).test(source))
				.map((name) => [name, `--${graftId}-${name.slice(2)}`])
		),
		grafts: new Map([...inner].map((id) => [id, `${graftId}-${id}`])),
		layers: `${graftId}-`
	};
}

function isBrought(
	at: string,
	prelude: string,
	body: string | null,
	differences: Differences
): boolean {
	if (at === 'keyframes')
		return differences.has(
			`keyframes:${bareName(prelude)}`,
			`The movement ‘${bareName(prelude)}’ came along.`
		);
	if (at === 'font-face')
		return differences.has(
			`face:${familyOf(body)}`,
			`The typeface ‘${familyOf(body)}’ came along.`
		);
	return true;
}

const TYPE = /^(font(-.*)?|line-height|letter-spacing|word-spacing)$/;

/** Its type may be left to that of the base. */
function leftOutOfType(
	part: PartReading,
	differences: Differences
): { isLeftOut: (declaration: Declaration) => boolean; instead: Declaration[] } {
	const looks = part.around.at(-1)?.looks ?? {};
	const family = (looks['font-family'] ?? '').split(',')[0]?.replaceAll('"', '') ?? '';
	const size = `${Number.parseFloat(looks['font-size'] ?? '16')}/${looks['line-height'] ?? 'normal'}`;
	if (differences.has('type', `Its type is kept: ${family} ${size.replaceAll('px', '')}.`))
		return { isLeftOut: () => false, instead: [] };
	return {
		isLeftOut: ({ property }) => TYPE.test(property),
		instead: declare({ font: 'inherit', 'letter-spacing': 'inherit', 'word-spacing': 'inherit' })
	};
}

function asksOfPage({ rules, around }: PartSheet): boolean {
	return (
		around.some(({ asked }) => asked !== '') ||
		rules.some(({ selectors }) =>
			selectors.some(({ compounds }) => compounds.some(({ isConditional }) => isConditional))
		)
	);
}

/** Whether scripts of the base speak of what is to go: they would fail on not finding it. */
function isSpokenOf({ source, document, anchor }: Ground): boolean {
	const scripts = rawTexts(document, source, 'script')
		.map(({ text }) => text)
		.join('\n');
	if (scripts === '') return false;
	const { ids, classes } = namesOf(anchor);
	return [...ids, ...classes].some((name) => mentions(scripts, name));
}

function whatIs(part: PartReading): string {
	return `<${part.tag}>`;
}

function whereIs({ where, place }: Graft): string {
	const words = {
		before: 'before',
		after: 'after',
		'inside-start': 'at the start of',
		'inside-end': 'at the end of',
		replace: 'in the place of'
	};
	return `${words[where]} <${place.tag}>`;
}

function saying(element: Element): string {
	const id = attributeOf(element, 'id') ?? attributeOf(element, 'class')?.split(/\s+/)[0];
	return id === undefined || id === '' ? '' : ` “${id.slice(0, 40)}”`;
}
