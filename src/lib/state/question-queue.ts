/** The questions a page has in hand: the one that is asked, and those that come next. Pure. */
import type { HeldQuestion } from '#lib/domain/session.ts';
import type { QuestionView } from '#lib/domain/session-view.ts';

/** As the server is told what is in hand. */
export function heldOf({ criterion, variants }: QuestionView): HeldQuestion {
	return { criterion, variantIds: variants.map(({ id }) => id) };
}

/** The same for the same variants, however they stand. */
function keyOf({ criterion, variantIds }: HeldQuestion): string {
	return `${criterion} ${variantIds.toSorted().join(' ')}`;
}
export const keyOfQuestion = (question: QuestionView): string => keyOf(heldOf(question));

/** Adds those that are neither in hand nor answered already and on their way. */
export function queueUp(
	inHand: readonly QuestionView[],
	more: readonly QuestionView[],
	answered: readonly HeldQuestion[] = []
): QuestionView[] {
	const known = new Set([...inHand.map(keyOfQuestion), ...answered.map(keyOf)]);
	const added = more.filter((question) => {
		const key = keyOfQuestion(question);
		const isNew = !known.has(key);
		known.add(key);
		return isNew;
	});
	return [...inHand, ...added];
}
