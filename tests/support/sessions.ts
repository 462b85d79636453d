/** Ranking sessions for tests: works to rank, and people with a taste of their own who rank them. */
import { newId } from '#lib/domain/ids.ts';
import { createRandom } from '#lib/domain/random.ts';
import { LOCAL_REVIEWER } from '#lib/domain/reviewer.ts';
import { SessionSettings, type Answer, type NewComparison } from '#lib/domain/session.ts';
import type { QuestionView, SittingView } from '#lib/domain/session-view.ts';
import type { Services } from '#lib/server/services.ts';
import { SHORT_BRIEF, until } from './services.ts';

/** A brief with so many variants, composed and not photographed, and their ids by number. */
export async function worksToRank(
	services: Services,
	count: number
): Promise<{ briefId: string; ids: string[] }> {
	const brief = services.briefs.add(Buffer.from(SHORT_BRIEF), null);
	const round = await services.rounds.start(
		brief.id,
		{ provider: 'composer', count, capture: false },
		LOCAL_REVIEWER
	);
	await until('the round', () => services.rounds.get(round.id).status === 'finished');
	return { briefId: brief.id, ids: services.variants.ofRound(round.id).map(({ id }) => id) };
}

/** Settings as a request gives them. */
export function settingsOf(given: object = {}): SessionSettings {
	return SessionSettings.parse(given);
}

/** Judges by a worth of each work, by the logistic rule; the same seed judges alike. */
export function tasteOf(worth: ReadonlyMap<string, number>, seed: number) {
	const random = createRandom(seed);
	const strength = (id: string): number => Math.exp(worth.get(id) ?? 0);
	return ({ kind, variants }: QuestionView): Answer => {
		const shown = variants.map(({ id }) => id);
		const order: string[] = [];
		for (let rest = shown; rest.length > 0; rest = rest.filter((id) => !order.includes(id))) {
			let point = random() * rest.reduce((sum, id) => sum + strength(id), 0);
			const next = rest.find((id) => (point -= strength(id)) <= 0) ?? rest.at(-1);
			if (next !== undefined) order.push(next);
		}
		if (kind === 'four') return { kind, shown, order };
		const [left = '', right = ''] = shown;
		return { kind, left, right, says: order[0] === left ? 'left' : 'right' };
	};
}

/** Rather one's place among `ids` than the other's: the first is best, each next one a little worse. */
export function worthByPlace(ids: readonly string[], step = 0.5): Map<string, number> {
	return new Map(ids.map((id, place) => [id, -step * place]));
}

/** An answer to the first question of a sitting, as a client sends it. */
export function answering(
	{ questions, reviewer }: SittingView,
	judge: (question: QuestionView) => Answer
): NewComparison {
	const [question, ...held] = questions;
	if (!question) throw new Error('Nothing is asked.');
	return {
		id: newId('comparison'),
		reviewerId: reviewer.id,
		criterion: question.criterion,
		answer: judge(question),
		ms: 1500,
		holding: held.map(({ criterion, variants }) => ({
			criterion,
			variantIds: variants.map(({ id }) => id)
		}))
	};
}
