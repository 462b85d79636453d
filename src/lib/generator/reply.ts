/** From a reply as received to a document, with a record of what was done to get there. */
import { VitrineError } from '#lib/domain/errors.ts';
import type { BuildReply } from './provider.ts';
import { ingestDocument, type StandingDocument } from './document.ts';
import { assemble } from './reply-assembly.ts';
import { documentEnd, refuseDeepNesting, stopsMidway } from './html-scan.ts';
import { findCandidate, type Candidate } from './reply-search.ts';
import { looksLikeRefusal, quoteOpening, withoutThinking } from './reply-talk.ts';

/** More than this is not a page: it is a model that does not stop. */
export const MAX_REPLY_BYTES = 20 * 1024 * 1024;

const AGAIN = 'Try again; the reply itself is kept.';

/**
 * The document in a reply. Prose is never made into a page.
 * @throws VitrineError `reply_empty`, `reply_refused`, `reply_no_document`, `reply_cut_short`, `reply_too_large`
 */
export function readReply(text: string, finish: BuildReply['finish']): StandingDocument {
	refuseUnusable(text, finish);
	const steps: string[] = [];
	const tidy = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
	if (text.includes('\r')) steps.push('Turned line endings into plain ones.');
	const thought = withoutThinking(tidy);
	if (thought.removed) steps.push('Left out the thinking before the answer.');

	refuseDeepNesting(thought.text);
	const candidate = findCandidate(thought.text);
	if (!candidate) throw nothingFound(thought.text, finish);
	steps.push(...candidate.steps);
	const page = completed(candidate, finish, steps);
	const assembled = assemble(page, candidate.beside);
	const document = ingestDocument(assembled.html);
	return { ...document, steps: [...steps, ...assembled.steps, ...document.steps] };
}

function refuseUnusable(text: string, finish: BuildReply['finish']): void {
	const bytes = Buffer.byteLength(text);
	if (bytes > MAX_REPLY_BYTES) {
		throw new VitrineError(
			'reply_too_large',
			`The reply is ${(bytes / 1024 / 1024).toFixed(1)} MiB; a page may have 20 MiB.`,
			{
				fix: 'Try again, or ask another model.'
			}
		);
	}
	if (finish === 'refusal') throw refused(text);
	if (text.trim() === '') {
		const cut = finish === 'length' ? ' It used up its length limit before it said anything.' : '';
		throw new VitrineError('reply_empty', `The reply is empty.${cut}`, {
			fix: 'Try again, or ask another model.'
		});
	}
}

/** The page, if it is all there. A page may leave its closing tags out; one that stops in mid-word was cut. */
function completed(candidate: Candidate, finish: BuildReply['finish'], steps: string[]): string {
	const { content } = candidate;
	const whole = documentEnd(content) !== null;
	if (whole) {
		if (!candidate.closed && candidate.fenced)
			steps.push('Closed the fence that the reply left open.');
		return content;
	}
	const cut =
		finish === 'length' ||
		stopsMidway(content) ||
		(candidate.fenced && !candidate.closed && !candidate.fragment);
	if (cut) {
		const why =
			finish === 'length'
				? 'It ran into the length limit of the model or its endpoint.'
				: 'It stops in the middle of the page.';
		throw new VitrineError('reply_cut_short', `The reply ends before the document does. ${why}`, {
			fix: 'Try again, or raise the limit on output tokens where the model is served.'
		});
	}
	if (!candidate.fragment)
		steps.push('Did without the closing html tag, which the document leaves out.');
	return content;
}

function nothingFound(text: string, finish: BuildReply['finish']): VitrineError {
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
