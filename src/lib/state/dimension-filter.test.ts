import { describe, expect, it } from 'vitest';
import { DimensionFilter } from './dimension-filter.svelte.ts';

const filterOf = (search: string) =>
	new DimensionFilter({ params: new URLSearchParams(search), onChange: () => undefined });
const POINT = { structure: 'board', type: 'mono' };

describe('a filter by dimension values', () => {
	it.each([
		['', true],
		['where=structure=board', true],
		['where=structure=list', false],
		['where=structure=list,board', true],
		['where=structure=board&where=type=serif', false],
		['where=colour=none', false],
		['viewport=phone', true],
		['where=structure', true]
	])('%j matches: %s', (search, matches) => {
		expect(filterOf(search).matches(POINT)).toBe(matches);
	});

	it('leaves one dimension out of account', () => {
		const filter = filterOf('where=structure=list&where=type=mono');
		expect(filter.matches(POINT)).toBe(false);
		expect(filter.matches(POINT, 'structure')).toBe(true);
	});

	it('stands in an address as it was read from one', () => {
		const search = 'where=structure%3Dlist%2Cboard&where=type%3Dserif';
		expect(filterOf(`state=asked&${search}`).params.toString()).toBe(search);
	});

	it('is off again when all that was asked for is taken back', () => {
		let changes = 0;
		const filter = new DimensionFilter({
			params: new URLSearchParams(),
			onChange: () => changes++
		});
		filter.toggle('structure', 'board');
		filter.toggle('structure', 'list');
		expect([filter.isOn, filter.has('structure', 'list')]).toEqual([true, true]);
		filter.toggle('structure', 'board');
		filter.toggle('structure', 'list');
		expect([filter.isOn, filter.params.size, changes]).toEqual([false, 0, 4]);
	});
});
