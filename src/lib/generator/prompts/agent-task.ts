/** What a command-line agent is told after everything else: how it hands its work in, and that nobody is there to ask. */
import type { Prompt } from '../provider.ts';

/** Of a document; the last section of its prompt. */
export const HAND_IN = `# How you hand it in
You work in an empty folder, by yourself. Write the whole document to index.html in the current folder: this file takes the place of the html fence. Everything is in that one file. What comes before the document, the plan above all, you say in your answer. If you cannot write files, answer with the document in one html fence.
Touch nothing outside the folder. Install nothing, start no server and no browser, and do not use the network. Nobody can answer a question: decide for yourself. When the file is whole, stop.`;

const ANSWER = `# How you answer
Say what is asked for in your answer, in the form asked for. Write no files and run nothing. Nobody can answer a question: decide for yourself.`;

/** A prompt as the one text that an agent takes. Pure. */
export function promptText(prompt: Prompt): string {
	return [prompt.system, prompt.user].join('\n\n');
}

/** The one text for an agent that is to answer in words. Pure. */
export function questionText(prompt: Prompt): string {
	return [promptText(prompt), ANSWER].join('\n\n');
}
