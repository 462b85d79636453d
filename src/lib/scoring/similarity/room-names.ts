/** What to call a room: what the works in it have in common, and the others have not. */
import type { Dimension, Point } from '#lib/domain/direction.ts';

/** Dimensions whose values say by themselves what they are of: a board, a list. */
const PLAIN = ['structure'];
/** A value that fewer of a room have does not speak for it. */
const LEAST_SHARE = 0.5;

/** A value that a room's works have, and how much more often than the others. */
interface Trait {
	label: string;
	/** Of the room's works, less that of the others: the leverage of an association rule (Piatetsky-Shapiro 1991) per work of the room. */
	lift: number;
}

/**
 * Each room after the value most over-represented in it: at least half of its works have it, and the largest difference to the
 * share outside; equal ones in the order of the dimensions. Rooms that would be called the same say their second such value
 * too: `Board, colour: one hue`. Where nothing tells a room from the others it is `Room 3`, counted from 1.
 * @param rooms for each room the points of its works
 * @returns names as a person reads them, no two the same
 */
export function nameRooms(
	rooms: readonly (readonly Point[])[],
	dimensions: readonly Dimension[]
): string[] {
	const traits = rooms.map((room, at) =>
		traitsOf(room, rooms.filter((_, other) => other !== at).flat(), dimensions)
	);
	const short = traits.map((found) => asName(found.slice(0, 1)));
	const long = traits.map((found, at) =>
		isAlone(short, at) ? short[at] : asName(found.slice(0, 2))
	);
	return long.map((name, at) =>
		name !== undefined && name !== '' && isAlone(long, at) ? name : `Room ${at + 1}`
	);
}

function isAlone(names: readonly unknown[], at: number): boolean {
	return names.every((name, other) => other === at || name !== names[at]);
}

function asName(traits: readonly Trait[]): string {
	const words = traits.map(({ label }) => label).join(', ');
	return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Strongest first. Nothing tells a room that has no others beside it. */
function traitsOf(
	inside: readonly Point[],
	outside: readonly Point[],
	dimensions: readonly Dimension[]
): Trait[] {
	if (inside.length === 0 || outside.length === 0) return [];
	const share = (points: readonly Point[], key: string, value: string) =>
		points.filter((point) => point[key] === value).length / points.length;
	return dimensions
		.flatMap(({ key, label: dimension, values }) =>
			values.flatMap(({ key: value, label }) => {
				const within = share(inside, key, value);
				const lift = within - share(outside, key, value);
				return within >= LEAST_SHARE && lift > 0
					? [{ label: PLAIN.includes(key) ? label : `${dimension}: ${label}`, lift }]
					: [];
			})
		)
		.sort((a, b) => b.lift - a.lift);
}
