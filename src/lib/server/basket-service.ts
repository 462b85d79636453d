/** The basket of a brief: parts that people picked, and whether each can still be merged. */
import {
	MAX_PARTS,
	type Part,
	type PartChange,
	type PartDraft,
	type PartView
} from '#lib/domain/basket.ts';
import type { CaptureGlance } from '#lib/domain/capture.ts';
import { VitrineError } from '#lib/domain/errors.ts';
import type { Variant } from '#lib/domain/variant.ts';
import { holdsElement } from '#lib/generator/element-source.ts';
import type { BlobStore } from './blobs.ts';
import type { OpenDatabase } from './database.ts';
import { requiredBrief } from './required.ts';
import * as basket from './store/basket.ts';
import * as captures from './store/captures.ts';
import * as variants from './store/variants.ts';

export interface BasketService {
	/** What is in it, oldest first. @throws VitrineError `not_found` */
	ofBrief(briefId: string): PartView[];
	/**
	 * Puts a part in; sent once more it changes nothing.
	 * @throws VitrineError `not_found`; `invalid_input` for a variant of another brief, an element its document has not, or a basket
	 * that is full; `conflict` for a variant without a document
	 */
	put(briefId: string, part: PartDraft): Promise<PartView[]>;
	/** @throws VitrineError `not_found` for a part that is not in */
	change(partId: string, said: PartChange): PartView[];
	/** Takes a part out; once more changes nothing. @throws VitrineError `not_found` for one that never was in */
	remove(partId: string): PartView[];
}

interface Deps {
	database: OpenDatabase;
	blobs: BlobStore;
}

export function createBasketService({ database, blobs }: Deps): BasketService {
	const { db } = database;

	function ofBrief(briefId: string): PartView[] {
		const parts = basket.ofBrief(db, requiredBrief(db, briefId).id);
		return parts.map((part) => {
			const variant = variants.find(db, part.variantId);
			return {
				...part,
				number: variant?.number ?? 0,
				title: variant?.title ?? null,
				problem: problemOf(variant),
				photograph: photographOf(part, captures.glancesOfVariant(db, part.variantId))
			};
		});
	}

	/** A part that is there can be taken out and said anew whatever has become of its variant; to be put in, it has to be whole. */
	async function check(briefId: string, { variantId, elementId }: PartDraft): Promise<void> {
		const variant = variants.find(db, variantId);
		if (!variant || variant.briefId !== briefId)
			throw new VitrineError('invalid_input', 'That variant is not one of this brief.', {
				field: 'variantId'
			});
		const problem = problemOf(variant);
		if (problem !== null) throw new VitrineError('conflict', problem, { field: 'variantId' });
		if (elementId === null) return;
		const html = (await blobs.get(variant.htmlSha256 ?? ''))?.toString('utf8') ?? '';
		if (holdsElement(html, elementId)) return;
		throw new VitrineError(
			'invalid_input',
			`Variant ${variant.number} has no element ${elementId}.`,
			{ field: 'elementId', fix: 'Point at it again.' }
		);
	}

	return {
		ofBrief,
		async put(briefId, part) {
			requiredBrief(db, briefId);
			const owner = basket.briefOf(db, part.id);
			if (owner === briefId) return ofBrief(briefId);
			if (owner !== null)
				throw new VitrineError('invalid_input', 'That part is in another basket.', { field: 'id' });
			await check(briefId, part);
			database.write((tx) => {
				if (basket.ofBrief(tx, briefId).length >= MAX_PARTS)
					throw new VitrineError(
						'invalid_input',
						`The basket has ${MAX_PARTS} parts, and is full.`,
						{
							fix: 'Take some out first.'
						}
					);
				basket.insert(tx, briefId, part);
			});
			return ofBrief(briefId);
		},
		change(partId, said) {
			const briefId = database.write((tx) => {
				const part = basket.find(tx, partId);
				if (!part) throw noPart();
				basket.change(tx, partId, said);
				return part.briefId;
			});
			return ofBrief(briefId);
		},
		remove(partId) {
			const briefId = basket.briefOf(db, partId);
			if (briefId === null) throw noPart();
			database.write((tx) => basket.remove(tx, partId));
			return ofBrief(briefId);
		}
	};
}

function noPart(): VitrineError {
	return new VitrineError('not_found', 'There is no such part in a basket.', { field: 'id' });
}

/** Why nothing can be taken of a variant; null when it can. */
export function problemOf(variant: Variant | null): string | null {
	if (!variant) return 'The variant it is of is gone.';
	if (variant.status === 'ready' && variant.htmlSha256 !== null) return null;
	return `Variant ${variant.number} has no document to take it from: it is ${variant.status}.`;
}

/** The newest photograph in the look in which it was picked, or else the first there is at rest. */
function photographOf(part: Part, taken: readonly CaptureGlance[]): PartView['photograph'] {
	const there = taken.filter(({ status, pose }) => status === 'taken' && pose === 'rest');
	const same = there.find(
		({ viewport, theme, state }) =>
			viewport === part.viewport && theme === part.theme && state === part.state
	);
	const capture = same ?? there[0];
	if (!capture?.imageSha256) return null;
	const { imageSha256, thumbSha256 } = capture;
	return { imageSha256, thumbSha256, isSameLook: capture === same };
}
