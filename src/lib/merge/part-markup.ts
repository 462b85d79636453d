/** The markup of a part, made fit to stand in another document: its own ids, nothing that runs, nothing that fetches. */
import { parseFragment, serialize, type DefaultTreeAdapterTypes } from 'parse5';
import {
	attributeOf,
	elementsBelow,
	GRAFT_ATTRIBUTE,
	ID_ATTRIBUTE,
	isElement,
	setAttribute,
	type Element,
	type Node
} from './html-tree.ts';
import {
	renameDeclaration,
	renameReferences,
	scaleRems,
	withoutFetching,
	type Renames
} from './names.ts';
import type { Paint } from './recolour.ts';
import { readInlineStyle } from './style-rules.ts';
import { writeDeclarations } from './css-writer.ts';

/** They run, fetch, or say something of the whole page. */
const LEFT_OUT = new Set(
	'script style link meta base title iframe frame frameset object embed applet portal fencedframe'.split(
		' '
	)
);
/** Attributes that name the id of another element, or several. */
const REFERENCES = new Set(
	(
		'for form list headers popovertarget commandfor anchor aria-labelledby aria-describedby aria-controls aria-owns ' +
		'aria-flowto aria-activedescendant aria-details aria-errormessage aria-actions itemref begin end'
	).split(' ')
);
/** Attributes of drawings that hold a colour. */
export const PAINTS = new Set(['fill', 'stroke', 'stop-color', 'flood-color', 'color', 'bgcolor']);
const LINKS = new Set(['href', 'xlink:href', 'usemap']);
/** Attributes that fetch what they name. */
const FETCHING = new Set([
	'src',
	'poster',
	'data',
	'background',
	'action',
	'formaction',
	'ping',
	'manifest',
	'srcset'
]);

/** A part as a tree that can be changed. */
export interface PartTree {
	holder: DefaultTreeAdapterTypes.DocumentFragment;
	root: Element;
	/** Sentences of what had to go. */
	notes: string[];
	/** Handlers written on elements. */
	handlers: number;
}

/** @returns null where the markup begins with no element */
export function readPartTree(markup: string): PartTree | null {
	const holder = parseFragment(markup);
	const root = holder.childNodes.find(isElement);
	if (!root) return null;
	holder.childNodes = [root];
	const tree: PartTree = { holder, root, notes: [], handlers: 0 };
	let gone = 0;
	let fetched = 0;
	for (const element of [root, ...elementsBelow(root, true)]) {
		if ('content' in element) {
			const content = element.content as { childNodes: Node[] };
			content.childNodes = content.childNodes.filter(isKept);
		}
		const before = element.childNodes.length;
		element.childNodes = element.childNodes.filter(isKept);
		gone += before - element.childNodes.length;
		element.attrs = element.attrs.filter(({ name, prefix, value }) => {
			const spelled = prefix ? `${prefix}:${name}` : name;
			if (/^on/i.test(name)) {
				tree.handlers++;
				return false;
			}
			// By it the element would stand in for a property of the whole document, such as `document.body`.
			if (name === 'name' && /^(img|form)$/.test(element.tagName)) return false;
			if (/^(srcdoc|shadowroot|nonce|is$)/i.test(name)) return false;
			if (/^\s*(javascript|vbscript):/i.test(value.replace(/[^!-~]/g, ''))) return false;
			if (
				!FETCHING.has(name) &&
				!(spelled === 'xlink:href' || (name === 'href' && element.tagName !== 'a'))
			)
				return true;
			const isOwn = value.trim() === '' || /^\s*(data:|#)/i.test(value);
			if (!isOwn) fetched++;
			return isOwn;
		});
	}
	if (gone > 0)
		tree.notes.push('Scripts, styles and frames inside it were left out of its markup.');
	if (fetched > 0)
		tree.notes.push(
			`${fetched === 1 ? 'One address' : `${fetched} addresses`} on the network, which no variant may ask, went.`
		);
	return tree;
}

function isKept(node: Node): boolean {
	return !isElement(node) || !LEFT_OUT.has(node.tagName);
}

/** Everything by which the part could be spoken of. */
export interface PartNames {
	types: Set<string>;
	classes: Set<string>;
	ids: Set<string>;
	/** Of radio buttons. */
	groups: Set<string>;
	attributes: Set<string>;
}

export function namesOf(root: Element): PartNames {
	const names: PartNames = {
		types: new Set(),
		classes: new Set(),
		ids: new Set(),
		groups: new Set(),
		attributes: new Set()
	};
	for (const element of [root, ...elementsBelow(root)]) {
		names.types.add(element.tagName.toLowerCase());
		const group = groupOf(element);
		if (group !== null) names.groups.add(group);
		for (const { name, value } of element.attrs) {
			names.attributes.add(name.toLowerCase());
			if (name === 'id') names.ids.add(value);
			if (name === 'class') for (const one of value.split(/\s+/)) if (one) names.classes.add(one);
		}
	}
	return names;
}

/** The name of the group that a radio button is of. */
function groupOf(element: Element): string | null {
	if (element.tagName !== 'input' || attributeOf(element, 'type')?.toLowerCase() !== 'radio')
		return null;
	return attributeOf(element, 'name') ?? null;
}

/** Ids in the markup that are asked for and are not in it. */
export function idsAskedFor(root: Element): Set<string> {
	const asked = new Set<string>();
	for (const element of [root, ...elementsBelow(root)]) {
		for (const { name, value, prefix } of element.attrs) {
			if (LINKS.has(prefix ? `${prefix}:${name}` : name) && value.startsWith('#'))
				asked.add(value.slice(1));
			for (const [, id] of value.matchAll(/url\(\s*["']?#([^"')]+)/g)) if (id) asked.add(id);
		}
	}
	return asked;
}

/**
 * Gives every element its new names and an id of the new document.
 * @param nextId the number of the first id, counted up
 */
export function renamePart(
	{ holder }: PartTree,
	renames: Renames,
	{ nextId, ...values }: { nextId: number; remRatio: number; paint: Paint }
): void {
	let next = nextId;
	for (const element of elementsBelow(holder)) {
		for (const attribute of element.attrs) renameAttribute(attribute, renames, values);
		element.attrs = element.attrs.filter(({ name }) => name !== ID_ATTRIBUTE);
		const group = renames.groups.get(groupOf(element) ?? '');
		if (group !== undefined) setAttribute(element, 'name', group);
		const graft = renames.grafts.get(attributeOf(element, GRAFT_ATTRIBUTE) ?? '');
		if (graft !== undefined) setAttribute(element, GRAFT_ATTRIBUTE, graft);
		element.attrs.unshift({ name: ID_ATTRIBUTE, value: `e${next++}` });
	}
}

function renameAttribute(
	attribute: { name: string; value: string; prefix?: string | undefined },
	renames: Renames,
	{ remRatio, paint }: { remRatio: number; paint: Paint }
): void {
	const { name, value, prefix } = attribute;
	const spelled = prefix ? `${prefix}:${name}` : name;
	if (name === 'id') attribute.value = renames.ids.get(value) ?? value;
	else if (name === 'style') {
		attribute.value = writeDeclarations(
			readInlineStyle(value).map((declaration) => {
				const renamed = renameDeclaration(declaration, renames);
				return { ...renamed, value: paint(withoutFetching(scaleRems(renamed.value, remRatio))) };
			})
		);
	} else if (LINKS.has(spelled)) {
		if (value.startsWith('#'))
			attribute.value = `#${renames.ids.get(value.slice(1)) ?? value.slice(1)}`;
	} else if (REFERENCES.has(name)) {
		attribute.value = value
			.split(/(\s+)/)
			.map((word) => {
				const [id = '', ...rest] = word.split('.');
				return [renames.ids.get(id) ?? id, ...rest].join('.');
			})
			.join('');
	} else {
		const referring = renameReferences(value, renames.ids);
		attribute.value = PAINTS.has(name) ? paint(referring) : referring;
	}
}

export function writePart(tree: PartTree): string {
	return serialize(tree.holder);
}
