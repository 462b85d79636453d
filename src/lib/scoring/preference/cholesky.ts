/** Linear algebra for symmetric matrices in row-major typed arrays, of which only the lower triangle is read. */

/** Below this share of its diagonal a pivot is rounding: that direction has no variance. */
const ROUNDING = 1e-12;

/** Σ a[i] b[i] for `from` ≤ i < `to`, each counted from its own start. */
function dot(
	a: Float64Array,
	aStart: number,
	b: Float64Array,
	bStart: number,
	from: number,
	to: number
): number {
	let sum = 0;
	for (let at = from; at < to; at++) sum += (a[aStart + at] ?? 0) * (b[bStart + at] ?? 0);
	return sum;
}

/**
 * Replaces the lower triangle of a positive semidefinite matrix by L with L Lᵀ = matrix. What lies left of a row's `first` is zero
 * and stays so (the envelope of George and Liu 1981), which makes many small blocks before one dense one cheap. A direction without
 * variance becomes a column of zeros.
 * @param matrix `size` × `size`
 * @param first of each row, the column of its first entry that is not zero
 */
export function factorise(matrix: Float64Array, size: number, first?: Int32Array): void {
	for (let row = 0; row < size; row++) {
		const rowStart = row * size;
		const rowFirst = first?.[row] ?? 0;
		for (let column = rowFirst; column < row; column++) {
			const from = Math.max(rowFirst, first?.[column] ?? 0);
			const columnStart = column * size;
			const rest =
				(matrix[rowStart + column] ?? 0) - dot(matrix, rowStart, matrix, columnStart, from, column);
			const pivot = matrix[columnStart + column] ?? 0;
			matrix[rowStart + column] = pivot > 0 ? rest / pivot : 0;
		}
		const whole = matrix[rowStart + row] ?? 0;
		const left = whole - dot(matrix, rowStart, matrix, rowStart, rowFirst, row);
		matrix[rowStart + row] = left > whole * ROUNDING ? Math.sqrt(left) : 0;
	}
}

/** Replaces `vector` by x with L Lᵀ x = vector. */
export function solve(factor: Float64Array, size: number, vector: Float64Array): void {
	for (let row = 0; row < size; row++) {
		const pivot = factor[row * size + row] ?? 0;
		const rest = (vector[row] ?? 0) - dot(factor, row * size, vector, 0, 0, row);
		vector[row] = pivot > 0 ? rest / pivot : 0;
	}
	for (let row = size - 1; row >= 0; row--) {
		const pivot = factor[row * size + row] ?? 0;
		const value = pivot > 0 ? (vector[row] ?? 0) / pivot : 0;
		vector[row] = value;
		for (let column = 0; column < row; column++) {
			vector[column] = (vector[column] ?? 0) - (factor[row * size + column] ?? 0) * value;
		}
	}
}

/**
 * The last rows and columns of (L Lᵀ)⁻¹: the covariance of the last parameters with those before them left open.
 * @returns `count` × `count` with `count = size − start`, both triangles
 */
export function inverseOfLast(factor: Float64Array, size: number, start: number): Float64Array {
	const count = size - start;
	// Row j holds column j of L⁻¹, so that both products run along rows.
	const columns = new Float64Array(count * count);
	for (let column = 0; column < count; column++) {
		for (let row = column; row < count; row++) {
			const factorStart = (start + row) * size + start;
			const pivot = factor[factorStart + row] ?? 0;
			const rest =
				(row === column ? 1 : 0) - dot(factor, factorStart, columns, column * count, column, row);
			columns[column * count + row] = pivot > 0 ? rest / pivot : 0;
		}
	}
	const inverse = new Float64Array(count * count);
	for (let row = 0; row < count; row++) {
		for (let column = 0; column <= row; column++) {
			const entry = dot(columns, row * count, columns, column * count, row, count);
			inverse[row * count + column] = entry;
			inverse[column * count + row] = entry;
		}
	}
	return inverse;
}
