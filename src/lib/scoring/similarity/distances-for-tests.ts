/** Squares of distances to try groups, rooms and orders on. */
import fc from 'fast-check';

/** Distances of places on a line. */
export function onLine(places: readonly number[]): Float64Array {
	return Float64Array.from(places.flatMap((a) => places.map((b) => Math.abs(a - b))));
}

/** Any symmetric distances among up to `most`, by chance. */
export function squares(most: number): fc.Arbitrary<{ square: Float64Array; count: number }> {
	return fc.integer({ min: 1, max: most }).chain((count) =>
		fc
			.array(fc.double({ min: 0.01, max: 1, noNaN: true }), {
				minLength: count * count,
				maxLength: count * count
			})
			.map((values) => {
				const square = new Float64Array(count * count);
				for (let a = 0; a < count; a++)
					for (let b = 0; b < a; b++)
						square[a * count + b] = square[b * count + a] = values[a * count + b] ?? 0;
				return { square, count };
			})
	);
}
