/** The answers of ranking sessions as zod schemas. */
import { z } from 'zod';
import { Answer, CRITERIA, MODES, ROLES, SessionSettings, TOPS } from '#lib/domain/session.ts';
import type { Comparison, Reviewer } from '#lib/domain/session.ts';
import type { RankingView, SessionView, SittingView } from '#lib/domain/session-view.ts';

const Time = z.int().describe('Milliseconds since 1970.');
const Share = z.number().min(0).max(1);

const ReviewerTold = z.object({
	id: z.string().describe('Whoever knows it is this reviewer.'),
	name: z.string(),
	role: z.enum(ROLES),
	answers: z.int().describe('Without those taken back.'),
	finishedAt: Time.nullable(),
	withdrawnAt: Time.nullable()
});

export const SessionAnswer = z.object({
	id: z.string(),
	briefId: z.string(),
	settings: SessionSettings,
	variantIds: z.array(z.string()).describe('The pool as it was when the session was made.'),
	createdAt: Time,
	closedAt: Time.nullable(),
	revealedAt: Time.nullable(),
	reviewers: z.array(ReviewerTold),
	answers: z.int()
}) satisfies z.ZodType<SessionView>;

export const SessionList = z.object({ sessions: z.array(SessionAnswer) });

export const ReviewerAnswer = z.object({
	id: z.string().describe('Kept by whoever sits there: it is what they answer with.'),
	sessionId: z.string(),
	name: z.string(),
	role: z.enum(ROLES),
	createdAt: Time,
	finishedAt: Time.nullable(),
	withdrawnAt: Time.nullable()
}) satisfies z.ZodType<Reviewer>;

const Question = z.object({
	criterion: z.enum(CRITERIA),
	kind: z.enum(['pair', 'four']),
	variants: z
		.array(
			z.object({
				id: z.string(),
				imageSha256: z.string().nullable().describe('Null where it can be shown live only.'),
				width: z.int().nullable(),
				height: z.int().nullable()
			})
		)
		.describe('Left to right, top to bottom.')
});

export const SittingAnswer = z.object({
	session: z.object({
		id: z.string(),
		briefId: z.string(),
		title: z.string(),
		purpose: z.string(),
		mode: z.enum(MODES),
		shows: SessionSettings.shape.shows.unwrap(),
		viewport: SessionSettings.shape.viewport.unwrap(),
		theme: SessionSettings.shape.theme.unwrap(),
		state: z.string().nullable()
	}),
	reviewer: z.object({
		id: z.string(),
		name: z.string(),
		role: z.enum(ROLES),
		finishedAt: Time.nullable()
	}),
	questions: z.array(Question).describe('The next ones, first first.'),
	progress: z.object({
		answered: z.int(),
		goal: SessionSettings.shape.goal.unwrap(),
		aboutLeft: z.int().nullable().describe('Null while it cannot be told.'),
		isReached: z.boolean(),
		isOver: z.boolean().describe('Nothing more is asked.')
	}),
	recent: z
		.array(
			z.object({ comparisonId: z.string(), question: Question, reason: z.string().nullable() })
		)
		.describe('The last answers that can be taken back, newest last.')
}) satisfies z.ZodType<SittingView>;

const Rank = z.int().min(1);
const Attribute = z.object({
	key: z.string(),
	label: z.string(),
	count: z.int().describe('Variants in the pool that have it.'),
	effect: z
		.object({ difference: z.number(), low: z.number(), high: z.number() })
		.nullable()
		.describe('Logits over those without it, with the 95 % interval; null: too little to say.'),
	answers: z.int()
});

export const RankingAnswer = z.object({
	sessionId: z.string(),
	briefId: z.string(),
	criterion: z.enum(CRITERIA),
	ratings: z
		.array(
			z.object({
				variantId: z.string(),
				mean: z.number().describe('In logits.'),
				low: z.number(),
				high: z.number(),
				rank: Rank,
				rankLow: Rank.describe('The best rank of the 95 % interval.'),
				rankHigh: Rank,
				pTop1: Share,
				pTop3: Share,
				pTop5: Share
			})
		)
		.describe('Best first.'),
	comparisons: z.int(),
	reviewers: z.int(),
	settled: z.boolean(),
	verdict: z.object({
		top: z.literal(TOPS),
		pBestShown: Share.describe('That the best of all is among the first `top`.'),
		why: z.enum(['settled', 'sure once', 'noise', 'not sure']),
		aboutLeft: z.int().nullable()
	}),
	agreement: z.number().nullable().describe('Split-half reliability.'),
	fragility: z
		.object({ answers: z.int(), winnerId: z.string() })
		.nullable()
		.describe('Without so many answers, another one would win.'),
	readings: z.array(
		z.object({
			reviewerId: z.string(),
			answers: z.int(),
			reliability: z.number().describe('0 guesses, 1 is usual.'),
			low: z.number(),
			high: z.number(),
			leftShare: Share.nullable(),
			fastShare: Share.nullable(),
			consistency: Share.nullable()
		})
	),
	groups: z
		.array(
			z.object({
				kind: z.enum(['role', 'reviewer']),
				key: z.string(),
				answers: z.int(),
				ranks: z.array(
					z.object({ variantId: z.string(), rank: Rank, rankLow: Rank, rankHigh: Rank })
				)
			})
		)
		.describe('The standing by some of the reviewers alone.'),
	polarising: z.array(
		z.object({
			variantId: z.string(),
			more: z.string(),
			less: z.string(),
			rankMore: Rank,
			rankLess: Rank
		})
	),
	dimensions: z.array(z.object({ key: z.string(), label: z.string(), values: z.array(Attribute) })),
	models: z.array(Attribute).nullable().describe('Null until it is revealed.')
}) satisfies z.ZodType<RankingView>;

export const SessionExport = z.object({
	session: SessionAnswer,
	rankings: z.array(RankingAnswer).describe('One for each criterion.'),
	comparisons: z
		.array(
			z.object({
				id: z.string(),
				sessionId: z.string(),
				reviewerId: z.string(),
				criterion: z.enum(CRITERIA),
				answer: Answer,
				ms: z.int().nullable(),
				createdAt: Time,
				reason: z.string().nullable()
			})
		)
		.describe('Those that count, oldest first.')
}) satisfies z.ZodType<{
	session: SessionView;
	rankings: RankingView[];
	comparisons: (Comparison & { reason: string | null })[];
}>;
