/** A line of time: what happened, the moment now, and what stands from here on. Without times it is a line of steps. */
import type { Activity } from '#lib/generator/composer/content.ts';
import { html, type Markup } from '#lib/generator/composer/markup.ts';
import {
	asideSubjects,
	choiceOf,
	factList,
	recordAttributes,
	recordWords,
	remainder,
	stage,
	summary,
	tagsOf,
	voidBlock
} from '#lib/generator/composer/parts.ts';
import type { Structure, View } from '#lib/generator/composer/view.ts';

function past(activity: Activity): Markup {
	const entries = activity.entries.map(
		(entry) =>
			html`<li class="moment"><span class="when figure">${entry.time}</span><span class="what"><span dir="auto">${entry.title}</span>${entry.note === '' ? null : html` <span class="rec-note" dir="auto">${entry.note}</span>`}</span></li>`
	);
	return html`<section class="activity" aria-labelledby="past-head"><h2 class="vh" id="past-head">${activity.label}</h2><ol class="line events">${entries}</ol><p class="nothing">Nothing has happened yet.</p></section>`;
}

function standing(view: View, timed: boolean): Markup {
	const records = timed
		? view.records.toSorted((a, b) =>
				a.timeSort < b.timeSort ? -1 : a.timeSort > b.timeSort ? 1 : 0
			)
		: view.records;
	const entries = records.map(
		(record, index) =>
			html`<li class="moment stop" ${recordAttributes(view, record)}><span class="when figure">${timed ? record.time : index + 1}</span><div class="what">${recordWords(record, false)}<span class="tags">${tagsOf(view, record)}</span>${choiceOf(view, record, 'line')}${record.facts.length === 0 ? null : html`<details class="more"><summary>More<span class="vh"> about ${record.title}</span></summary>${factList(record.facts)}</details>`}</div></li>`
	);
	return html`<section class="standing" aria-labelledby="standing-head"><h2 class="small-head" id="standing-head">${view.content.label}</h2>${voidBlock()}<div data-body><ol class="line${records.some((record) => (record.time ?? '').length > 5) && timed ? ' dated' : ''}">${entries}</ol>${remainder(view)}</div></section>`;
}

export const timeline: Structure = {
	key: 'timeline',
	label: 'Timeline',
	names: [
		'* along the line',
		'Up to now',
		'* from here on',
		'The day so far',
		'*, hour by hour',
		'One line of *'
	],
	answers: { structure: 'timeline', framing: 'by-time', motion: 'says-what-changed' },
	cap: 40,
	css: `
.course{display:grid;gap:calc(var(--u)*2)}
.line{display:grid;gap:0}
.line{--when:3.6rem}
.line.dated{--when:6.6rem}
.moment{display:grid;grid-template-columns:var(--when) 1.1rem minmax(0,1fr);column-gap:.6rem;position:relative}
.moment::before{content:"";grid-column:2;grid-row:1;inline-size:.8rem;block-size:.8rem;margin-block-start:.35em;border:2px solid var(--accent);border-radius:50%;background:var(--ground);z-index:1;justify-self:center}
.moment::after{content:"";position:absolute;inset-inline-start:calc(var(--when) + 1.15rem - 1px);inset-block:.5em -.5em;inline-size:2px;background:var(--line)}
.line>:last-child::after{inset-block-end:auto;block-size:0}
.moment .when{grid-column:1;grid-row:1;text-align:end;color:var(--soft)}
.moment .what{grid-column:3;grid-row:1;padding-block-end:calc(var(--u)*1.4);min-inline-size:0}
.line.events{gap:0}
.stop .what{display:grid;gap:calc(var(--u)*.6);justify-items:start}
.stop .rec-words{display:grid}
.stop .tags:not(:has(:not([hidden]))){display:none}
.stop[data-value="0"]::before{background:var(--accent)}
.stop[data-locked]::before{border-radius:0;border-color:var(--strong);background:var(--strong)}
.stop[data-focus] .rec-title{text-decoration:underline 2px var(--accent);text-underline-offset:.25em}
.more summary{cursor:pointer;min-block-size:1.6rem;inline-size:fit-content;color:var(--accent)}
.standing,.now{display:grid;gap:calc(var(--u)*1);min-inline-size:0}
.now:not(:has(.scene:not([hidden]))){display:none}
.now .scene{border-inline-start:6px solid var(--accent);padding-inline-start:calc(var(--u)*1.5)}
@container main (min-width:52rem){
.course{grid-template-columns:minmax(0,1fr) minmax(0,1fr);column-gap:calc(var(--u)*5);grid-template-rows:auto auto 1fr;align-items:start}
.course>.now,.course>.then{grid-column:1}
.course>.standing{grid-column:2;grid-row:1/span 3}
.course:not(:has(.activity)){grid-template-columns:minmax(0,3fr) minmax(0,2fr)}
[data-side=end] .course>.now,[data-side=end] .course>.then{grid-column:2}
[data-side=end] .course>.standing{grid-column:1}
}
.then{display:grid;gap:calc(var(--u)*2)}
`,
	script: '',
	render(view) {
		const { activity } = view.content;
		const timed =
			view.records.filter((record) => record.time !== null).length * 2 > view.records.length;
		return html`<div class="course"><div class="now">${stage(view)}</div><div class="then">${activity === null ? summary(view) : past(activity)}${asideSubjects(view.content)}</div>${standing(view, timed)}</div>`;
	}
};
