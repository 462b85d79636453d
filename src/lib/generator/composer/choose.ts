/** Which structure, which visual system and which variation a page gets, from its seed, its place in the round and its direction. */
import type { Point } from '#lib/domain/direction.ts';
import { invariant } from '#lib/domain/errors.ts';
import { createRandom, shuffled } from '#lib/generator/random.ts';
import { mix } from './seeded.ts';
import { STRUCTURES } from '#lib/generator/composer/structures/structures.ts';
import { SYSTEMS } from '#lib/generator/composer/systems/systems.ts';
import {
	DENSITIES,
	ORDERS,
	type Density,
	type Order,
	type Structure,
	type System
} from './view.ts';

export interface Choice {
	structure: Structure;
	system: System;
	density: Density;
	order: Order;
	/** The smaller part stands at the far side. */
	mirrored: boolean;
	/** No motion at all, because the direction says so. */
	still: boolean;
}

/** How many pages there are before a pair of structure and system comes back. */
export const PAIRS = STRUCTURES.length * SYSTEMS.length;

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

function densityOf(point: Point, lot: number): Density {
	const asked = point['density'] ?? '';
	if (/calm|airy|loose|spac|generous/.test(asked)) return 'calm';
	if (/dense|tight|compact|packed/.test(asked)) return 'dense';
	if (/even|regular|medium|normal/.test(asked)) return 'even';
	return at(DENSITIES, lot);
}

/** How many of the direction's wishes for type and colour a system fulfils. */
function affinity(system: System, point: Point): number {
	const wish = (key: string, answered: RegExp) => (answered.test(point[key] ?? '') ? 1 : 0);
	return wish('type', system.type) + wish('colour', system.colour);
}

/**
 * The walk decides, except where the direction says something a structure or a system answers to: then that comes first and the
 * walk only breaks ties. Pure: the same seed, index and point give the same choice.
 */
export function choose(seed: number, index: number, point: Point): Choice {
	const structures = shuffled(STRUCTURES, createRandom(mix(seed, 1)));
	const systems = shuffled(SYSTEMS, createRandom(mix(seed, 2)));
	const [row, column] = walk(index, structures.length, systems.length);
	const asked = point['structure'] ?? '';
	const structure =
		structures.find((candidate) => asked !== '' && candidate.answers.test(asked)) ??
		at(structures, row);
	const fromHere = systems.map((_, offset) => at(systems, column + offset));
	const system = fromHere.reduce((best, candidate) =>
		affinity(candidate, point) > affinity(best, point) ? candidate : best
	);
	// A pair that comes back comes back with another density and another order.
	const lap = Math.floor(index / PAIRS);
	const lot = mix(seed, STRUCTURES.indexOf(structure), SYSTEMS.indexOf(system));
	return {
		structure,
		system,
		density: densityOf(point, (lot % DENSITIES.length) + lap),
		order: at(ORDERS, lap),
		mirrored: (((lot >>> 4) & 1) ^ (lap & 1)) === 1,
		still: point['motion'] === 'none'
	};
}
