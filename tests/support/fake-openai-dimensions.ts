/** The dimensions a good fake endpoint proposes, and how else one may answer. */

const DIMENSIONS: [label: string, why: string, ...values: string[]][] = [
	[
		'who speaks',
		'Whoever speaks is whoever is blamed.',
		'the clerk',
		'the house',
		'the customer',
		'nobody'
	],
	[
		'what a mistake costs',
		'A price that is seen is a price that is weighed.',
		'a click',
		'a reason',
		'a wait',
		'a witness'
	],
	[
		'first in sight',
		'What stands first is taken for the question.',
		'the sum',
		'the person',
		'the reason',
		'the history'
	],
	[
		'when it asks',
		'A question at the wrong time is answered by habit.',
		'before',
		'after',
		'at the end of the day',
		'only when it differs'
	],
	[
		'what is left behind',
		'A trace is what the next one reads.',
		'a receipt',
		'a line',
		'a note',
		'nothing'
	],
	['whose pace', 'Haste belongs to somebody.', 'the queue', 'the hand', 'the clock', 'the rule']
];

const slug = (text: string) => text.replaceAll(' ', '-');

/** Whether a prompt asks for dimensions and not for a page. */
export function asksForDimensions(prompt: string): boolean {
	return /^# Dimensions wanted$/m.test(prompt.slice(-200));
}

/** @param count of the six there are */
export function writeDimensions(count = DIMENSIONS.length): string {
	const dimensions = DIMENSIONS.slice(0, count).map(([label, why, ...values]) => ({
		key: slug(label),
		label,
		why,
		values: values.map((value) => ({
			key: slug(value),
			label: value,
			clause: `with ${value} for an answer to ${label}; every part of the page follows from it`
		}))
	}));
	return JSON.stringify({ dimensions }, null, 2);
}
