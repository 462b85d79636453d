/** A space of ways in which answers to a brief can differ, and single points in it. */
import { z } from 'zod';

const DimensionValue = z.object({
	/** Stable key within the dimension, such as `one-level`. */
	key: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
	/** As shown to a person: `one level`. */
	label: z.string().min(1).max(60),
	/** A clause for the prompt that says what the value asks for. */
	clause: z.string().min(1).max(400)
});
type DimensionValue = z.infer<typeof DimensionValue>;

export const Dimension = z.object({
	key: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
	label: z.string().min(1).max(60),
	/** One line on why this matters. */
	why: z.string().max(400),
	values: z.array(DimensionValue).min(2).max(12),
	/** Who proposed it; a standing dimension has none. */
	origin: z.enum(['model', 'person']).optional()
});
export type Dimension = z.infer<typeof Dimension>;

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
