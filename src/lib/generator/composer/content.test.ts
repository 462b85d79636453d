import { describe, expect, it } from 'vitest';
import {
	EMPTY_BRIEF,
	LARGE_BRIEF,
	PLAIN_BRIEF,
	RTL_BRIEF,
	sampleBrief
} from './briefs-for-tests.ts';
import { readContent, singular } from './content.ts';

describe('readContent of the sample brief', () => {
	const content = readContent(sampleBrief());
	const scene = (state: string) => content.scenes.find((each) => each.state === state);

	it('decides over the abilities, and tells the log as what happened', () => {
		expect(content.records.map((record) => record.title)).toEqual([
			'Read',
			'Edit',
			'Run commands',
			'Use the network',
			'Spend'
		]);
		expect(content.choice).toEqual({ label: 'Setting', options: ['alone', 'ask'], given: true });
		expect(content.activity?.entries).toHaveLength(5);
		expect(content.facts.map((fact) => fact.key)).toEqual([
			'project',
			'branch',
			'task',
			'started',
			'now'
		]);
	});

	it('takes what each state means from the brief', () => {
		expect(scene('in-force')?.line).toBe('A task is running under the settings in the data below.');
		expect(scene('in-force')).toMatchObject({ kind: 'plain', focus: [], marks: {} });
		expect(
			content.about.some(
				(block) =>
					block.kind === 'bullets' && block.items.some((item) => item.includes('first-run'))
			)
		).toBe(false);
	});

	it('brings the object named by a state to the front, and the record it speaks of', () => {
		expect(scene('asked')).toMatchObject({
			kind: 'subject',
			subject: { key: 'asked' },
			focus: ['r2'],
			marks: { r2: 'Asked' },
			headline: { kind: 'code' },
			values: {}
		});
	});

	it('sets what an object of that state sets', () => {
		expect(scene('raised')).toMatchObject({
			focus: ['r2'],
			values: { r2: 0 },
			marks: { r2: 'Raised' }
		});
	});

	it('locks the records a locked section names, each with its own reason', () => {
		expect(scene('locked')).toMatchObject({
			kind: 'locked',
			locks: { r3: 'Customer data may be on this machine', r4: 'Limit: $5.00 a day' },
			values: { r3: 1, r4: 1 }
		});
	});

	it('clears everything at first run', () => {
		expect(scene('first-run')).toMatchObject({ kind: 'first', cleared: true });
	});
});

describe('readContent', () => {
	it('uses the bullets of a brief without data, but not those that define states', () => {
		const content = readContent(PLAIN_BRIEF);
		expect(content.records.map((record) => record.title)).toEqual([
			'Say whose turn it is',
			'Swap a turn with somebody who agrees',
			'See what was left undone last week',
			'Thank someone'
		]);
		expect(content.choice.given).toBe(false);
		expect(content.scenes.map((scene) => scene.kind)).toEqual([
			'first',
			'plain',
			'error',
			'loading',
			'empty',
			'done'
		]);
		expect(content.scenes.at(-1)?.line).toBe('Everything is clean');
	});

	it('aims a state at the records that have it as a value', () => {
		const content = readContent(LARGE_BRIEF);
		const overdue = content.scenes.find((scene) => scene.state === 'overdue');
		expect(overdue?.focus).toHaveLength(85);
		expect(overdue?.line).toBe('85 of 340 invoices');
		expect(
			Object.keys(content.scenes.find((scene) => scene.state === 'locked')?.locks ?? {})
		).toHaveLength(340);
	});

	it('makes one unnamed scene, and one record, of a bare title', () => {
		const content = readContent(EMPTY_BRIEF);
		expect(content.scenes.map((scene) => scene.state)).toEqual(['']);
		expect(content.records.map((record) => record.title)).toEqual(['Nothing but a title']);
	});

	it('reads the language and direction off the script', () => {
		expect(readContent(RTL_BRIEF)).toMatchObject({ lang: 'he', dir: 'rtl' });
		expect(readContent(PLAIN_BRIEF)).toMatchObject({ lang: 'en', dir: 'ltr' });
	});
});

describe('singular', () => {
	it.each([
		['Abilities', 'ability'],
		['Invoices', 'invoice'],
		['Boxes', 'box'],
		['Status', 'status'],
		['Staff', 'staff']
	])('%s is %s', (label, wanted) => {
		expect(singular(label)).toBe(wanted);
	});
});
