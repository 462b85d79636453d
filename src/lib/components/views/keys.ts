/** The keys each view answers to, as its help shows them. */
import type { KeyGroup } from '../shared/key-group.ts';

const MARKS: KeyGroup = {
	title: 'Mark',
	keys: [
		['P', 'pick: a ring'],
		['X', 'reject: a cross'],
		['U', 'rub out'],
		['0–5', 'stars'],
		['6–9', 'label: yellow, green, violet, white'],
		['⇧ with these', 'mark and go on; Caps Lock goes on always'],
		['Ctrl Z', 'take the last mark back'],
		["' held", 'lift the wax off the pictures']
	]
};

const PARTS: KeyGroup = {
	title: 'Merge',
	keys: [
		['B', 'into the basket'],
		['⇧ Y', 'what is in it']
	]
};

const SELECT: KeyGroup = {
	title: 'Select',
	keys: [
		['⇧ Space', 'this one, or not'],
		['⇧ ← → ↑ ↓', 'all from here to there'],
		['Ctrl A', 'all that are shown'],
		['Esc', 'none']
	]
};

/** Those that lead from view to view. */
export const GO: KeyGroup = {
	title: 'Go',
	keys: [
		['G', 'sheet'],
		['E', 'loupe'],
		['C', 'compare'],
		['N', 'survey'],
		['R', 'rank'],
		['M', 'film'],
		['⇧ T', 'lineage: where it all came from'],
		['⇧ A', 'notes'],
		['Y', 'merge'],
		['⇧ D', 'decision'],
		['⇧ N', 'new round'],
		['⇧ M', 'map of the space'],
		['Esc', 'back'],
		['Ctrl C', 'copy the address of a frame, or of the view'],
		['?', 'these keys']
	]
};

const LOOK: KeyGroup['keys'] = [
	['V', 'next viewport'],
	['H', 'light or dark'],
	['⇧ S', 'next state']
];

const LENS: KeyGroup['keys'] = [...LOOK, ['L', 'photographed or live']];

const SIGHT: KeyGroup['keys'] = [
	['Z', 'true size at the pointer, or what fits'],
	['+ −', 'larger, smaller; Ctrl and the wheel too'],
	['↑ ↓ , .', 'up, down, left, right in the picture']
];

export const SHEET_KEYS: KeyGroup[] = [
	{
		title: 'Move',
		keys: [
			['← → ↑ ↓', 'from frame to frame'],
			['Home End', 'first, last'],
			['Space, Enter', 'open the focused frame']
		]
	},
	MARKS,
	PARTS,
	SELECT,
	{
		title: 'Look',
		keys: [
			...LOOK,
			['F', 'filter'],
			['K', 'stack alike ones'],
			['L', 'by likeness, as rooms'],
			['W', 'compare with what it was made of'],
			['/', 'look for words or a number'],
			['+ −', 'larger, smaller'],
			['T', 'what is photographed']
		]
	},
	GO
];

export const LOUPE_KEYS: KeyGroup[] = [
	{
		title: 'Move',
		keys: [
			['← →', 'previous, next'],
			['Home End', 'first, last']
		]
	},
	MARKS,
	{
		title: 'Notes and parts',
		keys: [
			['A', 'pin a note: point at what it is about'],
			['B', 'the whole of it into the basket'],
			['⇧ B', 'a part into the basket: point at it'],
			['⇧ Y', 'what is in it'],
			['↑ ↓ ← →', 'while pointing: around it, into it, beside it'],
			['E R D W', 'while pointing: an element, a region, drawn, the whole'],
			['J K', 'next note, previous note, over all variants']
		]
	},
	{
		title: 'Look',
		keys: [
			...LENS,
			['Esc', 'out of the live page'],
			...SIGHT,
			['I', 'how it came to be'],
			['W', 'compare with what it was made of']
		]
	},
	GO
];

export const COMPARE_KEYS: KeyGroup[] = [
	{
		title: 'Move',
		keys: [
			['← →', 'another candidate'],
			['Alt ← →', 'another select'],
			['Enter', 'the candidate becomes the select']
		]
	},
	{
		title: 'Lay them',
		keys: [
			['S', 'side by side'],
			['W', 'swipe'],
			['O', 'onion skin'],
			['\\ held', 'blink'],
			['D', 'difference'],
			['J K', 'next, previous place that differs']
		]
	},
	{
		title: 'Look',
		keys: [...LENS, ...SIGHT, ['⇧ held', 'move one side alone']]
	},
	MARKS,
	PARTS,
	GO
];

export const SURVEY_KEYS: KeyGroup[] = [
	{
		title: 'Move',
		keys: [
			['← → ↑ ↓', 'from frame to frame'],
			['Home End', 'first, last'],
			['Space, Enter', 'open under the loupe'],
			['Del', 'take out; Ctrl Z puts back'],
			['C', 'compare with the pinned select']
		]
	},
	MARKS,
	{ title: 'Look', keys: LENS },
	GO
];

export const FILM_KEYS: KeyGroup[] = [
	{
		title: 'Play',
		keys: [
			['Space', 'play all, or stop'],
			['/', 'real speed, or one fifth']
		]
	},
	GO
];

export const MAP_KEYS: KeyGroup[] = [
	{
		title: 'Move',
		keys: [
			['← → ↑ ↓', 'from frame to frame'],
			['Home End', 'first, last'],
			['Space, Enter', 'open the focused frame']
		]
	},
	MARKS,
	SELECT,
	{
		title: 'Look',
		keys: [
			['L', 'by dimension or by likeness'],
			['F', 'filter by dimension'],
			['/', 'look for words or a number'],
			['+ −', 'the map by likeness larger, smaller'],
			...LOOK
		]
	},
	GO
];

export const LINEAGE_KEYS: KeyGroup[] = [
	{
		title: 'Move',
		keys: [
			['←', 'what it was made of'],
			['→', 'what was made of it'],
			['↑ ↓', 'in the same round'],
			['Home End', 'first, last'],
			['Space', 'open the focused frame'],
			['W', 'compare with what it was made of']
		]
	},
	MARKS,
	GO
];

export const NOTES_KEYS: KeyGroup[] = [
	{
		title: 'Move',
		keys: [
			['J K', 'next note, previous note'],
			['Enter', 'to where it is pinned']
		]
	},
	GO
];

export const MERGE_KEYS: KeyGroup[] = [
	{
		title: 'Point',
		keys: [
			['↑ ↓ ← →', 'while pointing: around it, into it, beside it'],
			['Enter', 'while pointing: this is the place'],
			['W', 'of a merge: compare with its base']
		]
	},
	{
		title: 'Look',
		keys: LOOK
	},
	GO
];

export const STANDING_KEYS: KeyGroup[] = [
	{
		title: 'Move',
		keys: [
			['↑ ↓', 'from row to row'],
			['Home End', 'first, last'],
			['Enter', 'the row’s variant, in the loupe']
		]
	},
	GO
];

/** In a sitting nothing of the brief is to be seen, so none of its keys lead there. */
export const RANK_KEYS: KeyGroup[] = [
	{
		title: 'Answer',
		keys: [
			['←', 'the left one'],
			['→', 'the right one'],
			['↓', 'a tie'],
			['↑', 'neither is good'],
			['1–4', 'of four: the best first'],
			['S', 'skip'],
			['Backspace', 'take the last one back'],
			['W', 'note why, about the last one']
		]
	},
	{
		title: 'Look',
		keys: [
			['Z', 'true size at the pointer, or what fits'],
			['+ −', 'larger, smaller; Ctrl and the wheel too'],
			['PgUp PgDn', 'up and down in the pictures'],
			[', .', 'to the left and right in them']
		]
	},
	{
		title: 'Go',
		keys: [
			['Esc', 'leave, or finish'],
			['?', 'these keys']
		]
	}
];
