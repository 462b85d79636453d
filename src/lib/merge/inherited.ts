/** Properties that an element has from its parent unless it says otherwise. */

/** What is read of a part's parent. Longhands, as browsers compute them; those a browser does not know are skipped there. */
export const INHERITED = [
	'color',
	'color-scheme',
	'font-family',
	'font-size',
	'font-style',
	'font-weight',
	'font-stretch',
	'font-variant-ligatures',
	'font-variant-caps',
	'font-variant-numeric',
	'font-variant-east-asian',
	'font-variant-alternates',
	'font-variant-position',
	'font-feature-settings',
	'font-variation-settings',
	'font-kerning',
	'font-optical-sizing',
	'font-size-adjust',
	'font-palette',
	'font-synthesis-weight',
	'font-synthesis-style',
	'font-synthesis-small-caps',
	'line-height',
	'letter-spacing',
	'word-spacing',
	'text-align',
	'text-align-last',
	'text-indent',
	'text-transform',
	'text-shadow',
	'text-rendering',
	'text-wrap-mode',
	'text-wrap-style',
	'text-underline-position',
	'text-underline-offset',
	'text-decoration-skip-ink',
	'text-emphasis-style',
	'text-emphasis-position',
	'text-orientation',
	'white-space-collapse',
	'word-break',
	'overflow-wrap',
	'line-break',
	'hyphens',
	'hyphenate-character',
	'tab-size',
	'direction',
	'writing-mode',
	'list-style-type',
	'list-style-position',
	'list-style-image',
	'quotes',
	'cursor',
	'visibility',
	'pointer-events',
	'accent-color',
	'border-collapse',
	'border-spacing',
	'caption-side',
	'empty-cells',
	'image-rendering',
	'image-orientation',
	'scrollbar-color',
	'-webkit-font-smoothing',
	'-webkit-text-stroke-width',
	'-webkit-tap-highlight-color',
	'fill',
	'fill-opacity',
	'fill-rule',
	'stroke',
	'stroke-width',
	'stroke-opacity',
	'stroke-dasharray',
	'stroke-dashoffset',
	'stroke-linecap',
	'stroke-linejoin',
	'stroke-miterlimit',
	'paint-order',
	'text-anchor',
	'dominant-baseline',
	'clip-rule',
	'shape-rendering',
	'color-interpolation-filters',
	'orphans',
	'widows'
] as const;

/** Shorthands that set some of them. */
const SHORTHANDS: Record<string, string[]> = {
	font: [
		'font-family',
		'font-size',
		'font-style',
		'font-weight',
		'font-stretch',
		'line-height',
		'font-variant-caps'
	],
	'font-variant': [
		'font-variant-ligatures',
		'font-variant-caps',
		'font-variant-numeric',
		'font-variant-east-asian',
		'font-variant-alternates',
		'font-variant-position'
	],
	'font-synthesis': ['font-synthesis-weight', 'font-synthesis-style', 'font-synthesis-small-caps'],
	'list-style': ['list-style-type', 'list-style-position', 'list-style-image'],
	'text-wrap': ['text-wrap-mode', 'text-wrap-style'],
	'white-space': ['white-space-collapse', 'text-wrap-mode'],
	'text-emphasis': ['text-emphasis-style', 'text-emphasis-color'],
	'word-wrap': ['overflow-wrap'],
	'-webkit-text-stroke': ['-webkit-text-stroke-width', '-webkit-text-stroke-color']
};

/** Inherited too, but browsers tell the colour that text had in their place, so they are not read. */
const BY_COLOUR = [
	'caret-color',
	'text-emphasis-color',
	'-webkit-text-fill-color',
	'-webkit-text-stroke-color'
];

const ALL = new Set<string>([...INHERITED, ...BY_COLOUR]);

/** The inherited properties that a declaration sets: none where its property is not inherited. */
export function inheritedBy(property: string): string[] {
	if (ALL.has(property)) return [property];
	return SHORTHANDS[property] ?? [];
}

/** Whether a value says how much relative to what is inherited, so that it means something else elsewhere. */
export function isRelative(property: string, value: string): boolean {
	if (/\b(inherit|unset|revert|revert-layer)\b/.test(value)) return true;
	if (property === 'font-weight') return /\b(bolder|lighter)\b/.test(value);
	if (property === 'color') return /currentcolor/i.test(value);
	const inEms = /(?<![\w#-])[+-]?(?:\d*\.)?\d+(?:em|ex|ch|cap|ic|lh|%)(?![\w-])/i;
	if (property === 'font') {
		const [size = ''] = value.split(/\s*\/\s*/);
		return inEms.test(size) || /\b(larger|smaller)\b/.test(size);
	}
	if (property === 'font-size') return inEms.test(value) || /\b(larger|smaller)\b/.test(value);
	return inEms.test(value);
}
