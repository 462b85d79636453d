/** What one reviewer's page shows: blind, so it is built from the session's own rows and pictures alone. */
import type { Brief } from '#lib/domain/brief.ts';
import type { HeldQuestion, Reviewer, SessionSettings } from '#lib/domain/session.ts';
import type {
	BlindVariant,
	QuestionView,
	SittingProgress,
	SittingView
} from '#lib/domain/session-view.ts';
import type { Queryable } from '../database.ts';
import { photographsOf } from '../store/captures.ts';
import type { OpenSession } from './open-session.ts';
import { idsOf, type Entry } from './ledger.ts';
import { questionsFor, type Question } from './questions.ts';

/** Questions that a page has in hand: the one on screen and those it loads beforehand. */
const AHEAD = 3;
/** Answers that can be taken back one after another. */
const RECENT = 20;

/** @param held questions the page has in hand already */
export function sittingOf(
	db: Queryable,
	open: OpenSession,
	{ brief, reviewer, held }: { brief: Brief; reviewer: Reviewer; held: readonly HeldQuestion[] }
): SittingView {
	const { session } = open.ledger;
	const { settings } = session;
	const progress = progressOf(open, reviewer);
	const questions = progress.isOver
		? []
		: questionsFor(
				reviewer.id,
				{
					ledger: open.ledger,
					judgeOf: (criterion) => open.judgeOf(criterion),
					excluded: open.excluded,
					top: open.top,
					isReached: (criterion) => open.isSettled(criterion),
					others: open.hands.ofOthers(reviewer.id)
				},
				held,
				Math.max(AHEAD, held.length)
			);
	open.hands.put(reviewer.id, questions, open.ledger.entries.length);
	const recent = open.ledger.ofReviewer(reviewer.id).slice(-RECENT);
	const asked = [...questions, ...recent.map(questionOf)];
	const pictures = picturesOf(db, settings, new Set(asked.flatMap(({ variantIds }) => variantIds)));
	const toView = ({ criterion, kind, variantIds }: Question): QuestionView => ({
		criterion,
		kind,
		variants: variantIds.map(pictures)
	});
	return {
		session: {
			id: session.id,
			briefId: session.briefId,
			title: brief.title,
			purpose: brief.purpose,
			mode: settings.mode,
			shows: settings.shows,
			viewport: settings.viewport,
			theme: settings.theme,
			state: settings.state
		},
		reviewer: {
			id: reviewer.id,
			name: reviewer.name,
			role: reviewer.role,
			finishedAt: reviewer.finishedAt
		},
		questions: questions.map(toView),
		progress,
		recent: recent.map((entry) => ({
			comparisonId: entry.comparison.id,
			question: toView(questionOf(entry)),
			reason: entry.reason
		}))
	};
}

function progressOf(open: OpenSession, reviewer: Reviewer): SittingProgress {
	const { ledger } = open;
	const { goal, criteria } = ledger.session.settings;
	const answered = ledger.answersOf(reviewer.id).length;
	const isOver = ledger.session.closedAt !== null || reviewer.finishedAt !== null || open.left < 2;
	if (goal.kind === 'answers') {
		const aboutLeft = Math.max(0, goal.count - answered);
		return { answered, goal, aboutLeft, isReached: aboutLeft === 0, isOver };
	}
	const isReached = criteria.every((criterion) => open.isSettled(criterion));
	return { answered, goal, aboutLeft: isReached ? 0 : open.aboutLeft(), isReached, isOver };
}

function questionOf(entry: Entry): Question {
	const { criterion, answer } = entry.comparison;
	return { criterion, kind: answer.kind, variantIds: idsOf(entry) };
}

/** Where a work has no photograph in the state that is asked for, the one without a state stands in. */
export function picturesOf(
	db: Queryable,
	{ viewport, theme, state }: SessionSettings,
	ids: ReadonlySet<string>
): (variantId: string) => BlindVariant {
	const asked = photographsOf(db, [...ids], { viewport, theme, state });
	const without = [...ids].filter((id) => !asked.has(id));
	const plain =
		state === null || without.length === 0
			? null
			: photographsOf(db, without, { viewport, theme, state: null });
	return (id) => {
		const photograph = asked.get(id) ?? plain?.get(id);
		return {
			id,
			imageSha256: photograph?.imageSha256 ?? null,
			width: photograph?.width ?? null,
			height: photograph?.height ?? null
		};
	};
}
