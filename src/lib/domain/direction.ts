/** A space of ways in which answers to a brief can differ, and single points in it. */
import { z } from 'zod';

/** Points are plain objects, and every object has a `constructor`. */
const Key = z
	.string()
	.max(60)
	.regex(/^(?!constructor$)[a-z0-9][a-z0-9-]*$/, 'a key is lower-case letters, digits and hyphens');

const DimensionValue = z.object({
	/** Stable key within the dimension, such as `one-level`. */
	key: Key,
	/** As shown to a person: `one level`. */
	label: z.string().min(1).max(60),
	/** A clause for the prompt that says what the value asks for. */
	clause: z.string().min(1).max(400)
});
type DimensionValue = z.infer<typeof DimensionValue>;

export const Dimension = z.object({
	key: Key,
	label: z.string().min(1).max(60),
	/** One line on why this matters. */
	why: z.string().max(400),
	values: z.array(DimensionValue).min(2).max(12),
	/** Who proposed it; a standing dimension has none. */
	origin: z.enum(['model', 'person']).optional()
});
export type Dimension = z.infer<typeof Dimension>;

/** Eight that stand for every brief, nine that a model proposed, and a few of a person's own. */
export const MAX_DIMENSIONS = 20;

/** The space of one brief. */
export const DimensionSpace = z
	.array(Dimension)
	.min(1, 'a space has at least one dimension')
	.max(MAX_DIMENSIONS, `a space has at most ${MAX_DIMENSIONS} dimensions`)
	.superRefine((space, context) => {
		for (const at of repeated(space)) context.addIssue(repeatedKey([at, 'key']));
		for (const [at, { values }] of space.entries())
			for (const place of repeated(values))
				context.addIssue(repeatedKey([at, 'values', place, 'key']));
	});

/** Places of those whose key has come before. */
function repeated(list: readonly { key: string }[]): number[] {
	const keys = list.map(({ key }) => key);
	return [...keys.keys()].filter((at) => keys.indexOf(keys[at] ?? '') < at);
}

function repeatedKey(path: (string | number)[]) {
	return { code: 'custom' as const, path, message: 'the same key as another one has' };
}

/**
 * Several spaces as one in which every point of each can be read: the dimensions of the first, then what only later ones
 * have; within a dimension its values likewise. Where two have the same key, the first has the say.
 */
export function joinSpaces(spaces: readonly (readonly Dimension[])[]): Dimension[] {
	const joined = new Map<string, Dimension>();
	for (const dimension of spaces.flat()) {
		const known = joined.get(dimension.key);
		const fresh = known
			? dimension.values.filter(({ key }) => !known.values.some((value) => value.key === key))
			: [];
		joined.set(
			dimension.key,
			known ? { ...known, values: [...known.values, ...fresh] } : dimension
		);
	}
	return [...joined.values()];
}

/** Dimension key → value key. */
export const Point = z.record(z.string(), z.string());
export type Point = z.infer<typeof Point>;

/** One point in the space, and the idea in a sentence. */
export const Direction = z.object({ point: Point, statement: z.string().min(1).max(1000) });
export type Direction = z.infer<typeof Direction>;

/** In how many dimensions two points differ; a dimension that only one of them has counts as a difference. */
export function distance(a: Point, b: Point): number {
	const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
	let differing = 0;
	for (const key of keys) if (a[key] !== b[key]) differing++;
	return differing;
}

/** The point as a medium line for a caption: `List, one step, dense`. Unknown keys are left out. */
export function describePoint(point: Point, dimensions: Dimension[], keys: string[]): string {
	const words = keys.flatMap((key) => {
		const dimension = dimensions.find((candidate) => candidate.key === key);
		return dimension?.values.find((value) => value.key === point[key])?.label ?? [];
	});
	const line = words.join(', ');
	return line.charAt(0).toUpperCase() + line.slice(1);
}
