/** Objects on a surface: each record a thing whose outline says its value. It is turned over to be read and set. */
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
import type { Structure } from '#lib/generator/composer/view.ts';

/** Longer names do not fit a round thing. */
const LONG_NAME_CHARS = 22;

export const objects: Structure = {
	key: 'objects',
	label: 'Objects',
	names: [
		'* on the table',
		'* to turn over',
		'* as things',
		'A tray of *',
		'* in the hand',
		'* laid out'
	],
	answers: { structure: 'objects', disclosure: 'one-level', motion: 'plays' },
	cap: 24,
	css: `
.surface{display:grid;gap:calc(var(--u)*2)}
.things{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,12.5rem),1fr));gap:calc(var(--u)*2) calc(var(--u)*1.75);align-items:center;justify-items:center;grid-auto-flow:dense;padding-block:calc(var(--u)*.5) calc(var(--u)*1.5)}
.thing{inline-size:100%;display:grid;justify-items:center;gap:calc(var(--u)*1);min-inline-size:0}
.thing-face{display:grid;place-content:center;justify-items:center;gap:.3em;inline-size:min(100%,12.5rem);min-block-size:12.5rem;padding:1.5rem;border:max(2px,var(--rule)) solid var(--strong);border-radius:calc(var(--radius) + 10px);background:var(--sheet);color:var(--ink);box-shadow:0 .55rem 0 var(--strong);text-align:center;cursor:pointer;rotate:var(--tilt)}
.thing-face .rec-title{font-family:var(--font-head);font-weight:var(--weight-head);letter-spacing:var(--track-head);font-size:1.45em;line-height:1.08;text-wrap:balance}
.thing[data-long] .thing-face .rec-title{font-size:1.05em}
.thing-face .value{font-family:var(--font-fine);color:var(--soft)}
.thing[data-value="0"] .thing-face{border-radius:50%}
.thing[data-value="0"][data-long] .thing-face{border-radius:3.2rem}
.thing[data-value="1"] .thing-face{border-radius:6.25rem 6.25rem 6px 6px}
.thing[data-value="1"][data-long] .thing-face{border-radius:3.2rem 3.2rem 6px 6px}
.thing[data-value="2"] .thing-face{border-radius:6px}
.thing[data-value="3"] .thing-face{border-radius:6.25rem 6px 6.25rem 6px}
.thing[data-value="4"] .thing-face{border-radius:6px 6px 6.25rem 6.25rem}
.thing[data-value="5"] .thing-face{border-radius:6px 6.25rem 6px 6px}
.thing[data-value="6"] .thing-face{border-radius:2.6rem}
.thing[data-value="7"] .thing-face{border-radius:50% 6px 6px 50%}
.thing[data-value=none] .thing-face{border-style:dashed;background:transparent;box-shadow:none}
.thing[data-focus] .thing-face{background:var(--tint);color:var(--on-tint);border-color:var(--accent);box-shadow:0 .55rem 0 var(--accent)}
.thing[data-focus] .thing-face .value{color:inherit}
.thing[data-locked] .thing-face{border-style:double;border-width:6px}
.thing-face:hover{translate:0 .15rem;box-shadow:0 .4rem 0 var(--strong)}
.thing-face:active{translate:0 .4rem;box-shadow:0 .15rem 0 var(--strong)}
.thing-face[aria-expanded=true],.thing[data-focus] .thing-face[aria-expanded=true]{rotate:none;translate:0 .4rem;box-shadow:0 .15rem 0 var(--strong)}
.thing-face .tags{display:grid;gap:.2em;justify-items:center;font-size:.92em}
.thing-face .lock{border:0;padding:0;color:inherit}
.thing-face .tags:not(:has(:not([hidden]))){display:none}
.thing-back{inline-size:100%;display:grid;gap:calc(var(--u)*.7);align-content:center;justify-items:start;padding:calc(var(--u)*1);background:var(--sheet);border-radius:var(--radius);border:1px solid var(--strong)}
.thing-back .facts .fact{grid-template-columns:minmax(0,1fr);gap:0}
.thing:nth-child(5n+1){--tilt:-2.2deg}
.thing:nth-child(5n+2){--tilt:1.4deg}
.thing:nth-child(5n+3){--tilt:-.8deg}
.thing:nth-child(5n+4){--tilt:2.4deg}
.thing:nth-child(5n+5){--tilt:-1.5deg}
.surface-foot{display:grid;gap:calc(var(--u)*3)}
@media (prefers-reduced-motion:no-preference){.thing-face{transition:border-radius .3s cubic-bezier(.3,1.3,.5,1),translate .12s ease-out,box-shadow .12s ease-out,rotate .2s ease-out,background-color var(--quick)}}
@media (prefers-reduced-motion:reduce){.thing-face{rotate:none}}
@container main (max-width:33.99rem){.things{grid-template-columns:repeat(2,minmax(0,1fr))}.thing-face{min-block-size:9.5rem;padding:.8rem}.thing-face .rec-title{font-size:1.2em}.thing:has(>.thing-back:not([hidden])){grid-column:1/-1}}
@container main (max-width:55.99rem){.surface>.stage{order:-1}}
@container main (min-width:34rem){.thing:has(>.thing-back:not([hidden])){grid-column:span 2;grid-template-columns:min(12.5rem,46%) minmax(0,1fr);align-items:stretch}.thing-back{align-self:center}}
@container main (min-width:56rem){
.surface{grid-template-columns:minmax(0,1fr) minmax(15rem,21rem);column-gap:calc(var(--u)*3);align-items:start}
.surface>.tabletop{grid-column:1;grid-row:1/span 2}
[data-side=end] .surface{grid-template-columns:minmax(15rem,21rem) minmax(0,1fr)}
[data-side=end] .surface>.tabletop{grid-column:2}
[data-side=end] .surface>:not(.tabletop){grid-column:1}
}
`,
	script: `
document.addEventListener('click', function (event) {
	var face = event.target.closest('.thing-face');
	if (face === null || still()) return;
	var back = document.getElementById(face.getAttribute('aria-controls'));
	if (back && !back.hidden) back.animate([{ opacity: 0, transform: 'perspective(60rem) rotateY(-70deg)' }, { opacity: 1, transform: 'none' }], { duration: 240, easing: 'ease-out' });
});
`,
	render(view) {
		const picked = view.first.focus[0] ?? view.records[0]?.id;
		const things = view.records.map(
			(record) =>
				html`<li class="thing" ${recordAttributes(view, record)}${record.title.length > LONG_NAME_CHARS ? html` data-long` : null}><button type="button" class="thing-face" data-pick="${record.id}" data-toggle aria-expanded="${record.id === picked ? 'true' : 'false'}" aria-controls="back-${record.id}"><span class="rec-title" dir="auto">${record.title}</span>${valueWord(view, record)}<span class="tags">${tagsOf(view, record)}</span></button><div class="thing-back" id="back-${record.id}" data-detail="${record.id}">${record.time === null ? null : html`<p class="figure rec-note">${record.time}</p>`}${record.note === '' ? null : html`<p class="rec-note" dir="auto">${record.note}</p>`}${choiceOf(view, record, 'thing')}${factList(record.facts.slice(0, 5))}</div></li>`
		);
		return html`<div class="surface"><div class="tabletop">${voidBlock()}<div data-body><h2 class="vh">${view.content.label}</h2><ul class="things">${things}</ul>${remainder(view)}</div></div>
${stage(view)}
<div class="surface-foot">${activityList(view.content.activity)}${asideSubjects(view.content)}</div></div>`;
	}
};
