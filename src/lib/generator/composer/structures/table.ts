/** A table: every record on one line, sortable by any column, found by typing, set in place. */
import type { ContentRecord } from '#lib/generator/composer/content.ts';
import { html, raw, type Child, type Markup } from '#lib/generator/composer/markup.ts';
import {
	activityList,
	asideSubjects,
	choiceOf,
	factValue,
	recordAttributes,
	remainder,
	stage,
	summary,
	tagsOf,
	voidBlock
} from '#lib/generator/composer/parts.ts';
import type { Structure, View } from '#lib/generator/composer/view.ts';

const MAX_COLUMNS = 4;
/** Fewer records than this are seen at once and need no search. */
const MIN_SEARCHED = 9;

interface Column {
	key: string;
	label: string;
	cell(record: ContentRecord): Child;
	sort(record: ContentRecord): string | number;
	figures: boolean;
}

/** Facts most records have, shortest kinds first come as they were given. */
function factColumns(view: View): Column[] {
	const keys = [...new Set(view.records.flatMap((record) => record.facts.map((fact) => fact.key)))];
	return keys.flatMap((key) => {
		const facts = view.records.flatMap(
			(record) => record.facts.find((fact) => fact.key === key) ?? []
		);
		const [first] = facts;
		if (first === undefined || facts.some((fact) => fact.kind === 'long')) return [];
		const factIn = (record: ContentRecord) => record.facts.find((fact) => fact.key === key);
		return [
			{
				key,
				label: first.label,
				figures: facts.every((fact) => fact.kind === 'number'),
				cell: (record: ContentRecord): Child => {
					const fact = factIn(record);
					return fact === undefined ? html`<span class="vh">none</span>` : factValue(fact);
				},
				sort: (record: ContentRecord) => factIn(record)?.sort ?? ''
			}
		];
	});
}

function row(view: View, record: ContentRecord, columns: Column[]): Markup {
	const cells = columns.map(
		(column) =>
			html`<td role="cell" data-label="${column.label}" data-sort="${column.sort(record)}"${column.figures ? raw(' class="figures"') : null}>${column.cell(record)}</td>`
	);
	return html`<tr role="row" ${recordAttributes(view, record)}><th role="rowheader" scope="row" data-sort="${record.title}"><span class="rec-title" dir="auto">${record.title}</span>${record.note === '' ? null : html` <span class="rec-note" dir="auto">${record.note}</span>`}<span class="tags">${tagsOf(view, record)}</span></th>${cells}<td role="cell" class="set" data-label="${view.content.choice.label}">${choiceOf(view, record, 'row')}</td></tr>`;
}

function heads(view: View, columns: Column[]): Markup[] {
	const labels = [
		{ label: view.content.label, figures: false },
		...columns,
		{ label: view.content.choice.label, figures: false }
	];
	return labels.map(
		({ label, figures }, index) =>
			html`<th role="columnheader" scope="col" aria-sort="none"${figures ? raw(' class="figures"') : null}><button type="button" class="sorter" data-column="${index}"><bdi>${label}</bdi></button></th>`
	);
}

export const table: Structure = {
	key: 'table',
	label: 'Table',
	names: [
		'The * ledger',
		'A register of *',
		'* at a glance',
		'The * roll',
		'*, line by line',
		'A schedule of *'
	],
	answers: { structure: 'table', disclosure: 'all-open', motion: 'says-where-it-went' },
	cap: 120,
	css: `
.ledger{display:grid;gap:calc(var(--u)*2.5)}
.ledger-table{inline-size:100%;border-collapse:collapse;text-align:start}
.ledger-table th,.ledger-table td{padding:calc(var(--u)*.75) calc(var(--u)*.75);text-align:start;vertical-align:top;border-block-end:1px solid var(--line);font-weight:inherit;min-inline-size:4.5rem}
.ledger-table th:first-child{padding-inline-start:0;min-inline-size:9rem}
.ledger-table td:last-child,.ledger-table thead th:last-child{padding-inline-end:0}
.ledger-table thead th{border-block-end:var(--rule) solid var(--strong);vertical-align:bottom}
.ledger-table .figures{text-align:end;font-variant-numeric:tabular-nums}
.ledger-table tbody th{display:table-cell}
.ledger-table th .rec-note{display:block}
.sorter{border:0;padding:0;min-block-size:2rem;background:none;font-family:var(--font-fine);font-weight:var(--weight-strong);color:inherit;cursor:pointer;text-align:inherit}
.sorter::after{content:"\\2195";margin-inline-start:.4em;color:var(--soft)}
[aria-sort=ascending] .sorter::after{content:"\\2191";color:var(--accent)}
[aria-sort=descending] .sorter::after{content:"\\2193";color:var(--accent)}
.ledger-table tr[data-focus]>*{background:var(--tint);color:var(--on-tint)}
.ledger-table tr[data-focus] .rec-note,.ledger-table tr[data-focus] .lock{color:inherit}
.ledger-table tr[data-focus]>:first-child{box-shadow:inset 5px 0 0 var(--accent);padding-inline-start:calc(var(--u)*1)}
.ledger-table tr[data-focus] .mark{background:var(--ink);color:var(--ground)}
.search{display:flex;flex-wrap:wrap;align-items:center;gap:.5rem 1rem}
.search input{min-block-size:2.5rem;inline-size:min(22rem,100%);padding-inline:.8em;border:1px solid var(--strong);border-radius:var(--radius);background:var(--sheet)}
.ledger-top{display:grid;gap:calc(var(--u)*2)}
.ledger-top .summary{font-size:1.25em;align-content:start}
.ledger-foot{display:grid;gap:calc(var(--u)*3)}
@container main (min-width:52rem){
.ledger-top:has(>.stage .scene:not([hidden])){grid-template-columns:minmax(0,3fr) minmax(0,2fr);align-items:start;column-gap:calc(var(--u)*4)}
[data-side=end] .ledger-top:has(>.stage .scene:not([hidden])){grid-template-columns:minmax(0,2fr) minmax(0,3fr)}
[data-side=end] .ledger-top>.summary{order:-1}
.ledger-foot{grid-template-columns:repeat(auto-fit,minmax(18rem,1fr))}
}
@container main (max-width:44rem){
.ledger-table,.ledger-table tbody,.ledger-table tr,.ledger-table tbody th,.ledger-table td{display:block}
.ledger-table thead{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}
.ledger-table tr{padding-block:calc(var(--u)*1);border-block-end:1px solid var(--line)}
.ledger-table tbody tr>th,.ledger-table tbody tr>td{border:0;padding:.2em 0;text-align:start}
.ledger-table td[data-label]:not(.set){display:grid;grid-template-columns:minmax(5rem,8rem) minmax(0,1fr);gap:1rem}
.ledger-table td[data-label]:not(.set)::before{content:attr(data-label);color:var(--soft);font-size:.86em}
.ledger-table td:has(>.vh:only-child){display:none!important}
.ledger-table tr[data-focus]>*{background:none;color:inherit}
.ledger-table tr[data-focus]{background:var(--tint);color:var(--on-tint);padding-inline:calc(var(--u)*1)}
.ledger-table tr[data-focus]>:first-child{box-shadow:none;padding-inline-start:0}
.ledger-table tr[data-focus] td[data-label]::before{color:inherit}
}
`,
	script: `
var book = document.querySelector('.ledger-table tbody'), finder = document.getElementById('find'), found = document.getElementById('found');
function cellKey(row, column) {
	var cell = row.children[column];
	if (cell.classList.contains('set')) return row.dataset.value === 'none' ? -1 : Number(row.dataset.value);
	var text = cell.dataset.sort || '';
	return text !== '' && !isNaN(text) ? Number(text) : text.toLowerCase();
}
all('.sorter').forEach(function (button) {
	button.addEventListener('click', function () {
		var head = button.closest('th'), down = head.getAttribute('aria-sort') === 'ascending', column = Number(button.dataset.column);
		all('.ledger-table thead th').forEach(function (each) { each.setAttribute('aria-sort', 'none'); });
		head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
		var rows = all('tr', book);
		travel(rows, function () {
			rows.map(function (row) { return { row: row, key: cellKey(row, column) }; }).sort(function (a, b) {
				var order = typeof a.key === typeof b.key ? (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) : typeof a.key === 'number' ? -1 : 1;
				return down ? -order : order;
			}).forEach(function (each) { book.appendChild(each.row); });
		});
	});
});
if (finder) finder.addEventListener('input', function () {
	var wanted = finder.value.trim().toLowerCase(), rows = all('tr', book), left = 0;
	rows.forEach(function (row) { row.hidden = row.textContent.toLowerCase().indexOf(wanted) < 0; if (!row.hidden) left++; });
	found.textContent = left + ' of ' + rows.length;
});
`,
	render(view) {
		const time: Column = {
			key: 'time',
			label: 'When',
			figures: false,
			cell: (record) => html`<span class="figure">${record.time}</span>`,
			sort: (record) => record.timeSort
		};
		const timed = view.records.some((record) => record.time !== null);
		const columns = [...(timed ? [time] : []), ...factColumns(view)].slice(0, MAX_COLUMNS);
		const search = html`<div class="search"><label for="find">Find</label><input type="search" id="find" autocomplete="off"><span id="found" class="figure" role="status">${view.records.length} of ${view.records.length}</span></div>`;
		return html`<div class="ledger"><div class="ledger-top">${stage(view)}${summaryWhenShort(view)}</div>
<div>${voidBlock()}<div data-body>${view.records.length < MIN_SEARCHED ? null : search}<table class="ledger-table" role="table"><caption class="vh">${view.content.label}</caption><thead role="rowgroup"><tr role="row">${heads(view, columns)}</tr></thead><tbody role="rowgroup">${view.records.map((record) => row(view, record, columns))}</tbody></table>${remainder(view)}</div></div>
<div class="ledger-foot">${activityList(view.content.activity)}${asideSubjects(view.content)}</div></div>`;
	}
};

/** Names of everything under each value, where that is short enough to be read. */
function summaryWhenShort(view: View): Child {
	return view.records.length < MIN_SEARCHED ? summary(view) : null;
}
