import { describe, expect, it } from 'vitest';
import type { ElementReading } from '#lib/capture/evidence-script.ts';
import type { NoteEvidence } from '#lib/domain/note.ts';
import { judgeAnchoring } from './anchoring.ts';

const VIEWPORT = { width: 1000, height: 800 };
const TIE: NoteEvidence = {
	quote: { exact: 'Tie', prefix: 'Open, yours.', suffix: '' },
	tag: 'button',
	role: 'button',
	name: 'Tie',
	outerHtml: '<button class="tie">Tie</button>',
	styles: { color: 'rgb(0, 0, 0)' },
	box: { x: 500, y: 400, width: 60, height: 30 }
};
const read = (changes: Partial<ElementReading> = {}): ElementReading => ({
	...TIE,
	elementId: 'e9',
	...changes
});
const at = (x: number, y: number, width = 60, height = 30) => ({ box: { x, y, width, height } });
const other = read({ tag: 'p', role: 'paragraph', name: null, quote: null, outerHtml: '<p></p>' });

/** What was read by id, what by words, and what is made of it: anchoring, changed, the element. */
type Case = [
	string,
	ElementReading | null,
	ElementReading | null,
	[string, boolean, string | null]
];
const CASES: Case[] = [
	['as it was', read(), null, ['found', false, 'e9']],
	['a little farther on', read(at(560, 420)), null, ['found', false, 'e9']],
	['in another colour', read({ styles: { color: 'red' } }), null, ['found', true, 'e9']],
	['with a word more in its markup', read({ outerHtml: '<button>Tie</button>' }), null, ['found', true, 'e9']],
	['at the other end', read(at(40, 400)), null, ['drifted', true, 'e9']],
	['twice as wide', read(at(500, 400, 140)), null, ['drifted', true, 'e9']],
	['there and hidden', read({ box: null }), null, ['drifted', true, 'e9']],
	['under another id at its place', other, read({ elementId: 'e4' }), ['found', false, 'e4']],
	['under another id, elsewhere', null, read({ elementId: 'e4', ...at(0, 0) }), ['drifted', true, 'e4']],
	['with other words in the same tag', read({ name: 'Bind', quote: null, outerHtml: '<button class="tie">Bind</button>' }), null, ['drifted', true, 'e9']],
	['an element that only has its id', other, null, ['orphaned', true, null]],
	['nothing at all', null, null, ['orphaned', true, null]]
]; // prettier-ignore

describe('where what a note is about is', () => {
	it.each(CASES)('%s', (_, byId, byWords, [anchoring, isChanged, elementId]) => {
		const verdict = judgeAnchoring(TIE, { byId, byWords }, VIEWPORT);
		expect([verdict.anchoring, verdict.isChanged, verdict.found?.elementId ?? null]).toEqual([
			anchoring,
			isChanged,
			elementId
		]);
	});

	it('knows nothing again of which nothing was known', () => {
		const sighting = { byId: read(), byWords: read() };
		expect(judgeAnchoring(null, sighting, VIEWPORT)).toMatchObject({ anchoring: 'orphaned' });
	});

	it('goes by the words alone where no browser could look', () => {
		const plain: NoteEvidence = { ...TIE, role: null, name: null, styles: {}, box: null };
		const sighting = { byId: read(at(0, 0)), byWords: null };
		expect(judgeAnchoring(plain, sighting, VIEWPORT)).toMatchObject({
			anchoring: 'found',
			isChanged: false
		});
	});
});
