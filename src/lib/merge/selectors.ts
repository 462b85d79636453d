/** Selectors taken apart: into those of a list, and these into the compounds that each speak of one element. */
import { parse, type CssNode } from 'css-tree';

type Combinator = ' ' | '>' | '+' | '~';

export interface Compound {
	/** Without its pseudo-element; may be empty. */
	text: string;
	/** `::before`, with what follows it; empty where there is none. */
	pseudoElement: string;
	/** Where its pseudo-element stands or would stand, in the text of the list. */
	end: number;
	/** Its parts, such as a class or a pseudo-class. */
	simples: string[];
	/** What asks for its place among its siblings, such as `:first-child`. */
	placing: string;
	/** The rest of it. */
	unplaced: string;
	/** Whether it asks for the state or the theme of the page. */
	isConditional: boolean;
	/** Names that an element must have for it to match: its type, its classes, its id. */
	type: string | null;
	classes: string[];
	id: string | null;
}

export interface Complex {
	text: string;
	compounds: Compound[];
	/** Between one compound and the next. */
	combinators: Combinator[];
}

/** Pseudo-classes that come and go while a page is used. */
const PASSING =
	/:(hover|focus|focus-visible|focus-within|active|visited|target|target-within|checked|indeterminate|disabled|enabled|read-only|read-write|placeholder-shown|default|valid|invalid|user-valid|user-invalid|in-range|out-of-range|required|optional|autofill|-webkit-autofill|open|popover-open|modal|fullscreen|playing|paused|state)(?![\w-])/i;
const PLACING = /:(first|last|only|nth|nth-last)-(child|of-type)(?![\w-])/i;
/** Attributes by which a page says which state it shows (Vitrine's own contract) or in which theme. */
const CONDITION = /\[\s*data-(state|theme)\b/i;
/** Pseudo-elements that may be written with one colon. */
const OLD_PSEUDO = new Set(['before', 'after', 'first-line', 'first-letter']);

/** The selectors of a list; null for one that cannot be read, whose rule no browser applies either. */
export function readSelectors(list: string): Complex[] | null {
	let root: CssNode;
	try {
		root = parse(list, { context: 'selectorList', positions: true });
	} catch {
		return null;
	}
	if (root.type !== 'SelectorList') return null;
	const found: Complex[] = [];
	for (const selector of root.children) {
		if (selector.type !== 'Selector') return null;
		const complex = takeApart(list, [...selector.children]);
		if (!complex) return null;
		found.push(complex);
	}
	return found.length > 0 ? found : null;
}

function takeApart(list: string, nodes: CssNode[]): Complex | null {
	const compounds: Compound[] = [];
	const combinators: Combinator[] = [];
	let simples: CssNode[] = [];
	for (const node of nodes) {
		if (node.type !== 'Combinator') {
			simples.push(node);
			continue;
		}
		// A nested rule may begin with one: it speaks of what it is nested in.
		if (simples.length === 0 && compounds.length > 0) return null;
		compounds.push(compoundOf(list, simples, node.loc?.start.offset ?? 0));
		combinators.push(combinatorOf(node.name));
		simples = [];
	}
	if (simples.length === 0) return null;
	compounds.push(compoundOf(list, simples, 0));
	const from = nodes[0]?.loc?.start.offset ?? 0;
	const to = nodes.at(-1)?.loc?.end.offset ?? list.length;
	return { text: list.slice(from, to), compounds, combinators };
}

function combinatorOf(name: string): Combinator {
	const bare = name.trim();
	return bare === '>' || bare === '+' || bare === '~' ? bare : ' ';
}

function compoundOf(list: string, nodes: CssNode[], emptyAt: number): Compound {
	const textOf = (node: CssNode): string =>
		list.slice(node.loc?.start.offset ?? 0, node.loc?.end.offset ?? 0);
	const cut = nodes.findIndex(
		(node) =>
			node.type === 'PseudoElementSelector' ||
			(node.type === 'PseudoClassSelector' && OLD_PSEUDO.has(node.name.toLowerCase()))
	);
	const plain = cut === -1 ? nodes : nodes.slice(0, cut);
	const pseudo = cut === -1 ? [] : nodes.slice(cut);
	const texts = plain.map(textOf);
	const isPlacing = (text: string): boolean => PLACING.test(text);
	const unplaced = texts.filter((text) => !isPlacing(text)).join('');
	return {
		text: texts.join(''),
		pseudoElement: pseudo.map(textOf).join(''),
		end: plain.at(-1)?.loc?.end.offset ?? pseudo[0]?.loc?.start.offset ?? emptyAt,
		simples: texts,
		placing: texts.filter(isPlacing).join(''),
		unplaced,
		isConditional: texts.some((text) => CONDITION.test(text)),
		type: firstName(plain, 'TypeSelector'),
		classes: plain.flatMap((node) => (node.type === 'ClassSelector' ? [node.name] : [])),
		id: firstName(plain, 'IdSelector')
	};
}

/**
 * What asks for a moment (`:hover`), for a state of the page (`[data-state=…]`) or for what scripts switch taken out: whether it may
 * match some time.
 */
export function steadyText({ simples }: Compound, isSwitched: (simple: string) => boolean): string {
	const steady = simples.filter(
		(text) => !PASSING.test(text) && !CONDITION.test(text) && !isSwitched(text)
	);
	return steady.join('') || '*';
}

/** What asks for a moment, such as `:hover`; empty where nothing does. */
export function passingText({ simples }: Compound): string {
	return simples.filter((text) => PASSING.test(text)).join('');
}

/** Only what asks for a state of the page taken out: whether it matches at this moment. */
export function presentText({ simples }: Compound): string {
	return simples.filter((text) => !CONDITION.test(text)).join('') || '*';
}

function firstName(nodes: CssNode[], type: 'TypeSelector' | 'IdSelector'): string | null {
	for (const node of nodes) if (node.type === type) return node.name === '*' ? null : node.name;
	return null;
}

/** Ids, classes and types of a selector, in one number that orders selectors as browsers do. */
export function specificityOf(compounds: readonly Compound[]): number {
	let sum = 0;
	for (const { text, pseudoElement } of compounds) {
		sum += weigh(text) + (pseudoElement === '' ? 0 : 1);
	}
	return sum;
}

const ID = 1_000_000;
const CLASS = 1_000;

function weigh(text: string): number {
	if (text === '') return 0;
	let root: CssNode;
	try {
		root = parse(text, { context: 'selector' });
	} catch {
		return 0;
	}
	return root.type === 'Selector' ? weighSelector([...root.children]) : 0;
}

function weighSelector(nodes: readonly CssNode[]): number {
	let sum = 0;
	for (const node of nodes) {
		if (node.type === 'IdSelector') sum += ID;
		else if (node.type === 'ClassSelector' || node.type === 'AttributeSelector') sum += CLASS;
		else if (node.type === 'TypeSelector') sum += node.name === '*' ? 0 : 1;
		else if (node.type === 'PseudoElementSelector') sum += 1;
		else if (node.type === 'PseudoClassSelector') sum += weighPseudoClass(node);
	}
	return sum;
}

function weighPseudoClass(node: Extract<CssNode, { type: 'PseudoClassSelector' }>): number {
	const name = node.name.toLowerCase();
	if (name === 'where') return 0;
	const lists = node.children ? [...node.children] : [];
	const heaviest = Math.max(
		0,
		...lists.flatMap((list) =>
			list.type === 'SelectorList'
				? [...list.children].map((one) =>
						one.type === 'Selector' ? weighSelector([...one.children]) : 0
					)
				: []
		)
	);
	if (name === 'is' || name === 'not' || name === 'has' || name === 'matches') return heaviest;
	return CLASS + heaviest;
}
