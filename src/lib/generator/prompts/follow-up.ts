/** What a model is answered when its reply is not the whole document. */
import type { Elision } from '../find-elision.ts';
import { fenceData } from './data-fence.ts';

/** @param mark the last words that arrived, with which the next reply is to begin */
export function askToGoOn(mark: string): string {
	return `Your reply was cut off before it ended. These are the last characters of it that arrived:
${fenceData('arrived', mark)}
Write them once more, and go straight on from there to the end of the document. The two parts are put together by a program, so write nothing else: no word before or after, no new fence, nothing that came earlier.`;
}

/** Of a reply that was cut while the model was still thinking or planning, nothing is gone on with. */
export function askToAnswer(): string {
	return 'Your reply was cut off before the document began. Write the document now: in one html fence, with nothing before it and nothing after it.';
}

export function askForAll({ line, quote }: Elision): string {
	return `Your document leaves something out. Its line ${line} reads:
${fenceData('line', quote)}
Nobody fills that in: the document is shown as it is. Send the whole document again, from its doctype to its closing html tag in one html fence, with everything written out that you left out, there and anywhere else. Change nothing else, shorten nothing, and put no comment in place of code.`;
}
