import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinReplies, resumeMark } from './join-replies.ts';

const HEAD = '<!doctype html>\n<html lang="en">\n<head>\n\t<title>The quiet ledger</title>\n';
const WHOLE = `Palette: one red.\n\n\`\`\`html\n${HEAD}\t<style>\n\t\tbody { color: var(--ink); }\n\t\th1 { color: red; }\n\t</style>\n</head>\n<body>\n\t<ul>\n\t\t<li class="part">One</li>\n\t\t<li class="part">Two</li>\n\t</ul>\n</body>\n</html>\n\`\`\`\n`;

/** The whole reply up to and without `mark`, and from it on. */
function cutAt(mark: string): [before: string, after: string] {
	const at = WHOLE.indexOf(mark);
	expect(at).toBeGreaterThan(0);
	return [WHOLE.slice(0, at), WHOLE.slice(at)];
}

describe('joinReplies', () => {
	const [upToTwo, fromTwo] = cutAt('Two</li>');
	const [upToRed, fromRed] = cutAt('d; }\n\t</style>');
	const [upToBody, fromBody] = cutAt('<body>');
	const lineOfTwo = '\t\t<li class="part">';
	const cases: [what: string, before: string, after: string][] = [
		['straight on', upToTwo, fromTwo],
		['straight on between two lines', upToBody, fromBody],
		['the mark first', upToTwo, resumeMark(upToTwo) + fromTwo],
		['the line begun again', upToTwo, lineOfTwo + fromTwo],
		['the line begun again without its indent', upToTwo, lineOfTwo.trim() + fromTwo],
		['a rule begun again', upToRed, `\t\th1 { color: re${fromRed}`],
		['a tag begun again', cutAt('ass="part">Two')[0], `<li cl${cutAt('ass="part">Two')[1]}`],
		['several lines again', upToTwo, `</head>\n<body>\n${upToTwo.split('<body>\n')[1]}${fromTwo}`],
		['the fence opened anew', upToTwo, `\`\`\`html\n${fromTwo}`],
		['a fence of another kind opened anew', upToTwo, `~~~\n${fromTwo}`],
		[
			'the fence opened anew and the line begun again',
			upToTwo,
			`\`\`\`html\n${lineOfTwo}${fromTwo}`
		],
		['a word before', upToTwo, `Continuing:\n\n${fromTwo}`],
		['a word and a fence before', upToTwo, `Sure! Here is the rest:\n\n\`\`\`html\n${fromTwo}`],
		['a comment before', upToBody, `<!-- continuing from the previous part -->\n${fromBody}`],
		['a comment in a style sheet before', upToRed, `/* ...continued */\n${fromRed}`],
		[
			'thinking before',
			upToTwo,
			`<think>Where was I?</think>\n\`\`\`html\n${resumeMark(upToTwo)}${fromTwo}`
		],
		['the whole document again', upToTwo, WHOLE.slice(WHOLE.indexOf('<!doctype'))],
		[
			'the whole document again, in a fence and with a word',
			upToTwo,
			`Here it is in full:\n\n${WHOLE.slice(WHOLE.indexOf('```'))}`
		],
		[
			'cut before the page',
			'Palette: one red.\n\n```html\n',
			WHOLE.slice(WHOLE.indexOf('<!doctype'))
		],
		['cut before the fence', 'Palette: one red.\n', WHOLE.slice(WHOLE.indexOf('\n```html'))],
		[
			'windows line endings',
			upToTwo.replaceAll('\n', '\r\n'),
			`${lineOfTwo}${fromTwo}`.replaceAll('\n', '\r\n')
		]
	];

	it.each(cases)('takes %s', (_, before, after) => {
		expect(joinReplies([before, after]).text).toBe(WHOLE);
	});

	it('leaves a single reply as it came', () => {
		expect(joinReplies(['a\r\nb'])).toEqual({ text: 'a\r\nb', parts: 1 });
	});

	it('counts the parts that are in it', () => {
		const [upToStyle, fromStyle] = cutAt('<style>');
		const middle = fromStyle.slice(0, fromStyle.indexOf('Two</li>'));
		expect(joinReplies([upToStyle, middle, fromTwo])).toEqual({ text: WHOLE, parts: 3 });
		expect(joinReplies([upToTwo, `${WHOLE.slice(WHOLE.indexOf('<!doctype'))}`]).parts).toBe(1);
		expect(joinReplies([upToTwo, upToStyle.slice(18), fromStyle])).toMatchObject({ parts: 2 });
	});

	it('keeps lines that are alike, whichever of them it was cut after', () => {
		const rows = '\t<div class="skeleton"></div>\n'.repeat(12);
		const page = `${HEAD}</head>\n<body>\n${rows}</body>\n</html>\n`;
		for (let cut = page.indexOf('<body>') + 8; cut < page.length - 20; cut++) {
			const before = page.slice(0, cut);
			const mark = resumeMark(before);
			const after = page.slice(before.trimEnd().length - mark.length);
			expect(joinReplies([before, after]).text).toBe(page);
		}
	});

	it('keeps a fence that begins a file of its own', () => {
		const page = `\`\`\`html\n${HEAD}<link rel="stylesheet" href="a.css"></head><body>x</body></html>\n\`\`\`\n\n`;
		expect(joinReplies([page, '```css\nh1 { color: red; }\n```']).text).toBe(
			`${page}\`\`\`css\nh1 { color: red; }\n\`\`\``
		);
	});
});

/** Lines as documents have them; no two equal ones follow each other, for then nobody could tell one from a repetition. */
const line = fc.oneof(
	fc
		.tuple(fc.nat(99_999), fc.lorem({ maxCount: 6 }))
		.map(([n, words]) => `\t<li id="n${n}">${words}</li>`),
	fc.tuple(fc.nat(99_999), fc.nat(99_999)).map(([a, b]) => `\t.r${a} { margin: ${b}px auto; }`),
	fc
		.tuple(fc.nat(99_999), fc.lorem({ maxCount: 3 }))
		.map(([n, words]) => `\tconst v${n} = '${words}';`),
	fc.constantFrom('</ul>', '}', '', '\t\t</div>', '<p>“Prêt ?” 🎈</p>')
);
const documents = fc
	.tuple(fc.array(line, { minLength: 4, maxLength: 30 }), fc.boolean(), fc.boolean())
	.map(([lines, isFenced, hasPlan]) => {
		const page = `${HEAD}${lines.join('\n')}\n</html>`;
		return `${hasPlan ? 'Palette: ink and one red.\n\n' : ''}${isFenced ? `\`\`\`html\n${page}\n\`\`\`\n` : page}`;
	});
const wrappings = fc.constantFrom(
	'',
	'```html\n',
	'```\n',
	'Continuing:\n\n',
	'Here is the rest of it:\n\n```html\n',
	'Sure, continuing from where I left off.\n```\n'
);

describe('a document cut anywhere', () => {
	/** In the page: what comes before it is talk, and is not asked for again. */
	const cuts = documents.chain((whole) => {
		const first = whole.indexOf('<!doctype') + '<!doctype html>\n<html lang'.length;
		return fc.tuple(
			fc.constant(whole),
			fc.integer({ min: first, max: whole.lastIndexOf('</html>') })
		);
	});

	it('is whole again when it goes on with the mark', () => {
		fc.assert(
			fc.property(cuts, wrappings, ([whole, cut], wrapping) => {
				const before = whole.slice(0, cut);
				const mark = resumeMark(before);
				const from = before.trimEnd().length - mark.length;
				expect(whole.slice(from, from + mark.length)).toBe(mark);
				expect(joinReplies([before, wrapping + whole.slice(from)]).text).toBe(whole);
			}),
			{ numRuns: 2000 }
		);
	});

	it('is whole again when it goes on straight away', () => {
		fc.assert(
			fc.property(cuts, ([whole, cut]) => {
				expect(joinReplies([whole.slice(0, cut), whole.slice(cut)]).text).toBe(whole);
			}),
			{ numRuns: 2000 }
		);
	});

	it('is whole again when some of its end is repeated', () => {
		fc.assert(
			fc.property(
				cuts,
				wrappings,
				fc.integer({ min: 40, max: 400 }),
				([whole, cut], wrapping, k) => {
					const from = Math.max(whole.indexOf('<!doctype'), cut - k);
					fc.pre(whole.slice(from, cut).replace(/\s/g, '').length >= 20);
					expect(joinReplies([whole.slice(0, cut), wrapping + whole.slice(from)]).text).toBe(whole);
				}
			),
			{ numRuns: 2000 }
		);
	});

	it('is whole again after two cuts', () => {
		fc.assert(
			fc.property(cuts, fc.nat(), wrappings, ([whole, second], seed, wrapping) => {
				const least = whole.indexOf('<!doctype') + 26;
				const first = least + (seed % (second - least + 1));
				const parts = [whole.slice(0, first)];
				for (const [from, to] of [
					[first, second],
					[second, whole.length]
				] as const) {
					const before = whole.slice(0, from);
					parts.push(
						wrapping + whole.slice(before.trimEnd().length - resumeMark(before).length, to)
					);
				}
				expect(joinReplies(parts).text).toBe(whole);
			}),
			{ numRuns: 1000 }
		);
	});
});
