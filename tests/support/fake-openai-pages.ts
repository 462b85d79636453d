/** The documents a good fake endpoint writes: small, varied, and made from what the prompt asks for. */

interface Asked {
	title: string;
	states: string[];
	statement: string;
	/** Dimension label → value label. */
	values: Map<string, string>;
	rows: { name: string; detail: string }[];
}

const PALETTES = [
	{ paper: '#eef3f1', ink: '#10221d', accent: '#0b6247', line: '#8fa79e' },
	{ paper: '#ffffff', ink: '#131313', accent: '#a8231b', line: '#b9b9b9' },
	{ paper: '#e4eaf3', ink: '#0d1b33', accent: '#7a2e00', line: '#93a3bd' },
	{ paper: '#16211f', ink: '#e8f0ec', accent: '#8fd3b6', line: '#4b5f59' },
	{ paper: '#fbe9a9', ink: '#221c00', accent: '#1d3f8f', line: '#b59f4e' },
	{ paper: '#dfe3e0', ink: '#1b1d1c', accent: '#5b1a66', line: '#929a95' },
	{ paper: '#20262e', ink: '#eef1f5', accent: '#f2b84b', line: '#56616e' }
];
const FACES = new Map([
	['grotesque', '"Helvetica Neue", Arial, sans-serif'],
	['serif', 'Charter, "Times New Roman", serif'],
	['mono', 'Menlo, "Courier New", monospace'],
	['narrow', '"Avenir Next Condensed", "Arial Narrow", sans-serif'],
	['mixed', 'Georgia, "DejaVu Serif", serif']
]);
const ADJECTIVES = [
	'Standing',
	'Plain',
	'Open',
	'Working',
	'Second',
	'Long',
	'Near',
	'Even',
	'Early',
	'Held',
	'Marked'
];

/** A whole document for a prompt. `number` tells requests with equal prompts apart. */
export function writePage(prompt: string, number: number): string {
	const asked = readPrompt(prompt);
	const structure =
		asked.values.get('structure') ?? ['list', 'table', 'board', 'timeline'][number % 4] ?? 'list';
	const palette = PALETTES[hash(asked.statement) % PALETTES.length] ?? PALETTES[0];
	const face = FACES.get(asked.values.get('type') ?? '') ?? FACES.get('grotesque');
	const name = `${ADJECTIVES[(hash(asked.statement) + number) % ADJECTIVES.length]} ${structure}`;
	const medium = `${capital(structure)}, ${asked.values.get('type') ?? 'grotesque'}, ${asked.values.get('density') ?? 'even'}, ${asked.rows.length} parts`;
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(name)}</title>
<meta name="description" content="${escape(medium.slice(0, 60))}">
<style>
:root { --paper: ${palette?.paper}; --ink: ${palette?.ink}; --accent: ${palette?.accent}; --line: ${palette?.line}; --face: ${face}; --unit: ${asked.values.get('density') === 'dense' ? 10 : 16}px; color-scheme: ${palette?.paper.startsWith('#1') || palette?.paper.startsWith('#2') ? 'dark' : 'light'}; }
* { box-sizing: border-box; }
body { margin: 0; padding: calc(var(--unit) * 3); min-height: 100vh; background: var(--paper); color: var(--ink); font: 17px/1.45 var(--face); }
header { display: grid; gap: var(--unit); padding-bottom: calc(var(--unit) * 2); border-bottom: 3px solid var(--accent); }
h1 { margin: 0; font-size: clamp(30px, 6vw, 84px); line-height: 1; letter-spacing: -0.02em; max-width: 18ch; text-wrap: balance; }
#now { margin: 0; font-size: 1.2em; color: var(--accent); font-weight: 700; }
button { font: inherit; color: inherit; background: none; border: 0; padding: var(--unit) 0; text-align: start; width: 100%; min-height: 44px; cursor: pointer; }
button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
button[aria-pressed='true'] { font-weight: 700; text-decoration: underline 3px var(--accent); }
.parts { list-style: none; margin: calc(var(--unit) * 2) 0; padding: 0; ${layoutOf(structure)} }
.parts li { border-top: 1px solid var(--line); transition: border-width 160ms; overflow-wrap: anywhere; }
.parts small { display: block; font-size: 0.85em; font-weight: 400; }
html[data-state] .told { border-top: 6px solid var(--accent); }
@media (max-width: 640px) { body { padding: 20px; } .parts { display: block; columns: auto; } }
@media (prefers-reduced-motion: reduce) { * { transition: none; } }
</style>
</head>
<body>
<main>
<header><h1>${escape(asked.title)}</h1><p id="now" aria-live="polite">At rest: nothing is marked.</p></header>
<ul class="parts">
${asked.rows.map((row) => `<li><button type="button" aria-pressed="false">${escape(row.name)}<small>${escape(row.detail)}</small></button></li>`).join('\n')}
</ul>
</main>
<script>
const states = ${JSON.stringify(asked.states).replaceAll('<', '\\u003c')};
const now = document.querySelector('#now');
const parts = [...document.querySelectorAll('.parts li')];
function show(state) {
	const place = states.indexOf(state);
	now.textContent = place < 0 ? 'At rest: nothing is marked.' : state + ' (' + (place + 1) + ' of ' + states.length + ')';
	parts.forEach((part, index) => part.classList.toggle('told', place >= 0 && index % states.length === place));
}
document.addEventListener('vitrine:state', (event) => show(event.detail.state));
document.addEventListener('click', (event) => {
	const button = event.target.closest('button');
	if (button) button.setAttribute('aria-pressed', String(button.getAttribute('aria-pressed') !== 'true'));
});
show(document.documentElement.dataset.state);
</script>
</body>
</html>`;
}

/** The same document in one of the wrappings that chat models use. */
export function wrapPage(page: string, number: number): string {
	const wrappings = [
		`\`\`\`html\n${page}\n\`\`\`\n`,
		`Palette: one paper, one ink, one accent.\nType: one face.\nLayout: one column that becomes a list on the phone.\nSignature: the rule under the title.\nStates: the line under the title names each.\nIs this the default?: Close to it, so the parts are set in their own order.\n\n\`\`\`html\n${page}\n\`\`\``,
		page,
		`Here is the prototype.\n\n\`\`\`\n${page}\n\`\`\`\n\nThe parts keep their order in every state.`
	];
	return wrappings[number % wrappings.length] ?? page;
}

function layoutOf(structure: string): string {
	switch (structure) {
		case 'board':
		case 'objects':
		case 'panel':
			return 'display: grid; grid-template-columns: repeat(auto-fill, minmax(220px, 1fr)); gap: calc(var(--unit) * 2);';
		case 'table':
		case 'form':
			return 'columns: 2; column-gap: calc(var(--unit) * 4);';
		case 'timeline':
		case 'map':
			return 'display: flex; flex-wrap: wrap; gap: var(--unit) calc(var(--unit) * 3); border-top: 3px double var(--line);';
		case 'document':
		case 'sentence':
		case 'conversation':
			return 'max-width: 34em; margin-inline: auto;';
		default:
			return 'max-width: 60em;';
	}
}

function readPrompt(prompt: string): Asked {
	const states = section(prompt, 'States').flatMap((line) => /^- (.+)$/.exec(line)?.[1] ?? []);
	const direction = section(prompt, 'Your direction');
	const values = direction.flatMap((line): [string, string][] => {
		const [, label, value] = /^- ([\w ]+): ([\w ]+)\./.exec(line) ?? [];
		return label && value ? [[label, value]] : [];
	});
	const rows = [...prompt.matchAll(/\[data (\w+)\]\n([\s\S]*?)\n\[end of data \1\]/g)].flatMap(
		(match) => rowsOf(match[2] ?? '')
	);
	return {
		title: /^Title: (.+)$/m.exec(prompt)?.[1] ?? 'Untitled',
		states,
		statement: direction[0] ?? '',
		values: new Map(values),
		rows:
			rows.length > 0
				? rows.slice(0, 12)
				: direction.slice(0, 1).map((line) => ({ name: 'The idea', detail: line }))
	};
}

function section(prompt: string, heading: string): string[] {
	const lines = prompt.split('\n');
	const start = lines.indexOf(`# ${heading}`);
	if (start === -1) return [];
	const rest = lines.slice(start + 1);
	const end = rest.findIndex((line) => line.startsWith('# '));
	return end === -1 ? rest : rest.slice(0, end);
}

/** The lists of records in a piece of sample data, or its plain facts. */
function rowsOf(json: string): Asked['rows'] {
	const data: unknown = JSON.parse(json);
	const fields = Object.entries(data ?? {});
	const records = (
		Array.isArray(data)
			? data
			: fields.flatMap(([, value]: [string, unknown]) => (Array.isArray(value) ? value : []))
	)
		.filter((value: unknown) => typeof value === 'object' && value !== null)
		.map((record: object) => {
			const [first, ...others] = Object.values(record)
				.filter((value: unknown) => typeof value !== 'object')
				.map(String);
			return { name: first ?? '', detail: others.join(', ') };
		})
		.filter((row) => row.name !== '');
	if (records.length > 0) return records;
	return fields
		.filter(([, value]) => typeof value !== 'object')
		.map(([name, value]) => ({ name, detail: String(value) }));
}

function hash(text: string): number {
	let sum = 7;
	for (const char of text) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
	return sum;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const escape = (text: string): string =>
	text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
