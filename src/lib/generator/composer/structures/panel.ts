/** A panel: one strip to each record, every control in a fixed place, a slider that is read from across the room. */
import { html } from '#lib/generator/composer/markup.ts';
import {
	activityList,
	asideSubjects,
	choiceOf,
	factList,
	recordAttributes,
	remainder,
	stage,
	tagsOf,
	valueWord,
	voidBlock
} from '#lib/generator/composer/parts.ts';
import { sentenceCase } from '#lib/generator/composer/prose.ts';
import type { Structure, View } from '#lib/generator/composer/view.ts';
import { valueIn } from '#lib/generator/composer/view.ts';

/** How many stand at each value, as large as clocks. */
function meters(view: View) {
	const { options } = view.content.choice;
	return html`<ul class="meters">${options.map((option, index) => html`<li class="meter"><b class="figure" data-count="${index}">${view.records.filter((record) => valueIn(view.first, record) === index).length}</b> <span dir="auto">${sentenceCase(option)}</span></li>`)}</ul>`;
}

export const panel: Structure = {
	key: 'panel',
	label: 'Panel',
	names: [
		'The * panel',
		'* under the hand',
		'* on sliders',
		'A console for *',
		'* at their stops',
		'The * desk'
	],
	answers: { structure: 'panel', disclosure: 'all-open', motion: 'says-where-it-went' },
	cap: 24,
	css: `
.console{display:grid;gap:calc(var(--u)*2)}
.board-of{display:grid;gap:calc(var(--u)*1.5);min-inline-size:0}
.meters{display:flex;flex-wrap:wrap;gap:calc(var(--u)*.5) calc(var(--u)*3);align-items:end}
.meter{display:grid;font-family:var(--font-fine)}
.meter b{font-family:var(--font-head);font-weight:var(--weight-head);font-size:clamp(2.6rem,6cqi,4.6rem);line-height:1;letter-spacing:var(--track-head)}
.strips{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,10rem),1fr));gap:max(2px,calc(var(--rule)*1));background:var(--strong);padding:max(2px,calc(var(--rule)*1));border-radius:var(--radius);overflow:clip}
.channel{display:grid;grid-row:span 3;grid-template-rows:subgrid;gap:calc(var(--u)*1);align-content:start;padding:calc(var(--u)*1);background:var(--sheet);min-inline-size:0;position:relative}
.channel-head{display:grid;gap:.15em;align-content:space-between}
.channel .value{font-size:1.35em;font-family:var(--font-head);font-weight:var(--weight-head);letter-spacing:var(--track-head);line-height:1.15}
.channel[data-value=none] .value{color:var(--soft)}
.rail{position:relative;padding-inline-start:2.9rem;--step:max(3rem,min(6.5rem,calc(14rem/var(--n))));min-block-size:calc(var(--step)*var(--n))}
.rail::before{content:"";position:absolute;inset-inline-start:1.15rem;inset-block:calc(var(--step)/2);inline-size:.5rem;margin-inline-start:-.25rem;border-radius:var(--radius);background:var(--strong)}
.knob{position:absolute;inset-inline-start:0;inset-block-start:0;inline-size:2.3rem;block-size:1.5rem;margin-block-start:calc(var(--step)/2 - .75rem);background:var(--accent);border:2px solid var(--sheet);outline:2px solid var(--accent);border-radius:min(var(--radius),6px);translate:0 calc(var(--at)*var(--step))}
.knob::after{content:"";position:absolute;inset-inline:.35rem;inset-block-start:calc(50% - 1px);block-size:2px;background:var(--on-accent)}
.channel[data-value=none] .knob{background:var(--sheet);outline-color:var(--strong);translate:0 calc((var(--n) - .5)*var(--step))}
.channel[data-value=none] .knob::after{background:var(--strong)}
.channel[data-locked] .knob{background:var(--strong);outline-color:var(--strong)}
.channel[data-locked] .knob::after{inset-inline:.9rem;block-size:.6rem;inset-block-start:calc(50% - .3rem);background:var(--sheet)}
.channel[data-focus]{box-shadow:inset 0 .5rem 0 var(--accent);padding-block-start:calc(var(--u)*1 + .5rem)}
.rail .choice{display:grid;grid-auto-rows:var(--step);align-items:center;gap:0;padding:0;margin:0;background:none;border:0;border-radius:0;inline-size:100%;box-shadow:none}
.rail .opt{justify-self:start;max-inline-size:100%;line-height:1.15;padding-inline:.6em;overflow-wrap:break-word}
.channel .tags:not(:has(:not([hidden]))){display:none}
.channel-foot{display:grid;gap:.5em;align-content:start;justify-items:start;font-size:.92em}
.channel .facts .fact{grid-template-columns:minmax(0,1fr);gap:0}
.console-foot{display:grid;gap:calc(var(--u)*3)}
@media (prefers-reduced-motion:no-preference){.knob{transition:translate .26s cubic-bezier(.3,1.2,.4,1)}}
@container main (min-width:52rem){
.console{grid-template-columns:repeat(12,minmax(0,1fr));column-gap:calc(var(--u)*2.5);align-items:start}
.console>*{grid-column:1/-1}
.strips:not(:has(>:nth-child(7))){grid-template-columns:repeat(auto-fit,minmax(10rem,1fr))}
.console-foot{grid-template-columns:repeat(auto-fit,minmax(18rem,1fr))}
}
@container main (max-width:77.99rem){.console>.stage{order:-1}}
@container main (min-width:78rem){
.console:has(>.stage .scene:not([hidden]))>.stage{grid-column:span 4}
.console:has(>.stage .scene:not([hidden]))>.board-of{grid-column:span 8}
[data-side=end] .console>.stage{order:-1}
}
${Array.from({ length: 8 }, (_, index) => `.channel[data-value="${index}"]{--at:${index}}`).join('')}
`,
	script: '',
	render(view) {
		const strips = view.records.map(
			(record) =>
				html`<li class="channel" ${recordAttributes(view, record)}><div class="channel-head"><span class="rec-title" dir="auto">${record.title}</span>${valueWord(view, record)}</div><div class="rail"><span class="knob" aria-hidden="true"></span>${choiceOf(view, record, 'rail')}</div><div class="channel-foot"><span class="tags">${tagsOf(view, record)}</span>${record.time === null ? null : html`<span class="figure rec-note">${record.time}</span>`}${record.note === '' ? null : html`<span class="rec-note" dir="auto">${record.note}</span>`}${factList(record.facts.slice(0, 3))}</div></li>`
		);
		return html`<div class="console across"><div class="board-of">${voidBlock()}<div data-body class="board-of">${meters(view)}<h2 class="vh">${view.content.label}</h2><ul class="strips" style="--n:${view.content.choice.options.length}">${strips}</ul>${remainder(view)}</div></div>
${stage(view)}
<div class="console-foot">${activityList(view.content.activity)}${asideSubjects(view.content)}</div></div>`;
	}
};
