/** What the composer can build with, whole or as pins and bans leave it. */
import { VitrineError } from '#lib/domain/errors.ts';
import type { Point } from '#lib/domain/direction.ts';
import type { RoundSettings } from '#lib/domain/round.ts';
import { STRUCTURES } from '#lib/generator/composer/structures/structures.ts';
import { SYSTEMS } from '#lib/generator/composer/systems/systems.ts';
import { DENSITIES, type Density, type Structure, type System } from './view.ts';

/** Each part settles dimensions of its own, so each is narrowed by itself. */
export interface Repertoire {
	structures: readonly Structure[];
	systems: readonly System[];
	densities: readonly Density[];
}

export const WHOLE: Repertoire = { structures: STRUCTURES, systems: SYSTEMS, densities: DENSITIES };

type Choices = Pick<RoundSettings, 'pins' | 'bans'>;

/** How many pages there are before a pair of structure and system comes back. */
export function pairsOf({ structures, systems }: Repertoire): number {
	return structures.length * systems.length;
}

/**
 * The structures, systems and densities that have a pinned value wherever one of theirs is pinned, and none that is banned.
 * @throws VitrineError `invalid_input` with a field such as `pins.framing`: a dimension or value that no page of the composer
 * has, or choices that no page has together
 */
export function narrowRepertoire(choices: Choices): Repertoire {
	const densities = DENSITIES.map((density) => ({ density, answers: { density } }));
	const parts = [STRUCTURES, SYSTEMS, densities].map((items) =>
		items.map(({ answers }) => answers)
	);
	checkKnown(choices, parts.flat());
	return {
		structures: narrowed(STRUCTURES, choices, 'structure'),
		systems: narrowed(SYSTEMS, choices, 'visual system'),
		densities: narrowed(densities, choices, 'density').map(({ density }) => density)
	};
}

function checkKnown({ pins, bans }: Choices, answers: readonly Point[]): void {
	const valuesOf = (key: string) =>
		new Set(answers.map((point) => point[key]).filter((value) => value !== undefined));
	for (const [field, choice] of Object.entries({ pins, bans })) {
		for (const key of Object.keys(choice)) {
			if (valuesOf(key).size > 0) continue;
			throw new VitrineError('invalid_input', `The composer knows nothing of “${key}”.`, {
				field: `${field}.${key}`,
				fix: 'Leave that out, or build the round with a model.'
			});
		}
	}
	for (const [key, values] of Object.entries(pins)) {
		const known = valuesOf(key);
		const stranger = values.find((value) => !known.has(value));
		if (stranger === undefined) continue;
		throw new VitrineError(
			'invalid_input',
			`No page of the composer has “${stranger}” as its ${key}.`,
			{
				field: `pins.${key}`,
				fix: `It has ${[...known].sort().join(', ')}. Build the round with a model for another.`
			}
		);
	}
}

function narrowed<Item extends { answers: Point }>(
	items: readonly Item[],
	{ pins, bans }: Choices,
	what: string
): Item[] {
	const isOwn = (key: string) => items.some(({ answers }) => answers[key] !== undefined);
	const pinned = Object.entries(pins).filter(([key, values]) => isOwn(key) && values.length > 0);
	const banned = Object.entries(bans).filter(([key]) => isOwn(key));
	const left = items.filter(
		({ answers }) =>
			pinned.every(([key, values]) => values.includes(answers[key] ?? '')) &&
			banned.every(([key, values]) => !values.includes(answers[key] ?? ''))
	);
	if (left.length > 0) return left;
	const field = pinned.length > 0 ? `pins.${pinned[0]?.[0]}` : `bans.${banned[0]?.[0]}`;
	const keys = [...new Set([...pinned, ...banned].map(([key]) => key))].join(', ');
	throw new VitrineError(
		'invalid_input',
		`No ${what} of the composer has all that is pinned and nothing that is banned of ${keys}.`,
		{ field, fix: 'Free some of it, or build the round with a model.' }
	);
}
