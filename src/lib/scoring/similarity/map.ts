/** Things laid out on a plane so that those alike lie near each other. */

/** Turns of the power iteration at most; it ends sooner where nothing moves any more. */
const TURNS = 300;
const STILL = 1e-10;

export interface MapPlace {
	x: number;
	y: number;
}

/**
 * Classical multidimensional scaling (Torgerson 1952): the plane on which distances between places come nearest to those given,
 * in the same unit, around (0, 0), the longest way along x. The same distances give the same map: eigenvectors by power
 * iteration from a fixed start, each turned so that its largest part is positive.
 * @param distances `count` × `count`, symmetric, row by row
 */
export function layOut(distances: Float64Array, count: number): MapPlace[] {
	const products = centredProducts(distances, count);
	const along = mainAxis(products, count);
	for (let row = 0; row < count; row++) {
		for (let column = 0; column < count; column++) {
			const at = row * count + column;
			products[at] = (products[at] ?? 0) - (along[row] ?? 0) * (along[column] ?? 0);
		}
	}
	const across = mainAxis(products, count);
	return Array.from({ length: count }, (_, index) => ({
		x: along[index] ?? 0,
		y: across[index] ?? 0
	}));
}

/** −½ J D² J with J = I − 1/n: the products of the places as seen from their middle. */
function centredProducts(distances: Float64Array, count: number): Float64Array {
	const products = distances.map((distance) => -(distance * distance) / 2);
	const means = new Float64Array(count);
	let mean = 0;
	for (let row = 0; row < count; row++) {
		let sum = 0;
		for (let column = 0; column < count; column++) sum += products[row * count + column] ?? 0;
		means[row] = sum / count;
		mean += sum / count / count;
	}
	for (let row = 0; row < count; row++) {
		for (let column = 0; column < count; column++) {
			const at = row * count + column;
			products[at] = (products[at] ?? 0) - (means[row] ?? 0) - (means[column] ?? 0) + mean;
		}
	}
	return products;
}

/** The first eigenvector times the root of its eigenvalue; all zero where there is none above zero. */
function mainAxis(products: Float64Array, count: number): Float64Array {
	let axis = Float64Array.from({ length: count }, (_, index) => Math.cos(index + 1));
	let length = 0;
	for (let turn = 0; turn < TURNS; turn++) {
		const next = new Float64Array(count);
		for (let row = 0; row < count; row++) {
			let sum = 0;
			for (let column = 0; column < count; column++)
				sum += (products[row * count + column] ?? 0) * (axis[column] ?? 0);
			next[row] = sum;
		}
		length = Math.hypot(...next);
		if (length < STILL) return new Float64Array(count);
		let moved = 0;
		for (const [index, value] of next.entries()) {
			next[index] = value / length;
			moved = Math.max(moved, Math.abs(value / length - (axis[index] ?? 0)));
		}
		axis = next;
		if (moved < STILL) break;
	}
	const largest = axis.reduce(
		(most, value) => (Math.abs(value) > Math.abs(most) ? value : most),
		0
	);
	return axis.map((value) => value * Math.sqrt(length) * Math.sign(largest));
}
