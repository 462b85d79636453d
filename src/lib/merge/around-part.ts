/** What a part had from what stood around it: inherited properties, custom properties, its ground. */
import { inheritedBy, isRelative } from './inherited.ts';
import type { Ancestor, PartReading, PartRule } from './part-reading.ts';
import { askedOfPage } from './scope-selector.ts';
import { specificityOf } from './selectors.ts';
import { readInlineStyle, type Condition, type Declaration } from './style-rules.ts';

/** A declaration of an ancestor, and what decides whether it wins. */
interface Given {
	depth: number;
	declaration: Declaration;
	conditions: Condition[];
	asked: string;
	/** Of the layer it is in; layers lose to what is in none. */
	isLayered: boolean;
	weight: number;
	order: number;
}

export interface AroundRule {
	/** The state or theme of the page under which it holds; empty where it always does. */
	asked: string;
	declarations: Declaration[];
	conditions: Condition[];
}

/**
 * What the ancestors declare, for one element that takes the place of them all, in an order in which the last wins: nearer
 * ancestors after farther ones, and those of one ancestor as they won there.
 * @param isWanted which custom properties are used
 * @param withGround whether backgrounds are taken, of the nearest ancestor that has one
 */
export function aroundPart(
	part: PartReading,
	{ isWanted, withGround }: { isWanted: (property: string) => boolean; withGround: boolean }
): AroundRule[] {
	const groundDepth = withGround ? part.around.findLastIndex(({ hasGround }) => hasGround) : -1;
	const given = givenByRules(part.rules);
	for (const [depth, { style }] of part.around.entries()) {
		for (const declaration of readInlineStyle(style)) {
			given.push({
				depth,
				declaration,
				conditions: [],
				asked: '',
				isLayered: false,
				weight: Number.MAX_SAFE_INTEGER,
				order: given.length
			});
		}
	}
	const rules: AroundRule[] = [];
	for (const one of given.sort(byWinning)) {
		const { depth, conditions, asked } = one;
		const kept = takenOver(one, part.around, { isWanted, isGround: depth === groundDepth });
		if (kept.length === 0) continue;
		const last = rules.at(-1);
		if (last && last.asked === asked && isSameUnder(last.conditions, conditions))
			last.declarations.push(...kept);
		else rules.push({ asked, declarations: kept, conditions });
	}
	if (withGround && part.behind !== '') {
		const declarations = [{ property: 'background', value: part.behind, isImportant: false }];
		rules.push({ asked: '', declarations, conditions: [] });
	}
	return [...restated(part, rules), ...rules];
}

function givenByRules(rules: readonly PartRule[]): Given[] {
	const given: Given[] = [];
	for (const [order, rule] of rules.entries()) {
		const isLayered = rule.conditions.some(({ name }) => name === 'layer');
		const conditions = rule.conditions.filter(
			({ name }) => name === 'media' || name === 'supports'
		);
		for (const selector of rule.selectors) {
			if (selector.compounds.at(-1)?.pseudoElement !== '') continue;
			const weight = specificityOf(selector.compounds);
			const asked = askedOfPage(selector);
			for (const depth of selector.around) {
				for (const declaration of rule.declarations)
					given.push({ depth, declaration, conditions, asked, isLayered, weight, order });
			}
		}
	}
	return given;
}

function byWinning(a: Given, b: Given): number {
	return (
		a.depth - b.depth ||
		Number(a.declaration.isImportant) - Number(b.declaration.isImportant) ||
		Number(b.isLayered) - Number(a.isLayered) ||
		a.weight - b.weight ||
		a.order - b.order
	);
}

function takenOver(
	{ depth, declaration }: Given,
	around: readonly Ancestor[],
	{ isWanted, isGround }: { isWanted: (property: string) => boolean; isGround: boolean }
): Declaration[] {
	const { property, value } = declaration;
	const plain = { property, value, isImportant: false };
	if (property.startsWith('--')) return isWanted(property) ? [plain] : [];
	if (isGround && property.startsWith('background')) return [plain];
	const inherited = inheritedBy(property);
	if (inherited.length === 0) return [];
	if (!isRelative(property, value)) return [plain];
	// Relative to what it inherited there, which is not what it would inherit here.
	const looks = around[depth]?.looks ?? {};
	return inherited.flatMap((name) => {
		const computed = looks[name];
		return computed ? [{ property: name, value: computed, isImportant: false }] : [];
	});
}

/** What the parent has and no rule of the page says: browsers' own styles of headings, lists, links and the like. */
function restated(part: PartReading, rules: readonly AroundRule[]): AroundRule[] {
	const said = new Set(
		rules.flatMap(({ declarations }) =>
			declarations.flatMap(({ property }) => inheritedBy(property))
		)
	);
	const looks = part.around.at(-1)?.looks ?? {};
	const declarations = Object.entries(looks)
		.filter(([name, value]) => !said.has(name) && value !== '' && value !== part.initial[name])
		.map(([property, value]) => ({ property, value, isImportant: false }));
	return declarations.length > 0 ? [{ asked: '', declarations, conditions: [] }] : [];
}

function isSameUnder(a: readonly Condition[], b: readonly Condition[]): boolean {
	return (
		a.length === b.length &&
		a.every(({ name, prelude }, index) => name === b[index]?.name && prelude === b[index].prelude)
	);
}
