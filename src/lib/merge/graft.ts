/** Puts parts of other documents into one, without a model. */
import { bringDrawings, renamesFor } from './bring-names.ts';
import { writeRules, type WrittenRule } from './css-writer.ts';
import { Differences } from './differences.ts';
import { fenceEdits } from './fence.ts';
import type { Graft, GraftedPart, GraftResult } from './graft-types.ts';
import { isSpokenOf, readGround, refuseWhatIsWritten, type Ground } from './ground.ts';
import {
	attributeOf,
	findById,
	GRAFT_ATTRIBUTE,
	ID_ATTRIBUTE,
	parseDocument,
	rawTexts,
	type Element
} from './html-tree.ts';
import { declare, growHolder, layPart } from './lay-part.ts';
import type { Renames } from './names.ts';
import { pageTokens } from './page-tokens.ts';
import { bareName, familyOf, readPartSheet, writePartCss, type PartSheet } from './part-css.ts';
import { namesOf, readPartTree, renamePart, writePart, type PartTree } from './part-markup.ts';
import { impossible, type PartReading } from './part-reading.ts';
import { painter, type Paint } from './recolour.ts';
import { elementsOutside, scriptsOfPart } from './scripts-of-part.ts';
import { GONE_ATTRIBUTE, splice } from './splice.ts';
import type { Declaration, NamingRule } from './style-rules.ts';
import { matchTokens } from './token-roles.ts';

/**
 * Text in, text out. Places are those of the base as it is given; several parts keep their order where they have the same place.
 * The base may be a merge itself, and so may the documents that parts are from.
 * @param without keys of differences to leave out
 * @throws VitrineError `merge_impossible` where a part cannot stand in its place, with what to do instead
 */
export function graft(
	base: string,
	grafts: readonly Graft[],
	without: readonly string[] = []
): GraftResult {
	const result: GraftResult = { html: base, parts: [], changes: [] };
	/** What was put last at each place, by its element. */
	const placed = new Map<string, string>();
	for (const [index, one] of grafts.entries()) {
		const differences = new Differences(index, new Set(without));
		if (differences.has('place', `<${one.part.tag}> of ${one.name} is put ${whereIs(one)}.`)) {
			const added = new Grafting(result.html, one, differences, placed).run();
			result.html = added.html;
			result.parts.push(added.part);
		} else {
			const scripts = { brought: 0, left: 0, reasons: [] };
			result.parts.push({ elementId: null, graftId: null, scripts, notes: [] });
		}
		result.changes.push(...differences.all);
	}
	return result;
}

const WHERE_WORDS: Record<Graft['where'], string> = {
	before: 'before',
	after: 'after',
	'inside-start': 'at the start of',
	'inside-end': 'at the end of',
	replace: 'in the place of'
};

function whereIs({ where, place }: Graft): string {
	return `${WHERE_WORDS[where]} <${place.tag}>`;
}

const TYPE = /^(font(-.*)?|line-height|letter-spacing|word-spacing)$/;

/** One part on its way into one base. */
class Grafting {
	readonly #one: Graft;
	readonly #part: PartReading;
	readonly #differences: Differences;
	readonly #placed: Map<string, string>;
	readonly #ground: Ground;
	/** Whether another part stands at the same place already: this one goes after it. */
	readonly #isNext: boolean;
	readonly #notes: string[];

	constructor(source: string, one: Graft, differences: Differences, placed: Map<string, string>) {
		this.#one = one;
		this.#part = one.part;
		this.#differences = differences;
		this.#placed = placed;
		this.#notes = [...one.part.notes];
		const before = placed.get(this.#placeKey);
		this.#isNext = before !== undefined;
		this.#ground = readGround(source, before ?? one.place.anchorId);
	}

	get #placeKey(): string {
		return `${this.#one.place.anchorId}:${this.#one.where}`;
	}

	run(): { html: string; part: GraftedPart } {
		const { place, where } = this.#one;
		const { source, document, anchor, graftId, nextId } = this.#ground;
		if (where.startsWith('inside') && !this.#isNext) refuseWhatIsWritten(this.#ground, place.live);
		const scripts = this.#scripts();
		const tree = scripts.tree;
		const sheet = readPartSheet(this.#part, this.#part.markup, this.#hasGround());
		const values = sheet.rules.flatMap(({ declarations }) =>
			declarations.map(({ value }) => value)
		);
		bringDrawings(tree, this.#part, values.join('\n'));
		const renames = renamesFor(sheet, tree, source, graftId);
		const paint = this.#paint();
		const css = this.#css(sheet, renames, paint);
		renamePart(tree, renames, { nextId: nextId + 1, remRatio: this.#remRatio, paint });
		const isReplacing = this.#isReplacing();
		const html = splice(source, document, anchor, {
			graftId,
			where: this.#isNext ? 'after' : where === 'replace' && !isReplacing ? 'before' : where,
			markup: this.#wrap(tree, scripts.brought),
			css: `${css}\n${writeRules(this.#rulesAround(isReplacing))}`.trim(),
			keepsReplaced: isSpokenOf(this.#ground),
			edits: this.#fences(tree)
		});
		// What is put before the same element twice is in order by itself.
		if (where !== 'before') this.#placed.set(this.#placeKey, `e${nextId}`);
		const elementId = attributeOf(tree.root, ID_ATTRIBUTE) ?? null;
		const told = { brought: scripts.brought.length, left: scripts.left, reasons: scripts.reasons };
		return { html, part: { elementId, graftId, scripts: told, notes: this.#notes } };
	}

	/** The part as a tree: as it stood, or as its document says it where the scripts come along that make it what it was. */
	#scripts(): { tree: PartTree; brought: string[]; left: number; reasons: string[] } {
		const part = this.#part;
		const live = this.#read(part.markup);
		const authored = part.authored === null ? null : this.#read(part.authored);
		const names = namesOf((authored ?? live).root);
		const origin = parseDocument(part.origin);
		const elsewhere = [
			...elementsOutside(origin, findById(origin, part.pointer)),
			...elementsOutside(this.#ground.document, undefined)
		];
		const driving = scriptsOfPart(part.scripts, names, elsewhere, part.authored === null);
		const brought = driving.flatMap(({ text, reason }, index) =>
			reason === null &&
			this.#differences.has(`script:${index + 1}`, 'A script that drives it came along.')
				? [text]
				: []
		);
		const tree = brought.length > 0 && authored ? authored : live;
		this.#notes.push(...tree.notes);
		const reasons = [...new Set(driving.flatMap(({ reason }) => reason ?? []))];
		if (tree.handlers > 0) reasons.push('Handlers written on its elements went.');
		const left = driving.length - brought.length;
		if (left > 0 || tree.handlers > 0) this.#notes.push(leftWords(left, brought.length));
		return { tree, brought, left, reasons };
	}

	#read(markup: string): PartTree {
		const tree = readPartTree(markup);
		if (!tree)
			throw impossible('There is nothing of the part to put anywhere.', 'Choose another element.');
		return tree;
	}

	#hasGround(): boolean {
		const { isGrounded, behind, around } = this.#part;
		const hasSome = behind !== '' || around.some(({ hasGround }) => hasGround);
		const { ground, tokens } = this.#one.choices;
		// In colours of the base it stands on the base's own ground.
		return (
			ground &&
			tokens === 'own' &&
			!isGrounded &&
			hasSome &&
			this.#differences.has('ground', `It brings the ground it stood on in ${this.#one.name}.`)
		);
	}

	get #remRatio(): number {
		return Math.round((this.#part.rootFontSize / this.#one.place.rootFontSize) * 10_000) / 10_000;
	}

	/** Its colours as the base's, where the base's tokens are chosen. */
	#paint(): Paint {
		const { choices, place } = this.#one;
		const words = 'Its colours are those of the base that do the same there.';
		if (choices.tokens !== 'base' || !this.#differences.has('colours', words))
			return (text) => text;
		return painter(this.#part.look, place.look, { isOn: () => true, withOthers: true });
	}

	#css(sheet: PartSheet, renames: Renames, paint: Paint): string {
		const lie = this.#lie();
		const type = this.#type();
		const tokens = this.#tokens(sheet, renames);
		return writePartCss(sheet, {
			scope: `[${GRAFT_ATTRIBUTE}="${this.#ground.graftId}"]`,
			renames,
			remRatio: this.#remRatio,
			paint,
			first: lie.around,
			last: [...type.instead, ...tokens, ...language(this.#part.lang)],
			root: lie.root,
			isLeftOut: type.isLeftOut,
			withStates:
				!asksOfPage(sheet) ||
				this.#differences.has(
					'states',
					'It changes with the states and themes of the page, as it did.'
				),
			isBrought: (naming) => this.#isBrought(naming)
		});
	}

	#lie(): ReturnType<typeof layPart> {
		const { place, where, choices } = this.#one;
		const lie = layPart(this.#part, place, where, choices.width);
		const isKept =
			lie.width === null ||
			this.#differences.has('width', `It stays as wide as it was: ${lie.width}.`);
		const final = isKept ? lie : layPart(this.#part, place, where, 'fluid');
		this.#notes.push(...final.notes);
		return final;
	}

	/** Its type may be left to that of the base. */
	#type(): { isLeftOut: (declaration: Declaration) => boolean; instead: Declaration[] } {
		const looks = this.#part.around.at(-1)?.looks ?? {};
		const family = (looks['font-family'] ?? '').split(',')[0]?.replaceAll('"', '') ?? '';
		const size = `${looks['font-size'] ?? ''}/${looks['line-height'] ?? ''}`.replaceAll('px', '');
		if (this.#differences.has('type', `Its type is kept: ${family} ${size}.`))
			return { isLeftOut: () => false, instead: [] };
		const instead = { font: 'inherit', 'letter-spacing': 'inherit', 'word-spacing': 'inherit' };
		return { isLeftOut: ({ property }) => TYPE.test(property), instead: declare(instead) };
	}

	/** Its tokens as the base's, where that is chosen. */
	#tokens(sheet: PartSheet, renames: Renames): Declaration[] {
		if (this.#one.choices.tokens !== 'base' || sheet.tokens.size === 0) return [];
		const base = new Map(pageTokens(this.#ground.source).map(({ name, value }) => [name, value]));
		const matched = matchTokens(sheet.tokens, base);
		const kept = [...matched].filter(([own, theirs]) =>
			this.#differences.has(
				`token:${own}`,
				own === theirs ? `‘${own}’ is the base's.` : `‘${own}’ is the base's ‘${theirs}’.`
			)
		);
		// A name of the base that the part has too would be read as the part's own.
		for (const [own, theirs] of kept) {
			if (own !== theirs && sheet.properties.has(theirs) && !renames.properties.has(theirs))
				renames.properties.set(theirs, `--${this.#ground.graftId}-${theirs.slice(2)}`);
		}
		const unmatched = sheet.tokens.size - matched.size;
		if (unmatched > 0)
			this.#notes.push(`${unmatched} of its tokens have no counterpart in the base and are kept.`);
		return kept.map(([own, theirs]) => ({
			property: own,
			value: own === theirs && !renames.properties.has(own) ? 'inherit' : `--vt-base(${theirs})`,
			isImportant: false
		}));
	}

	#isBrought({ at, prelude, body }: NamingRule): boolean {
		if (at === 'keyframes') {
			const name = bareName(prelude);
			return this.#differences.has(`keyframes:${name}`, `The movement ‘${name}’ came along.`);
		}
		if (at !== 'font-face') return true;
		return this.#differences.has(
			`face:${familyOf(body)}`,
			`The typeface ‘${familyOf(body)}’ came along.`
		);
	}

	#isReplacing(): boolean {
		if (this.#one.where !== 'replace' || this.#isNext) return false;
		const { anchor } = this.#ground;
		return this.#differences.has(
			'replaced',
			`<${anchor.tagName}>${named(anchor)} of the base makes room for it.`
		);
	}

	/** Rules for what is around it in the base. */
	#rulesAround(isReplacing: boolean): WrittenRule[] {
		const { graftId } = this.#ground;
		const rules: WrittenRule[] = [];
		const grown = growHolder(this.#part, this.#one.place, this.#one.where);
		const words = 'The page grows by as much as it takes, so that the rest stays as it is.';
		if (grown && this.#differences.has('room', words)) {
			const prelude = `:has(> [${GRAFT_ATTRIBUTE}="${graftId}"])`;
			rules.push({ prelude, declarations: grown, conditions: [] });
		}
		if (isReplacing) {
			const declarations = [{ property: 'display', value: 'none', isImportant: true }];
			rules.push({ prelude: `[${GONE_ATTRIBUTE}="${graftId}"]`, declarations, conditions: [] });
		}
		return rules;
	}

	#fences(tree: PartTree): ReturnType<typeof fenceEdits> {
		const { document, source, graftId } = this.#ground;
		const names = namesOf(tree.root);
		names.types.add('div');
		const edits = rawTexts(document, source, 'style').flatMap(({ text, start }) =>
			fenceEdits(text, start, graftId, names)
		);
		if (edits.length === 0) return [];
		const count = edits.length === 1 ? 'One rule' : `${edits.length} rules`;
		return this.#differences.has('fence', `${count} of the base no longer reach it.`) ? edits : [];
	}

	#wrap(tree: PartTree, scripts: readonly string[]): string {
		const { nextId, graftId } = this.#ground;
		const { tag, lang, dir } = this.#part;
		const said = { role: tag === 'li' ? 'list' : '', lang: lang ?? '', dir: dir ?? '' };
		const attributes = Object.entries(said)
			.filter(([, value]) => value !== '')
			.map(
				([name, value]) => ` ${name}="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`
			);
		const own = scripts.map((text) => `<script>(function () {\n${text}\n})();</script>`);
		return `<div ${ID_ATTRIBUTE}="e${nextId}" ${GRAFT_ATTRIBUTE}="${graftId}"${attributes.join('')}>${writePart(tree)}${own.join('')}</div>`;
	}
}

function leftWords(left: number, brought: number): string {
	const count = left === 1 ? 'One script' : `${left} scripts`;
	const verb = left === 1 ? 'drives' : 'drive';
	const stays = left === 1 ? 'it is not brought' : 'they are not brought';
	if (left === 0) return 'What its elements did by themselves when used is not brought.';
	if (brought > 0) return `${count} more that ${verb} it ${stays.replace(/^\w+ /, '')}.`;
	return `${count} ${verb} this part; ${stays}: it looks the same and does nothing.`;
}

/** What `all` takes from an element that has a language of its own, in browsers that have a property for it. */
function language(lang: string | null): Declaration[] {
	const isPlain = lang !== null && /^[a-z0-9-]+$/i.test(lang);
	return declare({ '-webkit-locale': isPlain ? `"${lang}"` : 'inherit' });
}

function asksOfPage({ rules, around }: PartSheet): boolean {
	return (
		around.some(({ asked }) => asked !== '') ||
		rules.some(({ selectors }) =>
			selectors.some(({ compounds }) => compounds.some(({ isConditional }) => isConditional))
		)
	);
}

/** How its author calls an element. */
function named(element: Element): string {
	const name = attributeOf(element, 'id') ?? attributeOf(element, 'class')?.split(/\s+/)[0] ?? '';
	return name === '' ? '' : ` “${name.slice(0, 40)}”`;
}
