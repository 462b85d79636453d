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

const GO: KeyGroup = {
	title: 'Go',
	keys: [
		['G', 'sheet'],
		['E', 'loupe'],
		['D', 'decision'],
		['N', 'new round'],
		['⇧ M', 'map of the space'],
		['Esc', 'back'],
		['?', 'these keys']
	]
};

export const SHEET_KEYS: KeyGroup[] = [
	{
		title: 'Move',
		keys: [
			['← → ↑ ↓', 'from frame to frame'],
			['Home End', 'first, last'],
			['Space', 'open the focused frame']
		]
	},
	MARKS,
	{
		title: 'Select',
		keys: [
			['⇧ Space', 'this one, or not'],
			['⇧ ← → ↑ ↓', 'all from here to there'],
			['Ctrl A', 'all that are shown'],
			['Esc', 'none']
		]
	},
	{
		title: 'Look',
		keys: [
			['V', 'next viewport'],
			['H', 'light or dark'],
			['⇧ S', 'next state'],
			['F', 'filter'],
			['L', 'by likeness, as rooms'],
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
		title: 'Look',
		keys: [
			['V', 'next viewport'],
			['H', 'light or dark'],
			['⇧ S', 'next state'],
			['L', 'photograph or live'],
			['Z', 'fit, or one to one'],
			['I', 'how it came to be'],
			['M', 'how it moves']
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
			['Space', 'open the focused frame']
		]
	},
	MARKS,
	{
		title: 'Look',
		keys: [
			['L', 'by dimension or by likeness'],
			['F', 'filter by dimension'],
			['V', 'next viewport'],
			['H', 'light or dark'],
			['⇧ S', 'next state']
		]
	},
	GO
];
