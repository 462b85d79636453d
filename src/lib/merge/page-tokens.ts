/** The tokens of a page: custom properties on its root, as its style sheets say them. */
import { readPageStyles } from './page-styles.ts';
import type { Complex } from './selectors.ts';
import type { Condition } from './style-rules.ts';

export interface PageToken {
	name: string;
	value: string;
	/** Where it says so: always, or in the dark. */
	theme: 'always' | 'dark';
}

/** In the order in which they stand; of those said twice, the last counts. */
export function pageTokens(html: string): PageToken[] {
	const found = new Map<string, PageToken>();
	for (const rule of readPageStyles(html).rules) {
		if (rule.kind !== 'style' || !rule.selectors.some(isOfRoot)) continue;
		const theme = themeOf(rule.conditions);
		if (theme === null) continue;
		for (const { property, value } of rule.declarations) {
			if (property.startsWith('--'))
				found.set(`${theme} ${property}`, { name: property, value, theme });
		}
	}
	return [...found.values()];
}

function isOfRoot({ compounds }: Complex): boolean {
	const [only] = compounds;
	return (
		compounds.length === 1 &&
		only !== undefined &&
		/^(:root|html|body)$/i.test(only.text) &&
		only.pseudoElement === ''
	);
}

/** Null where it is only said in some windows. */
function themeOf(conditions: readonly Condition[]): PageToken['theme'] | null {
	const asked = conditions.filter(({ name }) => name !== 'layer');
	if (asked.length === 0) return 'always';
	const isDark =
		asked.length === 1 &&
		/^\(\s*prefers-color-scheme\s*:\s*dark\s*\)$/i.test(asked[0]?.prelude ?? '');
	return isDark ? 'dark' : null;
}
