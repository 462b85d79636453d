/** Who steered each step of a brief, worked out from what is stored anyhow. Pure. */
import { ACTS, type ActKind, type LineageStep, type SteeringAct } from './lineage-view.ts';
import type { Decision } from './marks.ts';
import type { Round, ValueChoice } from './round.ts';

/** Something a person did and when, in milliseconds since 1970. */
export interface SteeringFact {
	kind: Extract<ActKind, 'picks' | 'notes' | 'parts' | 'answers'>;
	at: number;
	/** From when on it no longer held: a pick rubbed out, a part taken out. Null: it still does. */
	until: number | null;
}

export interface Story {
	/** First to last. */
	rounds: Pick<Round, 'id' | 'number' | 'kind' | 'settings' | 'createdAt'>[];
	facts: SteeringFact[];
	decision: Pick<Decision, 'createdAt'> | null;
}

/** Every round of a brief, and the choice, each with what a person did that led to it. */
export function stepsOf({ rounds, facts, decision }: Story): LineageStep[] {
	const steps = rounds.map((round, index) => {
		const since = rounds[index - 1]?.createdAt ?? 0;
		const { settings } = round;
		return step({
			roundId: round.id,
			kind: round.kind,
			number: round.number,
			count: settings.count,
			range: round.kind === 'explore' || round.kind === 'evolve' ? settings.range : null,
			at: round.createdAt,
			isUnattended: settings.unattended,
			acts: actsBefore(round, since, facts)
		});
	});
	if (decision === null) return steps;
	const since = rounds.at(-1)?.createdAt ?? 0;
	const choice = step({
		roundId: null,
		kind: 'choice',
		number: null,
		count: 1,
		range: null,
		at: decision.createdAt,
		isUnattended: false,
		acts: counted(between(facts, since, decision.createdAt))
	});
	return [...steps, choice];
}

function step(told: Omit<LineageStep, 'words'>): LineageStep {
	return { ...told, words: wordsOf(told) };
}

/** What was done since the round before; of an evolve round, what it took up of all that has been said. */
function actsBefore(
	round: Story['rounds'][number],
	since: number,
	facts: SteeringFact[]
): SteeringAct[] {
	const { evolve, pins, bans, count } = round.settings;
	const own = between(facts, since, round.createdAt);
	const counts: Partial<Record<ActKind, number>> = {
		...own,
		pinned: chosenIn(pins).dimensions,
		banned: chosenIn(bans).values
	};
	if (round.kind === 'import') counts.files = count;
	if (evolve !== null) {
		const source = (
			{ named: 'named', picks: 'picks', ranking: 'ranked', stars: 'starred' } as const
		)[evolve.source];
		counts.picks = 0;
		counts[source] = evolve.parents.length;
		counts.notes = evolve.parents.reduce((sum, { notes }) => sum + notes.length, 0);
		counts.parts = evolve.parts.length;
		counts.prompts = evolve.edited.length;
	}
	if (round.settings.unattended) for (const kind of SETTINGS_ACTS) counts[kind] = 0;
	return counted(counts);
}

/** What a round is begun with: of one that a program began, the program said it. */
const SETTINGS_ACTS: ActKind[] = ['named', 'pinned', 'banned', 'prompts', 'files'];

function between(
	facts: readonly SteeringFact[],
	since: number,
	until: number
): Partial<Record<ActKind, number>> {
	const counts: Partial<Record<ActKind, number>> = {};
	for (const fact of facts) {
		const isOfThisStep = fact.at > since && fact.at <= until;
		const held = fact.until === null || fact.until > until;
		if (isOfThisStep && held) counts[fact.kind] = (counts[fact.kind] ?? 0) + 1;
	}
	return counts;
}

function chosenIn(choice: ValueChoice): { dimensions: number; values: number } {
	const lists = Object.values(choice).filter(({ length }) => length > 0);
	return { dimensions: lists.length, values: lists.flat().length };
}

function counted(counts: Partial<Record<ActKind, number>>): SteeringAct[] {
	return ACTS.flatMap((kind) => {
		const count = counts[kind] ?? 0;
		return count > 0 ? [{ kind, count }] : [];
	});
}

/** One of it, and several. */
const WORDS: Record<ActKind, readonly [one: string, several: string]> = {
	picks: ['1 pick', '# picks'],
	ranked: ['the first of the ranking', 'the first # of the ranking'],
	starred: ['1 with stars', '# with stars'],
	named: ['1 variant named', '# variants named'],
	notes: ['1 note', '# notes'],
	parts: ['1 part', '# parts'],
	answers: ['1 answer', '# answers'],
	pinned: ['1 dimension pinned', '# dimensions pinned'],
	banned: ['1 value banned', '# values banned'],
	prompts: ['a prompt edited', '# prompts edited'],
	files: ['1 file brought in', '# files brought in']
};

/** `A person: 3 picks, 5 notes, a prompt edited`, or `Unattended, after 3 picks`. */
function wordsOf({ isUnattended, acts, kind }: Omit<LineageStep, 'words'>): string {
	const list = acts.map(({ kind: act, count }) => {
		const [one, several] = WORDS[act];
		return count === 1 ? one : several.replace('#', String(count));
	});
	if (isUnattended)
		return list.length === 0 ? 'Unattended' : `Unattended, after ${list.join(', ')}`;
	if (list.length > 0) return `A person: ${list.join(', ')}`;
	return kind === 'choice' ? 'A person chose' : 'A person began it';
}
