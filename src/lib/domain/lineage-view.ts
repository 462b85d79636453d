/** Where everything of a brief came from, as it is told: the variants, what leads from one to another, and who steered each step. */
import type { Flag } from './marks.ts';
import type { ParentRole } from './lineage.ts';
import type { Range, RoundKind } from './round.ts';
import type { VariantStatus } from './variant.ts';

interface LineageNode {
	variantId: string;
	number: number;
	roundId: string;
	title: string | null;
	status: VariantStatus;
	flag: Flag;
	isChosen: boolean;
	/** A photograph of it on a desk, small. */
	thumbSha256: string | null;
}

/** From a variant to one that was made of it. */
export interface LineageLink {
	from: string;
	to: string;
	role: ParentRole;
	keep: string;
	change: string;
}

/**
 * What a person did that led to a step: picks, notes, parts in the basket, answers in rankings, variants named, dimensions pinned,
 * values banned, prompts gone over, files brought in.
 */
export const ACTS = [
	'picks',
	'ranked',
	'starred',
	'named',
	'notes',
	'parts',
	'answers',
	'pinned',
	'banned',
	'prompts',
	'files'
] as const;
export type ActKind = (typeof ACTS)[number];

export interface SteeringAct {
	kind: ActKind;
	count: number;
}

/** A round, or at the end the choice. */
export interface LineageStep {
	/** Null: the choice. */
	roundId: string | null;
	kind: RoundKind | 'choice';
	/** Of the round. */
	number: number | null;
	/** Variants that came of it; of the choice, one. */
	count: number;
	range: Range | null;
	at: number;
	/** Whether a program took it of its own accord. People may have steered it all the same, by what they had said before. */
	isUnattended: boolean;
	acts: SteeringAct[];
	/** All of that as a sentence. */
	words: string;
}

export interface LineageView {
	/** By number. */
	nodes: LineageNode[];
	links: LineageLink[];
	/** First to last. */
	steps: LineageStep[];
}
