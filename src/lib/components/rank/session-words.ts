/** What a ranking session is called by, in words. */
import type { Criterion, Goal, Mode, Pool, Role, SessionSettings } from '#lib/domain/session.ts';
import type { QuestionView, SittingProgress } from '#lib/domain/session-view.ts';
import { lookOf } from '../gallery/frame-words.ts';
import { counted, grouped } from '../shared/numbers.ts';

export const CRITERION_NAMES: Record<Criterion, string> = {
	overall: 'overall',
	aesthetics: 'aesthetics',
	systems: 'systems',
	direction: 'direction',
	presentation: 'presentation',
	detail: 'detail'
};

export const ROLE_NAMES: Record<Role, string> = {
	design: 'design',
	engineering: 'engineering',
	product: 'product',
	other: 'other'
};

/** Several of a role, as a subject: `Designers 2, engineers 9`. */
export const ROLE_PEOPLE: Record<Role, string> = {
	design: 'designers',
	engineering: 'engineers',
	product: 'product people',
	other: 'others'
};

export const MODE_NAMES: Record<Mode, string> = {
	pairs: 'two at a time',
	fours: 'four at a time',
	mixed: 'two, and now and then four'
};

/** `the best`, `the top 3`. */
export function topName(top: number): string {
	return top === 1 ? 'the best' : `the top ${top}`;
}

/** `until the top 3 is settled`, `60 answers from each`. */
export function goalWords(goal: Goal): string {
	return goal.kind === 'settled'
		? `until ${topName(goal.top)} is settled`
		: `${counted(goal.count, 'answer')} from each`;
}

/** `all`, `the picks`, `3 stars and more`, `a selection`. */
export function poolWords(pool: Pool): string {
	switch (pool.kind) {
		case 'all':
			return 'all';
		case 'picks':
			return 'the picks';
		case 'stars':
			return `${counted(pool.atLeast, 'star')} and more`;
		case 'selection':
			return 'a selection';
	}
}

/** `desktop 1440, light, as it opens`: how the variants of a session are looked at. */
export function sessionLook({
	viewport,
	theme,
	state
}: Pick<SessionSettings, 'viewport' | 'theme' | 'state'>): string {
	return lookOf({ viewport, theme, state, pose: 'rest' });
}

/** What nobody gave a name is called by its place among the reviewers, from 1. */
export function reviewerName({ name }: { name: string }, place: number): string {
	return name === '' ? `Reviewer ${place}` : name;
}

/** What the variants of a question are called, by where they stand and nothing else. */
export function placeNames({ kind, variants }: QuestionView): string[] {
	return kind === 'pair' ? ['Left', 'Right'] : variants.map((_, index) => 'ABCD'[index] ?? '');
}

/** `38 answered, about 40 more to settle the top 3`: where a reviewer is, as far as it can be told. */
export function progressWords(answered: number, progress: SittingProgress): string {
	const { goal, aboutLeft, isReached } = progress;
	if (goal.kind === 'answers') {
		const left = Math.max(0, goal.count - answered);
		return left === 0 ? 'answered, all there are to answer' : `of ${goal.count} answered`;
	}
	if (isReached) return `answered, and ${topName(goal.top)} is settled`;
	if (aboutLeft === null)
		return `answered, too early to say how many more settle ${topName(goal.top)}`;
	return `answered, about ${grouped(aboutLeft)} more to settle ${topName(goal.top)}`;
}
