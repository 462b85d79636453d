/** From rows to what may be told. The one place where it is decided what a page learns before a decision. */
import { shotKey, type Capture, type CaptureGlance, type Shot } from '#lib/domain/capture.ts';
import { UNMARKED, type Marks } from '#lib/domain/marks.ts';
import { NO_NOTES, type NoteCounts } from '#lib/domain/note.ts';
import type { MotionStrip } from '#lib/domain/motion.ts';
import type { ParentLink } from '#lib/domain/lineage.ts';
import type { Round } from '#lib/domain/round.ts';
import { isSettled, phaseOf, type Variant } from '#lib/domain/variant.ts';
import type {
	CaptureDetail,
	CaptureView,
	MotionStripView,
	RoundView,
	VariantView
} from '#lib/domain/view.ts';
import type { Queryable } from './database.ts';
import { planOf } from './pipeline/photo-plan.ts';
import * as events from './store/events.ts';
import * as variants from './store/variants.ts';

export function toRoundView(db: Queryable, round: Round): RoundView {
	return {
		id: round.id,
		briefId: round.briefId,
		number: round.number,
		kind: round.kind,
		range: round.settings.range,
		status: round.status,
		stopping: round.status === 'running' && round.cancelRequestedAt !== null,
		count: round.settings.count,
		budget: round.settings.budget,
		unattended: round.settings.unattended,
		spent: variants.spentOf(db, round.id),
		createdAt: round.createdAt,
		finishedAt: round.finishedAt,
		lastSeq: events.lastSeq(db, round.id)
	};
}

export interface VariantRows {
	variants: Variant[];
	captures: Map<string, CaptureGlance[]>;
	marks: Map<string, Marks>;
	notes: Map<string, NoteCounts>;
	rounds: Round[];
	parents: ReadonlyMap<string, ParentLink[]>;
	/** Whether a person has decided, and may learn who made what. */
	isRevealed: boolean;
}

export function toVariantViews({
	variants,
	captures,
	marks,
	notes,
	rounds,
	parents,
	isRevealed
}: VariantRows): VariantView[] {
	const shotsOf = new Map(rounds.map((round) => [round.id, round.settings.shots]));
	return variants.map((variant) => ({
		id: variant.id,
		briefId: variant.briefId,
		roundId: variant.roundId,
		number: variant.number,
		status: variant.status,
		phase: phaseOf(variant.status, variant.photos),
		title: variant.title,
		medium: variant.medium,
		statement: variant.statement,
		point: variant.point,
		plan: variant.plan,
		sourceName: variant.sourceName,
		parents: parents.get(variant.id) ?? [],
		error: toError(variant),
		charsWritten: variant.charsWritten,
		...photographsOf(variant, shotsOf.get(variant.roundId) ?? [], captures.get(variant.id) ?? []),
		captures: (captures.get(variant.id) ?? []).map(toCaptureView),
		notes: notes.get(variant.id) ?? NO_NOTES,
		...(marks.get(variant.id) ?? UNMARKED),
		source: isRevealed
			? {
					provider: variant.provider,
					model: variant.model,
					usage: variant.usage,
					cost: variant.cost,
					ms: variant.ms
				}
			: null
	}));
}

/** What is planned for a variant, or will be once it is written, and how much of that is there. */
function photographsOf(
	{ status, photos, photoPlan }: Variant,
	ofRound: Shot[],
	captures: CaptureGlance[]
): { shots: number; photographed: number } {
	if (photos === 'none' && isSettled(status)) return { shots: 0, photographed: 0 };
	const { shots, since } = planOf({ photoPlan }, ofRound);
	const planned = new Set(shots.map(shotKey));
	const photographed = captures.filter(
		(capture) => planned.has(shotKey(capture)) && capture.createdAt >= since
	);
	return { shots: shots.length, photographed: photographed.length };
}

export function toCaptureDetail(capture: Capture): CaptureDetail {
	return { ...toCaptureView(capture), facts: capture.facts };
}

function toCaptureView(capture: CaptureGlance): CaptureView {
	const {
		id,
		viewport,
		theme,
		state,
		pose,
		status,
		imageSha256,
		thumbSha256,
		width,
		height,
		facts
	} = capture;
	return {
		id,
		viewport,
		theme,
		state,
		pose,
		status,
		imageSha256,
		thumbSha256,
		width,
		height,
		facts,
		error: toError(capture)
	};
}

export function toStripView(strip: MotionStrip): MotionStripView {
	const { id, viewport, theme, trigger, reduced, status, frames, animations } = strip;
	return {
		id,
		viewport,
		theme,
		trigger,
		reduced,
		status,
		frames,
		animations,
		error: toError(strip)
	};
}

function toError(row: {
	errorCode: string | null;
	errorMessage: string | null;
}): { code: string; message: string } | null {
	return row.errorCode === null
		? null
		: { code: row.errorCode, message: row.errorMessage ?? 'No reason was stored.' };
}
