/** Gives a base the look of another variant: its colours by what they do, its typefaces, its corners. Without a model. */
import { Differences } from './differences.ts';
import type { NamedDifference } from '#lib/domain/merge.ts';
import {
	attributeOf,
	edited,
	elementsBelow,
	parseDocument,
	rawTexts,
	type Document,
	type Edit,
	type RawText
} from './html-tree.ts';
import { readBlocks, type Block } from './css-blocks.ts';
import { COLOUR_ROLES, isNear, type ColourRole, type LookReading } from './look-reading.ts';
import { escaped } from './names.ts';
import { painter, type Paint } from './recolour.ts';
import { PAINTS } from './part-markup.ts';
import { impossible } from './part-reading.ts';

export interface RetokenResult {
	html: string;
	changes: NamedDifference[];
	notes: string[];
}

const DARK = /prefers-color-scheme\s*:\s*dark/i;
const HEX = /#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b/gi;

const ROLE_WORDS: Record<ColourRole, string> = {
	ground: 'ground',
	surface: 'second ground',
	ink: 'ink',
	muted: 'quieter ink',
	accent: 'accent',
	line: 'lines'
};

/**
 * @param base as its own look was read
 * @param look of the other variant, read in the same theme
 * @param dark both, read in the dark; without it what the base says of the dark stays
 * @param name how people call the other variant
 * @param part which of the parts of a merge it is, from 0, for the keys of the differences
 * @throws VitrineError `merge_impossible` where both look the same
 */
export function retoken(
	html: string,
	{
		base,
		look,
		name,
		dark = null,
		part = 0
	}: {
		base: LookReading;
		look: LookReading;
		name: string;
		dark?: { base: LookReading; look: LookReading } | null;
		part?: number;
	},
	without: readonly string[] = []
): RetokenResult {
	const differences = new Differences(part, new Set(without));
	const document = parseDocument(html);
	const isOn = rolesTaken(base, look, name, differences);
	const withOthers = differences.has('shades', `Shades between them follow those of ${name}.`);
	const edits: Edit[] = [];
	const how = { isOn: (role: ColourRole) => isOn.has(role), withOthers };
	const paint = painter(base, look, how);
	edits.push(
		...styleEdits(
			rawTexts(document, html, 'style'),
			{ paint, paintDark: dark ? painter(dark.base, dark.look, how) : null },
			typeTaken(base, look, differences),
			cornersTaken(base, look, differences)
		)
	);
	edits.push(...attributeEdits(document, html, paint));
	edits.push(...scriptEdits(document, html, paint, differences));
	if (differences.all.length === 1 || edits.length === 0)
		throw impossible(`The base looks like ${name} already.`, 'Take the look of another variant.');
	const notes: string[] = [];
	if (!dark && DARK.test(html)) notes.push('In the dark it has the colours it had.');
	return { html: edited(html, edits), changes: differences.all, notes };
}

function rolesTaken(
	base: LookReading,
	look: LookReading,
	name: string,
	differences: Differences
): Set<ColourRole> {
	const taken = new Set<ColourRole>();
	for (const role of COLOUR_ROLES) {
		const [from, to] = [base.colours[role], look.colours[role]];
		if (from === null || (to !== null && isNear(from, to))) continue;
		const verb = role === 'line' ? 'are' : 'is';
		const words = `Its ${ROLE_WORDS[role]} ${verb} ${to === null ? 'told by other means, as in' : role === 'line' ? 'those of' : 'that of'} ${name}.`;
		if (differences.has(`colour:${role}`, words)) taken.add(role);
	}
	return taken;
}

/** Families of the base → those that take their place. */
function typeTaken(
	base: LookReading,
	look: LookReading,
	differences: Differences
): [from: string, to: string][] {
	const taken: [string, string][] = [];
	const take = (key: 'text' | 'display' | 'mono', words: string): void => {
		const [from, to] = [base.families[key], look.families[key]];
		if (from === null || to === null || firstOf(from) === firstOf(to)) return;
		if (key === 'display' && from === base.families.text) return;
		if (differences.has(`type:${key}`, `${words} ${firstOf(to)} now.`)) taken.push([from, to]);
	};
	take('text', 'Running text is set in');
	take('display', 'Titles are set in');
	take('mono', 'Code is set in');
	return taken;
}

function firstOf(family: string): string {
	return (family.split(',')[0] ?? '').replace(/["']/g, '').trim();
}

/** @returns the radius before and after, in pixels; null where corners stay */
function cornersTaken(
	base: LookReading,
	look: LookReading,
	differences: Differences
): [number, number] | null {
	if (base.radius === look.radius) return null;
	const words =
		look.radius === 0 ? 'Corners are sharp now.' : `Corners are rounded by ${look.radius} px now.`;
	return differences.has('corners', words) ? [base.radius, look.radius] : null;
}

function styleEdits(
	sheets: readonly RawText[],
	{ paint, paintDark }: { paint: Paint; paintDark: Paint | null },
	families: readonly [string, string][],
	corners: [number, number] | null
): Edit[] {
	const edits: Edit[] = [];
	for (const { text, start } of sheets) {
		for (const span of declarationSpans(text, readBlocks(text))) {
			const source = text.slice(span.start, span.end);
			const colon = source.indexOf(':');
			const property = source.slice(0, colon).trim().toLowerCase();
			let value = source.slice(colon + 1);
			const brush = span.isDark ? paintDark : paint;
			if (brush) value = brush(value);
			if (/^(font|font-family|--.*)$/.test(property))
				for (const [from, to] of families) value = replaceFamily(value, from, to);
			if (corners && (/radius/.test(property) || /^--.*(radius|round|corner)/.test(property)))
				value = value.replace(/(?<![\w.-])([\d.]+)px/g, (whole, px: string) =>
					Number(px) === corners[0] || corners[0] === 0 ? `${corners[1]}px` : whole
				);
			const changed = `${source.slice(0, colon + 1)}${value}`;
			if (colon > 0 && changed !== source)
				edits.push({ start: start + span.start, end: start + span.end, text: changed });
		}
	}
	return edits;
}

/** Declarations, and whether they are for the dark. */
function declarationSpans(
	css: string,
	blocks: readonly Block[],
	isDark = false
): { start: number; end: number; isDark: boolean }[] {
	return blocks.flatMap((block) => {
		const asks = css.slice(block.prelude.start, block.prelude.end);
		const inDark = isDark || (block.name === 'media' && DARK.test(asks));
		const steps = block.name.endsWith('keyframes') && block.body ? [block.body] : [];
		return [
			...[...block.declarations, ...steps].map((span) => ({ ...span, isDark: inDark })),
			...declarationSpans(css, block.children, inDark)
		];
	});
}

/** The list of families that begins with a family, whole. */
function replaceFamily(value: string, from: string, to: string): string {
	const first = escaped(firstOf(from));
	const list = new RegExp(
		`(["']?)(?<![\\w-])${first}(?![\\w-])\\1(?:\\s*,\\s*(?:"[^"]*"|'[^']*'|[\\w -]+))*`,
		'i'
	);
	return value.replace(list, () => to);
}

function attributeEdits(document: Document, html: string, paint: Paint): Edit[] {
	const edits: Edit[] = [];
	for (const element of elementsBelow(document)) {
		const places = element.sourceCodeLocation?.attrs;
		for (const name of ['style', ...PAINTS]) {
			const place = places?.[name];
			if (!place || attributeOf(element, name) === undefined) continue;
			const source = html.slice(place.startOffset, place.endOffset);
			const text = paint(source);
			if (text !== source) edits.push({ start: place.startOffset, end: place.endOffset, text });
		}
	}
	return edits;
}

/** Colours that scripts write stand between quotes, or after a colon; nothing else of a script is touched. */
function scriptEdits(
	document: Document,
	html: string,
	paint: Paint,
	differences: Differences
): Edit[] {
	const edits = rawTexts(document, html, 'script').flatMap(({ text, start }) =>
		[...text.matchAll(HEX)].flatMap((found) => {
			const before = text[found.index - 1] ?? '';
			const changed = /["'`:\s(,]/.test(before) ? paint(found[0]) : found[0];
			return changed === found[0]
				? []
				: [
						{
							start: start + found.index,
							end: start + found.index + found[0].length,
							text: changed
						}
					];
		})
	);
	if (edits.length === 0) return [];
	return differences.has(
		'scripts',
		`${edits.length} colours that its scripts write are changed too.`
	)
		? edits
		: [];
}
