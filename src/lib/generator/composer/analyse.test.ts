import { describe, expect, it } from 'vitest';
import { analyse } from './analyse.ts';
import type { Json } from './fields.ts';

/** What was made of some data, in short: `label[records] title/time/choice`, then subjects, then facts. */
function inShort(...roots: Json[]) {
	const { collections, subjects, facts } = analyse(roots);
	return {
		collections: collections.map(
			({ label, records, choice, activity }) =>
				`${label}: ${records.map(({ title, time }) => (time === null ? title : `${time} ${title}`)).join(', ')}${choice === null ? '' : ` | ${choice.label} ${choice.options.join('/')}`}${activity ? ' (activity)' : ''}`
		),
		subjects: subjects.map(
			({ label, facts: own, collections: inner }) =>
				`${label}: ${[...own.map(({ text }) => text), ...inner.map((each) => `[${each.label}]`)].join(', ')}`
		),
		facts: facts.map(({ label, text }) => `${label}: ${text}`)
	};
}

describe('analyse', () => {
	it.each<[what: string, given: Json[], wanted: Partial<ReturnType<typeof inShort>>]>([
		['nothing', [], { collections: [], subjects: [], facts: [] }],
		['a list at the root', [[{ name: 'A' }, { name: 'B' }]], { collections: ['Records: A, B'] }],
		[
			'single values at the root',
			['words', 3, null, true],
			{ facts: ['Note: words', 'Note: 3', 'Note: yes'] }
		],
		[
			'a choice that comes back',
			[
				{
					rows: [
						{ name: 'A', level: 'high' },
						{ name: 'B', level: 'low' },
						{ name: 'C', level: 'low' }
					]
				}
			],
			{ collections: ['Rows: A, B, C | Level high/low'] }
		],
		[
			'a boolean as a choice of two',
			[
				{
					rows: [
						{ name: 'A', on: true },
						{ name: 'B', on: true }
					]
				}
			],
			{ collections: ['Rows: A, B | On yes/no'] }
		],
		[
			'no choice where every value is different',
			[
				{
					rows: [
						{ name: 'A', city: 'Lyon' },
						{ name: 'B', city: 'Kiel' }
					]
				}
			],
			{ collections: ['Rows: A, B'] }
		],
		[
			'a log',
			[
				{
					log: [
						{ at: '14:02', did: 'Read' },
						{ at: '14:07', did: 'Wrote' }
					]
				}
			],
			{ collections: ['Log: 14:02 Read, 14:07 Wrote (activity)'] }
		],
		[
			'a timed list that can be set is no log',
			[
				{
					walks: [
						{ name: 'A', at: '07:00', status: 'open' },
						{ name: 'B', at: '20:00', status: 'taken' }
					]
				}
			],
			{ collections: ['Walks: 07:00 A, 20:00 B | Status open/taken'] }
		],
		[
			'a map of like objects',
			[{ days: { mon: { cook: 'Ada' }, tue: { cook: 'Jon' } } }],
			{ collections: ['Days: Mon, Tue'], subjects: [] }
		],
		[
			'a named object with a list in it',
			[{ organisation: { name: 'Fjord', locked: [{ ability: 'Spend' }] } }],
			{ subjects: ['Organisation: Fjord, [Locked]'] }
		],
		[
			'records with no name at all',
			[{ points: [{ x: 1 }, { x: 2 }] }],
			{ collections: ['Points: Points 1, Points 2'] }
		],
		[
			'a name under another word',
			[
				{
					rows: [
						{ dish: 'Soup', minutes: 3 },
						{ dish: 'Pie', minutes: 4 }
					]
				}
			],
			{ collections: ['Rows: Soup, Pie'] }
		],
		['a list of words', [{ tags: ['a', 'b'] }], { facts: ['Tags: a, b'] }],
		[
			'lists with nothing in them',
			[{ rows: [], more: [[]], deep: [null] }],
			{ collections: [], facts: [] }
		],
		[
			'keys of every object there is',
			[JSON.parse('{"constructor":"a","__proto__":"b","toString":[{"name":"C"}]}')],
			{ facts: ['Constructor: a', 'Proto: b'], collections: ['To string: C'] }
		]
	])('%s', (_, given, wanted) => {
		expect(inShort(...given)).toMatchObject(wanted);
	});

	it('keeps what a record says beside its name, its note, its time and its choice', () => {
		const [rows] = analyse([
			{
				rows: [
					{ name: 'A', detail: 'about', at: '07:00', status: 'open', spent: 2 },
					{ name: 'B', status: 'done' }
				]
			}
		]).collections;
		expect(rows?.records[0]).toMatchObject({
			title: 'A',
			note: 'about',
			time: '07:00',
			facts: [{ label: 'Spent', text: '2' }]
		});
		expect(rows?.records[1]).toMatchObject({ title: 'B', note: '', time: null, facts: [] });
	});

	it('takes a thousand records and no more', () => {
		const [rows] = analyse([
			Array.from({ length: 1500 }, (_, index) => ({ name: `N${index}` }))
		]).collections;
		expect(rows?.records).toHaveLength(1000);
	});

	it('ends on data nested a thousand deep', () => {
		let deep: Json = { name: 'bottom' };
		for (let level = 0; level < 1000; level++) deep = { deep };
		expect(() => analyse([deep])).not.toThrow();
	});
});
