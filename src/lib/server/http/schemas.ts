/** The values of the API as zod schemas. Each `satisfies` keeps one equal to the type the services hand out. */
import { z } from 'zod';
import { BriefContent, type Brief } from '#lib/domain/brief.ts';
import { CAPTURE_STATUSES, Shot } from '#lib/domain/capture.ts';
import { MotionFrame, PageAnimation, STRIP_STATUSES, Take } from '#lib/domain/motion.ts';
import { FactsGlance, PageFacts } from '#lib/domain/capture-facts.ts';
import type { ReviewerPicks } from '#lib/domain/reviewer.ts';
import { Recipe } from '#lib/domain/recipe.ts';
import { Dimension, Direction, Point } from '#lib/domain/direction.ts';
import { ParentLink } from '#lib/domain/lineage.ts';
import { FLAGS, LABELS, type Decision, type MarkAnswer } from '#lib/domain/marks.ts';
import { DesignPlan } from '#lib/domain/plan.ts';
import { FINISHES, REPLY_PURPOSES } from '#lib/domain/reply.ts';
import { RANGES, ROUND_KINDS, ROUND_STATUSES } from '#lib/domain/round.ts';
import {
	BUILDER_NAMES,
	PROVIDER_NAMES,
	Usage,
	VARIANT_STATUSES,
	type Phase
} from '#lib/domain/variant.ts';
import type {
	BriefSummary,
	BriefChanges,
	BriefView,
	CaptureRun,
	CaptureDetail,
	CaptureView,
	DrawnDirections,
	LocalEndpoint,
	ProviderReadiness,
	ModelTally,
	MotionStripView,
	RecipeView,
	RoundEstimate,
	RoundView,
	SourceView,
	Spent,
	VariantOrigin,
	VariantView
} from '#lib/domain/view.ts';
import type { Proposal } from '../dimension-service.ts';

const PHASES = [
	'queued',
	'writing',
	'photographing',
	'ready',
	'failed',
	'interrupted',
	'cancelled'
] as const satisfies Phase[];

/** Milliseconds since the epoch. */
const Instant = z.number().int();
const Count = z.number().int().min(0);
const Whose = z
	.string()
	.describe('Who has made the marks that are told; `local` where nobody said who.');
export const Reason = z.object({ code: z.string(), message: z.string() });
export const FlagName = z.enum(FLAGS);
const MarkFields = {
	flag: FlagName,
	stars: z.number().int(),
	label: z.enum(LABELS).nullable()
};

export const ErrorAnswer = z.object({
	error: z.object({
		code: z.string(),
		message: z.string(),
		field: z.string().optional(),
		line: z.number().int().optional()
	})
});

export const BriefAnswer = z.object({
	...BriefContent.shape,
	id: z.string(),
	sourceName: z.string().nullable(),
	source: z.string(),
	recipe: Recipe.nullable(),
	createdAt: Instant
}) satisfies z.ZodType<Brief>;

export const BriefReading = z.object({ content: BriefContent });

export const BriefSummaryAnswer = z.object({
	id: z.string(),
	title: z.string(),
	createdAt: Instant,
	rounds: Count,
	variants: Count,
	ready: Count,
	picks: Count,
	chosenNumber: z.number().int().nullable(),
	thumbSha256: z.string().nullable(),
	running: z.boolean()
}) satisfies z.ZodType<BriefSummary>;
export const BriefList = z.object({ briefs: z.array(BriefSummaryAnswer) });

export const CaptureAnswer = z.object({
	...Shot.shape,
	id: z.string(),
	status: z.enum(CAPTURE_STATUSES),
	imageSha256: z.string().nullable(),
	thumbSha256: z.string().nullable(),
	width: z.number().nullable(),
	height: z.number().nullable(),
	facts: FactsGlance.nullable(),
	error: Reason.nullable()
}) satisfies z.ZodType<CaptureView>;
const CaptureDetailAnswer = CaptureAnswer.extend({
	facts: PageFacts.nullable()
}) satisfies z.ZodType<CaptureDetail>;
export const CaptureList = z.object({ captures: z.array(CaptureDetailAnswer) });

export const StripList = z.object({
	strips: z.array(
		Take.extend({
			id: z.string(),
			status: z.enum(STRIP_STATUSES),
			frames: z.array(MotionFrame),
			animations: z.array(PageAnimation),
			error: Reason.nullable()
		}) satisfies z.ZodType<MotionStripView>
	)
});

export const RecipeAnswer = z.object({
	recipe: Recipe,
	isDefault: z.boolean(),
	photographs: Count.describe('Of one variant.'),
	frames: Count.describe('Of one variant that is filmed.'),
	ms: z
		.number()
		.nullable()
		.describe('For one variant, from what photographs took here last; null: none has been taken.'),
	ready: Count,
	missing: Count.describe('Photographs that the variants which are ready lack by this recipe.')
}) satisfies z.ZodType<RecipeView>;
export const CaptureRunAnswer = z.object({
	variantIds: z.array(z.string()),
	photographs: Count,
	strips: Count,
	roundIds: z.array(z.string()).describe('The rounds in which it goes on.')
}) satisfies z.ZodType<CaptureRun>;

export const SourceAnswer = z
	.object({
		provider: z.enum(PROVIDER_NAMES),
		model: z.string(),
		usage: Usage.nullable(),
		cost: z.number().nullable(),
		ms: z.number().nullable()
	})
	.describe('Told once the brief has a decision.') satisfies z.ZodType<SourceView>;

export const VariantAnswer = z.object({
	id: z.string(),
	briefId: z.string(),
	roundId: z.string(),
	number: z.number().int(),
	status: z.enum(VARIANT_STATUSES),
	phase: z.enum(PHASES),
	title: z.string().nullable(),
	medium: z.string().nullable(),
	statement: z.string(),
	point: Point,
	plan: DesignPlan.nullable(),
	sourceName: z.string().nullable(),
	parents: z.array(ParentLink).describe('Which variants it was made of.'),
	error: Reason.nullable(),
	charsWritten: Count,
	shots: Count,
	photographed: Count,
	captures: z.array(CaptureAnswer),
	notes: z
		.object({ fix: Count, keep: Count, steal: Count, question: Count, resolved: Count })
		.describe('Open notes by intent, and those that are done.'),
	...MarkFields,
	source: SourceAnswer.nullable()
}) satisfies z.ZodType<VariantView>;
export const OriginAnswer = z.object({
	prompt: z.object({ version: z.string(), system: z.string(), user: z.string() }).nullable(),
	replies: z.array(
		z.object({
			attempt: z.number().int(),
			turn: z.number().int(),
			purpose: z.enum(REPLY_PURPOSES),
			finish: z.enum(FINISHES),
			text: z.string(),
			createdAt: Instant
		})
	),
	steps: z.array(z.string()),
	document: z.string().nullable(),
	diff: z
		.array(z.object({ kind: z.enum(['same', 'added', 'removed']), lines: z.array(z.string()) }))
		.nullable()
		.describe('From what was read to the document, in runs of lines.')
}) satisfies z.ZodType<VariantOrigin>;

export const VariantList = z.object({ variants: z.array(VariantAnswer) });

const SpentAnswer = z.object({
	cost: z.number().nullable(),
	unpriced: Count
}) satisfies z.ZodType<Spent>;

export const RoundAnswer = z.object({
	id: z.string(),
	briefId: z.string(),
	number: z.number().int(),
	kind: z.enum(ROUND_KINDS),
	range: z.enum(RANGES),
	status: z.enum(ROUND_STATUSES),
	stopping: z.boolean(),
	count: Count,
	budget: z.number().nullable(),
	unattended: z.boolean().describe('Begun by a program of its own accord.'),
	spent: SpentAnswer,
	createdAt: Instant,
	finishedAt: Instant.nullable(),
	lastSeq: Count
}) satisfies z.ZodType<RoundView>;

export const ImportAnswer = z.object({
	round: RoundAnswer,
	variants: z.array(VariantAnswer),
	problems: z.array(z.object({ name: z.string(), code: z.string(), message: z.string() }))
});

export const DecisionAnswer = z.object({
	id: z.string(),
	briefId: z.string(),
	variantId: z.string(),
	why: z.string(),
	createdAt: Instant
}) satisfies z.ZodType<Decision>;

export const BriefViewAnswer = z.object({
	brief: BriefAnswer,
	rounds: z.array(RoundAnswer),
	variants: z.array(VariantAnswer),
	dimensions: z.array(Dimension),
	decision: DecisionAnswer.nullable(),
	reviewer: Whose
}) satisfies z.ZodType<BriefView>;

export const ChangesAnswer = z.object({
	steps: z.object({ marks: Count, notes: Count, basket: Count }),
	marked: z.array(z.object({ variantId: z.string(), ...MarkFields })),
	rounds: Count,
	running: Count,
	decisionId: z.string().nullable(),
	reviewer: Whose
}) satisfies z.ZodType<BriefChanges>;

export const DrawnAnswer = z.object({
	seed: z.number().int(),
	directions: z.array(Direction)
}) satisfies z.ZodType<DrawnDirections>;

export const DimensionList = z.object({ dimensions: z.array(Dimension) });
export const ProposalAnswer = z.object({
	...DimensionList.shape,
	repairs: z.array(z.string()).describe('What of the answer was mended or left out.'),
	replySha256: z.string().describe('The blob of the reply as received.')
}) satisfies z.ZodType<Proposal>;

export const Retried = z.object({ retried: Count });
export const FlagAnswer = z.object({ batch: z.string(), flag: FlagName });
export const MarksAnswer = z.object({
	batch: z.string(),
	variants: z.array(z.object({ variantId: z.string(), ...MarkFields }))
}) satisfies z.ZodType<MarkAnswer>;

export const ReviewerList = z.object({
	reviewers: z.array(z.object({ name: z.string(), picks: Count }))
}) satisfies z.ZodType<{ reviewers: ReviewerPicks[] }>;

export const ProviderList = z.object({
	providers: z.array(
		z.object({
			provider: z.enum(BUILDER_NAMES),
			ready: z.boolean(),
			detail: z.string(),
			fix: z.string().nullable(),
			models: z.array(z.string())
		}) satisfies z.ZodType<ProviderReadiness>
	)
});

export const EndpointList = z.object({
	endpoints: z.array(
		z.object({
			name: z.string().describe('The program that usually listens there.'),
			baseUrl: z.string(),
			models: z.array(z.string())
		}) satisfies z.ZodType<LocalEndpoint>
	)
});

const Span = z.object({ low: z.number(), high: z.number() });
export const EstimateAnswer = z.object({
	requests: Count,
	inputTokens: Count,
	outputTokens: Span,
	cost: Span.nullable().describe('US dollars; null when a price is not known.'),
	unpriced: z.array(z.string()),
	pricesOf: z.string().nullable(),
	seconds: Span.nullable(),
	basis: z.string()
}) satisfies z.ZodType<RoundEstimate>;

export const TallyList = z.object({
	tallies: z.array(
		z.object({
			provider: z.enum(PROVIDER_NAMES),
			model: z.string(),
			variants: Count,
			ready: Count,
			failed: Count,
			picks: Count,
			rejects: Count,
			usage: Usage.nullable(),
			cost: z.number().nullable(),
			ms: z.number().nullable()
		}) satisfies z.ZodType<ModelTally>
	)
});
