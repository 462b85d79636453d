/** What pages and responses tell of sessions. Before a reviewer has finished: nothing of who made what, or what others said. */
import type { Criterion, Goal, Mode, Role, SessionSettings, Top } from './session.ts';

export interface ReviewerView {
	id: string;
	name: string;
	role: Role;
	answers: number;
	finishedAt: number | null;
	withdrawnAt: number | null;
}

/** For whoever holds the session. */
export interface SessionView {
	id: string;
	briefId: string;
	settings: SessionSettings;
	variantIds: string[];
	createdAt: number;
	closedAt: number | null;
	revealedAt: number | null;
	reviewers: ReviewerView[];
	/** Of all reviewers that count. */
	answers: number;
}

/** What somebody is told before they sit down: what it is about, and nothing of the works. */
export interface Invitation {
	sessionId: string;
	/** Of the brief. */
	title: string;
	purpose: string;
	criteria: Criterion[];
	goal: Goal;
	shows: SessionSettings['shows'];
	isClosed: boolean;
}

/** One of several to choose among: a picture and nothing else. */
export interface BlindVariant {
	id: string;
	/** Null where it has no photograph like this; then it is shown live. */
	imageSha256: string | null;
	width: number | null;
	height: number | null;
}

export interface QuestionView {
	criterion: Criterion;
	kind: 'pair' | 'four';
	/** Left to right, top to bottom. */
	variants: BlindVariant[];
}

export interface SittingProgress {
	/** By this reviewer, skips left out. */
	answered: number;
	goal: Goal;
	/** About how many answers more, of all reviewers together, the goal takes; null while that cannot be told. */
	aboutLeft: number | null;
	isReached: boolean;
	/** Nothing more is to be asked: closed, finished, or fewer than two variants are left. */
	isOver: boolean;
}

/** Everything one reviewer's page shows. */
export interface SittingView {
	session: {
		id: string;
		briefId: string;
		/** Of the brief. */
		title: string;
		purpose: string;
		mode: Mode;
		shows: SessionSettings['shows'];
		viewport: SessionSettings['viewport'];
		theme: SessionSettings['theme'];
		state: string | null;
	};
	reviewer: { id: string; name: string; role: Role; finishedAt: number | null };
	/** The next ones, first first: those the client has in hand, then more. */
	questions: QuestionView[];
	progress: SittingProgress;
	/** The last answers that can be taken back, newest last. */
	recent: { comparisonId: string; question: QuestionView; reason: string | null }[];
}

/** Where a variant stands, in ranks and in logits, with 95 % intervals. */
export interface Rating {
	variantId: string;
	mean: number;
	low: number;
	high: number;
	rank: number;
	rankLow: number;
	rankHigh: number;
	pTop1: number;
	pTop3: number;
	pTop5: number;
}

/** Nobody has looked at two pictures in less, in milliseconds. */
export const FAST_MS = 500;

export interface ReviewerReading {
	reviewerId: string;
	answers: number;
	/** 0 guesses, 1 is usual, 2 the most that is believed. */
	reliability: number;
	low: number;
	high: number;
	/** Share of decided pairs in which what stood left won; null without such pairs. */
	leftShare: number | null;
	/** Share of timed answers that came faster than `FAST_MS`; null without timed ones. */
	fastShare: number | null;
	/** Of pairs answered twice, the share answered alike; null without such pairs. */
	consistency: number | null;
}

/** The standing by some of the reviewers alone. */
export interface GroupStanding {
	kind: 'role' | 'reviewer';
	/** A role, or a reviewer's id. */
	key: string;
	answers: number;
	ranks: { variantId: string; rank: number; rankLow: number; rankHigh: number }[];
}

/** What having a value, or being made by a model, goes with. */
export interface AttributeReading {
	key: string;
	label: string;
	/** Variants in the pool that have it. */
	count: number;
	/** Logits over those that have it not, with the 95 % interval; null where there is too little to say. */
	effect: { difference: number; low: number; high: number } | null;
	/** Answers in which one of them was shown. */
	answers: number;
}

/** The standing of one session by one criterion. */
export interface RankingView {
	sessionId: string;
	briefId: string;
	criterion: Criterion;
	/** Best first; without variants that are gone. */
	ratings: Rating[];
	comparisons: number;
	reviewers: number;
	settled: boolean;
	verdict: {
		top: Top;
		pBestShown: number;
		why: 'settled' | 'sure once' | 'noise' | 'not sure';
		aboutLeft: number | null;
	};
	/** Split-half reliability; null with too few answers. */
	agreement: number | null;
	/** Without so many answers another one would win; null where none decide it. */
	fragility: { answers: number; winnerId: string } | null;
	readings: ReviewerReading[];
	groups: GroupStanding[];
	/** Widest first. `more` and `less` are keys of groups of roles, or of reviewers where there is one role. */
	polarising: {
		variantId: string;
		more: string;
		less: string;
		rankMore: number;
		rankLess: number;
	}[];
	/** By dimension, each value of it. */
	dimensions: { key: string; label: string; values: AttributeReading[] }[];
	/** By provider and model; null until it is revealed. */
	models: AttributeReading[] | null;
}
