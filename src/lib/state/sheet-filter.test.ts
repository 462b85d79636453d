import { describe, expect, it } from 'vitest';
import { UNMARKED } from '#lib/domain/marks.ts';
import type { VariantView } from '#lib/domain/view.ts';
import { SheetFilter } from './sheet-filter.svelte.ts';

const filterOf = (search: string) =>
	new SheetFilter({ params: new URLSearchParams(search), onChange: () => undefined });
const VARIANT: VariantView = {
	...UNMARKED,
	flag: 'pick',
	stars: 3,
	id: 'v_1',
	briefId: 'b_1',
	roundId: 'r_1',
	number: 12,
	status: 'ready',
	phase: 'ready',
	title: 'Until it matters',
	medium: 'Timeline, one rule across',
	statement: 'A day as a line.',
	point: { structure: 'board', type: 'mono' },
	plan: null,
	sourceName: null,
	parents: [],
	error: null,
	charsWritten: 0,
	notes: { fix: 0, keep: 0, steal: 0, question: 0, resolved: 0 },
	shots: 0,
	photographed: 0,
	captures: [],
	source: null
};

describe('a filter', () => {
	it.each([
		['', true],
		['where=structure=board', true],
		['where=structure=list', false],
		['where=structure=list,board', true],
		['where=structure=board&where=type=serif', false],
		['where=colour=none', false],
		['viewport=phone', true],
		['where=structure', true],
		['flag=pick', true],
		['flag=reject,none', false],
		['stars=3,4,5', true],
		['stars=4,5', false],
		['stars=many', true],
		['label=none', true],
		['label=green', false],
		['status=ready', true],
		['status=failed,making', false],
		['flag=pick&stars=3&where=type=mono', true],
		['flag=pick&stars=2', false],
		['q=12', true],
		['q=1', false],
		['q=MATTERS rule', true],
		['q=matters never', false],
		['q=%20', true]
	])('%j matches: %s', (search, matches) => {
		expect(filterOf(search).matches(VARIANT)).toBe(matches);
	});

	it('leaves one facet out of account', () => {
		const filter = filterOf('where=structure=list&where=type=mono');
		expect(filter.matches(VARIANT)).toBe(false);
		expect(filter.matches(VARIANT, 'where:structure')).toBe(true);
	});

	it('asks who made it only where that is told', () => {
		const source = { provider: 'openai' as const, model: 'a/b', usage: null, cost: null, ms: null };
		const filter = filterOf('model=a%2Fb');
		expect(filter.matches({ ...VARIANT, source })).toBe(true);
		expect(filter.matches(VARIANT)).toBe(false);
	});

	it('stands in an address as it was read from one', () => {
		const search =
			'q=rule&flag=pick&stars=3%2C4&status=ready&model=m&where=structure%3Dlist%2Cboard&where=type%3Dserif';
		expect(filterOf(`state=asked&${search}`).params.toString()).toBe(search);
	});

	it('is off again when all that was asked for is taken back', () => {
		let changes = 0;
		const filter = new SheetFilter({ params: new URLSearchParams(), onChange: () => changes++ });
		filter.toggle('flag', 'pick');
		filter.toggle('flag', 'none');
		expect([filter.isOn, filter.has('flag', 'none')]).toEqual([true, true]);
		filter.toggle('flag', 'pick');
		filter.toggle('flag', 'none');
		expect([filter.isOn, filter.params.size, changes]).toEqual([false, 0, 4]);
	});
});
