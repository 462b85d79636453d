/** One self-contained HTML document, where it came from, and how far it has got. */
import { z } from 'zod';
import { invariant } from './errors.ts';
import type { Shot } from './capture.ts';
import type { Point } from './direction.ts';
import type { DesignPlan } from './plan.ts';
import type { CostBasis } from './reply.ts';

export const VARIANT_STATUSES = [
	'queued',
	'running',
	'ready',
	'failed',
	'interrupted',
	'cancelled'
] as const;
export type VariantStatus = (typeof VARIANT_STATUSES)[number];

/** `running → queued` is a process that let go of its work in good order; `interrupted` is one that did not. */
const VARIANT_TRANSITIONS: Record<VariantStatus, readonly VariantStatus[]> = {
	queued: ['running', 'cancelled'],
	running: ['ready', 'failed', 'interrupted', 'cancelled', 'queued'],
	ready: [],
	// `failed → ready` is a person who repaired the reply by hand.
	failed: ['queued', 'ready'],
	interrupted: ['queued', 'cancelled'],
	cancelled: ['queued']
};

/** How far the photographs of a ready variant have got. `none`: not asked for. */
export const PHOTO_STATUSES = ['none', 'queued', 'running', 'done'] as const;
export type PhotoStatus = (typeof PHOTO_STATUSES)[number];
const PHOTO_TRANSITIONS: Record<PhotoStatus, readonly PhotoStatus[]> = {
	none: ['queued'],
	// `queued → done` is a person who asked for photographs once more and then not: those there are stay.
	queued: ['running', 'none', 'done'],
	running: ['done', 'queued', 'none'],
	done: ['queued']
};

/** Whether a status may follow another; the database asks by `sourcesOf`. */
export function canMove(from: VariantStatus, to: VariantStatus): boolean {
	return VARIANT_TRANSITIONS[from].includes(to);
}
/** The statuses from which `to` can be reached: the guard of an UPDATE. */
export function sourcesOf(to: VariantStatus): VariantStatus[] {
	const sources = VARIANT_STATUSES.filter((from) => canMove(from, to));
	invariant(sources.length > 0, `nothing leads to ${to}`);
	return sources;
}
/** The same of its photographs. */
export function photoSourcesOf(to: PhotoStatus): PhotoStatus[] {
	return PHOTO_STATUSES.filter((from) => PHOTO_TRANSITIONS[from].includes(to));
}
/** True when nothing more will happen to it by itself. */
export function isSettled(status: VariantStatus): boolean {
	return status !== 'queued' && status !== 'running';
}

/** What is photographed of one variant when it is asked for again, in place of what its round asked for. */
export interface PhotoPlan {
	shots: Shot[];
	/** Photographs taken before this moment do not count, in milliseconds since 1970; 0: all of them do. */
	since: number;
	/** Film it as well, whatever the recipe says. */
	film: boolean;
}

/** What a frame on the sheet is doing, in one word. */
export type Phase =
	'queued' | 'writing' | 'photographing' | 'ready' | 'failed' | 'interrupted' | 'cancelled';
/** Its photographs count once it is written: until they are taken it is not ready for anybody who looks. */
export function phaseOf(status: VariantStatus, photos: PhotoStatus): Phase {
	if (status === 'running') return 'writing';
	if (status === 'ready')
		return photos === 'queued' || photos === 'running' ? 'photographing' : 'ready';
	return status;
}

export const Usage = z.object({ inputTokens: z.number().int(), outputTokens: z.number().int() });
export type Usage = z.infer<typeof Usage>;

/** Who can be asked to build a round. */
export const BUILDER_NAMES = ['openai', 'agent', 'recorded', 'composer'] as const;
export type BuilderName = (typeof BUILDER_NAMES)[number];

/** Those that are sent a prompt, and so can be steered and shown what is there; the others have pages of their own. */
export const PROMPTED_NAMES = ['openai', 'agent'] as const;
export type PromptedName = (typeof PROMPTED_NAMES)[number];
/** Whether it is one of `PROMPTED_NAMES`. */
export function isPrompted<T extends { provider: string }>(
	builder: T
): builder is T & { provider: PromptedName } {
	return PROMPTED_NAMES.some((name) => name === builder.provider);
}

/** Where a variant came from: a builder, a person who brought it, or parts of others put together without a model. */
export const PROVIDER_NAMES = [...BUILDER_NAMES, 'import', 'graft'] as const;
export type ProviderName = (typeof PROVIDER_NAMES)[number];

/** A stored variant, with everything known of it. Pages get `VariantView`, which tells less. */
export interface Variant {
	id: string;
	briefId: string;
	roundId: string;
	directionId: string;
	/** Counted from 1 within its brief; what people call it. */
	number: number;
	status: VariantStatus;
	photos: PhotoStatus;
	/** How often it has been begun. */
	attempts: number;
	provider: ProviderName;
	model: string;
	promptSha256: string | null;
	promptVersion: string | null;
	replySha256: string | null;
	htmlSha256: string | null;
	/** Null: as its round asked for. */
	photoPlan: PhotoPlan | null;
	title: string | null;
	/** One line of medium from the document itself, shown under the title. */
	medium: string | null;
	/** What the model set out to do, in its own words. */
	plan: DesignPlan | null;
	/** Of an imported one: the name of the file it was. */
	sourceName: string | null;
	/** What was done to get from the reply to the document, in order. */
	readingSteps: string[];
	errorCode: string | null;
	errorMessage: string | null;
	usage: Usage | null;
	/** US dollars, all tries together; null is unknown, never free. */
	cost: number | null;
	/** Whether the endpoint said what it cost, or it was worked out from the price table. */
	costBasis: CostBasis | null;
	/** Time spent building, in milliseconds. */
	ms: number | null;
	/** Characters received so far. */
	charsWritten: number;
	point: Point;
	statement: string;
	createdAt: number;
	updatedAt: number;
}
