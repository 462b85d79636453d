import { expect, it } from 'vitest';
import { HAND_IN, questionText } from './agent-task.ts';

const PROMPT = { version: 'x-1', system: 'THE CONTRACT', user: 'THE BRIEF', sha256: '' };

it('what is said last to an agent that is to give a document', () => {
	expect(HAND_IN).toMatchSnapshot();
});

it('what is said last to an agent that is to give an answer', () => {
	expect(questionText(PROMPT)).toMatchSnapshot();
});
