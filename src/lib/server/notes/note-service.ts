/** Notes: pinned, talked over, done with, and found again in other documents. */
import type { Camera } from '#lib/capture/camera.ts';
import { VitrineError } from '#lib/domain/errors.ts';
import { newId } from '#lib/domain/ids.ts';
import type {
	NewNote,
	Note,
	NoteAnchor,
	NoteEdit,
	NoteEvidence,
	NoteFilter,
	NoteTarget,
	ReplyDraft,
	ResolutionDraft
} from '#lib/domain/note.ts';
import type { Variant } from '#lib/domain/variant.ts';
import { writeNotes } from '#lib/export/note-file.ts';
import type { BlobStore } from '../blobs.ts';
import type { OpenDatabase } from '../database.ts';
import type { Logger } from '../logger.ts';
import { requiredBrief, requiredVariant } from '../required.ts';
import * as notes from '../store/notes.ts';
import * as variants from '../store/variants.ts';
import { cropOf } from './crop.ts';
import { hasElement, isPictureOnly } from './document-text.ts';
import { createNotePages } from './note-pages.ts';
import { refuseUnknownState } from './page-map-service.ts';
import { targetBox } from './target-box.ts';

export interface NoteService {
	/**
	 * Pins a note, with what its element is at that moment. The same id again changes nothing.
	 * @throws VitrineError `not_found`; `invalid_input` for a state that the brief does not have, or an element that the document does
	 * not have; `conflict` for an id that is another variant's note
	 */
	add(variantId: string, note: NewNote): Promise<Note>;
	/** @throws VitrineError `not_found`; `conflict` for an id of another act */
	reply(noteId: string, reply: ReplyDraft): Promise<Note>;
	/** @throws VitrineError `not_found`; `conflict`; `invalid_input` when it changes nothing */
	edit(noteId: string, edit: NoteEdit): Promise<Note>;
	/** Done with, or open again. @throws VitrineError `not_found`; `conflict` */
	resolve(noteId: string, resolution: ResolutionDraft): Promise<Note>;
	/** It stays in the log and is shown nowhere. Once more changes nothing. @throws VitrineError `not_found` */
	remove(noteId: string, reviewer: string): void;
	/** In the order in which they were pinned. @throws VitrineError `not_found` */
	ofVariant(variantId: string): Promise<Note[]>;
	/** By the number of their variant. @throws VitrineError `not_found` */
	ofBrief(briefId: string, filter?: NoteFilter): Promise<Note[]>;
	/**
	 * Where what these notes are about is in another variant, or in their own as it is now. In the order of the notes.
	 * @throws VitrineError `not_found`; `capture_timeout`, `capture_crashed`, `browser_missing`, `browser_failed`
	 */
	anchorIn(variantId: string, noteIds: readonly string[]): Promise<NoteAnchor[]>;
	/** All notes of a brief as a collection of W3C web annotations, and a name for the file. @throws VitrineError `not_found` */
	asAnnotations(briefId: string): { name: string; text: string };
}

interface Deps {
	database: OpenDatabase;
	blobs: BlobStore;
	camera: () => Camera;
	log: Logger;
}

export function createNoteService({ database, blobs, camera, log }: Deps): NoteService {
	const { db } = database;
	const pages = createNotePages({ db, blobs, camera, log });

	function required(id: string): notes.StoredNote {
		const note = notes.find(db, id);
		if (!note) throw new VitrineError('not_found', 'There is no such note.', { field: 'id' });
		return note;
	}

	async function cropFor(
		variantId: string,
		target: NoteTarget,
		evidence: NoteEvidence | null
	): Promise<string | null> {
		const box = targetBox(target, evidence);
		if (box === null) return null;
		const picture = await pages.photographOf(variantId, target.look);
		const crop = picture && (await cropOf(picture, box));
		return crop ? blobs.put(crop) : null;
	}

	function refuseWrongTarget({ target }: NewNote, variant: Variant, html: string | null): void {
		const { states } = requiredBrief(db, variant.briefId);
		refuseUnknownState(target.look.state, states, 'target.look.state');
		const { elementId } = target;
		if (elementId === null) return;
		const wrong = (message: string, fix: string) =>
			new VitrineError('invalid_input', message, { field: 'target.elementId', fix });
		if (html === null)
			throw wrong(
				`Variant ${variant.number} has no document, so it has no elements.`,
				'Point at a region, or at the whole of it.'
			);
		if (isPictureOnly(html))
			throw wrong(
				`Variant ${variant.number} is a picture, so it has no elements.`,
				'Point at a region of it.'
			);
		if (!hasElement(html, elementId))
			throw wrong(
				`Variant ${variant.number} has no element ${elementId}.`,
				`GET /api/v1/variants/${variant.id}/map says which there are.`
			);
	}

	/** Adds what happened to a note, once. */
	function happen(
		noteId: string,
		{ id, author }: { id: string; author: string },
		kind: notes.NewNoteEvent['kind'],
		text: string | null = null
	): Promise<Note> {
		database.write((tx) => {
			required(noteId);
			const known = notes.noteOfEvent(tx, id);
			if (known !== null && known !== noteId)
				throw new VitrineError('conflict', 'Something else was done by this id.', { field: 'id' });
			notes.insertEvent(tx, { id, noteId, kind, author, text });
		});
		return whole(required(noteId));
	}

	/** With where each is in its own variant: read anew only where the document is another than the one it was pinned on. */
	async function anchored(list: readonly notes.StoredNote[]): Promise<Note[]> {
		const hashes = new Map<string, string | null>();
		const hashOf = (id: string): string | null => {
			if (!hashes.has(id)) hashes.set(id, variants.find(db, id)?.htmlSha256 ?? null);
			return hashes.get(id) ?? null;
		};
		const elsewhere = list.filter((note) => note.htmlSha256 !== hashOf(note.variantId));
		const moved = new Map<string, Note['anchoring']>();
		for (const variantId of new Set(elsewhere.map((note) => note.variantId))) {
			const own = elsewhere.filter((note) => note.variantId === variantId);
			for (const { noteId, anchoring } of await pages.anchors(requiredVariant(db, variantId), own))
				moved.set(noteId, anchoring);
		}
		return list.map((note) => ({
			...note,
			anchoring:
				moved.get(note.id) ??
				(note.target.elementId !== null && note.evidence === null ? 'orphaned' : 'found')
		}));
	}

	async function whole(note: notes.StoredNote): Promise<Note> {
		const [only] = await anchored([note]);
		if (!only) throw new Error('one note in, one note out');
		return only;
	}

	return {
		async add(variantId, note) {
			const variant = requiredVariant(db, variantId);
			const before = notes.variantOf(db, note.id);
			if (before === null) {
				const html = await pages.documentOf(variant);
				refuseWrongTarget(note, variant, html);
				const { elementId, look } = note.target;
				const evidence =
					elementId === null || html === null
						? null
						: await pages.evidenceOf(
								{ variantId, html, look },
								elementId,
								targetBox(note.target, null)
							);
				const cropSha256 = await cropFor(variantId, note.target, evidence);
				const { briefId, htmlSha256 } = variant;
				const createdAt = Date.now();
				database.write((tx) => {
					// Sent twice, and the other was faster.
					if (notes.variantOf(tx, note.id) !== null) return;
					const row = { ...note, variantId, briefId, htmlSha256, evidence, cropSha256, createdAt };
					notes.insert(tx, row);
				});
			}
			const stored = required(note.id);
			if (stored.variantId !== variantId)
				throw new VitrineError('conflict', 'There is another note by this id.', { field: 'id' });
			return whole(stored);
		},
		reply: (noteId, reply) => happen(noteId, reply, 'reply', reply.text),
		edit(noteId, { id, author, ...changed }) {
			if (Object.values(changed).every((value) => value === undefined))
				throw new VitrineError('invalid_input', 'It says nothing of text, intent and criterion.');
			return happen(noteId, { id, author }, 'edited', JSON.stringify(changed));
		},
		resolve: (noteId, { resolved, ...who }) =>
			happen(noteId, who, resolved ? 'resolved' : 'reopened'),
		remove(noteId, reviewer) {
			database.write((tx) => {
				if (notes.variantOf(tx, noteId) === null)
					throw new VitrineError('not_found', 'There is no such note.', { field: 'id' });
				if (notes.find(tx, noteId) === null) return;
				notes.insertEvent(tx, {
					id: newId('event'),
					noteId,
					kind: 'removed',
					author: reviewer,
					text: null
				});
			});
		},
		async ofVariant(variantId) {
			return anchored(notes.ofVariant(db, requiredVariant(db, variantId).id));
		},
		async ofBrief(briefId, filter = {}) {
			const all = notes.ofBrief(db, requiredBrief(db, briefId).id);
			return anchored(all.filter((note) => isWanted(note, filter)));
		},
		async anchorIn(variantId, noteIds) {
			return pages.anchors(requiredVariant(db, variantId), noteIds.map(required));
		},
		asAnnotations(briefId) {
			const brief = requiredBrief(db, briefId);
			const works = variants.ofBrief(db, briefId);
			const text = writeNotes({ brief, variants: works, notes: notes.ofBrief(db, briefId) });
			return { name: `${brief.title} notes.jsonld`, text };
		}
	};
}

function isWanted(note: notes.StoredNote, wanted: NoteFilter): boolean {
	const { intent, criterion, status, author, variant } = wanted;
	return (
		(intent === undefined || note.intent === intent) &&
		(criterion === undefined || note.criterion === criterion) &&
		(status === undefined || note.isResolved === (status === 'resolved')) &&
		(author === undefined || note.author === author) &&
		(variant === undefined || note.variantId === variant)
	);
}
