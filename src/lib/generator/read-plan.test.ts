import { describe, expect, it } from 'vitest';
import { readPlan } from './read-plan.ts';

const PAGE = '```html\n<!doctype html><title>Palette: no</title>\n```';
const FULL = {
	palette: 'bone #f0ece0, brass #e2ad2e for what it wants',
	type: 'one narrow grotesque, large',
	layout: 'the dial is cut off by the left edge',
	signature: 'two pointers',
	isDefault: 'No. The default is a settings list.'
};
const NONE = { palette: null, type: null, layout: null, signature: null, isDefault: null };
const lines = (dress: (label: string, text: string, at: number) => string) =>
	[
		['Palette', FULL.palette],
		['Type', FULL.type],
		['Layout', FULL.layout],
		['Signature', FULL.signature],
		['States', 'in each the needle stands elsewhere'],
		['Is this the default?', FULL.isDefault]
	]
		.map(([label = '', text = ''], at) => dress(label, text, at))
		.join('\n');

describe('a plan is found', () => {
	it.each<[dress: string, reply: string]>([
		['as asked for', lines((label, text) => `${label}: ${text}`)],
		['in bold', lines((label, text) => `**${label}:** ${text}`)],
		['in bold without its colon', lines((label, text) => `**${label}**: ${text}`)],
		['in bullets', lines((label, text) => `- ${label}: ${text}`)],
		['in bold bullets', lines((label, text) => `* **${label}** — ${text}`)],
		['numbered', lines((label, text, at) => `${at + 1}. ${label}: ${text}`)],
		['numbered in brackets', lines((label, text, at) => `(${at + 1}) __${label}__: ${text}`)],
		['with full-width colons', lines((label, text) => `${label}：${text}`)],
		['with a space before the colon', lines((label, text) => `${label}\u00a0: ${text}`)],
		['with dashes', lines((label, text) => `${label} – ${text}`)],
		['as a quotation', lines((label, text) => `> ${label}: ${text}`)],
		['in a table', lines((label, text) => `| ${label} | ${text} |`)],
		['as headings', lines((label, text) => `## ${label}\n${text}\n`)],
		['as headings with a line between', lines((label, text) => `### **${label}**\n\n${text}\n`)],
		['in capitals', lines((label, text) => `${label.toUpperCase()}: ${text}`)],
		[
			'with lines that go on below',
			lines((label, text) => `${label}: ${text.replace(' ', '\n  ')}`)
		],
		[
			'with line ends of another system',
			lines((label, text) => `${label}: ${text}`).replaceAll('\n', '\r\n')
		],
		['in code', lines((label, text) => `\`${label}\`: ${text}`)],
		['in a fence of its own', `\`\`\`text\n${lines((label, text) => `${label}: ${text}`)}\n\`\`\``]
	])('%s', (_, plan) => {
		expect(readPlan(`Here is my plan.\n\n${plan}\n\n${PAGE}`)).toEqual(FULL);
	});

	it.each<[what: string, reply: string, plan: object | null]>([
		[
			'after thinking',
			`<think>\nPalette: red\nType: mono\n</think>\nPalette: blue\nLayout: one column\n\n${PAGE}`,
			{ palette: 'blue', layout: 'one column' }
		],
		[
			'before a bare page',
			'Palette: blue\nType: mono\n<!doctype html><p>Layout: x</p>',
			{ palette: 'blue', type: 'mono' }
		],
		[
			'with the question as a sentence',
			`Palette: blue\nIs this the default anyone would give? Close to it, so I turn it.\n${PAGE}`,
			{ palette: 'blue', isDefault: 'Close to it, so I turn it.' }
		],
		[
			'with the question in quotes',
			`Palette: blue\n“Is this the default?” No.\n${PAGE}`,
			{ palette: 'blue', isDefault: 'No.' }
		],
		[
			'with roles',
			`Colour palette (values): blue\nType roles: mono for figures\n${PAGE}`,
			{ palette: 'blue', type: 'mono for figures' }
		],
		[
			'without the bullet that follows',
			`- Palette: blue\n- Type: mono\n- Flat shapes only\n${PAGE}`,
			{ palette: 'blue', type: 'mono' }
		],
		[
			'with a list below a heading',
			`## Palette\n- blue\n- bone\n\n## Type\n1. mono\n${PAGE}`,
			{ palette: 'blue; bone', type: 'mono' }
		],
		[
			'and keeps the first of two',
			`Palette: blue\nType: mono\nPalette: red\n${PAGE}`,
			{ palette: 'blue', type: 'mono' }
		],
		[
			'and keeps names in the text',
			`Palette: *blue* for what_is_new, 2 * 3\nType: **mono**\n${PAGE}`,
			{ palette: 'blue for what_is_new, 2 * 3', type: 'mono' }
		],
		['but not in one line alone', `Type: this is a page about type.\n\n${PAGE}`, null],
		['but not inside the page', '<!doctype html><pre>\nPalette: blue\nType: mono\n</pre>', null],
		[
			'but not in prose',
			`The palette is blue. Type is what it is, and the layout follows.\n\n${PAGE}`,
			null
		],
		['but not in nothing', '', null],
		['but not in a page alone', PAGE, null],
		[
			'but not in its styles',
			`\`\`\`css\n.a {\ncolor: red;\nlayout: x;\ntype: y;\n}\n\`\`\`\n${PAGE}`,
			null
		]
	])('%s', (_, reply, plan) => {
		expect(readPlan(reply)).toEqual(plan && { ...NONE, ...plan });
	});

	it('in a moment, whatever stands before the page', () => {
		const hostile = `${'| '.repeat(200_000)}\nPalette: ${'x '.repeat(5000)}\nType: mono\n${PAGE}`;
		const plan = readPlan(hostile.slice(390_000));
		expect(plan?.palette).toHaveLength(800);
	});
});
