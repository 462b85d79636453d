/** What notes have to know of the pages they are pinned on: what an element is, and where it is in another document. */
import { z } from 'zod';
import type { Camera } from '#lib/capture/camera.ts';
import {
	ElementReading,
	evidenceExpression,
	Sighting,
	sightingExpression
} from '#lib/capture/evidence-script.ts';
import { VIEWPORTS } from '#lib/domain/capture.ts';
import { toVitrineError } from '#lib/domain/errors.ts';
import type { NoteAnchor, NoteEvidence, NoteLook } from '#lib/domain/note.ts';
import type { Variant } from '#lib/domain/variant.ts';
import type { BlobStore } from '../blobs.ts';
import type { Queryable } from '../database.ts';
import type { Logger } from '../logger.ts';
import * as captures from '../store/captures.ts';
import type { StoredNote } from '../store/notes.ts';
import { judgeAnchoring } from './anchoring.ts';
import { cropOf, shareThatDiffers, type PixelBox } from './crop.ts';
import { evidenceInText, isPictureOnly } from './document-text.ts';
import { readPage, type PageToRead } from './page-reader.ts';
import { targetBox } from './target-box.ts';

/** While browsers are busy with photographs, whoever pins a note is not kept waiting longer than this, in milliseconds. */
const EVIDENCE_WAIT_MS = 12_000;
/** Of its pixels: a region that differs by no more looks as it did. */
const SAME_REGION = 0.02;

export interface NotePages {
	documentOf(variant: Variant): Promise<string | null>;
	/** The newest photograph of a look; null where there is none. @throws VitrineError `blob_corrupt` */
	photographOf(variantId: string, look: NoteLook): Promise<Buffer | null>;
	/** Null: there is no such element once the page's scripts have run. */
	evidenceOf(
		page: PageToRead,
		elementId: string,
		place: PixelBox | null
	): Promise<NoteEvidence | null>;
	/**
	 * In the order of the notes.
	 * @throws VitrineError `capture_timeout`, `capture_crashed`, `browser_missing`, `browser_failed`
	 */
	anchors(variant: Variant, notes: readonly StoredNote[]): Promise<NoteAnchor[]>;
}

interface Deps {
	db: Queryable;
	blobs: Pick<BlobStore, 'get'>;
	camera: () => Camera;
	log: Logger;
}

export function createNotePages({ db, blobs, camera, log }: Deps): NotePages {
	async function documentOf({ htmlSha256 }: Variant): Promise<string | null> {
		const bytes = htmlSha256 === null ? null : await blobs.get(htmlSha256);
		return bytes?.toString('utf8') ?? null;
	}

	async function photographOf(variantId: string, look: NoteLook): Promise<Buffer | null> {
		// Frames of a film are not photographs.
		if (look.atMs !== null) return null;
		const taken = captures.photographsOf(db, [variantId], look).get(variantId);
		return taken ? blobs.get(taken.imageSha256) : null;
	}

	async function anchorElements(
		variantId: string,
		html: string | null,
		list: readonly StoredNote[]
	): Promise<NoteAnchor[]> {
		const look = list[0]?.target.look;
		if (!look || html === null || isPictureOnly(html)) return list.map(({ id }) => orphan(id));
		const probes = list.map(({ target, evidence }) => ({
			elementId: target.elementId ?? '',
			evidence
		}));
		const sightings = await readPage(
			camera(),
			{ variantId, html, look },
			{ expression: sightingExpression(probes), answer: z.array(Sighting).length(list.length) }
		);
		return list.map(({ id: noteId, evidence }, index) => {
			const sighting = sightings[index] ?? { byId: null, byWords: null };
			const verdict = judgeAnchoring(evidence, sighting, VIEWPORTS[look.viewport]);
			const { anchoring, isChanged, found } = verdict;
			const [elementId, box] = [found?.elementId ?? null, found?.box ?? null];
			return { noteId, anchoring, isChanged, elementId, box };
		});
	}

	/** A region is where it is; whether it still shows what it did, its pixels tell. */
	async function anchorRegion(
		{ id: variantId, htmlSha256 }: Variant,
		note: StoredNote
	): Promise<NoteAnchor> {
		const box = targetBox(note.target, note.evidence);
		const at = { noteId: note.id, elementId: null, box };
		if (note.htmlSha256 === htmlSha256) return { ...at, anchoring: 'found', isChanged: false };
		// The whole page is always there.
		if (box === null) return { ...at, anchoring: 'found', isChanged: true };
		const before = note.cropSha256 === null ? null : await blobs.get(note.cropSha256);
		const picture = await photographOf(variantId, note.target.look);
		const now = picture && (await cropOf(picture, box));
		const isSame = before && now && (await shareThatDiffers(before, now)) <= SAME_REGION;
		return isSame
			? { ...at, anchoring: 'found', isChanged: false }
			: { ...at, anchoring: 'drifted', isChanged: true };
	}

	return {
		documentOf,
		photographOf,
		async evidenceOf(page, elementId, place) {
			const asked = {
				expression: evidenceExpression(elementId, place),
				answer: ElementReading.nullable()
			};
			try {
				const limit = AbortSignal.timeout(EVIDENCE_WAIT_MS);
				const reading = await readPage(camera(), page, asked, limit);
				if (reading === null) return null;
				const { elementId: _, ...evidence } = reading;
				return evidence;
			} catch (thrown) {
				const error = toVitrineError(thrown);
				if (error.code === 'internal') throw error;
				// A note is worth more than what goes with it: what the document's text tells is kept.
				const { variantId } = page;
				log.info({ variantId, code: error.code }, 'a note was pinned without a look at the page');
				return evidenceInText(page.html, elementId);
			}
		},
		async anchors(variant, list) {
			const html = await documentOf(variant);
			const found = new Map<string, NoteAnchor>();
			for (const together of byLook(list.filter(({ target }) => target.elementId !== null)))
				for (const anchor of await anchorElements(variant.id, html, together))
					found.set(anchor.noteId, anchor);
			const answer: NoteAnchor[] = [];
			for (const note of list)
				answer.push(found.get(note.id) ?? (await anchorRegion(variant, note)));
			return answer;
		}
	};
}

const orphan = (noteId: string): NoteAnchor => ({
	noteId,
	anchoring: 'orphaned',
	isChanged: true,
	elementId: null,
	box: null
});

/** Those that one visit can answer for: a page is brought to rest in one look at a time. */
function byLook(list: readonly StoredNote[]): StoredNote[][] {
	const groups = new Map<string, StoredNote[]>();
	for (const note of list) {
		const { viewport, theme, state } = note.target.look;
		const key = `${viewport} ${theme} ${state ?? ''}`;
		groups.set(key, [...(groups.get(key) ?? []), note]);
	}
	return [...groups.values()];
}
