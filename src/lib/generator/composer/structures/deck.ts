/** One at a time: a single record fills the page, the others wait in a strip below it. */
import { html } from '#lib/generator/composer/markup.ts';
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
import type { Structure } from '#lib/generator/composer/view.ts';

export const deck: Structure = {
	key: 'deck',
	label: 'One at a time',
	names: [
		'*, one by one',
		'The next of *',
		'A deck of *',
		'*, one question each',
		'Only this one',
		'* in turn'
	],
	answers: { structure: 'form', disclosure: 'as-it-matters', motion: 'says-where-it-went' },
	cap: 24,
	css: `
.deck{display:grid;gap:calc(var(--u)*2.5)}
.leaf{display:grid;gap:calc(var(--u)*1.75);justify-items:start;align-content:center;padding:calc(var(--u)*3) clamp(1rem,6cqi,5rem);background:var(--sheet);border-radius:var(--radius);min-block-size:min(20rem,50vh)}
.leaf>*{max-inline-size:100%}
.leaf h2{font-size:clamp(2rem,7cqi,4.2rem);line-height:1.02}
.leaf .leaf-note{font-size:1.2em;max-inline-size:48ch}
.leaf .choice{gap:.6rem}
.leaf .opt{font-size:1.15em;min-block-size:3.2rem;padding-inline:1.2em}
.place{font-family:var(--font-fine);color:var(--soft)}
.turn{display:flex;gap:.6rem}
.strip-bar{display:grid;gap:calc(var(--u)*1.25)}
@container main (min-width:52rem){.strip-bar{grid-template-columns:minmax(0,1fr) auto;align-items:end}}
.strip-row{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,9.5rem),1fr));gap:calc(var(--u)*.75)}
.tab{display:grid;gap:.1em;inline-size:100%;block-size:100%;align-content:start;text-align:start;padding:calc(var(--u)*.75);border:0;border-block-start:4px solid var(--line);background:transparent;cursor:pointer}
.tab:hover{background:var(--sunk)}
.tab[aria-pressed=true]{border-block-start-color:var(--accent);background:var(--sheet)}
.tab .value{color:var(--soft)}
.tab[data-marked] .value::after{content:" \\25C6"}
.tab[data-locked] .value::after{content:" (locked)"}
.deck-foot{display:grid;gap:calc(var(--u)*3)}
@container main (min-width:52rem){
.deck-top:has(>.stage .scene:not([hidden])){display:grid;grid-template-columns:minmax(0,5fr) minmax(0,7fr);gap:calc(var(--u)*3);align-items:start}
[data-side=end] .deck-top:has(>.stage .scene:not([hidden])){grid-template-columns:minmax(0,7fr) minmax(0,5fr)}
[data-side=end] .deck-top>.stage{order:2}
.deck-foot{grid-template-columns:repeat(auto-fit,minmax(18rem,1fr))}
}
.deck-top{display:grid;gap:calc(var(--u)*2)}
`,
	script: `
function turn(by) {
	var to = ids[(ids.indexOf(picked) + by + ids.length) % ids.length];
	pick(to);
	var leaf = all('.leaf').filter(function (each) { return !each.hidden; })[0], rtl = getComputedStyle(root).direction === 'rtl' ? -1 : 1;
	// The next comes from the side it waited on.
	if (leaf && !still()) leaf.animate([{ opacity: 0, transform: 'translateX(' + by * rtl * 3 + 'rem)' }, { opacity: 1, transform: 'none' }], { duration: 220, easing: 'ease-out' });
	document.getElementById('heard').textContent = records[to].title;
}
all('[data-turn]').forEach(function (button) { button.addEventListener('click', function () { turn(Number(button.dataset.turn)); }); });
document.addEventListener('keydown', function (event) {
	if (event.target.matches('input') || event.altKey || event.ctrlKey || event.metaKey) return;
	var forward = getComputedStyle(root).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight', back = forward === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight';
	if (event.key === forward) turn(1);
	if (event.key === back) turn(-1);
});
`,
	render(view) {
		const picked = view.first.focus[0] ?? view.records[0]?.id;
		const leaves = view.records.map(
			(record, index) =>
				html`<div class="leaf" role="group" data-detail="${record.id}" ${recordAttributes(view, record)} aria-labelledby="leaf-${record.id}"><p class="place figure">${index + 1} of ${view.records.length}</p><h2 id="leaf-${record.id}" dir="auto">${record.title}</h2>${record.note === '' ? null : html`<p class="leaf-note" dir="auto">${record.note}</p>`}${record.time === null ? null : html`<p class="figure">${record.time}</p>`}${tagsOf(view, record)}${choiceOf(view, record, 'leaf')}${factList(record.facts)}</div>`
		);
		const tabs = view.records.map(
			(record) =>
				html`<li><button type="button" class="tab" data-pick="${record.id}" aria-pressed="${record.id === picked ? 'true' : 'false'}" ${recordAttributes(view, record)}><span class="rec-title" dir="auto">${record.title}</span>${valueWord(view, record)}</button></li>`
		);
		return html`<div class="deck"><div class="deck-top">${stage(view)}<div>${voidBlock()}<div data-body>${leaves}</div></div></div>
<div data-body class="deck"><div class="strip-bar"><ul class="strip-row" aria-label="${view.content.label}">${tabs}</ul><div class="turn"><button type="button" class="btn btn-quiet" data-turn="-1">Previous</button><button type="button" class="btn btn-quiet" data-turn="1">Next</button></div></div>${remainder(view)}</div>
<div class="deck-foot"><div data-body>${summary(view)}</div>${activityList(view.content.activity)}${asideSubjects(view.content)}</div></div>`;
	}
};
