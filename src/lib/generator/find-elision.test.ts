import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findElision, findElisionInCode } from './find-elision.ts';
import { readReply } from './reply.ts';

const inBody = (markup: string): string =>
	`<!doctype html>\n<title>Rest … remaining</title>\n<body>\n${markup}\n</body>`;
const inStyle = (css: string): string => inBody(`<style>\n${css}\n</style>`);
const inScript = (js: string): string => inBody(`<script>\n${js}\n</script>`);

const LEFT_OUT: [quote: string, html: string][] = [
	...[
		'<!-- rest of the items here -->',
		'<!-- The rest of the content goes here. -->',
		'<!-- ... -->',
		'<!-- … -->',
		'<!-- ... rest of the cards ... -->',
		'<!-- ...remaining rows... -->',
		'<!-- Remaining rows ... -->',
		'<!-- More items here -->',
		'<!-- Add the remaining invoices here -->',
		'<!-- Repeat for the other rows -->',
		'<!-- Similar structure for the remaining days -->',
		'<!-- and so on for the remaining states -->',
		'<!-- 14 more cards omitted for brevity -->',
		'<!-- Existing markup unchanged -->',
		'<!-- (rest of the form here) -->'
	].map((note): [string, string] => [note, inBody(`<ul><li>One</li>\n${note}\n</ul>`)]),
	...['/* same as above */', '/* ... */', '/* ... same as before ... */'].map(
		(note): [string, string] => [note, inStyle(`.a { color: red; }\n.b { ${note} }`)]
	),
	...[
		'/* remaining styles unchanged */',
		'/* Rest of the styles remain the same */',
		'/* rest of your CSS here */',
		'/* … other rules … */',
		'/* existing styles */',
		'[remaining styles unchanged]',
		'...',
		'…'
	].map((note): [string, string] => [note, inStyle(`.a { color: red; }\n${note}\n.c { top: 0; }`)]),
	...[
		'// ... existing code ...',
		'// existing code here',
		'// ...',
		'// … rest of the code',
		'// Rest of the code remains the same.',
		'// the rest of the handlers here',
		'// other functions unchanged',
		'// same logic as before',
		'/* ... other event listeners ... */',
		'// ... and so on',
		'// Handlers omitted for brevity',
		'...',
		'// repeat for all the other items'
	].map((note): [string, string] => [note, inScript(`const a = 1;\n${note}\nshow(a);`)]),
	['...];', inScript('const rows = [1, 2, ...];')],
	['..., 9];', inScript('const rows = [1, 2, ..., 9];')],
	['...', inScript("const rows = [\n\t{ name: 'One' },\n\t...\n];")],
	['…', inScript("const rows = [\n\t{ name: 'One' },\n\t…\n];")],
	['... }', inScript('function show() { ... }')],
	['...', inBody('<ul>\n<li>One</li>\n...\n</ul>')],
	['…', inBody('<table><tr><td>One</td></tr>\n…\n<tr><td>Nine</td></tr></table>')],
	['…and so on for the remaining rows', inBody('<p>…and so on for the remaining rows</p>')],
	['[rest of the list omitted]', inBody('<main>[rest of the list omitted]</main>')],
	['(remaining sections unchanged)', inBody('<p>(remaining sections unchanged)</p>')],
	['... remaining rows ...', inBody('<td>... remaining rows ...</td>')]
];

const WHOLE: [what: string, html: string][] = [
	[
		'an ellipsis in prose',
		inBody('<p>Wait… the rest is up to you.</p><p>And so on, until the others came…</p>')
	],
	[
		'an ellipsis in a label',
		inBody('<button>More options…</button><button>Search...</button><label>Other…</label>')
	],
	[
		'an ellipsis for a gap between pages',
		inBody('<nav><a>1</a> … <a>9</a></nav><ol><li>1</li><li>…</li><li>9</li></ol>')
	],
	['an ellipsis in a placeholder', inBody('<input placeholder="..."><textarea>...</textarea>')],
	[
		'brackets in prose',
		inBody('<p>(more)</p><p>[3 remaining]</p><p>(the rest is yours)</p><p>[Other]</p>')
	],
	[
		'a comment that names a part',
		inBody(
			'<!-- Rest state: nothing is marked --><!-- Remaining balance --><!-- More actions --><!-- Other payments -->'
		)
	],
	[
		'a comment on what a script does',
		inBody(
			'<ul><!-- rows are put here by render() --></ul><tbody><!-- Filled by script --></tbody>'
		)
	],
	[
		'a comment that mentions the rest',
		inStyle(
			'/* The rest of the page sits on the same grid. */\n.a { top: 0; }\n/* resting */\n/* Remaining time */\n/* other browsers */'
		)
	],
	[
		'a comment in a media query',
		inStyle(
			'@media (max-width: 40em) { /* The rest of the layout stays the same. */ .a { top: 0; } }'
		)
	],
	[
		'same as above, over a rule',
		inStyle(
			'/* Same as above */\n.b { top: 0; }\n/* Same as above, but for touch */\n.c { top: 0; }'
		)
	],
	[
		'an ellipsis in a style sheet',
		inStyle(
			'.a::after { content: "…"; }\n.b::after { content: \'...\'; }\n.c { background: url(data:image/svg+xml,...); }'
		)
	],
	['a rule of dots', inStyle('/* ---- .... ---- */\n.a { text-overflow: ellipsis; }')],
	[
		'spreads',
		inScript(
			'const a = [...b, ...c];\nfn(...args);\nconst d = { ...e, f: 1 };\nfunction g(...rest) { return [...rest.slice(1)]; }\nconst h = [...\'abc\', ..."def", ...`x`, ...[1], ...(i ? [1] : [])];'
		)
	],
	[
		'an ellipsis in strings',
		inScript(
			"const a = '...';\nconst b = \"Loading…\";\nconst c = `more …, ${n} rows ...]`;\nconst d = ['a', '...'];"
		)
	],
	[
		'an ellipsis in a template in a template',
		inScript('const a = `x ${b ? `…${c}` : { d: "…" }.d} …`;\nconst e = [...a];')
	],
	[
		'an ellipsis in a pattern',
		inScript(
			"const short = text.replace(/…$/, '').split(/[/'\"`]/);\nconst a = 4 / 2; const b = '…'; // 6 / 3\nconst x = /\\.{3}/.test('...');"
		)
	],
	[
		'a comment in a string',
		inScript('const url = "https://example.org/* ... */";\nconst a = "// ...";')
	],
	[
		'a comment that goes on from the line before',
		inScript(
			'// The panel opens first…\n// …then the rest follows, and the other rows stay where they are.\nopen();'
		)
	],
	[
		'comments on the rest',
		inScript(
			'// rest\nconst rest = 1;\n// Other listeners run first.\n// the remaining minutes, never below zero\nconst a = 1; // unchanged\nshow(a); // same as above\nb();'
		)
	],
	[
		'a loop',
		inScript(
			'// Repeat for each row.\nfor (const row of rows) show(row);\n// Continue with the next state.'
		)
	],
	[
		'what is kept as data',
		inBody(
			'<script type="application/json">{"rows": [{"name": "…"}, {"name": "..."}], "note": "rest of the items here"}</script>'
		)
	],
	[
		'a template of the page',
		inBody(
			'<script type="text/template"><button>More…</button> ... </script><template><!-- row --></template>'
		)
	],
	[
		'an apostrophe in a comment',
		inScript("// don't stop\nconst a = [...b]; // it's … fine\nconst c = '…';")
	]
];

describe('findElision', () => {
	it.each(LEFT_OUT)('finds %s', (note, html) => {
		const { line, quote } = findElision(html) ?? { line: 0, quote: '' };
		expect(quote).toContain(note);
		expect(html.split('\n')[line - 1]?.trim()).toBe(quote);
	});

	it.each(WHOLE)('takes %s for what it is', (_, html) => {
		expect(findElision(html)).toBeNull();
	});

	it('quotes of a page in one line no more than tells the place', () => {
		const page = inBody(`${'<b>x</b>'.repeat(90)}<!-- ... -->${'<b>y</b>'.repeat(90)}`);
		const { quote = '' } = findElision(page) ?? {};
		expect(quote).toMatch(/^<!-- \.\.\. --><b>y.*…$/);
		expect(quote).toHaveLength(160);
	});

	it.each([
		['css', '.a { top: 0; }\n/* remaining styles unchanged */', 2],
		['js', 'const a = 1;\n\n// ... existing code ...', 3]
	] as const)('looks into %s that came beside a page', (language, code, line) => {
		expect(findElisionInCode(code, language)).toMatchObject({ line });
	});

	it('suspects none of the recorded replies', () => {
		const folder = join(import.meta.dirname, '../../../samples/how-much-alone/replies');
		const suspected = readdirSync(folder).flatMap((name) => {
			const { html } = readReply(readFileSync(join(folder, name), 'utf8'), 'stop');
			return findElision(html)?.quote ?? [];
		});
		expect(suspected).toEqual([]);
	});
});
