/** The rules of a style sheet, flat: nested ones are written out, and each knows under which conditions it stands. */
import { readBlocks, type Block } from './css-blocks.ts';
import { readSelectors, type Complex } from './selectors.ts';

/** An at-rule around a rule: `@media (…)`, `@layer reset`. */
export interface Condition {
	name: string;
	prelude: string;
}

export interface Declaration {
	/** In lower case, except of a custom property. */
	property: string;
	value: string;
	isImportant: boolean;
}

interface StyleRule {
	kind: 'style';
	selectors: Complex[];
	declarations: Declaration[];
	conditions: Condition[];
}

/** `@keyframes`, `@font-face`, `@property`, the order of layers and the like: they name something for the whole document. */
export interface NamingRule {
	kind: 'naming';
	/** Of the at-rule, without vendor's prefix: `keyframes`. */
	at: string;
	/** What it names; empty for a font face, whose family stands inside. */
	prelude: string;
	/** Between its braces; null for a statement. */
	body: string | null;
	conditions: Condition[];
}

export type SheetRule = StyleRule | NamingRule;

/** Nested lists multiply; more than so many selectors in one rule are nobody's work. */
const MAX_SELECTORS = 400;

/** In the order in which they stand. What cannot be read is left out, as browsers do. */
export function readStyleRules(css: string): SheetRule[] {
	const rules: SheetRule[] = [];
	gather(css, readBlocks(css), { rules, conditions: [], parents: null });
	return rules;
}

interface Around {
	rules: SheetRule[];
	conditions: Condition[];
	/** Selectors of the rule that this one is nested in. */
	parents: string[] | null;
}

function gather(css: string, blocks: readonly Block[], around: Around): void {
	for (const block of blocks) {
		const prelude = clean(css.slice(block.prelude.start, block.prelude.end));
		if (block.name === '') gatherStyle(css, block, prelude, around);
		else if (block.body && isHolder(block)) {
			const conditions = [...around.conditions, { name: block.name, prelude }];
			const inner = { ...around, conditions };
			if (around.parents) pushStyle(css, block, around.parents, inner);
			gather(css, block.children, inner);
		} else {
			around.rules.push({
				kind: 'naming',
				at: block.name.replace(/^-\w+-/, ''),
				prelude,
				body: block.body && css.slice(block.body.start, block.body.end).trim(),
				conditions: around.conditions
			});
		}
	}
}

function isHolder({ name }: Block): boolean {
	return /^(media|supports|layer|container|scope|starting-style)$/.test(name);
}

function gatherStyle(css: string, block: Block, prelude: string, around: Around): void {
	const selectors = around.parents ? nest(prelude, around.parents) : [prelude];
	if (!selectors) return;
	pushStyle(css, block, selectors, around);
	if (block.children.length > 0) gather(css, block.children, { ...around, parents: selectors });
}

function pushStyle(css: string, block: Block, selectors: string[], around: Around): void {
	const declarations = declarationsOf(css, block);
	if (declarations.length === 0) return;
	const complexes = selectors.flatMap((selector) => readSelectors(selector) ?? []);
	if (complexes.length === 0) return;
	around.rules.push({
		kind: 'style',
		selectors: complexes,
		declarations,
		conditions: around.conditions
	});
}

/** A nested selector written out: once for each of those it is nested in. */
function nest(prelude: string, parents: readonly string[]): string[] | null {
	const inner = readSelectors(prelude.replaceAll('&', ':-vt-parent'));
	const lists = parents.flatMap((parent) => readSelectors(parent) ?? []);
	if (!inner || inner.length * lists.length > MAX_SELECTORS) return null;
	return inner.flatMap(({ text }) =>
		lists.map((parent) => {
			if (!text.includes(':-vt-parent')) return `${parent.text} ${text}`;
			const lead = parent.text;
			// Only at its beginning can a whole selector stand for the sign; elsewhere it has to be one compound.
			return text
				.replace(/^:-vt-parent/, lead)
				.replaceAll(':-vt-parent', parent.compounds.length === 1 ? lead : `:is(${lead})`);
		})
	);
}

function declarationsOf(css: string, block: Block): Declaration[] {
	return block.declarations.flatMap(
		({ start, end }) => readDeclaration(css.slice(start, end)) ?? []
	);
}

function readDeclaration(source: string): Declaration | null {
	const colon = source.indexOf(':');
	if (colon < 1) return null;
	const spelled = clean(source.slice(0, colon));
	if (!/^(--.+|-?[a-z][a-z0-9-]*)$/i.test(spelled)) return null;
	let value = clean(source.slice(colon + 1));
	const important = /\s*!\s*important$/i.exec(value);
	if (important) value = value.slice(0, important.index);
	if (value === '' && !spelled.startsWith('--')) return null;
	return {
		property: spelled.startsWith('--') ? spelled : spelled.toLowerCase(),
		value,
		isImportant: important !== null
	};
}

/** The declarations of a `style` attribute. */
export function readInlineStyle(style: string): Declaration[] {
	const [block] = readBlocks(`a{${style}}`);
	return block ? declarationsOf(`a{${style}}`, block) : [];
}

/** What stands between the braces of `@keyframes`. */
export function readSteps(body: string): { prelude: string; declarations: Declaration[] }[] {
	return readBlocks(body).map((block) => ({
		prelude: clean(body.slice(block.prelude.start, block.prelude.end)),
		declarations: declarationsOf(body, block)
	}));
}

/** Without comments, which may stand anywhere, and with one space for many. Strings stay as they are. */
function clean(text: string): string {
	return text
		.replace(
			/("(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*')|\/\*[^]*?(?:\*\/|$)|\s+/g,
			(_, quoted: string | undefined) => quoted ?? ' '
		)
		.trim();
}
