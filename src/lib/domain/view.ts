/** What a page or a response may tell. It tells less than a row: until a person has decided, not who made a variant. */
import type { Brief } from './brief.ts';
import type { CaptureStatus, Shot } from './capture.ts';
import type { FactsGlance, PageFacts } from './capture-facts.ts';
import type { Recipe } from './recipe.ts';
import type { Dimension, Direction, Point } from './direction.ts';
import type { ParentLink } from './lineage.ts';
import type { Decision, Marks } from './marks.ts';
import type { MotionFrame, PageAnimation, StripStatus, Take } from './motion.ts';
import type { NoteCounts } from './note.ts';
import type { DesignPlan } from './plan.ts';
import type { Finish, ReplyPurpose } from './reply.ts';
import type { Round, RoundStatus } from './round.ts';
import type { BuilderName, Phase, ProviderName, Usage, VariantStatus } from './variant.ts';

export interface CaptureView extends Shot {
	id: string;
	status: CaptureStatus;
	imageSha256: string | null;
	thumbSha256: string | null;
	width: number | null;
	height: number | null;
	facts: FactsGlance | null;
	error: { code: string; message: string } | null;
}

/** A photograph with all that was read from the page. */
export interface CaptureDetail extends CaptureView {
	facts: PageFacts | null;
}

/** A filmed second of a variant, or why there is none. */
export interface MotionStripView extends Take {
	id: string;
	status: StripStatus;
	frames: MotionFrame[];
	animations: PageAnimation[];
	error: { code: string; message: string } | null;
}

/** Told once the brief has a decision. */
export interface SourceView {
	provider: ProviderName;
	model: string;
	usage: Usage | null;
	cost: number | null;
	ms: number | null;
}

export interface VariantView extends Marks {
	id: string;
	briefId: string;
	roundId: string;
	number: number;
	status: VariantStatus;
	phase: Phase;
	title: string | null;
	medium: string | null;
	statement: string;
	point: Point;
	plan: DesignPlan | null;
	/** Of an imported one: the name of the file it was. */
	sourceName: string | null;
	/** Which variants it was made of; none for one that was made of the brief alone. */
	parents: ParentLink[];
	error: { code: string; message: string } | null;
	charsWritten: number;
	/** Photographs planned for it. */
	shots: number;
	/** How many of those there are, taken or failed. */
	photographed: number;
	captures: CaptureView[];
	notes: NoteCounts;
	source: SourceView | null;
}

export interface RoundView {
	id: string;
	briefId: string;
	number: number;
	kind: Round['kind'];
	range: Round['settings']['range'];
	status: RoundStatus;
	stopping: boolean;
	count: number;
	/** A wall in US dollars; null without one. */
	budget: number | null;
	/** Begun by a program of its own accord. */
	unattended: boolean;
	spent: Spent;
	createdAt: number;
	finishedAt: number | null;
	lastSeq: number;
}

/** What a round has cost so far, all models together: which of them cost what is told after the decision. */
export interface Spent {
	/** US dollars, as far as they are known; null when nothing of it is. */
	cost: number | null;
	/** Variants that were answered at a price that is not known. */
	unpriced: number;
}

/** Everything one brief's pages show. */
/** What has happened to a brief, told in few words: it is asked for every few seconds. */
export interface BriefChanges {
	/** How far the stories of marks, notes and basket have come; each number only grows. */
	steps: { marks: number; notes: number; basket: number };
	/** What is in force on each variant that was marked, or of which a mark was taken back, since what was asked for. */
	marked: ({ variantId: string } & Marks)[];
	rounds: number;
	/** Of those, how many are running. */
	running: number;
	decisionId: string | null;
	/** Whose marks are told. */
	reviewer: string;
}

export interface BriefView {
	brief: Brief;
	rounds: RoundView[];
	variants: VariantView[];
	/** Every dimension and value that the points of its variants can have, of this version of its space and of all before. */
	dimensions: Dimension[];
	decision: Decision | null;
	/** Whose marks its variants have. */
	reviewer: string;
}

/** A brief among others. */
export interface BriefSummary {
	id: string;
	title: string;
	createdAt: number;
	rounds: number;
	variants: number;
	ready: number;
	picks: number;
	chosenNumber: number | null;
	/** A thumbnail to know it by. */
	thumbSha256: string | null;
	running: boolean;
}

/** Whether a provider could build variants now, and the one line that would make it so. */
export interface ProviderReadiness {
	provider: BuilderName;
	ready: boolean;
	detail: string;
	fix: string | null;
	models: string[];
}

/** How a variant came to be, for whoever wants to look. Tells nothing of who made it. */
export interface VariantOrigin {
	prompt: { version: string; system: string; user: string } | null;
	/** Every reply as received, first to last. */
	replies: {
		attempt: number;
		turn: number;
		purpose: ReplyPurpose;
		finish: Finish;
		text: string;
		createdAt: number;
	}[];
	/** What was done to get from the reply to the document. */
	steps: string[];
	document: string | null;
	/** The reply against the document, in runs of lines; null when either is missing. */
	diff: { kind: 'same' | 'added' | 'removed'; lines: string[] }[] | null;
}

/** What a round would take, told before it is begun. */
export interface RoundEstimate {
	requests: number;
	inputTokens: number;
	outputTokens: { low: number; high: number };
	/** US dollars; null when a price is not known. */
	cost: { low: number; high: number } | null;
	/** Models without a price. */
	unpriced: string[];
	/** The day the price table is of, such as `2026-11-01`. */
	pricesOf: string | null;
	seconds: { low: number; high: number } | null;
	/** What the figures rest on, as a sentence. */
	basis: string;
}

/** What a round would be built from, told before it is begun: the same request with this seed draws the same. */
export interface DrawnDirections {
	seed: number;
	directions: Direction[];
}

/** What is photographed of each variant of a brief, and what that costs. */
export interface RecipeView {
	recipe: Recipe;
	isDefault: boolean;
	/** Photographs of one variant. */
	photographs: number;
	/** Frames of one variant's film. */
	frames: number;
	/** Time for one variant, in milliseconds; null when no photograph has been taken in this workspace. */
	ms: number | null;
	/** Variants that can be photographed. */
	ready: number;
	/** Photographs that they lack by this recipe. */
	missing: number;
}

/** What was queued to be photographed. */
export interface CaptureRun {
	variantIds: string[];
	photographs: number;
	strips: number;
	/** The rounds in which it goes on. */
	roundIds: string[];
}

/** One model's part in a brief: told once there is a decision. */
export interface ModelTally {
	provider: ProviderName;
	model: string;
	variants: number;
	ready: number;
	failed: number;
	picks: number;
	rejects: number;
	usage: Usage | null;
	/** US dollars; null when any of it is unknown. */
	cost: number | null;
	/** Median of the time one took, in milliseconds. */
	ms: number | null;
}

/** An endpoint found listening on this machine: offered, never used unasked. */
export interface LocalEndpoint {
	/** The program that usually listens there. */
	name: string;
	baseUrl: string;
	models: string[];
}

/** Which variants of a brief look alike, by one photograph of each. Every variant that has it is in one group and in one room. */
export interface LikenessView {
	/** The photograph they are compared by. */
	shot: Shot;
	/** No two of a group are farther apart. */
	threshold: number;
	/** Largest first; in each, the variant in its middle first. `spread` is the largest distance in it. */
	groups: { variantIds: string[]; spread: number }[];
	/** A map on which distances come near to those between the photographs; x and y in the same unit, around 0. */
	places: {
		variantId: string;
		x: number;
		y: number;
		nearest: { variantId: string; distance: number } | null;
	}[];
	/** At most eight coarse sets to walk through, largest first; in each, the variant in its middle first. */
	rooms: { variantIds: string[] }[];
	/** Different ones near the start, alike ones late; each reviewer's begins elsewhere. */
	order: string[];
	/** Variants without such a photograph, and why. */
	missing: { variantId: string; reason: { code: string; message: string } }[];
}
