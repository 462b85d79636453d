/** What a part needs of its page by name: which names have to be others in the base, and drawings that it uses. */
import { parseFragment } from 'parse5';
import {
	attributeOf,
	elementsBelow,
	GRAFT_ATTRIBUTE,
	isElement,
	setAttribute
} from './html-tree.ts';
import { escaped, mentioner, type Renames } from './names.ts';
import { bareName, familyOf, type PartSheet } from './part-css.ts';
import { idsAskedFor, namesOf, type PartTree } from './part-markup.ts';
import type { PartReading } from './part-reading.ts';

/** Drawings may use others: gradients in patterns in symbols. */
const MAX_ROUNDS = 6;

/**
 * Puts what the part uses of the drawings elsewhere in its page beside its root, unseen.
 * @returns how many came along
 */
export function bringDrawings(tree: PartTree, part: PartReading, css: string): number {
	const brought = new Set<string>();
	const mentionedInCss = new Set(
		[...css.matchAll(/url\(\s*["']?#([^"')]+)/g)].map(([, id = '']) => id)
	);
	for (let round = 0; round < MAX_ROUNDS; round++) {
		const own = new Set<string>();
		const asked = new Set(mentionedInCss);
		for (const root of tree.holder.childNodes.filter(isElement)) {
			for (const id of idsAskedFor(root)) asked.add(id);
			for (const id of namesOf(root).ids) own.add(id);
		}
		const missing = [...asked].filter(
			(id) => !own.has(id) && !brought.has(id) && part.defs[id] !== undefined
		);
		if (missing.length === 0) break;
		for (const id of missing) {
			brought.add(id);
			const drawing = parseFragment(
				`<svg aria-hidden="true" width="0" height="0" style="position:absolute">${part.defs[id] ?? ''}</svg>`
			).childNodes.find(isElement);
			if (!drawing) continue;
			for (const element of [drawing, ...elementsBelow(drawing)]) {
				element.childNodes = element.childNodes.filter(
					(node) => !isElement(node) || !/^(script|style|foreignObject)$/i.test(node.tagName)
				);
				element.attrs = element.attrs.filter(({ name }) => !/^on/i.test(name));
			}
			setAttribute(drawing, 'focusable', 'false');
			tree.holder.childNodes.push(drawing);
		}
	}
	return brought.size;
}

/** New names for those that the base has too. */
export function renamesFor(
	sheet: PartSheet,
	tree: PartTree,
	source: string,
	graftId: string
): Renames {
	const ids = new Set<string>();
	const groups = new Set<string>();
	const grafts = new Set<string>();
	for (const root of tree.holder.childNodes.filter(isElement)) {
		const names = namesOf(root);
		for (const id of names.ids) ids.add(id);
		for (const group of names.groups) groups.add(group);
		for (const element of [root, ...elementsBelow(root)]) {
			const graft = attributeOf(element, GRAFT_ATTRIBUTE);
			if (graft !== undefined) grafts.add(graft);
		}
	}
	const taken = mentioner(source);
	const renamed = (name: string): [string, string] => [name, `${graftId}-${name}`];
	const named = (at: string): string[] =>
		sheet.namings.flatMap((naming) => (naming.at === at ? [bareName(naming.prelude)] : []));
	const families = sheet.namings.flatMap(({ at, body }) =>
		at === 'font-face' ? [familyOf(body)] : []
	);
	return {
		ids: new Map([...ids].filter(taken).map(renamed)),
		groups: new Map([...groups].filter(taken).map(renamed)),
		keyframes: new Map(named('keyframes').filter(taken).map(renamed)),
		families: new Map(
			families
				.filter((family) => new RegExp(`@font-face[^}]*${escaped(family)}`, 'i').test(source))
				.map((family) => [family, `${family} ${graftId}`])
		),
		properties: new Map(
			[...sheet.properties]
				.filter((name) => new RegExp(`@property\\s+${escaped(name)}(?![\\w-])`).test(source))
				.map((name) => [name, `--${graftId}-${name.slice(2)}`])
		),
		grafts: new Map([...grafts].map(renamed)),
		layers: `${graftId}-`
	};
}
