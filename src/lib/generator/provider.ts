/** What every builder of variants looks like to the pipeline: plain data in, a reply as received out. */
import type { BriefContent } from '#lib/domain/brief.ts';
import type { Direction } from '#lib/domain/direction.ts';
import type { Finish } from '#lib/domain/reply.ts';
import type { RoundSettings, ValueChoice } from '#lib/domain/round.ts';
import type { BuilderName, Usage } from '#lib/domain/variant.ts';

/** What was said after the prompt: a reply as received, and what it was answered with. */
export interface Turn {
	reply: string;
	ask: string;
}

/** One thing asked of a model. Plain data. */
export interface Question {
	model: string;
	prompt: Prompt;
	/** Of the prompt's pictures those that could be read, with their bytes: whoever builds may be on another machine. */
	pictures?: AttachedPicture[] | undefined;
	/** Empty for a first reply. */
	turns: Turn[];
}

/** Plain data: a job can be handed to a worker on another machine. */
export interface BuildJob extends Question {
	brief: BriefContent;
	direction: Direction;
	/** The variant's place in its round, counted from 0. */
	index: number;
	/** Seed of the round; with `index` it makes a job repeatable where the provider can be. */
	seed: number;
	/** What the round was narrowed to. */
	pins: ValueChoice;
	bans: ValueChoice;
}

/** What a round asks of a provider with directions of its own. */
export type OwnDraw = Pick<RoundSettings, 'count' | 'seed' | 'pins' | 'bans'>;

/** A picture shown beside the text of a prompt. */
export interface PromptPicture {
	/** Blob of a PNG. */
	sha256: string;
	/** What it shows, in words: all there is of it for a model that takes no pictures. */
	caption: string;
}

/** A picture as it is handed on. */
export interface AttachedPicture {
	caption: string;
	/** A PNG, in base64. */
	png: string;
}

export interface Prompt {
	/** Goes up with every change of wording. */
	version: string;
	system: string;
	user: string;
	/** Shown to models that take pictures, in this order. */
	pictures?: PromptPicture[] | undefined;
	/** SHA-256 over version, system, user text and pictures. */
	sha256: string;
}

export interface BuildContext {
	/** Aborts the work in flight; the build then rejects with the signal's reason or a `cancelled` error. */
	signal: AbortSignal;
	/** Characters received so far; called as often as they arrive. */
	onProgress(chars: number): void;
	/**
	 * The endpoint said that it is asked too much, and how long to leave it alone where it said so, in milliseconds. The
	 * request has lost its place to others then; what is returned gives it one again, and resolves when it may be sent.
	 */
	onPushback?(waitMs: number | null): (() => Promise<void>) | undefined;
}

/** A reply exactly as received. Whether there is a document in it is for `readReply` to say. */
export interface BuildReply {
	text: string;
	/** Why the model stopped: `stop`, `length` (cut by a limit), `refusal`, or `unknown`. */
	finish: Finish;
	/** As the provider names it; may differ from what was asked for. */
	model: string;
	usage: Usage | null;
	/** US dollars; null is unknown. */
	cost: number | null;
	/** What was done otherwise than asked to get it, each a sentence. */
	steps?: string[] | undefined;
}

export interface Readiness {
	provider: BuilderName;
	ready: boolean;
	/** Is it this brief's own business? The recorded sample is ready for its own brief alone. */
	detail: string;
	/** The one line that would make it ready; null when it is. */
	fix: string | null;
	/** Models that can be asked for, if known. */
	models: string[];
}

/** A builder. Rejects with a VitrineError that says what happened; never returns a made-up reply. */
export interface Provider {
	readonly name: BuilderName;
	/** Whether it heeds `turns`: only then can a reply be continued or sent back. */
	readonly converses: boolean;
	/** What a prompt for a document has to end with, where the way to hand one in is the builder's own. */
	readonly handIn: string | null;
	/** Looks at settings only; asks nothing of the network. */
	readiness(): Readiness;
	/**
	 * The models a round would use, with `asked` checked.
	 * @throws VitrineError `unknown_model`, `provider_not_ready`
	 */
	resolveModels(asked: string[]): Promise<string[]>;
	/**
	 * Directions of its own, where it cannot follow any that are drawn: its replies exist already, or it has a repertoire.
	 * Otherwise null. May be fewer than asked for.
	 * @throws VitrineError `invalid_input` for a pin or ban that its directions cannot heed
	 */
	directionsFor(brief: BriefContent, draw: OwnDraw): Direction[] | null;
	build(job: BuildJob, context: BuildContext): Promise<BuildReply>;
	/** Asks something other than a variant, such as which dimensions matter; null where there is no model to ask. */
	readonly ask: ((question: Question, context: BuildContext) => Promise<BuildReply>) | null;
}
