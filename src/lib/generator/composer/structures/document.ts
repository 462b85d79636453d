/** A paper to read and sign: the terms in sentences, clause by clause, with what is chosen written into them. */
import { html, type Markup } from '#lib/generator/composer/markup.ts';
import {
	activityList,
	asideSubjects,
	choiceOf,
	factList,
	recordAttributes,
	remainder,
	stage,
	summary,
	tagsOf,
	valueWord,
	voidBlock
} from '#lib/generator/composer/parts.ts';
import type { ContentRecord } from '#lib/generator/composer/content.ts';
import type { Structure, View } from '#lib/generator/composer/view.ts';

function clause(view: View, record: ContentRecord): Markup {
	const note =
		record.note === '' ? null : html` <span class="rec-note" dir="auto">${record.note}</span>`;
	return html`<li class="clause" ${recordAttributes(view, record)}><div class="clause-words"><p><span class="rec-title" dir="auto">${record.title}</span>${record.time === null ? null : html` <span class="figure rec-note">${record.time}</span>`}${note}</p>${tagsOf(view, record)}${factList(record.facts)}</div><div class="clause-set"><p class="said">${view.content.choice.label}: ${valueWord(view, record)}</p>${choiceOf(view, record, 'clause')}</div></li>`;
}

export const document: Structure = {
	key: 'document',
	label: 'Document',
	names: [
		'The terms of *',
		'* in writing',
		'A letter on *',
		'*, clause by clause',
		'The * agreement',
		'Articles of *'
	],
	answers: { structure: 'document', disclosure: 'all-open', motion: 'says-what-changed' },
	cap: 40,
	css: `
.paper{display:grid;gap:calc(var(--u)*3)}
.paper-body{display:grid;gap:calc(var(--u)*2.5);align-content:start;min-inline-size:0}
.clauses{counter-reset:clause;display:grid}
.clause{counter-increment:clause;display:grid;gap:calc(var(--u)*.75) 1.5rem;padding-block:calc(var(--u)*1.25);padding-inline-start:3.2rem;position:relative;border-block-start:1px solid var(--line)}
.clause::before{content:counter(clause) ".";position:absolute;inset-inline-start:0;inset-block-start:calc(var(--u)*1.25);font-family:var(--font-head);font-weight:var(--weight-head);font-size:1.25em;line-height:1.2;font-variant-numeric:tabular-nums}
.clause-words{display:grid;gap:.5em;justify-items:start;align-content:start}
.clause-words .rec-title{font-size:1.12em}
.clause-set{display:grid;gap:.3em;align-content:start}
.clause .said{font-family:var(--font-fine);font-size:.86em;color:var(--soft)}
.clause .said .value{color:var(--ink);font-weight:var(--weight-strong)}
.clause[data-locked]::before{content:counter(clause) "\\2009\\00A7"}
.clause[data-focus]{border-block-start:3px solid var(--accent)}
.paper .summary{padding-block:calc(var(--u)*1.5);border-block:var(--rule) solid var(--strong);font-size:1.12em}
.margin{display:grid;gap:calc(var(--u)*2);align-content:start;font-size:.92em}
@container main (min-width:34rem){.clause{grid-template-columns:minmax(0,1fr) minmax(9rem,13rem)}}
@container main (min-width:56rem){
.paper{grid-template-columns:minmax(0,44rem) minmax(15rem,20rem);column-gap:calc(var(--u)*5);justify-content:center}
[data-side=end] .paper{grid-template-columns:minmax(15rem,20rem) minmax(0,44rem)}
[data-side=end] .margin{order:-1}
}
`,
	script: '',
	render(view) {
		return html`<div class="paper"><div class="paper-body">${stage(view)}${voidBlock()}<div data-body class="paper-body">${view.records.length > 12 ? null : summary(view)}<section aria-labelledby="clauses-head"><h2 class="vh" id="clauses-head">${view.content.label}</h2><ol class="clauses">${view.records.map((record) => clause(view, record))}</ol>${remainder(view)}</section></div></div>
<div class="margin">${activityList(view.content.activity)}${asideSubjects(view.content)}</div></div>`;
	}
};
