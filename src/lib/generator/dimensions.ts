/**
 * The standing dimensions: the axes on which answers to any brief can differ, when nobody has proposed better ones.
 *
 * A clause has two parts. What comes before the first semicolon is the lead, and leads join into a statement: the lead of
 * `structure` names a thing (“a board …”), every other one goes on from it. What comes after tells the builder how to mean it.
 */
import type { Dimension } from '#lib/domain/direction.ts';

type Value = Dimension['values'][number];

const value = (label: string, clause: string): Value => ({
	key: label.toLowerCase().replaceAll(' ', '-'),
	label,
	clause
});

const STRUCTURE: Value[] = [
	value(
		'list',
		'a list read from the top; its order is the argument, and one row is always enough to act on'
	),
	value(
		'table',
		'a table whose rows and columns both mean something; comparing along a line or down a column is the point, and the cells are set to be compared'
	),
	value(
		'form',
		'a form that is filled in once and then stands as a record; questions come in the order a person would ask them, and the answered form reads as a statement'
	),
	value(
		'sentence',
		'a sentence whose changeable words are the controls; it reads aloud as plain speech, and changing a word changes what the rest says'
	),
	value(
		'dial',
		'an instrument with one dial and a needle; every position is marked, the neighbours of the present one are legible, and turning it shows at once what moves'
	),
	value(
		'board',
		'a board on which every part has its place; moving a part is the act, and an empty place says something too'
	),
	value(
		'timeline',
		'a timeline with now drawn as a line across it; what was lies behind, what is coming lies ahead, and acting means touching a moment'
	),
	value(
		'map',
		'a map on which distance and enclosure carry the meaning; borders are real limits, and where something lies tells what it may do'
	),
	value(
		'conversation',
		'a conversation in which each turn leaves a decision standing; the present question is always last and largest, and earlier turns fold into what was agreed'
	),
	value(
		'document',
		'a document that could be printed and signed; it has a voice, numbered parts and margins, and its blanks are its controls'
	),
	value(
		'objects',
		'a set of objects laid out on a surface, each one shaped after what it stands for; they are picked up, turned over and put down, never listed'
	),
	value(
		'panel',
		'a panel of switches and readouts with every control in a fixed place; a hand learns it, and a glance from afar tells the state'
	)
];

const FRAMING: Value[] = [
	value(
		'by ability',
		'ordered by what can be done; each ability is named by its verb and carries its own answer'
	),
	value(
		'by consequence',
		'ordered by what would follow; the outcome is said first, the choice that leads to it second'
	),
	value(
		'by trust',
		'ordered by how much is entrusted and to whom; trust is shown as something given, held and taken back'
	),
	value(
		'by scope',
		'ordered by how far it reaches; the smallest circle first, and what lies outside it drawn as outside'
	),
	value(
		'by time',
		'ordered by when and for how long; every choice shows its beginning and its end'
	),
	value(
		'by money',
		'ordered by what it costs in money, hours or attention; every choice carries its price, and the total is in sight'
	),
	value(
		'by role',
		'ordered by who decides and who is answerable; people and their parts are named, and nothing happens in the passive'
	),
	value(
		'by evidence',
		'ordered by what is known to have happened; the record comes first, and each choice stands beside what supports it'
	)
];

const STEPS: Value[] = [
	value(
		'one',
		'with one decision that settles everything; what it settles is spelled out before it is made'
	),
	value('two', 'with two positions and nothing between; the difference between them is the design'),
	value(
		'three',
		'with three positions of which the middle one is a real answer; each has a name people would say'
	),
	value(
		'four',
		'with four positions that read as a sequence; each is one clear step beyond the last'
	),
	value(
		'five',
		'with five positions on one scale; the ends are honest extremes and the centre is marked'
	),
	value(
		'many',
		'with a separate answer for every part; common sets of answers can be taken as one, and departures from them stand out'
	),
	value(
		'continuous',
		'with a continuous range and no notches; its length is calibrated by named marks, and the present value is written out'
	),
	value(
		'none',
		'with nothing to set beforehand; it learns from each answer as it is given, and shows what it has learned where it can be corrected'
	)
];

const DISCLOSURE: Value[] = [
	value(
		'all open',
		'everything in sight at once; nothing is behind a click, and hierarchy of size and place does the work that hiding would'
	),
	value(
		'one level',
		'the detail one step behind each part; a part opens where it stands, and the rest does not move'
	),
	value(
		'on asking',
		'its reasons given only on asking; the surface is short, and every word on it can be questioned'
	),
	value(
		'as it matters',
		'each part coming forward when it matters; the rest stays in place as a quiet outline'
	)
];

const DENSITY: Value[] = [
	value(
		'calm',
		'set calm; far more space than ink, and a few things at a size that can be read from a chair'
	),
	value(
		'even',
		'set evenly on one visible rhythm; a single unit measures every gap, line and block'
	),
	value(
		'dense',
		'set dense for someone who looks all day; small type, tight rows, exact alignment and no ornament'
	),
	value(
		'uneven',
		'set uneven, one part very large and the rest small; the contrast of scale tells where to look'
	)
];

const TYPE: Value[] = [
	value(
		'grotesque',
		'in a plain grotesque; weight and size carry all hierarchy, with few sizes far apart'
	),
	value(
		'serif',
		'in a serif read as text; set for reading, with real figures, small numbers aligned and no display tricks'
	),
	value(
		'mono',
		'in one monospaced face; the character grid is the layout, and columns line up without rules'
	),
	value(
		'narrow',
		'in a narrow sans set large; tall letters, short lines, the economy of a timetable'
	),
	value(
		'mixed',
		'in two faces with separate offices; one for what the person says and one for what the system says, never exchanged'
	)
];

const COLOUR: Value[] = [
	value(
		'one hue',
		'in one hue; its depths do all the work, and the strongest is kept for what is in force now'
	),
	value(
		'none',
		'without colour; black, white and at most one grey, with line, weight and pattern telling things apart'
	),
	value(
		'two',
		'in two colours that hold opposite meanings; both are strong, and a third never appears'
	),
	value(
		'many',
		'in many flat colours; one to a kind of thing, and together they form a key a person can learn, each paired with a sign or a word'
	)
];

const MOTION: Value[] = [
	value(
		'none',
		'with no motion at all; what changed is marked, and the mark stays until it is seen'
	),
	value(
		'says what changed',
		'with motion that says what changed; the changed part alone moves, for less than a quarter of a second'
	),
	value(
		'says where it went',
		'with motion that says where things went; whatever leaves or arrives travels from the place it belongs to'
	),
	value(
		'plays',
		'with motion that answers the hand; a control has weight and give, and the pleasure never delays the answer'
	)
];

export const STANDING_DIMENSIONS: Dimension[] = [
	{
		key: 'structure',
		label: 'structure',
		why: 'The form decides what a person can compare, and what they will never think to ask.',
		values: STRUCTURE
	},
	{
		key: 'framing',
		label: 'framing',
		why: 'What the parts are sorted by says what the whole thing is about.',
		values: FRAMING
	},
	{
		key: 'steps',
		label: 'steps',
		why: 'Too few say too little; too many are read by nobody.',
		values: STEPS
	},
	{
		key: 'disclosure',
		label: 'disclosure',
		why: 'What is in sight is taken for what there is.',
		values: DISCLOSURE
	},
	{
		key: 'density',
		label: 'density',
		why: 'How much fits in a glance follows from who looks, how often and from how far.',
		values: DENSITY
	},
	{ key: 'type', label: 'type', why: 'Letters set the voice before a word is read.', values: TYPE },
	{
		key: 'colour',
		label: 'colour',
		why: 'Each colour that means nothing weakens those that do.',
		values: COLOUR
	},
	{
		key: 'motion',
		label: 'motion',
		why: 'Movement is a claim that something happened.',
		values: MOTION
	}
];
