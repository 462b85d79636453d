import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factorise, inverseOfLast, solve } from './cholesky.ts';

/** B Bᵀ + I for any B, whose rows are zero left of `first`. */
function definite(size: number, values: readonly number[], first: readonly number[]): Float64Array {
	const root = (row: number, column: number) =>
		column < (first[row] ?? 0) || column > row ? 0 : (values[row * size + column] ?? 0);
	const matrix = new Float64Array(size * size);
	for (let row = 0; row < size; row++) {
		for (let column = 0; column < size; column++) {
			let entry = row === column ? 1 : 0;
			for (let k = 0; k < size; k++) entry += root(row, k) * root(column, k);
			matrix[row * size + column] = entry;
		}
	}
	return matrix;
}

const SIZE = 7;
const values = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), {
	minLength: SIZE * SIZE,
	maxLength: SIZE * SIZE
});

describe('factorise', () => {
	it('gives L with L Lᵀ = matrix, whether or not the envelope is told', () => {
		const first = [0, 0, 2, 2, 4, 0, 0];
		fc.assert(
			fc.property(values, (drawn) => {
				const matrix = definite(SIZE, drawn, first);
				for (const envelope of [undefined, Int32Array.from(first)]) {
					const factor = matrix.slice();
					factorise(factor, SIZE, envelope);
					for (let row = 0; row < SIZE; row++) {
						for (let column = 0; column <= row; column++) {
							let entry = 0;
							for (let k = 0; k <= column; k++) {
								entry += (factor[row * SIZE + k] ?? 0) * (factor[column * SIZE + k] ?? 0);
							}
							expect(entry).toBeCloseTo(matrix[row * SIZE + column] ?? NaN, 8);
						}
					}
				}
			}),
			{ numRuns: 60 }
		);
	});

	it('leaves out a direction that has no variance', () => {
		const factor = Float64Array.of(1, 0, -1, 1);
		factorise(factor, 2);
		expect([...factor]).toEqual([1, 0, -1, 0]);
	});
});

describe('solve and inverseOfLast', () => {
	it('undo the matrix', () => {
		fc.assert(
			fc.property(values, (drawn) => {
				const matrix = definite(SIZE, drawn, []);
				const factor = matrix.slice();
				factorise(factor, SIZE);
				const whole = inverseOfLast(factor, SIZE, 0);
				for (let column = 0; column < SIZE; column++) {
					const unit = new Float64Array(SIZE);
					for (let row = 0; row < SIZE; row++) unit[row] = matrix[row * SIZE + column] ?? 0;
					solve(factor, SIZE, unit);
					for (let row = 0; row < SIZE; row++) {
						expect(unit[row]).toBeCloseTo(row === column ? 1 : 0, 7);
						let product = 0;
						for (let k = 0; k < SIZE; k++) {
							product += (whole[row * SIZE + k] ?? 0) * (matrix[k * SIZE + column] ?? 0);
						}
						expect(product).toBeCloseTo(row === column ? 1 : 0, 7);
					}
				}
				const last = inverseOfLast(factor, SIZE, 4);
				for (let row = 0; row < 3; row++) {
					for (let column = 0; column < 3; column++) {
						expect(last[row * 3 + column]).toBeCloseTo(
							whole[(row + 4) * SIZE + column + 4] ?? NaN,
							8
						);
					}
				}
			}),
			{ numRuns: 60 }
		);
	});
});
