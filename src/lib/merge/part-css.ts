/** The style sheet that a part brings along. */
import { aroundPart, type AroundRule } from './around-part.ts';
import { writeRules, type WrittenRule } from './css-writer.ts';
import {
	mentions,
	renameDeclaration,
	renameSelector,
	scaleRems,
	usedProperties,
	withoutFetching,
	type Renames
} from './names.ts';
import type { Paint } from './recolour.ts';
import type { PartReading, PartRule } from './part-reading.ts';
import { scopeSelector } from './scope-selector.ts';
import {
	readInlineStyle,
	readSteps,
	type Condition,
	type Declaration,
	type NamingRule
} from './style-rules.ts';

/** Each is a difference of its own; a page that people make has a dozen. */
const MAX_NAMINGS = 100;

/** What of a part's page is used by the part: found before anything is renamed or left out. */
export interface PartSheet {
	/** Rules that match something in it. */
	rules: PartRule[];
	around: AroundRule[];
	/** Custom properties that it uses, those that these use, and so on. */
	properties: Set<string>;
	namings: NamingRule[];
	/** Custom properties that what is around it gives it, with what they are where the page asks for nothing. */
	tokens: Map<string, string>;
}

/** @param written inline styles and attributes of its markup */
export function readPartSheet(part: PartReading, written: string, withGround: boolean): PartSheet {
	const rules = part.rules.flatMap((rule) => {
		const selectors = rule.selectors.filter(({ splits }) => splits.length > 0);
		return selectors.length > 0 ? [{ ...rule, selectors }] : [];
	});
	const values = rules.flatMap(({ declarations }) => declarations.map(({ value }) => value));
	const everything = aroundPart(part, { isWanted: () => true, withGround });
	const given = everything.flatMap(({ declarations }) => declarations);
	const used = new Set<string>();
	const keyframes = part.namings.filter(({ at }) => at === 'keyframes');
	const waiting = [
		...values,
		written,
		...keyframes.map(({ body }) => body ?? ''),
		...given.filter(({ property }) => !property.startsWith('--')).map(({ value }) => value)
	].flatMap(usedProperties);
	for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
		if (used.has(name)) continue;
		used.add(name);
		for (const { property, value } of given)
			if (property === name) waiting.push(...usedProperties(value));
	}
	const around = aroundPart(part, { isWanted: (name) => used.has(name), withGround });
	const text = [
		...values,
		written,
		...around.flatMap(({ declarations }) => declarations.map(({ value }) => value))
	].join('\n');
	return {
		rules,
		around,
		properties: used,
		namings: part.namings
			.filter((naming) => isUsed(naming, text, used, rules))
			.slice(0, MAX_NAMINGS),
		tokens: new Map(
			around
				.flatMap(({ declarations, conditions, asked }) =>
					declarations.filter(
						({ property }) => property.startsWith('--') && conditions.length === 0 && asked === ''
					)
				)
				.map(({ property, value }) => [property, value])
		)
	};
}

function isUsed(
	{ at, prelude, body }: NamingRule,
	text: string,
	used: Set<string>,
	rules: readonly PartRule[]
): boolean {
	switch (at) {
		case 'keyframes':
		case 'counter-style':
		case 'position-try':
		case 'font-palette-values':
			return mentions(text, bareName(prelude));
		case 'font-face':
			return text.toLowerCase().includes(familyOf(body).toLowerCase()) && familyOf(body) !== '';
		case 'property':
			return used.has(prelude);
		case 'layer':
			return rules.some(({ conditions }) => conditions.some(({ name }) => name === 'layer'));
		default:
			return false;
	}
}

/** A name without the quotes it may have. */
export function bareName(prelude: string): string {
	return prelude.replace(/^["']|["']$/g, '');
}

/** The family that a font face is of; empty where it says none. */
export function familyOf(body: string | null): string {
	const declaration = readInlineStyle(body ?? '').find(
		({ property }) => property === 'font-family'
	);
	return bareName(declaration?.value ?? '');
}

export interface PartCssOptions {
	/** The selector of what stands around the part. */
	scope: string;
	renames: Renames;
	remRatio: number;
	/** Colours as they are to be. */
	paint: Paint;
	/** For what stands around it: how it lies in its place. Before what its ancestors declare, and after it. */
	first: Declaration[];
	last: Declaration[];
	/** For its root. */
	root: Declaration[];
	/** Declarations of what was around it that are not to come along. */
	isLeftOut: (declaration: Declaration) => boolean;
	/** Whether what it does in states and themes of the page comes along. */
	withStates: boolean;
	/** Whether a rule for the whole document, such as a typeface, comes along. */
	isBrought: (naming: NamingRule) => boolean;
}

export function writePartCss(sheet: PartSheet, options: PartCssOptions): string {
	const { scope, renames } = options;
	const written: WrittenRule[] = [];
	const finish = (declaration: Declaration): Declaration => {
		const renamed = renameDeclaration(declaration, renames);
		return {
			...renamed,
			value: options.paint(withoutFetching(scaleRems(renamed.value, options.remRatio)))
		};
	};
	// What is said last may speak of tokens of the base, whose names are not changed.
	const finishLast = (declaration: Declaration): Declaration => {
		const own = declaration.property;
		const value = declaration.value.replace(/^--vt-base\((.*)\)$/, 'var($1)');
		return { ...declaration, property: renames.properties.get(own) ?? own, value };
	};
	for (const naming of sheet.namings) {
		if (options.isBrought(naming)) written.push(writeNaming(naming, renames, finish));
	}
	written.push({ prelude: scope, declarations: options.first, conditions: [] });
	for (const { asked, declarations, conditions } of sheet.around) {
		if (asked !== '' && !options.withStates) continue;
		written.push({
			// Its weight is the same whatever it asks for: what comes later wins.
			prelude: asked === '' ? scope : `:where(${asked}) ${scope}`,
			declarations: declarations.filter((one) => !options.isLeftOut(one)).map(finish),
			conditions
		});
	}
	written.push({ prelude: scope, declarations: options.last.map(finishLast), conditions: [] });
	for (const rule of sheet.rules) {
		const selectors = rule.selectors
			.filter(
				({ compounds }) =>
					options.withStates || !compounds.some(({ isConditional }) => isConditional)
			)
			.flatMap((selector) => scopeSelector(selector, scope));
		if (selectors.length === 0) continue;
		written.push({
			prelude: selectors.map((text) => renameSelector(text, renames)).join(', '),
			declarations: rule.declarations.map(finish),
			conditions: rule.conditions.map((condition) => renameLayer(condition, renames.layers))
		});
	}
	written.push({ prelude: `${scope} > *`, declarations: options.root, conditions: [] });
	return writeRules(written);
}

function renameLayer(condition: Condition, prefix: string): Condition {
	if (condition.name !== 'layer' || condition.prelude === '') return condition;
	return { name: 'layer', prelude: layerNames(condition.prelude, prefix) };
}

function layerNames(prelude: string, prefix: string): string {
	return prelude
		.split(',')
		.map((name) => `${prefix}${name.trim()}`)
		.join(', ');
}

function writeNaming(
	{ at, prelude, body, conditions }: NamingRule,
	renames: Renames,
	finish: (declaration: Declaration) => Declaration
): WrittenRule {
	const kept = conditions.filter(({ name }) => name === 'media' || name === 'supports');
	const say = (name: string, text: string | null): WrittenRule => ({
		prelude: `@${at}${name === '' ? '' : ` ${name}`}`,
		declarations: null,
		body: text,
		conditions: kept
	});
	if (at === 'layer') return say(layerNames(prelude, renames.layers), body);
	if (at === 'keyframes') {
		const name = bareName(prelude);
		return say(renames.keyframes.get(name) ?? prelude, writeSteps(body ?? '', finish));
	}
	const inside = readInlineStyle(body ?? '').map((declaration) => {
		const { property, value } = finish(declaration);
		const family = renames.families.get(bareName(value));
		return `${property}: ${property === 'font-family' && family !== undefined ? `"${family}"` : value};`;
	});
	return say(
		at === 'property' ? (renames.properties.get(prelude) ?? prelude) : prelude,
		inside.join(' ')
	);
}

/** What stands between the braces of `@keyframes`, each declaration changed. */
export function writeSteps(
	body: string,
	finish: (declaration: Declaration) => Declaration
): string {
	const steps = readSteps(body).map(({ prelude, declarations }) => ({
		prelude,
		declarations: declarations.map(finish),
		conditions: []
	}));
	return `\n${writeRules(steps)}\n`;
}
