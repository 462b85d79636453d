import { describe, expect, it } from 'vitest';
import { scopeSelector } from './scope-selector.ts';
import { readSelectors } from './selectors.ts';

const SCOPE = '[data-graft="g1"]';

function scoped(text: string, at: number, { isWithin = true, isRoot = false } = {}): string[] {
	const [complex] = readSelectors(text) ?? [];
	if (!complex) throw new Error('no selector');
	return scopeSelector({ ...complex, around: [], splits: [{ at, isWithin, isRoot }] }, SCOPE);
}

describe('a selector in its scope', () => {
	it.each([
		['in the part alone', '.card h2', 0, {}, `${SCOPE} .card h2`],
		['with what stood around it', '.sheet .card h2', 1, {}, `${SCOPE}:is(*, .sheet) .card h2`],
		['two deep', 'main > .sheet h2::before', 2, {}, `${SCOPE}:is(*, main .sheet) h2::before`],
		[
			'with the state of the page',
			'html[data-state="x"] .sheet h2',
			2,
			{},
			`html[data-state="x"] ${SCOPE}:is(*, .sheet) h2`
		],
		[
			'for its root by its parent',
			'.sheet > .card:hover b',
			1,
			{ isRoot: true, isWithin: false },
			`${SCOPE}:is(*, .sheet) > .card:hover b`
		],
		[
			'for its root by its place',
			'.card:nth-child(2) b',
			0,
			{ isRoot: true, isWithin: false },
			`${SCOPE} > .card:is(*, :nth-child(2)) b`
		],
		['for all of it', '*', 0, {}, `${SCOPE} *`],
		['for pseudo-elements of all', '::before', 0, {}, `${SCOPE} *::before`]
	])('%s', (_, text, at, how, expected) => {
		expect(scoped(text, at, how)).toEqual([expected]);
	});

	it('asks what is in the part for its place, and its root for the place it had', () => {
		expect(scoped('li:first-child', 0, { isRoot: true })).toEqual([
			`${SCOPE} > * li:first-child`,
			`${SCOPE} > li:is(*, :first-child)`
		]);
	});
});
