/** What a command-line agent is told after everything else: how it hands its work in, and that nobody is there to ask. */
import type { AttachedPicture, Prompt } from '../provider.ts';

/** Of a document; the last section of its prompt. */
export const HAND_IN = `# How you hand it in
You work in an empty folder, by yourself. Write the whole document to index.html in the current folder: this file takes the place of the html fence. Everything is in that one file. What comes before the document, the plan above all, you say in your answer. If you cannot write files, answer with the document in one html fence.
Touch nothing outside the folder. Install nothing, start no server and no browser, and do not use the network. Nobody can answer a question: decide for yourself. When the file is whole, stop.`;

const ANSWER = `# How you answer
Say what is asked for in your answer, in the form asked for. Write no files and run nothing. Nobody can answer a question: decide for yourself.`;

/** Where an agent finds the pictures of its task, in the folder it works in. */
export const PICTURES_FOLDER = 'pictures';
export const pictureName = (index: number): string => `${PICTURES_FOLDER}/${index + 1}.png`;

/** A prompt as the one text that an agent takes. Pure. */
export function promptText(
	prompt: Pick<Prompt, 'system' | 'user'>,
	pictures: readonly Pick<AttachedPicture, 'caption'>[] = []
): string {
	const files = pictures.map(({ caption }, index) => `- ${pictureName(index)}: ${caption}`);
	const shown = [
		'# Pictures\nThese lie in the folder you work in. Look at them before you begin, and leave them where they are:',
		...files
	].join('\n');
	return [prompt.system, prompt.user, ...(files.length > 0 ? [shown] : [])].join('\n\n');
}

/** The one text for an agent that is to answer in words. Pure. */
export function questionText(prompt: Prompt): string {
	return [promptText(prompt), ANSWER].join('\n\n');
}
