/** The five things taste is judged on, and the question each puts to a person. */
export const CRITERIA = {
	aesthetics: 'Does it look right, and like itself rather than like everything else?',
	systems: 'Does it fit the system it will live in: same things look and act the same, one change touches one place?',
	direction: 'Is this the right thing to build: the right idea, framing and scope?',
	presentation: 'Is the right information shown, in the right order, by the right means?',
	detail: 'Do the small things, motion and states above all, mean what they seem to say?',
	overall: 'Which would you rather see built?'
} as const;

export type Criterion = keyof typeof CRITERIA;
