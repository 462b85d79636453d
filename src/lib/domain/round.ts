/** One fan-out: its settings, its status, and the events that tell its story. */
import { z } from 'zod';
import { BUILDER_NAMES, PROVIDER_NAMES } from './variant.ts';
import { Shot } from './capture.ts';
import { EvolveRecord } from './lineage.ts';

export const ROUND_KINDS = ['explore', 'evolve', 'merge', 'import'] as const;
export type RoundKind = (typeof ROUND_KINDS)[number];

export const ROUND_STATUSES = ['running', 'finished', 'cancelled'] as const;
export type RoundStatus = (typeof ROUND_STATUSES)[number];

export const MIN_COUNT = 1;
export const MAX_COUNT = 90;
export const DEFAULT_COUNT = 12;
const MAX_CONCURRENCY = 32;
const DEFAULT_CONCURRENCY = 4;

/**
 * How far a round goes from what is there: `refine` stays close to one point and varies its details, `explore` spreads over
 * the whole space, `reimagine` also keeps away from everything drawn before.
 */
export const RANGES = ['refine', 'explore', 'reimagine'] as const;
export type Range = (typeof RANGES)[number];

/** Dimension key → keys of its values. */
const ValueChoice = z.record(z.string(), z.array(z.string()).max(12));
export type ValueChoice = z.infer<typeof ValueChoice>;

const RoundCount = z.number().int().min(MIN_COUNT).max(MAX_COUNT);

/** Who builds a round, and within what: asked alike of every round that somebody builds. */
export const BuildRequest = z.object({
	provider: z.enum(BUILDER_NAMES).optional(),
	/** Dealt out evenly over the round, in an order that does not tell which is which. */
	models: z.array(z.string().trim().min(1).max(200)).max(12).default([]),
	baseUrl: z.url({ protocol: /^https?$/ }).optional(),
	concurrency: z.number().int().min(1).max(MAX_CONCURRENCY).default(DEFAULT_CONCURRENCY),
	seed: z
		.number()
		.int()
		.min(0)
		.max(2 ** 31 - 1)
		.optional(),
	/** A wall in US dollars. */
	budget: z.number().positive().optional(),
	/** Begun by a program of its own accord: no person chose that it should be. */
	unattended: z.boolean().default(false)
});
export type BuildRequest = z.input<typeof BuildRequest>;

/** What a person asks for. Everything has a default. */
export const RoundRequest = z.object({
	count: RoundCount.default(DEFAULT_COUNT),
	...BuildRequest.shape,
	capture: z.boolean().default(true),
	range: z.enum(RANGES).default('explore'),
	/** Values to draw from alone, where a dimension is named. */
	pins: ValueChoice.default({}),
	/** Values not to draw. */
	bans: ValueChoice.default({}),
	/** Points of earlier rounds may come again. */
	again: z.boolean().default(false)
});
export type RoundRequest = z.input<typeof RoundRequest>;

/** A round's settings as resolved and stored: nothing is left to defaults. Holds no key. */
export const RoundSettings = z.object({
	count: RoundCount,
	provider: z.enum(PROVIDER_NAMES),
	models: z.array(z.string()),
	baseUrl: z.string().nullable(),
	concurrency: z.number().int(),
	seed: z.number().int(),
	budget: z.number().nullable(),
	shots: z.array(Shot),
	range: z.enum(RANGES).default('explore'),
	pins: ValueChoice.default({}),
	bans: ValueChoice.default({}),
	unattended: z.boolean().default(false),
	/** Characters of the longest prompt, where prompts are settled before the round begins; null where they follow from the rest. */
	promptChars: z.number().int().nullable().default(null),
	/** Of an evolve round. */
	evolve: EvolveRecord.nullable().default(null)
});
export type RoundSettings = z.infer<typeof RoundSettings>;

export interface Round {
	id: string;
	briefId: string;
	kind: RoundKind;
	/** Counted from 1 within its brief. */
	number: number;
	status: RoundStatus;
	settings: RoundSettings;
	createdAt: number;
	finishedAt: number | null;
	cancelRequestedAt: number | null;
}

/** Every kind of thing that is told about a round. `seq` is contiguous from 1. */
export const ROUND_EVENT_TYPES = [
	'round.started',
	'round.resumed',
	'round.finished',
	'round.cancelled',
	'variant.queued',
	'variant.running',
	'variant.ready',
	'variant.failed',
	'variant.interrupted',
	'variant.cancelled',
	'variant.to-photograph',
	'variant.photographing',
	'variant.photographed',
	'capture.taken',
	'capture.failed',
	'strip.filmed',
	'strip.failed'
] as const;
export type RoundEventType = (typeof ROUND_EVENT_TYPES)[number];

/** Events carry ids, not pictures of rows: a reader fetches what it shows, and never learns more than a page may tell. */
export const RoundEvent = z.object({
	roundId: z.string(),
	seq: z.number().int().min(1),
	type: z.enum(ROUND_EVENT_TYPES),
	variantId: z.string().nullable(),
	data: z.record(z.string(), z.json()),
	at: z.number()
});
export type RoundEvent = z.infer<typeof RoundEvent>;
