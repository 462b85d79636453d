/** Requests from the pages to our own API. */
import type { Decision, MarkAnswer, MarkChange } from '#lib/domain/marks.ts';
import type { AnsweredView } from '#lib/domain/answered.ts';
import type { PartChange, PartDraft, PartView } from '#lib/domain/basket.ts';
import type { BriefContent } from '#lib/domain/brief.ts';
import type { DifferenceView } from '#lib/domain/difference.ts';
import type { Dimension } from '#lib/domain/direction.ts';
import type { EvolveDraft, EvolveRequest } from '#lib/domain/evolve.ts';
import type { MergeDraft, MergePrompt, MergeView } from '#lib/domain/merge.ts';
import type {
	NewNote,
	Note,
	NoteEdit,
	NoteLook,
	ReplyDraft,
	ResolutionDraft
} from '#lib/domain/note.ts';
import type { PageMap } from '#lib/domain/page-map.ts';
import type { ReviewerPicks } from '#lib/domain/reviewer.ts';
import type { RoundRequest } from '#lib/domain/round.ts';
import type { BuilderName } from '#lib/domain/variant.ts';
import type { Recipe } from '#lib/domain/recipe.ts';
import type {
	Criterion,
	NewComparison,
	Reviewer,
	Role,
	SessionSettings
} from '#lib/domain/session.ts';
import type { RankingView, SessionView, SittingView } from '#lib/domain/session-view.ts';
import type {
	BriefChanges,
	CaptureDetail,
	CaptureRun,
	DrawnDirections,
	LikenessView,
	LocalEndpoint,
	RecipeView,
	RoundEstimate,
	RoundView,
	VariantView
} from '#lib/domain/view.ts';
import { UNREACHABLE } from './unreachable.ts';

/** What the server said no to, in its words. */
export class ApiError extends Error {
	override readonly name = 'ApiError';
	readonly code: string;
	readonly field: string | undefined;
	readonly line: number | undefined;
	constructor(code: string, message: string, field?: string, line?: number) {
		super(message);
		this.code = code;
		this.field = field;
		this.line = line;
	}
}

/**
 * Why the server said no, for a person to read.
 * @throws whatever else went wrong: that is a fault of ours
 */
export function refusalOf(error: unknown): string {
	if (error instanceof ApiError) return error.message;
	throw error;
}

interface ErrorBody {
	error?: { code?: string; message?: string; field?: string; line?: number };
}

async function call<T>(
	method: string,
	path: string,
	body?: unknown,
	signal?: AbortSignal
): Promise<T> {
	const response = await fetch(`/api/v1${path}`, {
		method,
		...(signal ? { signal } : {}),
		...(body === undefined
			? {}
			: { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
	}).catch(() => null);
	if (!response) throw new ApiError('unreachable', UNREACHABLE);
	if (response.ok) return response.status === 204 ? (undefined as T) : await response.json();
	throw toApiError(response.status, await response.json().catch(() => null));
}

/** @param body of the answer, as JSON; null where it was none */
export function toApiError(status: number, body: ErrorBody | null): ApiError {
	const error = body?.error;
	return new ApiError(
		error?.code ?? 'internal',
		error?.message ?? `The server answered ${status}.`,
		error?.field,
		error?.line
	);
}

interface Space {
	dimensions: Dimension[];
}

interface Basket {
	parts: PartView[];
}

/** A file to bring in, by its path where it lay in a folder. */
export interface BroughtFile {
	path: string;
	file: Blob;
}

/** What came in, and what did not. */
export interface Brought {
	variants: VariantView[];
	problems: { name: string; code: string; message: string }[];
}

/** Which photographs to take: of all variants that are ready, those that are missing, unless it says otherwise. */
export interface PhotographRequest {
	variantIds?: string[];
	again?: boolean;
	film?: boolean;
}

export const api = {
	endpoints: () => call<{ endpoints: LocalEndpoint[] }>('GET', '/endpoints'),
	saveDimensions: (briefId: string, dimensions: Dimension[]) =>
		call<Space>('PUT', `/briefs/${briefId}/dimensions`, { dimensions }),
	resetDimensions: (briefId: string) => call<Space>('DELETE', `/briefs/${briefId}/dimensions`),
	proposeDimensions: (
		briefId: string,
		asked: { provider: BuilderName; model?: string; baseUrl?: string },
		signal: AbortSignal
	) => call<Space>('POST', `/briefs/${briefId}/dimensions/proposal`, asked, signal),
	drawDirections: (briefId: string, request: RoundRequest) =>
		call<DrawnDirections>('POST', `/briefs/${briefId}/directions`, request),
	estimate: (briefId: string, request: RoundRequest) =>
		call<RoundEstimate>('POST', `/briefs/${briefId}/estimate`, request),
	repair: (variantId: string, html: string) =>
		call<VariantView>('PUT', `/variants/${variantId}/document`, { html }),
	/** What would be read from a brief, without storing it. */
	readBrief: (source: string, name: string | null) =>
		call<{ content: BriefContent }>('POST', '/briefs/reading', { source, name }),
	addBrief: (source: string, name: string | null) =>
		call<{ id: string }>('POST', '/briefs', { source, name }),
	startRound: (briefId: string, request: RoundRequest) =>
		call<RoundView>('POST', `/briefs/${briefId}/rounds`, request),
	startEvolution: (briefId: string, request: EvolveRequest) =>
		call<RoundView>('POST', `/briefs/${briefId}/evolutions`, request),
	draftEvolution: (briefId: string, request: EvolveRequest) =>
		call<EvolveDraft>('POST', `/briefs/${briefId}/evolutions/draft`, request),
	/** Whether the notes that it was asked to answer are answered in it. */
	answered: (variantId: string, signal: AbortSignal) =>
		call<AnsweredView>('GET', `/variants/${variantId}/answered`, undefined, signal),
	estimateEvolution: (briefId: string, request: EvolveRequest) =>
		call<RoundEstimate>('POST', `/briefs/${briefId}/evolutions/estimate`, request),
	importHtml: (briefId: string, html: string, signal: AbortSignal) =>
		call<Brought>('POST', `/briefs/${briefId}/variants`, { html }, signal),
	recipe: (briefId: string) => call<RecipeView>('GET', `/briefs/${briefId}/recipe`),
	saveRecipe: (briefId: string, recipe: Recipe) =>
		call<RecipeView>('PUT', `/briefs/${briefId}/recipe`, { recipe }),
	resetRecipe: (briefId: string) => call<RecipeView>('DELETE', `/briefs/${briefId}/recipe`),
	photograph: (briefId: string, request: PhotographRequest) =>
		call<CaptureRun>('POST', `/briefs/${briefId}/captures`, request),
	likeness: (briefId: string, reviewer: string) =>
		call<LikenessView>('GET', `/briefs/${briefId}/likeness?${new URLSearchParams({ reviewer })}`),
	cancelRound: (roundId: string) => call<RoundView>('DELETE', `/rounds/${roundId}`),
	retryRound: (roundId: string) => call<{ retried: number }>('POST', `/rounds/${roundId}/retry`),
	round: (roundId: string) => call<RoundView>('GET', `/rounds/${roundId}`),
	variants: (briefId: string, ids: string[]) =>
		call<{ variants: VariantView[] }>('GET', `/briefs/${briefId}/variants?ids=${ids.join(',')}`),
	/** The photographs of a variant with all that was read from the page. */
	captures: (variantId: string) =>
		call<{ captures: CaptureDetail[] }>('GET', `/variants/${variantId}/captures`),
	retry: (variantId: string) => call<VariantView>('POST', `/variants/${variantId}/retry`),
	/** How one photograph differs from another; by their ids. */
	difference: (captureId: string, withId: string, signal: AbortSignal) =>
		call<DifferenceView>(
			'GET',
			`/captures/${captureId}/difference?with=${withId}`,
			undefined,
			signal
		),
	/** Which element of a variant is where in its photograph. */
	pageMap: (variantId: string, { viewport, theme, state }: NoteLook, signal: AbortSignal) => {
		const query = new URLSearchParams({ viewport, theme, ...(state === null ? {} : { state }) });
		return call<PageMap>('GET', `/variants/${variantId}/map?${query}`, undefined, signal);
	},
	notes: (briefId: string) => call<{ notes: Note[] }>('GET', `/briefs/${briefId}/notes`),
	addNote: (variantId: string, note: NewNote) =>
		call<Note>('POST', `/variants/${variantId}/notes`, note),
	replyToNote: (noteId: string, reply: ReplyDraft) =>
		call<Note>('POST', `/notes/${noteId}/replies`, reply),
	editNote: (noteId: string, edit: NoteEdit) => call<Note>('PATCH', `/notes/${noteId}`, edit),
	resolveNote: (noteId: string, resolution: ResolutionDraft) =>
		call<Note>('PUT', `/notes/${noteId}/resolution`, resolution),
	removeNote: (noteId: string) => call<{ id: string }>('DELETE', `/notes/${noteId}`),
	changes: (briefId: string, after: number) =>
		call<BriefChanges>('GET', `/briefs/${briefId}/changes?after=${after}`),
	/** @param reviewer who made them: somebody else may mark in this browser by the time they are sent */
	putMarks: (briefId: string, batch: string, marks: MarkChange[], reviewer: string) =>
		call<MarkAnswer>(
			'PUT',
			`/briefs/${briefId}/marks/${batch}?${new URLSearchParams({ reviewer })}`,
			{
				marks
			}
		),
	retractMarks: (batch: string, reviewer: string) =>
		call<MarkAnswer>('DELETE', `/marks/${batch}?${new URLSearchParams({ reviewer })}`),
	reviewers: (briefId: string) =>
		call<{ reviewers: ReviewerPicks[] }>('GET', `/briefs/${briefId}/reviewers`),
	basket: (briefId: string) => call<Basket>('GET', `/briefs/${briefId}/basket`),
	putIntoBasket: (briefId: string, part: PartDraft) =>
		call<Basket>('POST', `/briefs/${briefId}/basket`, part),
	changePart: (partId: string, said: PartChange) =>
		call<Basket>('PATCH', `/basket/${partId}`, said),
	takeOutOfBasket: (partId: string) => call<Basket>('DELETE', `/basket/${partId}`),
	startMerge: (briefId: string, request: MergeDraft) =>
		call<RoundView>('POST', `/briefs/${briefId}/merges`, request),
	draftMerge: (briefId: string, request: MergeDraft) =>
		call<MergePrompt>('POST', `/briefs/${briefId}/merges/draft`, request),
	merge: (variantId: string) => call<MergeView>('GET', `/merges/${variantId}`),
	decide: (briefId: string, variantId: string, why: string) =>
		call<Decision>('POST', `/briefs/${briefId}/decision`, { variantId, why }),
	addSession: (briefId: string, settings: SessionSettings) =>
		call<SessionView>('POST', `/briefs/${briefId}/sessions`, settings),
	joinSession: (sessionId: string, who: { name: string; role: Role }) =>
		call<Reviewer>('POST', `/sessions/${sessionId}/reviewers`, who),
	session: (sessionId: string) => call<SessionView>('GET', `/sessions/${sessionId}`),
	closeSession: (sessionId: string) => call<SessionView>('POST', `/sessions/${sessionId}/close`),
	/** Ends the sitting of the reviewer who asks, if one of the session does. */
	revealSession: (sessionId: string, reviewerId: string | null) =>
		call<SessionView>('POST', `/sessions/${sessionId}/reveal`, { reviewerId }),
	ranking: (sessionId: string, criterion: Criterion) =>
		call<RankingView>('GET', `/sessions/${sessionId}/ranking?criterion=${criterion}`),
	withdrawReviewer: (reviewerId: string, withdrawn: boolean) =>
		call<Reviewer>('PUT', `/reviewers/${reviewerId}/withdrawal`, { withdrawn }),
	sitting: (sessionId: string, reviewerId: string) =>
		call<SittingView>('GET', `/sessions/${sessionId}/next?reviewer=${reviewerId}`),
	answer: (sessionId: string, comparison: NewComparison) =>
		call<SittingView>('POST', `/sessions/${sessionId}/comparisons`, comparison),
	retractAnswer: (comparisonId: string) =>
		call<SittingView>('DELETE', `/comparisons/${comparisonId}`),
	explainAnswer: (comparisonId: string, reason: string) =>
		call<SittingView>('PUT', `/comparisons/${comparisonId}/reason`, { reason }),
	finishSitting: (reviewerId: string) => call<Reviewer>('POST', `/reviewers/${reviewerId}/finish`)
};
