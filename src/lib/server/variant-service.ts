import { VitrineError } from '#lib/domain/errors.ts';
import type { Capture } from '#lib/domain/capture.ts';
import type { Variant } from '#lib/domain/variant.ts';
import type { CaptureDetail, VariantOrigin, VariantView } from '#lib/domain/view.ts';
import type { BlobStore } from './blobs.ts';
import type { OpenDatabase } from './database.ts';
import type { Pipeline } from './pipeline/pipeline.ts';
import { repairVariant } from './repair-variant.ts';
import { originOf } from './variant-origin.ts';
import { toCaptureDetail, toVariantViews } from './views.ts';
import { requiredVariant } from './required.ts';
import * as captures from './store/captures.ts';
import * as marks from './store/marks.ts';
import * as notes from './store/notes.ts';
import * as parents from './store/parents.ts';
import * as rounds from './store/rounds.ts';
import * as variants from './store/variants.ts';

export interface VariantService {
	/** The stored row, with everything known: for the operator's own shell, never for a page. @throws VitrineError `not_found` */
	get(id: string): Variant;
	/** What may be told of it, with the marks of one reviewer. @throws VitrineError `not_found` */
	view(id: string, reviewer: string): VariantView;
	captures(id: string): CaptureDetail[];
	captureRows(id: string): Capture[];
	/** The document as stored, with its `data-vt-id`s. @throws VitrineError `not_found` when there is none (yet) */
	html(id: string): Promise<string>;
	/** The reply as received, or null before it has come. */
	reply(id: string): Promise<Buffer | null>;
	/** How it came to be: the prompt, every reply, and what was made of them. */
	origin(id: string): Promise<VariantOrigin>;
	/** @see repairVariant */
	repair(id: string, html: string, reviewer: string): Promise<VariantView>;
	/** Tries a failed one again. @throws VitrineError `conflict` */
	retry(id: string): void;
	ofBrief(briefId: string): Variant[];
	ofRound(roundId: string): Variant[];
	/** By id, or by number within a brief. @throws VitrineError `not_found` */
	find(briefId: string, number: number): Variant;
}

interface Deps {
	database: OpenDatabase;
	blobs: BlobStore;
	pipeline: Pipeline;
}

export function createVariantService({ database, blobs, pipeline }: Deps): VariantService {
	const { db } = database;

	function get(id: string): Variant {
		return requiredVariant(db, id);
	}

	function view(id: string, reviewer: string): VariantView {
		const variant = get(id);
		const round = rounds.find(db, variant.roundId);
		const [view] = toVariantViews({
			variants: [variant],
			captures: new Map([[id, captures.glancesOfVariant(db, id)]]),
			marks: new Map([[id, marks.of(db, id, reviewer)]]),
			notes: new Map([[id, notes.countsOfVariant(db, id)]]),
			rounds: round ? [round] : [],
			parents: new Map([[id, parents.of(db, id)]]),
			isRevealed: marks.decisionOf(db, variant.briefId) !== null
		});
		if (!view) throw new VitrineError('not_found', 'There is no such variant.', { field: 'id' });
		return view;
	}

	async function textOf(sha256: string | null): Promise<string | null> {
		const bytes = sha256 === null ? null : await blobs.get(sha256);
		return bytes?.toString('utf8') ?? null;
	}

	return {
		get,
		view,
		captures: (id) => captures.ofVariant(db, get(id).id).map(toCaptureDetail),
		captureRows: (id) => captures.ofVariant(db, get(id).id),
		async html(id) {
			const variant = get(id);
			const html = await textOf(variant.htmlSha256);
			if (html === null) {
				throw new VitrineError(
					'not_found',
					`Variant ${variant.number} has no document: it is ${variant.status}.`,
					{
						field: 'id'
					}
				);
			}
			return html;
		},
		async reply(id) {
			const { replySha256 } = get(id);
			return replySha256 === null ? null : blobs.get(replySha256);
		},
		origin: (id) => originOf({ db, blobs }, get(id)),
		async repair(id, html, reviewer) {
			const variant = get(id);
			await repairVariant({ database, blobs }, variant, html);
			pipeline.resume(variant.roundId);
			return view(id, reviewer);
		},
		retry: (id) => pipeline.retry(id),
		ofBrief: (briefId) => variants.ofBrief(db, briefId),
		ofRound: (roundId) => variants.ofRound(db, roundId),
		find(briefId, number) {
			const variant = variants
				.ofBrief(db, briefId)
				.find((candidate) => candidate.number === number);
			if (!variant)
				throw new VitrineError('not_found', `This brief has no variant ${number}.`, {
					field: 'number'
				});
			return variant;
		}
	};
}
