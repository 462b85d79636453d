/** A ranking sitting: what is asked of whom, about which variants, and what they answered. */
import { z } from 'zod';
import { THEMES, VIEWPORT_NAMES } from './capture.ts';
import { idSchema } from './ids.ts';
import { MAX_STARS } from './marks.ts';

/** What taste means here, as questions. `overall` is asked when nothing else is chosen. */
export const CRITERIA = [
	'overall',
	'aesthetics',
	'systems',
	'direction',
	'presentation',
	'detail'
] as const;
export type Criterion = (typeof CRITERIA)[number];

/** As they are put to a person who looks at several. */
export const QUESTIONS: Record<Criterion, string> = {
	overall: 'Which is better?',
	aesthetics: 'Which looks right, and like itself rather than like everything else?',
	systems: 'Which fits the system it will live in: same things look and act the same?',
	direction: 'Which is the right thing to build: idea, framing and scope?',
	presentation: 'Which shows the right information, in the right order, by the right means?',
	detail: 'In which do the small things, motion and states above all, mean what they seem to say?'
};

export const ROLES = ['design', 'engineering', 'product', 'other'] as const;
export type Role = (typeof ROLES)[number];

export const MODES = ['pairs', 'fours', 'mixed'] as const;
export type Mode = (typeof MODES)[number];

export const TOPS = [1, 3, 5] as const;
export type Top = (typeof TOPS)[number];

/** With fewer there is nothing to compare. */
export const LEAST_POOL = 2;
/** Variants that one session may be about. */
const MAX_POOL = 500;
export const MAX_GOAL_ANSWERS = 10_000;

const Pool = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('all') }),
	z.strictObject({ kind: z.literal('picks') }),
	z.strictObject({ kind: z.literal('stars'), atLeast: z.int().min(1).max(MAX_STARS) }),
	z.strictObject({
		kind: z.literal('selection'),
		variantIds: z.array(idSchema('variant')).min(1).max(MAX_POOL)
	})
]);
export type Pool = z.infer<typeof Pool>;

const Goal = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('settled'), top: z.literal(TOPS) }),
	z.strictObject({ kind: z.literal('answers'), count: z.int().min(1).max(MAX_GOAL_ANSWERS) })
]);
export type Goal = z.infer<typeof Goal>;

/** How a session is held. What is left out is as usual: everything, the best three, in pairs, by photographs. */
export const SessionSettings = z.strictObject({
	pool: Pool.default({ kind: 'all' }),
	/** Asked in turn. */
	criteria: z
		.array(z.enum(CRITERIA))
		.min(1)
		.refine((all) => new Set(all).size === all.length, 'names a criterion twice')
		.default(['overall']),
	mode: z.enum(MODES).default('pairs'),
	goal: Goal.default({ kind: 'settled', top: 3 }),
	shows: z.enum(['photographs', 'live']).default('photographs'),
	viewport: z.enum(VIEWPORT_NAMES).default('desktop'),
	theme: z.enum(THEMES).default('light'),
	/** Null: as the document opens by itself. */
	state: z.string().nullable().default(null)
});
export type SessionSettings = z.infer<typeof SessionSettings>;

export interface Session {
	id: string;
	briefId: string;
	settings: SessionSettings;
	/** The pool as it was when the session was made. */
	variantIds: string[];
	createdAt: number;
	/** Closed sessions take no more answers. */
	closedAt: number | null;
	/** From when it is told who made what. */
	revealedAt: number | null;
}

export const MAX_NAME_CHARS = 80;

export const NewReviewer = z.strictObject({
	/** Empty where nobody was asked. */
	name: z.string().trim().max(MAX_NAME_CHARS).default(''),
	role: z.enum(ROLES).default('other')
});

export interface Reviewer {
	id: string;
	sessionId: string;
	name: string;
	role: Role;
	createdAt: number;
	/** Has finished, or left. From then on the result may be seen, and answers that come later do not count. */
	finishedAt: number | null;
	/** Answers of a withdrawn reviewer do not count. */
	withdrawnAt: number | null;
}

const PairAnswer = z
	.strictObject({
		kind: z.literal('pair'),
		left: idSchema('variant'),
		right: idSchema('variant'),
		/** `neither` says that both fall short; `skip` says nothing. */
		says: z.enum(['left', 'right', 'tie', 'neither', 'skip'])
	})
	.refine(({ left, right }) => left !== right, {
		message: 'compares a variant with itself',
		path: ['right']
	});

const OrderAnswer = z
	.strictObject({
		kind: z.literal('four'),
		/** As they stood: left to right, top to bottom. */
		shown: z.array(idSchema('variant')).min(2).max(4),
		/** The same ones, best first; empty for a skip. */
		order: z.array(idSchema('variant')).max(4)
	})
	.refine(({ shown }) => new Set(shown).size === shown.length, {
		message: 'shows a variant twice',
		path: ['shown']
	})
	.refine(
		({ shown, order }) =>
			order.length === 0 ||
			(order.length === shown.length &&
				new Set(order).size === order.length &&
				order.every((id) => shown.includes(id))),
		{ message: 'is not an order of the ones shown', path: ['order'] }
	);

export const Answer = z.discriminatedUnion('kind', [PairAnswer, OrderAnswer]);
export type Answer = z.infer<typeof Answer>;

/** The works that were on screen. */
export function shownIn(answer: Answer): string[] {
	return answer.kind === 'pair' ? [answer.left, answer.right] : answer.shown;
}

/** Nothing was said: neither which is better nor that none is. */
export function isSkip(answer: Answer): boolean {
	return answer.kind === 'pair' ? answer.says === 'skip' : answer.order.length === 0;
}

/** A question as the API names it: what a client has in hand. */
export const HeldQuestion = z.strictObject({
	criterion: z.enum(CRITERIA),
	variantIds: z.array(idSchema('variant')).min(2).max(4)
});
export type HeldQuestion = z.infer<typeof HeldQuestion>;

export const MAX_REASON_CHARS = 500;
/** Questions that a client may have in hand: the one on screen and those loaded beforehand. */
export const MAX_HELD = 4;
const MAX_ANSWER_MS = 24 * 60 * 60 * 1000;

export const NewComparison = z.strictObject({
	/** Made by the sender: sent once more it changes nothing. */
	id: idSchema('comparison'),
	reviewerId: idSchema('reviewer'),
	criterion: z.enum(CRITERIA),
	answer: Answer,
	/** From when it was seen until it was answered, in milliseconds; null where nobody measured. */
	ms: z.int().min(0).max(MAX_ANSWER_MS).nullable().default(null),
	/** What the sender has in hand after this one. */
	holding: z.array(HeldQuestion).max(MAX_HELD).default([])
});
export type NewComparison = z.infer<typeof NewComparison>;

/** What can happen to a session besides answers. */
export type SessionEventKind =
	'closed' | 'revealed' | 'finished' | 'withdrawn' | 'readmitted' | 'retracted' | 'reason';

/** One thing that happened. It is of the reviewer or the answer that it names, or of the session. */
export interface SessionEvent {
	kind: SessionEventKind;
	reviewerId: string | null;
	comparisonId: string | null;
	/** Of a reason. */
	text: string | null;
	createdAt: number;
}

export interface Comparison {
	id: string;
	sessionId: string;
	reviewerId: string;
	criterion: Criterion;
	answer: Answer;
	ms: number | null;
	createdAt: number;
}
