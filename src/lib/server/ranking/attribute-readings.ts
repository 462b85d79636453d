/** What having a value of a dimension, or being made by a model, goes with. */
import type { AttributeReading, RankingView } from '#lib/domain/session-view.ts';
import { everySpaceOf } from '../brief-space.ts';
import type { Queryable } from '../database.ts';
import * as variants from '../store/variants.ts';
import { namedVariants } from '../tally-service.ts';
import type { Ranking } from './assess.ts';

/** Works of the pool that have something in common. */
interface Shared {
	key: string;
	label: string;
	/** By number, those that are gone with them. */
	items: number[];
	/** Without those that are gone. */
	count: number;
}

export interface SharedWorks {
	/** By dimension, the values that occur in the pool; none that all have. */
	dimensions: { key: string; label: string; values: Shared[] }[];
	models: Shared[];
}

/** @param excluded numbers of the works that are gone */
export function sharedIn(
	db: Queryable,
	{ briefId, variantIds }: { briefId: string; variantIds: readonly string[] },
	excluded: ReadonlySet<number>
): SharedWorks {
	const itemOf = new Map(variantIds.map((id, item) => [id, item]));
	const works = variants
		.ofBrief(db, briefId)
		.flatMap(({ id, point }) => ({ item: itemOf.get(id), point }));
	const share = (key: string, label: string, found: (number | undefined)[]): Shared[] => {
		const items = found.filter((item) => item !== undefined).sort((a, b) => a - b);
		const count = items.filter((item) => !excluded.has(item)).length;
		return count > 0 ? [{ key, label, items, count }] : [];
	};
	const dimensions = everySpaceOf(db, briefId).map((dimension) => ({
		key: dimension.key,
		label: dimension.label,
		values: dimension.values.flatMap(({ key, label }) => {
			const having = works.filter(({ point }) => point[dimension.key] === key);
			return share(
				key,
				label,
				having.map(({ item }) => item)
			);
		})
	}));
	const byMaker = new Map<string, { label: string; items: (number | undefined)[] }>();
	for (const { variant, model } of namedVariants(db, briefId)) {
		const key = `${variant.provider} ${model}`;
		// Some have one model alone, called as they are.
		const label =
			model && model !== variant.provider ? `${model}, ${variant.provider}` : variant.provider;
		const maker = byMaker.get(key) ?? { label, items: [] };
		maker.items.push(itemOf.get(variant.id));
		byMaker.set(key, maker);
	}
	return {
		dimensions: dimensions.filter(({ values }) => values.length > 1),
		models: [...byMaker].flatMap(([key, { label, items }]) => share(key, label, items))
	};
}

/** In the order in which they are read by `readingsOf`. */
export function allOf({ dimensions, models }: SharedWorks): Shared[] {
	return [...dimensions.flatMap(({ values }) => values), ...models];
}

/** @param read of each of `allOf(shared)` */
export function readingsOf(
	shared: SharedWorks,
	read: Ranking['attributes']
): { dimensions: RankingView['dimensions']; models: AttributeReading[] } {
	const found = [...read];
	const toReading = ({ key, label, count }: Shared): AttributeReading => {
		const { effect = null, answers = 0 } = found.shift() ?? {};
		return {
			key,
			label,
			count,
			effect: effect && { difference: effect.difference, low: effect.low, high: effect.high },
			answers
		};
	};
	return {
		dimensions: shared.dimensions.map(({ values, ...dimension }) => ({
			...dimension,
			values: values.map(toReading)
		})),
		models: shared.models.map(toReading)
	};
}
