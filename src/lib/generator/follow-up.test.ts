import { describe, expect, it } from 'vitest';
import type { Finish, ReplyPurpose } from '#lib/domain/reply.ts';
import { nextStep, type NextStep, type ReceivedReply } from './follow-up.ts';

const PAGE =
	'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Ledger</title></head>\n<body>\n<ul>\n<li>One payment, refunded in full</li>\n<li>Two payments, refunded in part</li>\n</ul>\n</body>\n</html>';
const FENCED = `A plan.\n\n\`\`\`html\n${PAGE}\n\`\`\``;
const LEFT_OUT = FENCED.replace(
	'<li>Two payments, refunded in part</li>',
	'<!-- rest of the items here -->'
);
const CUT = FENCED.slice(0, FENCED.indexOf('Two payments'));
const REST = `<li>${FENCED.slice(FENCED.indexOf('Two payments'))}`;

const reply = (purpose: ReplyPurpose, text: string, finish: Finish = 'stop'): ReceivedReply => ({
	purpose,
	text,
	finish
});
const first = (text: string, finish?: Finish) => reply('build', text, finish);
const more = (text: string, finish?: Finish) => reply('continue', text, finish);
const again = (text: string, finish?: Finish) => reply('complete', text, finish);

/** What a step is, in a line: what is read and how it was come by, what is asked for, or why it failed. */
function told(step: NextStep): string {
	if (step.kind === 'read') return ['read', ...step.steps].join(' | ');
	if (step.kind === 'ask') return `ask ${step.purpose}`;
	return `${step.error.code}: ${step.error.message}`;
}

const CONVERSATIONS: [what: string, replies: ReceivedReply[], step: string | RegExp][] = [
	['a whole document', [first(FENCED)], 'read'],
	['one that was cut', [first(CUT, 'length')], 'ask continue'],
	['one that broke off', [first(CUT, 'unknown')], 'ask continue'],
	[
		'one that broke off between two lines of a bare page',
		[first(PAGE.slice(0, 150), 'unknown')],
		'ask continue'
	],
	['one cut while thinking', [first('<think>Hm, two columns', 'length')], 'ask continue'],
	[
		'one that was gone on with',
		[first(CUT, 'length'), more(REST)],
		'read | Asked to go on after the length limit; joined 2 parts.'
	],
	[
		'one that broke off and was gone on with',
		[first(CUT, 'unknown'), more(REST)],
		'read | Asked to go on where the reply broke off; joined 2 parts.'
	],
	[
		'one in three parts',
		[first(CUT, 'length'), more(REST.slice(0, 20), 'length'), more(REST.slice(20))],
		'read | Asked to go on after the length limit; joined 3 parts.'
	],
	[
		'one begun anew',
		[first(CUT, 'length'), more(FENCED)],
		'read | Asked to go on after the length limit; took the document as it was begun anew.'
	],
	['one cut twice', [first(CUT, 'length'), more(REST.slice(0, 20), 'length')], 'ask continue'],
	[
		'one cut three times',
		[first(CUT, 'length'), more(REST.slice(0, 12), 'length'), more(REST.slice(12, 20), 'length')],
		'reply_cut_short: The reply ends before the document does, though the model was asked twice to go on.'
	],
	[
		'one whose model says that it is done',
		[first(CUT, 'length'), more('The document is complete.')],
		'ask continue'
	],
	[
		'one whose model will not go on',
		[first(CUT, 'length'), more('I’m sorry, but I cannot continue.')],
		/^reply_cut_short: .*asked once to go on/
	],
	[
		'one whose model sends nothing more',
		[first(CUT, 'length'), more('', 'stop')],
		/^reply_cut_short/
	],
	[
		'one whose model apologises and goes on',
		[first(CUT, 'length'), more(`I apologize.\n\`\`\`html\n${REST}`)],
		/^read/
	],
	['one that leaves things out', [first(LEFT_OUT)], 'ask complete'],
	[
		'one that was sent back',
		[first(LEFT_OUT), again(FENCED)],
		'read | Asked for the whole document, since the first left things out.'
	],
	[
		'one that still leaves things out',
		[first(LEFT_OUT), again(LEFT_OUT)],
		'reply_left_out: The document still leaves things out, though it was sent back. Its line 6 reads “<!-- rest of the items here -->”.'
	],
	['one that was sent back and cut', [first(LEFT_OUT), again(CUT, 'length')], 'ask continue'],
	[
		'one that was sent back, cut and gone on with',
		[first(LEFT_OUT), again(CUT, 'length'), more(REST)],
		'read | Asked for the whole document, since the first left things out. | Asked to go on after the length limit; joined 2 parts.'
	],
	[
		'one that was sent back and came in part',
		[first(LEFT_OUT), again('```html\n<ul><li>Two</li></ul>\n```')],
		/^reply_left_out: .*no whole one came. Only a part/
	],
	[
		'one that was sent back in vain',
		[first(LEFT_OUT), again('Here are the rest of the items, as asked for.')],
		/^reply_left_out: .*no whole one came. The reply holds no HTML/
	],
	[
		'one that leaves out part of a file beside it',
		[
			first(
				'```html\n<!doctype html><html><head><link rel="stylesheet" href="a.css"></head><body>x</body></html>\n```\n\n```css\nh1 { color: red; }\n/* remaining styles unchanged */\n```'
			)
		],
		'ask complete'
	],
	[
		'one cut in a file beside it',
		[
			first(
				'```html\n<!doctype html><html><head><link rel="stylesheet" href="a.css"></head><body>x</body></html>\n```\n\n```css\nh1 { col',
				'length'
			)
		],
		'ask continue'
	],
	['prose', [first('A ledger with two columns would suit this well.')], /^reply_no_document/],
	['a refusal', [first('I cannot help with that.', 'refusal')], /^reply_refused/]
];

describe('nextStep', () => {
	it.each(CONVERSATIONS)('%s', (_, replies, expected) => {
		const step = told(nextStep(replies));
		if (typeof expected === 'string') expect(step).toBe(expected);
		else expect(step).toMatch(expected);
	});

	it('reads of the parts the whole document, and keeps all of them joined', () => {
		const step = nextStep([first(CUT, 'length'), more(REST)]);
		expect(step).toMatchObject({ kind: 'read', text: FENCED, page: { html: PAGE } });
	});

	it('keeps the document that was sent back when nothing better came', () => {
		const step = nextStep([first(LEFT_OUT), again('No.')]);
		expect(step).toMatchObject({ kind: 'fail', text: LEFT_OUT });
	});

	it('asks in words that quote the place', () => {
		const asks = [
			nextStep([first(CUT, 'length')]),
			nextStep([first('<think>Hm', 'length')]),
			nextStep([first(LEFT_OUT)])
		].map((step) => (step.kind === 'ask' ? step.ask : null));
		expect(asks).toMatchInlineSnapshot(`
			[
			  "Your reply was cut off before it ended. These are the last characters of it that arrived:
			[arrived 4f2061e5534a]
			<li>One payment, refunded in full</li>
			<li>
			[end of arrived 4f2061e5534a]
			Write them once more, and go straight on from there to the end of the document. The two parts are put together by a program, so write nothing else: no word before or after, no new fence, nothing that came earlier.",
			  "Your reply was cut off before the document began. Write the document now: in one html fence, with nothing before it and nothing after it.",
			  "Your document leaves something out. Its line 6 reads:
			[line a2864e027a8c]
			<!-- rest of the items here -->
			[end of line a2864e027a8c]
			Nobody fills that in: the document is shown as it is. Send the whole document again, from its doctype to its closing html tag in one html fence, with everything written out that you left out, there and anywhere else. Change nothing else, shorten nothing, and put no comment in place of code.",
			]
		`);
	});
});
