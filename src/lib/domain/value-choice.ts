/** Values chosen out of a space: what to draw from, what to leave out, what to look for. */
import type { Dimension, Point } from './direction.ts';
import { VitrineError } from './errors.ts';
import type { ValueChoice } from './round.ts';

/**
 * Reads `structure=board,table`; a dimension that comes twice has the values of both.
 * @param field the option or parameter these were given under
 * @throws VitrineError `invalid_input`
 */
export function readChoices(texts: readonly string[], field: string): ValueChoice {
	const choices: ValueChoice = {};
	for (const text of texts) {
		const [, key = '', list = ''] = /^\s*([^=\s]+)\s*=(.*)$/s.exec(text) ?? [];
		const values = list
			.split(',')
			.map((value) => value.trim())
			.filter((value) => value !== '');
		if (values.length === 0) {
			throw new VitrineError('invalid_input', `“${text}” names no value of a dimension.`, {
				field,
				fix: 'Write a dimension and its values, such as structure=board,table.'
			});
		}
		choices[key] = [...new Set([...(choices[key] ?? []), ...values])];
	}
	return choices;
}

/**
 * Every dimension and value named has to be one of the space.
 * @param field what the choices are called; the dimension's key is added to it: `pins.structure`
 * @throws VitrineError `invalid_input`
 */
export function checkChoices(
	choices: ValueChoice,
	dimensions: readonly Dimension[],
	field: string
): void {
	for (const [key, values] of Object.entries(choices)) {
		const dimension = dimensions.find((candidate) => candidate.key === key);
		if (!dimension) {
			throw new VitrineError('invalid_input', `There is no dimension “${key}” here.`, {
				field: `${field}.${key}`,
				fix: `There are ${listed(dimensions)}.`
			});
		}
		const stranger = values.find((value) => !dimension.values.some((own) => own.key === value));
		if (stranger !== undefined) {
			throw new VitrineError(
				'invalid_input',
				`The dimension “${key}” has no value “${stranger}”.`,
				{ field: `${field}.${key}`, fix: `It has ${listed(dimension.values)}.` }
			);
		}
	}
}

/** Whether a point has one of the chosen values in every dimension that is named. */
export function matchesChoices(point: Point, choices: ValueChoice): boolean {
	return Object.entries(choices).every(([key, values]) => values.includes(point[key] ?? ''));
}

function listed(things: readonly { key: string }[]): string {
	return things.map(({ key }) => key).join(', ');
}
