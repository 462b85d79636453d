/** The style sheets of a document as it is written, and the selectors in them that a browser is asked about. */
import { attributeOf, parseDocument, rawTexts, type Document } from './html-tree.ts';
import type { AskedSelector } from './part-script.ts';
import type { Complex } from './selectors.ts';
import { readStyleRules, type SheetRule } from './style-rules.ts';

export interface PageStyles {
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

export function askedSelector({ compounds, combinators }: Complex): AskedSelector {
	return {
		steady: compounds.map(({ steady }) => steady),
		now: compounds.map(({ now }) => now),
		combinators
	};
}
