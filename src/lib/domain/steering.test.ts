import { describe, expect, it } from 'vitest';
import { RoundSettings } from './round.ts';
import { stepsOf, type SteeringFact, type Story } from './steering.ts';

const SETTINGS = RoundSettings.parse({
	count: 3,
	provider: 'openai',
	models: [],
	baseUrl: null,
	concurrency: 1,
	seed: 1,
	budget: null,
	shots: []
});
type Kind = Story['rounds'][number]['kind'];

function round(
	number: number,
	kind: Kind,
	more: Partial<RoundSettings> = {}
): Story['rounds'][number] {
	return {
		id: `r${number}`,
		number,
		kind,
		createdAt: number * 100,
		settings: { ...SETTINGS, ...more }
	};
}
const fact = (
	kind: SteeringFact['kind'],
	at: number,
	until: number | null = null
): SteeringFact => ({
	kind,
	at,
	until
});
const evolve = (more: object) => ({
	source: 'picks' as const,
	parents: [{ variantId: 'v', keep: '', change: '', notes: ['n1', 'n2'] }],
	parts: ['g'],
	perParent: 3,
	cross: false,
	edited: [0, 2],
	...more
});
const wordsOf = (story: Partial<Story>) =>
	stepsOf({ rounds: [], facts: [], decision: null, ...story }).map(({ words }) => words);

describe('stepsOf', () => {
	it.each<[what: string, story: Partial<Story>, words: string[]]>([
		['nothing', {}, []],
		['a round begun by hand', { rounds: [round(1, 'explore')] }, ['A person began it']],
		[
			'one begun by a program',
			{ rounds: [round(1, 'explore', { unattended: true })] },
			['Unattended']
		],
		[
			'what the round was narrowed to',
			{
				rounds: [round(1, 'explore', { pins: { a: ['x', 'y'], b: [] }, bans: { c: ['x', 'y'] } })]
			},
			['A person: 1 dimension pinned, 2 values banned']
		],
		['files', { rounds: [round(1, 'import')] }, ['A person: 3 files brought in']],
		[
			'each act once, before the round it came before',
			{
				rounds: [round(1, 'explore'), round(2, 'explore'), round(3, 'merge')],
				facts: [
					fact('picks', 150),
					fact('picks', 160),
					fact('notes', 200),
					fact('parts', 250),
					fact('answers', 999)
				]
			},
			['A person began it', 'A person: 2 picks, 1 note', 'A person: 1 part']
		],
		[
			'no pick that was rubbed out before',
			{
				rounds: [round(1, 'explore'), round(2, 'explore')],
				facts: [fact('picks', 150, 180), fact('picks', 150, 280)]
			},
			['A person began it', 'A person: 1 pick']
		],
		[
			'what an evolve round took up, whenever it was said',
			{
				rounds: [round(2, 'explore'), round(3, 'evolve', { evolve: evolve({}) })],
				facts: [fact('picks', 10), fact('answers', 250)]
			},
			['A person: 1 pick', 'A person: 1 pick, 2 notes, 1 part, 1 answer, 2 prompts edited']
		],
		[
			'a program that goes on from what people said',
			{
				rounds: [
					round(1, 'evolve', {
						unattended: true,
						evolve: evolve({
							source: 'ranking',
							edited: [],
							parts: [],
							parents: evolve({}).parents
						})
					})
				]
			},
			['Unattended, after the first of the ranking, 2 notes']
		],
		[
			'the choice',
			{
				rounds: [round(1, 'explore')],
				facts: [fact('answers', 120), fact('answers', 130)],
				decision: { createdAt: 140 }
			},
			['A person began it', 'A person: 2 answers']
		],
		[
			'nothing of what a program said for itself',
			{
				rounds: [
					round(1, 'explore', { unattended: true, pins: { a: ['x'] } }),
					round(2, 'evolve', { unattended: true, evolve: evolve({ source: 'named' }) })
				]
			},
			['Unattended', 'Unattended, after 2 notes, 1 part']
		],
		['a bare choice', { decision: { createdAt: 1 } }, ['A person chose']]
	])('tells %s', (_, story, words) => {
		expect(wordsOf(story)).toEqual(words);
	});
});
