/** From a reply as received to a document, with a record of what was done to get there. */
import { VitrineError } from '#lib/domain/errors.ts';
import type { Finish } from '#lib/domain/reply.ts';
import { ingestDocument, type StandingDocument } from './document.ts';
import { assemble } from './reply-assembly.ts';
import { documentEnd, refuseDeepNesting, stopsMidway } from './html-scan.ts';
import type { Block } from './reply-fences.ts';
import { findCandidate, type Candidate } from './reply-search.ts';
import { looksLikeRefusal, quoteOpening, withoutThinking } from './reply-talk.ts';

/** More than this is not a page: it is a model that does not stop. */
export const MAX_REPLY_BYTES = 20 * 1024 * 1024;

const ASKS_FOR_FILE = /<link\b[^>]*\bstylesheet|<script\b[^>]*\ssrc\s*=/i;
/** Neither white space nor one of the marks that take no room. */
const VISIBLE = /[^\s\u200b-\u200d\u2060\ufeff]/;
const AGAIN = 'Try again; the reply itself is kept.';

/** A page as it was found in a reply, before anything is added to it. */
export interface FoundPage {
	html: string;
	/** True for markup without an html element around it. */
	isFragment: boolean;
	/** Style sheets and scripts that came in files of their own. */
	beside: Block[];
	/** What was done to find it, in order, each as a sentence. */
	steps: string[];
}

/**
 * The document in a reply. Prose is never made into a page.
 * @throws VitrineError `reply_empty`, `reply_refused`, `reply_no_document`, `reply_cut_short`, `reply_too_large`
 */
export function readReply(text: string, finish: Finish): StandingDocument {
	return readPage(findPage(text, finish));
}

/**
 * The first half of `readReply`, which tells whether a reply is whole. Takes a fraction of the time of the second.
 * @throws VitrineError as `readReply`
 */
export function findPage(text: string, finish: Finish): FoundPage {
	refuseUnusable(text, finish);
	const steps: string[] = [];
	const tidy = text.replace(/^[\ufeff\u200b]+/, '').replace(/\r\n?/g, '\n');
	if (text.includes('\r')) steps.push('Turned line endings into plain ones.');
	const thought = withoutThinking(tidy);
	if (thought.removed) steps.push('Left out the thinking before the answer.');

	refuseDeepNesting(thought.text);
	const candidate = findCandidate(thought.text);
	if (!candidate) throw nothingFound(thought.text, finish);
	steps.push(...candidate.steps);
	const html = withoutPrologue(completed(candidate, finish, steps), steps);
	return { html, isFragment: candidate.fragment, beside: candidate.beside, steps };
}

/**
 * A page as a document that stands alone.
 * @throws VitrineError `reply_no_document` when there is nothing in it to show
 */
export function readPage(page: FoundPage): StandingDocument {
	const assembled = assemble(page.html, page.beside);
	const document = ingestDocument(assembled.html);
	return { ...document, steps: [...page.steps, ...assembled.steps, ...document.steps] };
}

/** What XML begins with is a comment to a browser, and comes before the doctype. */
function withoutPrologue(html: string, steps: string[]): string {
	const plain = html.replace(/^\s*<\?xml[^>]*>\s*/i, '');
	if (plain !== html) steps.push('Left out the XML prologue.');
	return plain;
}

/** @throws VitrineError `reply_too_large` */
export function refuseTooLarge(text: string): void {
	if (Buffer.byteLength(text) <= MAX_REPLY_BYTES) return;
	throw new VitrineError(
		'reply_too_large',
		'The reply passed 20 MiB, more than any page has, and was stopped there. What came of it until then is kept.',
		{ fix: 'Try again, or ask another model.' }
	);
}

function refuseUnusable(text: string, finish: Finish): void {
	refuseTooLarge(text);
	if (finish === 'refusal') throw refused(text);
	if (!VISIBLE.test(text)) {
		const cut = finish === 'length' ? ' It used up its length limit before it said anything.' : '';
		throw new VitrineError('reply_empty', `The reply is empty.${cut}`, {
			fix: 'Try again, or ask another model.'
		});
	}
}

/** The page, if it is all there. A page may leave its closing tags out; one that stops in mid-word was cut. */
function completed(candidate: Candidate, finish: Finish, steps: string[]): string {
	const { content, beside, fenced, closed, fragment } = candidate;
	const whole = documentEnd(content) !== null;
	if (!whole && isCut(candidate, finish)) throw cutShort(finish);
	// Of several files the page may be whole, and one that it asks for not.
	const lacksFile = ASKS_FOR_FILE.test(content) && beside.some((block) => !block.closed);
	if (lacksFile && finish !== 'stop') throw cutShort(finish);
	if (whole && fenced && !closed) steps.push('Closed the fence that the reply left open.');
	if (!whole && !fragment)
		steps.push('Did without the closing html tag, which the document leaves out.');
	return content;
}

function isCut({ content, fenced, closed, fragment }: Candidate, finish: Finish): boolean {
	if (finish === 'length' || stopsMidway(content)) return true;
	if (fragment) return false;
	// Where nobody says that the model was done, only a mark of its end does.
	return fenced ? !closed : finish === 'unknown';
}

function cutShort(finish: Finish): VitrineError {
	const why =
		finish === 'length'
			? 'It ran into the length limit of the model or its endpoint.'
			: 'It stops in the middle of the page.';
	return new VitrineError('reply_cut_short', `The reply ends before the document does. ${why}`, {
		fix: 'Try again, or raise the limit on output tokens where the model is served.'
	});
}

function nothingFound(text: string, finish: Finish): VitrineError {
	if (text.trim() === '') {
		return finish === 'length'
			? new VitrineError(
					'reply_cut_short',
					'The reply ran into its length limit while still thinking, before the document.',
					{ fix: 'Try again, or raise the limit on output tokens where the model is served.' }
				)
			: new VitrineError('reply_empty', 'The reply holds nothing but thinking.', { fix: AGAIN });
	}
	if (looksLikeRefusal(text)) return refused(text);
	if (finish === 'length') {
		return new VitrineError(
			'reply_cut_short',
			'The reply ran into its length limit before the document began.',
			{
				fix: 'Try again, or raise the limit on output tokens where the model is served.'
			}
		);
	}
	return new VitrineError(
		'reply_no_document',
		`The reply holds no HTML document. It begins: “${quoteOpening(text)}”`,
		{ fix: AGAIN }
	);
}

function refused(text: string): VitrineError {
	const said = quoteOpening(text);
	return new VitrineError(
		'reply_refused',
		said ? `The model declined: “${said}”` : 'The model declined, and gave no reason.',
		{
			fix: 'Reword the brief, or ask another model.'
		}
	);
}
