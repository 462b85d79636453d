/** Names that are of a whole document: those of a part are changed where the base has them too. */
import type { Declaration } from './style-rules.ts';

/** Old name → new name, by what is named. */
export interface Renames {
	ids: Map<string, string>;
	/** Groups of radio buttons. */
	groups: Map<string, string>;
	keyframes: Map<string, string>;
	families: Map<string, string>;
	/** Custom properties that either document registers. */
	properties: Map<string, string>;
	/** Of grafts within the part. */
	grafts: Map<string, string>;
	/** Put before the names of layers. */
	layers: string;
}

/** Whether a text has a name as a word of its own. */
export function mentions(text: string, name: string): boolean {
	return name !== '' && text.includes(name) && wordOf(name).test(text);
}

/** Asks a text for many names: its words are gathered once. */
export function mentioner(text: string): (name: string) => boolean {
	const words = new Set(text.match(/[\w-]+/g));
	return (name) => (/^[\w-]+$/.test(name) ? words.has(name) : mentions(text, name));
}

function wordOf(name: string, flags = ''): RegExp {
	return new RegExp(`(?<![\\w-])${escaped(name)}(?![\\w-])`, flags);
}

export function escaped(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** The names of custom properties that a value uses. */
export function usedProperties(value: string): string[] {
	return [...value.matchAll(/var\(\s*(--[^\s,)]+)/g)].map(([, name = '']) => name);
}

export function renameSelector(selector: string, { ids, grafts }: Renames): string {
	return selector
		.replace(/#([\w-]+)/g, (whole, id: string) => {
			const renamed = ids.get(id);
			return renamed === undefined ? whole : `#${renamed}`;
		})
		.replace(/(\[data-graft\s*=\s*["']?)([\w-]+)(?=["'\]])/g, (whole, lead: string, id: string) => {
			const renamed = grafts.get(id);
			return renamed === undefined ? whole : `${lead}${renamed}`;
		});
}

export function renameDeclaration(declaration: Declaration, renames: Renames): Declaration {
	const { property } = declaration;
	let { value } = declaration;
	value = renameReferences(value, renames.ids);
	for (const [from, to] of renames.properties) value = value.replace(wordOf(from, 'g'), to);
	const isCustom = property.startsWith('--');
	if (isCustom || /^(-webkit-)?animation(-name)?$/.test(property)) {
		for (const [from, to] of renames.keyframes) value = value.replace(wordOf(from, 'g'), to);
	}
	if (isCustom || property === 'font' || property === 'font-family') {
		for (const [from, to] of renames.families) {
			const name = escaped(from);
			// Whole: in quotes, or up to the next comma.
			const whole = new RegExp(`(["'])${name}\\1|(?<![\\w"'-])${name}(?=\\s*(?:,|$))`, 'gi');
			value = value.replace(whole, `"${to}"`);
		}
	}
	return { ...declaration, property: renames.properties.get(property) ?? property, value };
}

/** `url(#id)`. */
export function renameReferences(value: string, ids: ReadonlyMap<string, string>): string {
	if (!value.includes('#')) return value;
	return value.replace(/url\(\s*(["']?)#([^"')]+)\1\s*\)/g, (whole, quote: string, id: string) => {
		const renamed = ids.get(id);
		return renamed === undefined ? whole : `url(${quote}#${renamed}${quote})`;
	});
}

/** Lengths in `rem` so that they stay what they were on a page whose root has another size. */
export function scaleRems(value: string, ratio: number): string {
	if (ratio === 1 || !value.includes('rem')) return value;
	return value.replace(
		/(?<![\w#.-])([+-]?(?:\d*\.)?\d+)rem(?![\w-])/gi,
		(_, number: string) => `${Number((Number(number) * ratio).toFixed(4))}rem`
	);
}

/** What would be fetched from elsewhere is fetched by no variant, nor by what is exported of it. */
export function withoutFetching(value: string): string {
	return value.replace(
		/url\(\s*(?!["']?(?:data:|#))(?:"[^"]*"|'[^']*'|[^)]*)\s*\)/gi,
		'url("data:,")'
	);
}
