/** Which structure, which visual system and which variation a page gets, from the round's seed and its place in the round. */
import type { Direction, Point } from '#lib/domain/direction.ts';
import { invariant } from '#lib/domain/errors.ts';
import { STANDING_DIMENSIONS } from '#lib/generator/dimensions.ts';
import { createRandom, shuffled } from '#lib/domain/random.ts';
import { composeStatement } from '#lib/generator/statement.ts';
import { mix } from './seeded.ts';
import { STRUCTURES } from '#lib/generator/composer/structures/structures.ts';
import { SYSTEMS } from '#lib/generator/composer/systems/systems.ts';
import { pairsOf, WHOLE, type Repertoire } from './repertoire.ts';
import { ORDERS, type Density, type Order, type Structure, type System } from './view.ts';

export interface Choice {
	structure: Structure;
	system: System;
	density: Density;
	order: Order;
	/** The smaller part stands at the far side. */
	mirrored: boolean;
}

function at<T>(items: readonly T[], index: number): T {
	const item = items[index % items.length];
	invariant(item !== undefined, 'chosen from an empty list');
	return item;
}

function gcd(a: number, b: number): number {
	return b === 0 ? a : gcd(b, a % b);
}

/**
 * Where the walk over the grid stands at `index`. Both coordinates step by one each time, so neighbours differ in both; after
 * every lowest common multiple the second is shifted by one more, so that all pairs come once before any comes again.
 */
export function walk(index: number, rows: number, columns: number): [row: number, column: number] {
	const diagonal = (rows * columns) / gcd(rows, columns);
	return [index % rows, (index + Math.floor(index / diagonal)) % columns];
}

/** Pure: the same seed, index and repertoire give the same choice. */
export function choose(seed: number, index: number, repertoire: Repertoire = WHOLE): Choice {
	const { densities } = repertoire;
	const structures = shuffled(repertoire.structures, createRandom(mix(seed, 1)));
	const systems = shuffled(repertoire.systems, createRandom(mix(seed, 2)));
	const [row, column] = walk(index, structures.length, systems.length);
	const [structure, system] = [at(structures, row), at(systems, column)];
	// A pair that comes back comes back with another density and another order.
	const lap = Math.floor(index / pairsOf(repertoire));
	const lot = mix(seed, STRUCTURES.indexOf(structure), SYSTEMS.indexOf(system));
	return {
		structure,
		system,
		density: at(densities, (lot % densities.length) + lap),
		order: at(ORDERS, lap),
		mirrored: (((lot >>> 4) & 1) ^ (lap & 1)) === 1
	};
}

/** The choice as a direction: where structure and system stand in the standing dimensions, in their order. */
export function directionOf({ structure, system, density }: Choice): Direction {
	const settled: Point = { ...structure.answers, ...system.answers, density };
	const point: Point = {};
	for (const { key } of STANDING_DIMENSIONS) {
		const value = settled[key];
		if (value !== undefined) point[key] = value;
	}
	return { point, statement: composeStatement(point, STANDING_DIMENSIONS) };
}
