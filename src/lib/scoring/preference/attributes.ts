/** Whether what items have in common goes with what they are worth: a value of a dimension, a model. */
import { itemsLeft } from './draws.ts';
import { varianceOf, type Preference } from './preference.ts';
import { SD_95 } from './standing.ts';

/** Fewer items with it, or without it, and nothing is said. */
const LEAST_ITEMS = 3;

export interface ItemGroup {
	label: string;
	items: readonly number[];
}

export interface Attribute {
	label: string;
	/** How many items have it. */
	count: number;
	/** Mean worth of those that have it over those that have not, in logits, with the 95 % interval. */
	difference: number;
	low: number;
	high: number;
}

/**
 * Of each group, how much more its items are worth than the others. The interval is that of a claim about the attribute and not
 * about these items: to what is not known of each worth it adds that other items with it would be worth something else.
 * @returns in the order of the groups; null (silence) where there are fewer than three items with it, or without it
 */
export function attributes(
	preference: Preference,
	groups: readonly ItemGroup[],
	excluded?: ReadonlySet<number>
): (Attribute | null)[] {
	const { items, worth, covariance, scaleVariance } = preference;
	const left = itemsLeft(preference, excluded);
	return groups.map(({ label, items: named }) => {
		const having = new Set(named);
		const inside = left.filter((item) => having.has(item));
		const outside = left.filter((item) => !having.has(item));
		if (Math.min(inside.length, outside.length) < LEAST_ITEMS) return null;
		const weights = new Float64Array(items);
		for (const item of inside) weights[item] = 1 / inside.length;
		for (const item of outside) weights[item] = -1 / outside.length;
		let difference = 0;
		let known = 0;
		for (const row of left) {
			difference += (weights[row] ?? 0) * (worth[row] ?? 0);
			for (const column of left) {
				known +=
					(weights[row] ?? 0) * (weights[column] ?? 0) * (covariance[row * items + column] ?? 0);
			}
		}
		const spread = [inside, outside].reduce(
			(sum, those) => sum + varianceAmong(those, preference) / those.length,
			0
		);
		const half = SD_95 * Math.sqrt(known + scaleVariance * difference ** 2 + spread);
		return {
			label,
			count: inside.length,
			difference,
			low: difference - half,
			high: difference + half
		};
	});
}

/** How far true worth varies among these: that of the means, and on average that about each mean. */
function varianceAmong(those: readonly number[], preference: Preference): number {
	const { worth } = preference;
	const mean = those.reduce((sum, item) => sum + (worth[item] ?? 0), 0) / those.length;
	let variance = 0;
	for (const item of those) {
		variance += ((worth[item] ?? 0) - mean) ** 2 / (those.length - 1);
		variance += varianceOf(preference, item) / those.length;
	}
	return variance;
}
