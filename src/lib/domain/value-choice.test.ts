import { describe, expect, it } from 'vitest';
import { VitrineError } from './errors.ts';
import { checkChoices, matchesChoices, readChoices } from './value-choice.ts';

describe('choices in words', () => {
	it.each<[texts: string[], choices: object | null]>([
		[[], {}],
		[['structure=board'], { structure: ['board'] }],
		[['structure=board,table', 'colour=none'], { structure: ['board', 'table'], colour: ['none'] }],
		[['structure=board', 'structure=table,board'], { structure: ['board', 'table'] }],
		[[' steps = three , four '], { steps: ['three', 'four'] }],
		[['structure'], null],
		[['structure='], null],
		[['structure=,'], null],
		[['=board'], null],
		[['a b=c'], null],
		[[''], null]
	])('%j', (texts, choices) => {
		if (choices) expect(readChoices(texts, 'where')).toEqual(choices);
		else expect(() => readChoices(texts, 'where')).toThrow(VitrineError);
	});
});

describe('choices checked', () => {
	const value = (key: string) => ({ key, label: key, clause: `with ${key}` });
	const space = [{ key: 'steps', label: 'Steps', why: '', values: [value('two'), value('three')] }];

	it.each<[choices: Record<string, string[]>, field: string | null, says: string]>([
		[{}, null, ''],
		[{ steps: ['two', 'three'] }, null, ''],
		[{ step: ['two'] }, 'pins.step', 'There is no dimension “step” here. There are steps.'],
		[
			{ steps: ['two', 'nine'] },
			'pins.steps',
			'The dimension “steps” has no value “nine”. It has two, three.'
		]
	])('%j', (choices, field, says) => {
		const check = () => {
			try {
				checkChoices(choices, space, 'pins');
				return [null, ''];
			} catch (thrown) {
				return thrown instanceof VitrineError ? [thrown.field, thrown.sentence] : [thrown];
			}
		};
		expect(check()).toEqual([field, says]);
	});
});

describe('a point', () => {
	it.each<[choices: Record<string, string[]>, matches: boolean]>([
		[{}, true],
		[{ steps: ['two'] }, true],
		[{ steps: ['three', 'two'] }, true],
		[{ steps: ['three'] }, false],
		[{ steps: ['two'], colour: ['none'] }, false],
		[{ steps: [] }, false]
	])('with two steps and no colour against %j: %s', (choices, matches) => {
		expect(matchesChoices({ steps: 'two' }, choices)).toBe(matches);
	});
});
