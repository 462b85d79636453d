/** The idea of a direction as one sentence, composed from the leads of its clauses. */
import type { Dimension, Point } from '#lib/domain/direction.ts';

/** What a direction may say, DESIGN.md's schema of it included. */
const MAX_STATEMENT_CHARS = 1000;

/** What the thing is and how it is meant come first; how it looks follows after the semicolon. */
const IDEA = ['structure', 'framing', 'steps', 'disclosure'];
const LOOK = ['density', 'type', 'colour', 'motion'];

/** A sentence of more parts is not taken in; the prompt has all of them in a list. */
const MAX_PARTS = 9;
/** What is left unsaid first when there are more. */
const UNSAID = ['motion', 'density', 'disclosure', 'type', 'colour', 'steps', 'framing'];

/** A point as one English sentence: `A board on which every part has its place, ordered by …; set calm, …`. */
export function composeStatement(point: Point, dimensions: readonly Dimension[]): string {
	const leads = new Map<string, string>();
	for (const dimension of dimensions) {
		const lead = leadOf(dimension, point);
		if (lead) leads.set(dimension.key, lead);
	}
	for (const key of UNSAID) if (leads.size > MAX_PARTS) leads.delete(key);
	const take = (keys: readonly string[]): string[] => keys.flatMap((key) => leads.get(key) ?? []);
	const [structure, ...rest] = leads.has('structure') ? take(IDEA) : ['an answer', ...take(IDEA)];
	// Dimensions proposed for one brief have keys of their own; they belong to the idea, not to the look.
	const own = take([...leads.keys()].filter((key) => !IDEA.includes(key) && !LOOK.includes(key)));
	const idea = [structure, ...joinedLast([...rest, ...own])].join(', ');
	const look = joinLook(take(['density']), take(['type', 'colour']), take(['motion']));
	const sentence = look === '' ? idea : `${idea}; ${look}`;
	const whole = `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
	return whole.length <= MAX_STATEMENT_CHARS
		? whole
		: `${whole.slice(0, MAX_STATEMENT_CHARS - 1)}…`;
}

/** The part of a value's clause before its first semicolon. */
function leadOf(dimension: Dimension, point: Point): string | undefined {
	const chosen = dimension.values.find((candidate) => candidate.key === point[dimension.key]);
	const lead = chosen?.clause.split(';', 1)[0]?.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
	return lead && lead.charAt(0).toLowerCase() + lead.slice(1);
}

/** The last of several parts is joined by “and”, unless it brings its own. */
function joinedLast(parts: string[]): string[] {
	const last = parts.at(-1);
	const before = parts.at(-2);
	if (last === undefined || before === undefined) return parts;
	return [...parts.slice(0, -2), `${before} and ${last}`];
}

/** “set calm, in a plain grotesque and in one hue, with no motion at all” */
function joinLook(density: string[], dress: string[], motion: string[]): string {
	return [...density, ...(dress.length > 0 ? [dress.join(' and ')] : []), ...motion].join(', ');
}
