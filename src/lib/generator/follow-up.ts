/** What to make of the replies that have come: read the document, ask for more, or give up with a reason. */
import { invariant, VitrineError } from '#lib/domain/errors.ts';
import type { Finish, ReplyPurpose } from '#lib/domain/reply.ts';
import { findElision, findElisionInCode, type Elision } from './find-elision.ts';
import { joinReplies, resumeMark } from './join-replies.ts';
import { askForAll, askToAnswer, askToGoOn } from './prompts/follow-up.ts';
import { findPage, type FoundPage } from './reply.ts';
import { isStyle } from './reply-assembly.ts';
import { looksLikeRefusal } from './reply-talk.ts';

/** How often one document is asked to be gone on with. */
const MAX_CONTINUATIONS = 2;
const PAGE = /<!doctype\s+html|<html[\s>]/i;

export interface ReceivedReply {
	purpose: ReplyPurpose;
	text: string;
	finish: Finish;
}

export type NextStep =
	| { kind: 'read'; page: FoundPage; text: string; steps: string[] }
	/** `error` is what it comes to where nobody can be asked. */
	| {
			kind: 'ask';
			purpose: Exclude<ReplyPurpose, 'build'>;
			ask: string;
			text: string;
			error: VitrineError;
	  }
	| { kind: 'fail'; text: string; error: VitrineError };

/** One document as it was sent: a reply and what continued it. */
interface Telling {
	text: string;
	finish: Finish;
	/** How often it was gone on with. */
	continuations: number;
	/** Whether the model will not go on. */
	isOver: boolean;
	steps: string[];
}

/**
 * Pure: the same replies lead to the same step, so a conversation that was broken off is found again in its replies.
 * `text` is what the document is read from: one reply as received, or several joined.
 * @param replies of one conversation, first to last; at least one
 */
export function nextStep(replies: readonly ReceivedReply[]): NextStep {
	const tellings = tellingsOf(replies);
	const telling = tellings.at(-1);
	invariant(telling, 'a conversation has a first reply');
	const { text } = telling;
	const sentBack = tellings.length > 1;
	const page = pageOf(telling);
	if (page instanceof VitrineError) {
		const mayGoOn = telling.continuations < MAX_CONTINUATIONS && !telling.isOver;
		if (page.code === 'reply_cut_short' && mayGoOn)
			return { kind: 'ask', purpose: 'continue', ask: askFrom(text), text, error: page };
		if (page.code === 'reply_cut_short')
			return { kind: 'fail', text, error: stillCut(page, telling) };
		return sentBack ? cameToNothing(tellings, page) : { kind: 'fail', text, error: page };
	}
	const elision = elisionIn(page);
	if (elision === null && !(sentBack && page.isFragment)) {
		const asked = sentBack
			? ['Asked for the whole document, since the first left things out.']
			: [];
		return { kind: 'read', page, text, steps: [...asked, ...telling.steps] };
	}
	if (elision === null) return cameToNothing(tellings, null);
	const error = leftOut(elision, sentBack);
	if (sentBack) return { kind: 'fail', text, error };
	return { kind: 'ask', purpose: 'complete', ask: askForAll(elision), text, error };
}

function tellingsOf(replies: readonly ReceivedReply[]): Telling[] {
	const groups: { first: ReceivedReply; others: ReceivedReply[] }[] = [];
	for (const reply of replies) {
		const last = groups.at(-1);
		if (last && reply.purpose === 'continue') last.others.push(reply);
		else groups.push({ first: reply, others: [] });
	}
	return groups.map(({ first, others }) => tell(first, others));
}

function tell(first: ReceivedReply, others: readonly ReceivedReply[]): Telling {
	// An answer that only says that there is no more is no part of the document.
	const useful = others.filter((reply) => !saysNothing(reply));
	const { text, parts } = joinReplies([first, ...useful].map((reply) => reply.text));
	const last = useful.at(-1) ?? first;
	const why = first.finish === 'length' ? 'after the length limit' : 'where the reply broke off';
	const result = parts > 1 ? `joined ${parts} parts` : 'took the document as it was begun anew';
	return {
		text,
		// What was joined has to show its end: a model that is asked to go on says that it is done sooner than it is.
		finish: useful.length > 0 && last.finish === 'stop' ? 'unknown' : last.finish,
		continuations: others.length,
		isOver: useful.length < others.length,
		steps: useful.length > 0 ? [`Asked to go on ${why}; ${result}.`] : []
	};
}

const saysNothing = ({ text, finish }: ReceivedReply): boolean =>
	text.trim() === '' ||
	finish === 'refusal' ||
	(looksLikeRefusal(text) && !/<\/?[a-z]/i.test(text));

function pageOf({ text, finish }: Telling): FoundPage | VitrineError {
	try {
		return findPage(text, finish);
	} catch (thrown) {
		if (thrown instanceof VitrineError) return thrown;
		throw thrown;
	}
}

function elisionIn(page: FoundPage): Elision | null {
	const found = findElision(page.html);
	if (found !== null) return found;
	for (const block of page.beside) {
		const inFile = findElisionInCode(block.content, isStyle(block) ? 'css' : 'js');
		if (inFile !== null) return inFile;
	}
	return null;
}

function askFrom(text: string): string {
	return PAGE.test(text) ? askToGoOn(resumeMark(text)) : askToAnswer();
}

function stillCut(error: VitrineError, { continuations }: Telling): VitrineError {
	if (continuations === 0) return error;
	const often = continuations === 1 ? 'once' : 'twice';
	return new VitrineError(
		'reply_cut_short',
		`The reply ends before the document does, though the model was asked ${often} to go on.`,
		{
			fix: 'Mend it by hand, or raise the limit on output tokens where the model is served and try again.'
		}
	);
}

function leftOut({ line, quote }: Elision, sentBack: boolean): VitrineError {
	const still = sentBack ? 'still leaves things out, though it was sent back' : 'leaves things out';
	return new VitrineError(
		'reply_left_out',
		`The document ${still}. Its line ${line} reads “${quote}”.`,
		{
			fix: 'Mend it by hand, or try again.'
		}
	);
}

/** What came back was no document: what is best to keep is the one that was sent back. */
function cameToNothing(tellings: readonly Telling[], why: VitrineError | null): NextStep {
	const { text = '' } = tellings[0] ?? {};
	const came = why?.message ?? 'Only a part of it came back.';
	return {
		kind: 'fail',
		text,
		error: new VitrineError(
			'reply_left_out',
			`The document leaves things out, and when it was sent back no whole one came. ${came}`,
			{ fix: 'Mend it by hand, or try again.' }
		)
	};
}
