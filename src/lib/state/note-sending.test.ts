import { describe, expect, it } from 'vitest';
import type { NewNote, Note } from '#lib/domain/note.ts';
import { countNotes, foresee, readNoteSending, type NoteSending } from './note-sending.ts';

const id = (letter: string, at: number) => `${letter}_${String(at).padStart(20, '0')}`;
const note: NewNote = {
	id: id('n', 1),
	intent: 'fix',
	criterion: null,
	text: 'Too red.',
	author: 'Ines',
	target: {
		look: { viewport: 'desktop', theme: 'light', state: null, atMs: null },
		elementId: 'e3',
		region: null,
		strokes: []
	}
};
const add: NoteSending = { kind: 'add', briefId: 'b', variantId: 'v', note, at: 5 };
const act = (at: number) => ({ id: id('e', at), author: 'Jonah' });
const noteId = note.id;
const SENDINGS: NoteSending[] = [
	add,
	{ kind: 'reply', noteId, act: { ...act(1), text: 'No.' }, at: 6 },
	{ kind: 'edit', noteId, act: { ...act(2), intent: 'keep', criterion: 'detail' }, at: 7 },
	{ kind: 'resolve', noteId, act: { ...act(3), resolved: true } }
];
const after = (...sendings: NoteSending[]) => sendings.reduce<Note[]>(foresee, []);

describe('notes that are on their way', () => {
	it('are as they will be once all is answered', () => {
		expect(after(...SENDINGS)).toMatchObject([
			{
				...note,
				number: 1,
				intent: 'keep',
				criterion: 'detail',
				text: 'Too red.',
				isResolved: true,
				replies: [{ author: 'Jonah', text: 'No.', createdAt: 6 }],
				editedAt: 7
			}
		]);
		expect(after(add, { kind: 'remove', noteId })).toEqual([]);
	});

	it('are the same when one that was answered is still in line', () => {
		const once = after(...SENDINGS);
		expect(SENDINGS.reduce<Note[]>(foresee, once)).toEqual(once);
	});

	it('are counted as the sheet tells them', () => {
		const second = { ...add, note: { ...note, id: id('n', 2), intent: 'steal' as const } };
		const all = after(...SENDINGS, second);
		expect(all.map(({ number }) => number)).toEqual([1, 2]);
		expect(countNotes(all)).toEqual({ fix: 0, keep: 0, steal: 1, question: 0, resolved: 1 });
	});

	it('are read again as they were kept, and nothing else is', () => {
		for (const sending of SENDINGS)
			expect(readNoteSending(JSON.parse(JSON.stringify(sending)))).toEqual(sending);
		for (const other of [null, 7, { kind: 'add' }, { kind: 'burn', noteId }])
			expect(readNoteSending(other)).toBeNull();
	});
});
