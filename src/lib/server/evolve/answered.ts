/** Whether the notes that a variant was asked to answer are answered in it: found again, and changed or not. */
import type { AnsweredNote, AnsweredView } from '#lib/domain/answered.ts';
import { toVitrineError } from '#lib/domain/errors.ts';
import type { NoteAnchor } from '#lib/domain/note.ts';
import type { BlobStore } from '../blobs.ts';
import type { Queryable } from '../database.ts';
import { cropOf, shareThatDiffers } from '../notes/crop.ts';
import type { NoteService } from '../notes/note-service.ts';
import { requiredVariant } from '../required.ts';
import * as captures from '../store/captures.ts';
import * as notes from '../store/notes.ts';
import * as parents from '../store/parents.ts';
import * as rounds from '../store/rounds.ts';
import * as variants from '../store/variants.ts';

interface Deps {
	db: Queryable;
	blobs: BlobStore;
	notes: Pick<NoteService, 'anchorIn'>;
}

/** The notes of its parents that its round was asked to answer; none for one that was not made by an evolve round. @throws VitrineError `not_found` */
export async function answeredIn(deps: Deps, variantId: string): Promise<AnsweredView> {
	const { db } = deps;
	const variant = requiredVariant(db, variantId);
	const asked = askedOf(db, variantId, variant.roundId);
	if (asked.length === 0) return { notes: [], problem: null };
	let anchors: NoteAnchor[] = [];
	let problem: string | null = null;
	if (variant.htmlSha256 !== null) {
		try {
			anchors = await deps.notes.anchorIn(
				variantId,
				asked.map(({ id }) => id)
			);
		} catch (thrown) {
			const error = toVitrineError(thrown);
			if (error.code === 'internal') throw error;
			problem = error.sentence;
		}
	}
	const answered: AnsweredNote[] = [];
	for (const note of asked) {
		const anchor = anchors.find(({ noteId }) => noteId === note.id) ?? null;
		const { id: noteId, number, intent, author, text } = note;
		answered.push({
			noteId,
			number,
			variantId: note.variantId,
			of: variants.find(db, note.variantId)?.number ?? 0,
			intent,
			author,
			text,
			anchor,
			differs: anchor === null ? null : await differs(deps, variantId, note, anchor)
		});
	}
	return { notes: answered, problem };
}

/** Those that were removed since are not told any more. */
function askedOf(db: Queryable, variantId: string, roundId: string): notes.StoredNote[] {
	const record = rounds.find(db, roundId)?.settings.evolve;
	const own = new Set(parents.of(db, variantId).map((link) => link.variantId));
	return (record?.parents ?? [])
		.filter((parent) => own.has(parent.variantId))
		.flatMap((parent) => parent.notes.flatMap((id) => notes.find(db, id) ?? []))
		.filter(({ intent }) => intent === 'fix' || intent === 'keep');
}

async function differs(
	{ db, blobs }: Deps,
	variantId: string,
	{ cropSha256, target: { look } }: notes.StoredNote,
	{ box }: NoteAnchor
): Promise<number | null> {
	const shot = captures
		.ofVariant(db, variantId)
		.find(
			({ viewport, theme, state, pose }) =>
				viewport === look.viewport &&
				theme === look.theme &&
				state === look.state &&
				pose === 'rest'
		);
	if (box === null || cropSha256 === null || !shot?.imageSha256) return null;
	const [before, picture] = [await blobs.get(cropSha256), await blobs.get(shot.imageSha256)];
	const now = picture && (await cropOf(picture, box));
	const share = before && now ? await shareThatDiffers(before, now) : null;
	// Of another size: that it is changed is known, and by how much means nothing.
	return share === 1 ? null : share;
}
