/** A list beside its details: rows to walk down, one of them open. On a narrow page the open one unfolds in place. */
import { html } from '#lib/generator/composer/markup.ts';
import {
	activityList,
	asideSubjects,
	choiceOf,
	factList,
	recordAttributes,
	recordWords,
	remainder,
	stage,
	tagsOf,
	valueWord,
	voidBlock
} from '#lib/generator/composer/parts.ts';
import type { Structure } from '#lib/generator/composer/view.ts';

export const list: Structure = {
	key: 'list',
	label: 'List',
	names: [
		'* at the desk',
		'* in a row',
		'* by the hand',
		'The list of *',
		'*, opened one by one',
		'A switchboard of *'
	],
	answers: { structure: 'list', disclosure: 'one-level', motion: 'says-what-changed' },
	cap: 40,
	css: `
.desk{display:grid;gap:calc(var(--u)*2.5)}
.rows{display:grid;border-block:var(--rule) solid var(--strong)}
.rows>li{display:contents}
.row{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.25rem 1rem;align-items:baseline;inline-size:100%;padding:calc(var(--u)*1) calc(var(--u)*.75);border:0;border-block-end:1px solid var(--line);background:transparent;text-align:start;cursor:pointer}
.row .rec-words{display:grid}
.row .tags{grid-column:1/-1}
.row:hover{background:var(--sunk)}
.row[aria-expanded=true]{background:var(--tint);color:var(--on-tint)}
.row[aria-expanded=true] .rec-note,.row[aria-expanded=true] .lock,.row[aria-expanded=true] .rec-time{color:inherit}
.row[aria-expanded=true] .mark{background:var(--ink);color:var(--ground)}
.value::before{content:"";display:inline-block;inline-size:.6em;block-size:.6em;margin-inline-end:.5em;border:2px solid currentColor;border-radius:50%}
[data-value="0"]>.value::before{background:currentColor}
.open{display:grid;gap:calc(var(--u)*1.5);align-content:start;padding:calc(var(--u)*1.5) calc(var(--u)*.75);min-inline-size:0}
.open h2{font-size:1.7em}
@container main (max-width:77.99rem){.open h2,.open>.rec-note{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}.open{border-block-end:1px solid var(--line)}}
@container main (min-width:46rem){
.desk{grid-template-columns:minmax(0,7fr) minmax(0,5fr);grid-template-rows:auto 1fr;column-gap:calc(var(--u)*3)}
.desk>.desk-main{grid-column:1;grid-row:1/span 2}
.desk>.stage,.desk>.beside{grid-column:2}
[data-side=end] .desk{grid-template-columns:minmax(0,5fr) minmax(0,7fr)}
[data-side=end] .desk>.desk-main{grid-column:2}
[data-side=end] .desk>.stage,[data-side=end] .desk>.beside{grid-column:1}
}
.beside{display:grid;gap:calc(var(--u)*2.5);align-content:start}
@container main (min-width:78rem){
.rows{grid-template-columns:minmax(0,5fr) minmax(0,6fr);grid-template-rows:repeat(var(--n),auto) 1fr;column-gap:calc(var(--u)*2.5)}
.row{grid-column:1}
.open{grid-column:2;grid-row:1/span calc(var(--n) + 1)}
}
`,
	script: '',
	render(view) {
		const picked = view.first.focus[0] ?? view.records[0]?.id;
		const rows = view.records.map(
			(
				record
			) => html`<li><button type="button" class="row" data-pick="${record.id}" aria-expanded="${record.id === picked ? 'true' : 'false'}" aria-controls="open-${record.id}" ${recordAttributes(view, record)}>${recordWords(record)}${valueWord(view, record)}<span class="tags">${tagsOf(view, record)}</span></button>
<div class="open" id="open-${record.id}" data-detail="${record.id}"><h2 dir="auto">${record.title}</h2>${record.note === '' ? null : html`<p class="rec-note" dir="auto">${record.note}</p>`}${choiceOf(view, record, 'open')}${factList(record.facts)}</div></li>`
		);
		const beside = [activityList(view.content.activity), asideSubjects(view.content)];
		return html`<div class="desk">${stage(view)}
<div class="desk-main">${voidBlock()}<div data-body><h2 class="vh">${view.content.label}</h2><ul class="rows" style="--n:${view.records.length}">${rows}</ul>${remainder(view)}</div></div>
<div class="beside">${beside}</div></div>`;
	}
};
