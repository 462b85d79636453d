/** Whether what a note is about is in a document: as it was, somewhere else or otherwise, or not at all. */
import type { ElementReading, Sighting } from '#lib/capture/evidence-script.ts';
import type { Anchoring, NoteEvidence } from '#lib/domain/note.ts';
import type { Size } from './target-box.ts';

/** Of the window's width or height: what has moved farther stands somewhere else. */
const MOVED = 0.15;
/** Of its own width or height: what has grown or shrunk by more is laid out otherwise. */
const RESIZED = 0.3;
/** CSS pixels by which anything may be off: rounding, and a scroll bar. */
const SLACK = 4;

export interface Verdict {
	anchoring: Anchoring;
	/** Whether it looks or reads otherwise. */
	isChanged: boolean;
	/** What it was found as. */
	found: ElementReading | null;
}

const ORPHANED: Verdict = { anchoring: 'orphaned', isChanged: true, found: null };

/**
 * An id alone proves nothing: ids are counted anew in every document. The element of the note's id counts where it agrees in its words
 * or role and name, or begins with the same tag; without that, the one that has the words, or the role and name.
 */
export function judgeAnchoring(
	evidence: NoteEvidence | null,
	{ byId, byWords }: Sighting,
	viewport: Size
): Verdict {
	// Nothing was read of it when the note was made, so that nothing can be known again.
	if (evidence === null) return ORPHANED;
	if (byId && agrees(evidence, byId)) return verdict(evidence, byId, viewport);
	if (byWords) return verdict(evidence, byWords, viewport);
	if (byId && startTag(byId) === startTag(evidence))
		return { anchoring: 'drifted', isChanged: true, found: byId };
	return ORPHANED;
}

function agrees(evidence: NoteEvidence, reading: ElementReading): boolean {
	if (evidence.tag !== reading.tag) return false;
	// Where no browser could look, there is no role to compare.
	if (evidence.role !== null && evidence.role !== reading.role) return false;
	if (evidence.name !== null) return evidence.name === reading.name;
	if (evidence.quote !== null) return evidence.quote.exact === reading.quote?.exact;
	return startTag(evidence) === startTag(reading);
}

function verdict(evidence: NoteEvidence, found: ElementReading, viewport: Size): Verdict {
	const isThere = isInPlace(evidence.box, found.box, viewport);
	return {
		anchoring: isThere ? 'found' : 'drifted',
		isChanged: !isThere || looksOtherwise(evidence, found),
		found
	};
}

function isInPlace(
	before: NoteEvidence['box'],
	now: NoteEvidence['box'],
	{ width, height }: Size
): boolean {
	if (before === null) return true;
	if (now === null) return false;
	const moved = (by: number, of: number) => Math.abs(by) > MOVED * of + SLACK;
	const resized = (from: number, to: number) => Math.abs(to - from) > RESIZED * from + SLACK;
	return !(
		moved(now.x - before.x, width) ||
		moved(now.y - before.y, height) ||
		resized(before.width, now.width) ||
		resized(before.height, now.height)
	);
}

function looksOtherwise(evidence: NoteEvidence, found: ElementReading): boolean {
	const { box } = evidence;
	const isOtherSize =
		box !== null &&
		found.box !== null &&
		(Math.abs(box.width - found.box.width) > SLACK ||
			Math.abs(box.height - found.box.height) > SLACK);
	return (
		isOtherSize ||
		evidence.outerHtml !== found.outerHtml ||
		Object.entries(evidence.styles).some(([name, value]) => found.styles[name] !== value)
	);
}

const startTag = ({ outerHtml }: Pick<NoteEvidence, 'outerHtml'>): string =>
	/^<[^>]*>/.exec(outerHtml)?.[0] ?? outerHtml;
