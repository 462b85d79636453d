/** What having a value of a dimension, or being made by a model, goes with. */

import type { AttributeReading, RankingView } from '#lib/domain/session-view.ts';
import { attributes } from '#lib/scoring/preference/attributes.ts';
import type { Evidence } from '#lib/scoring/preference/evidence.ts';
import type { Preference } from '#lib/scoring/preference/preference.ts';
import { everySpaceOf } from '../brief-space.ts';
import type { Queryable } from '../database.ts';

import * as variants from '../store/variants.ts';
import { namedVariants } from '../tally-service.ts';

interface Standing {
	evidence: Evidence;
	preference: Preference;
	excluded: ReadonlySet<number>;
	idOf(item: number): string;
}

export function dimensionReadings(
	db: Queryable,
	briefId: string,
	standing: Standing
): RankingView['dimensions'] {
	const pointOf = new Map(variants.ofBrief(db, briefId).map(({ id, point }) => [id, point]));
	return everySpaceOf(db, briefId).flatMap(({ key, label, values }) => {
		const read = values.map((value) => ({
			key: value.key,
			label: value.label,
			ids: new Set([...pointOf].filter(([, point]) => point[key] === value.key).map(([id]) => id))
		}));
		const readings = readingsOf(read, standing).filter(({ count }) => count > 0);
		// What all of them have in common tells nothing.
		return readings.length > 1 ? [{ key, label, values: readings }] : [];
	});
}

export function modelReadings(
	db: Queryable,
	briefId: string,
	standing: Standing
): AttributeReading[] {
	const byMaker = new Map<string, { key: string; label: string; ids: Set<string> }>();
	for (const { variant, model } of namedVariants(db, briefId)) {
		const key = `${variant.provider} ${model}`;
		const label = model ? `${model}, ${variant.provider}` : variant.provider;
		const maker = byMaker.get(key) ?? { key, label, ids: new Set() };
		maker.ids.add(variant.id);
		byMaker.set(key, maker);
	}
	return readingsOf([...byMaker.values()], standing).filter(({ count }) => count > 0);
}

function readingsOf(
	named: readonly { key: string; label: string; ids: ReadonlySet<string> }[],
	{ evidence, preference, excluded, idOf }: Standing
): AttributeReading[] {
	const all = Array.from({ length: evidence.items }, (_, item) => item);
	const groups = named.map(({ label, ids }) => ({
		label,
		items: all.filter((item) => ids.has(idOf(item)))
	}));
	const effects = attributes(preference, groups, excluded);
	return named.map(({ key, label }, at) => {
		const items = new Set(groups[at]?.items);
		const effect = effects[at] ?? null;
		return {
			key,
			label,
			count: [...items].filter((item) => !excluded.has(item)).length,
			effect: effect && { difference: effect.difference, low: effect.low, high: effect.high },
			answers:
				evidence.pairs.filter(({ left, right }) => items.has(left) || items.has(right)).length +
				evidence.orders.filter(({ shown }) => shown.some((item) => items.has(item))).length
		};
	});
}
