/** The style sheets of a document as it is written, and the selectors in them that a browser is asked about. */
import { attributeOf, parseDocument, rawTexts, type Document } from './html-tree.ts';
import type { AskedSelector } from './part-script.ts';
import { presentText, steadyText, type Complex } from './selectors.ts';
import { readStyleRules, type SheetRule } from './style-rules.ts';

interface PageStyles {
	rules: SheetRule[];
	/** Each selector once, in the order in which the browser is asked. */
	selectors: Complex[];
}

export function readPageStyles(html: string, document: Document = parseDocument(html)): PageStyles {
	const rules: SheetRule[] = [];
	for (const { element, text } of rawTexts(document, html, 'style')) {
		const media = attributeOf(element, 'media')?.trim();
		const found = readStyleRules(text);
		if (media && media !== 'all') {
			for (const rule of found) rule.conditions.unshift({ name: 'media', prelude: media });
		}
		rules.push(...found);
	}
	const selectors = new Map<string, Complex>();
	for (const rule of rules) {
		if (rule.kind !== 'style') continue;
		for (const complex of rule.selectors) selectors.set(complex.text, complex);
	}
	return { rules, selectors: [...selectors.values()] };
}

/**
 * Selectors as a browser is asked about them.
 * @param scripts of the page: classes and attributes that they switch may come any time
 */
export function askAbout(selectors: readonly Complex[], scripts: string): AskedSelector[] {
	const isSwitched = switchedBy(scripts);
	return selectors.map(({ compounds, combinators }) => ({
		steady: compounds.map((compound) => steadyText(compound, isSwitched)),
		now: compounds.map(presentText),
		combinators
	}));
}

function switchedBy(scripts: string): (simple: string) => boolean {
	const classes = new Set(
		[...scripts.matchAll(/classList\s*\.\s*(?:add|remove|toggle|replace)\(([^)]*)\)/g)].flatMap(
			([, names = '']) =>
				[...names.matchAll(/["'`]([\w-]+)["'`]/g)].map(([, name = '']) => `.${name}`)
		)
	);
	const attributes = new Set(
		[...scripts.matchAll(/(?:set|remove|toggle)Attribute\(\s*["'`]([\w-]+)["'`]/g)].map(
			([, name = '']) => name
		)
	);
	return (simple) => {
		if (classes.has(simple)) return true;
		const [, attribute] = /^\[\s*([\w-]+)/.exec(simple) ?? [];
		return attribute !== undefined && attributes.has(attribute);
	};
}
