import { expect, it } from 'vitest';
import { questionText, taskText } from './agent-task.ts';

const PROMPT = { version: 'x-1', system: 'THE CONTRACT', user: 'THE BRIEF', sha256: '' };

it.each([
	['a document', taskText],
	['an answer', questionText]
])('what is said last to an agent that is to give %s', (_, text) => {
	expect(text(PROMPT)).toMatchSnapshot();
});
