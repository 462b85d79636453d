/** What a page or a response may tell. It tells less than a row: until a person has decided, not who made a variant. */
import type { Brief } from './brief.ts';
import type { CaptureStatus, PageFacts, Shot } from './capture.ts';
import type { Dimension, Point } from './direction.ts';
import type { Decision, Flag } from './marks.ts';
import type { Round, RoundStatus } from './round.ts';
import type { Phase, ProviderName, Usage, VariantStatus } from './variant.ts';

export interface CaptureView extends Shot {
	id: string;
	status: CaptureStatus;
	imageSha256: string | null;
	thumbSha256: string | null;
	width: number | null;
	height: number | null;
	facts: PageFacts | null;
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

export interface VariantView {
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
	error: { code: string; message: string } | null;
	charsWritten: number;
	/** Photographs planned for it. */
	shots: number;
	captures: CaptureView[];
	flag: Flag;
	source: SourceView | null;
}

export interface RoundView {
	id: string;
	briefId: string;
	number: number;
	kind: Round['kind'];
	status: RoundStatus;
	stopping: boolean;
	count: number;
	createdAt: number;
	finishedAt: number | null;
	lastSeq: number;
}

/** Everything one brief's pages show. */
export interface BriefView {
	brief: Brief;
	rounds: RoundView[];
	variants: VariantView[];
	dimensions: Dimension[];
	decision: Decision | null;
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
	provider: ProviderName;
	ready: boolean;
	detail: string;
	fix: string | null;
	models: string[];
}
