/** A map: values as territories inside each other, records as places in them; a place is picked and moved over a border. */
import { html, raw, type Child, type Markup } from '#lib/generator/composer/markup.ts';
import {
	activityList,
	asideSubjects,
	choiceOf,
	factList,
	recordAttributes,
	remainder,
	stage,
	tagsOf,
	voidBlock
} from '#lib/generator/composer/parts.ts';
import { sentenceCase } from '#lib/generator/composer/prose.ts';
import { valueIn, type Structure, type View } from '#lib/generator/composer/view.ts';

/** Up to as many territories lie beside what they enclose; more lie above it, so that the innermost keeps its width. */
const MAX_BESIDE = 3;
/** A longer note is read in the legend alone. */
const MAX_PIN_CHARS = 40;

function place(view: View, record: View['records'][number], picked: string | undefined): Markup {
	return html`<li class="place-at" ${recordAttributes(view, record)}><button type="button" class="pin" data-pick="${record.id}" aria-pressed="${record.id === picked ? 'true' : 'false'}"><span class="pin-words"><span class="rec-title" dir="auto">${record.title}</span>${record.note === '' || record.note.length > MAX_PIN_CHARS ? null : html` <span class="pin-note" dir="auto">${record.note}</span>`}</span></button></li>`;
}

/** One territory with its places, and the next one inside it. */
function territory(view: View, key: string, name: string, inside: Child): Markup {
	const picked = view.first.focus[0] ?? view.records[0]?.id;
	const held = view.records.filter(
		(record) => String(valueIn(view.first, record) ?? 'none') === key
	);
	return html`<section class="territory" data-zone="${key}" aria-labelledby="zone-${key}"><div class="own"><h3 class="zone-name" id="zone-${key}"><bdi>${sentenceCase(name)}</bdi> <span class="figure" data-count="${key}">${held.length}</span></h3><ul class="places">${held.map((record) => place(view, record, picked))}</ul></div>${inside}</section>`;
}

function legend(view: View): Markup[] {
	const picked = view.first.focus[0] ?? view.records[0]?.id;
	return view.records.map(
		(record) =>
			html`<div class="legend" data-detail="${record.id}" ${recordAttributes(view, record)}${record.id === picked ? null : raw(' hidden')}><h3 dir="auto">${record.title}</h3>${record.time === null ? null : html`<p class="figure rec-note">${record.time}</p>`}${record.note === '' ? null : html`<p class="rec-note" dir="auto">${record.note}</p>`}${tagsOf(view, record)}${choiceOf(view, record, 'legend')}${factList(record.facts.slice(0, 6))}</div>`
	);
}

export const map: Structure = {
	key: 'map',
	label: 'Map',
	names: [
		'A map of *',
		'* within their borders',
		'Where * may go',
		'The ground of *',
		'* by territory',
		'How far * reach'
	],
	answers: {
		structure: 'map',
		framing: 'by-scope',
		disclosure: 'one-level',
		motion: 'says-where-it-went'
	},
	cap: 40,
	css: `
.survey{display:grid;gap:calc(var(--u)*2)}
.land{display:grid;gap:calc(var(--u)*1.25)}
.territory{display:grid;gap:calc(var(--u)*1);padding:clamp(.5rem,1.6cqi,1.4rem);border:max(2px,var(--rule)) solid var(--strong);border-radius:calc(var(--radius)*1.6);background:var(--sunk);min-inline-size:0;min-block-size:5.5rem;box-shadow:inset 0 0 0 .35rem var(--sunk),inset 0 0 0 calc(.35rem + 1px) var(--line),inset 0 0 0 .7rem var(--sunk),inset 0 0 0 calc(.7rem + 1px) var(--line)}
.territory .territory{background:var(--ground);box-shadow:inset 0 0 0 .35rem var(--ground),inset 0 0 0 calc(.35rem + 1px) var(--line),inset 0 0 0 .7rem var(--ground),inset 0 0 0 calc(.7rem + 1px) var(--line)}
.territory .territory .territory{background:var(--sheet);box-shadow:inset 0 0 0 .35rem var(--sheet),inset 0 0 0 calc(.35rem + 1px) var(--line)}
.land>.territory[data-zone=none]{border-style:dashed;background:transparent;box-shadow:none;min-block-size:0}
.land>.territory[data-zone=none]:not(:has(.pin)){display:none}
.territory>.own{padding:.5rem .6rem;display:grid;gap:calc(var(--u)*.9);align-content:start;min-inline-size:0}
.zone-name{font-size:1.3em;display:flex;gap:.5em;align-items:baseline}
.zone-name .figure{font-size:.7em;font-weight:400;color:var(--soft)}
.places{display:flex;flex-wrap:wrap;gap:calc(var(--u)*.7) calc(var(--u)*.9);align-items:start;min-block-size:2rem}
.place-at{max-inline-size:100%}
.place-at:nth-child(3n+2){margin-block-start:calc(var(--u)*.7)}
.place-at:nth-child(4n+3){margin-inline-start:calc(var(--u)*1.1)}
.pin{display:inline-flex;gap:.55em;align-items:center;max-inline-size:100%;min-block-size:2.75rem;padding:.35em 1.1em .35em .7em;border:1px solid var(--strong);border-radius:99px 99px 99px 0;background:var(--sheet);color:var(--ink);text-align:start;cursor:pointer;line-height:1.2}
.pin::before{content:"";flex:none;inline-size:.8em;block-size:.8em;border:.18em solid var(--strong);border-radius:50%}
.pin .rec-title{display:block;font-size:1.15em}
.pin-note{font-size:.88em;opacity:1;color:var(--soft)}
.pin[aria-pressed=true] .pin-note{color:inherit}
.pin:hover{background:var(--sunk)}
.pin[aria-pressed=true]{background:var(--accent);border-color:var(--accent);color:var(--on-accent)}
.pin[aria-pressed=true]::before{border-color:currentColor;background:currentColor}
[data-marked]>.pin .rec-title::after{content:" \\25C6"}
[data-locked]>.pin{border:3px double var(--strong);border-radius:0}
[data-locked]>.pin::before{border-radius:0;background:currentColor}
.legend{display:grid;gap:calc(var(--u)*.8);justify-items:start;padding-block-start:calc(var(--u)*1);border-block-start:max(3px,var(--rule)) solid var(--accent)}
.legend h3{font-size:1.7em}
.legend>.facts{inline-size:100%}
.beyond{display:grid;gap:calc(var(--u)*2);align-content:start;min-inline-size:0}
@container main (min-width:44rem){.land[data-beside] .territory:has(>.territory){grid-template-columns:minmax(12rem,1fr) minmax(0,1fr)}.land[data-beside] .territory{min-block-size:9rem}.land[data-beside] .territory:has(>.territory){min-block-size:15rem}.land[data-beside] .territory .territory:has(>.territory) .own{order:2}.land[data-beside] .territory .territory:has(>.territory){grid-template-columns:minmax(0,1fr) minmax(11rem,1fr)}}
@container main (max-width:51.99rem){.survey>.beyond:has(>.stage){display:contents}.survey>.beyond>.stage{order:-1}.survey>.beyond:not(:has(>.stage)){order:2}}
@container main (min-width:52rem){
.survey{grid-template-columns:minmax(0,1fr) minmax(16rem,22rem);column-gap:calc(var(--u)*3);align-items:start}
.survey>.land-side{grid-column:1;grid-row:1/span 2}
.land[data-beside]>.territory:not([data-zone=none]){min-block-size:21rem}
[data-side=end] .survey{grid-template-columns:minmax(16rem,22rem) minmax(0,1fr)}
[data-side=end] .survey>.land-side{grid-column:2}
[data-side=end] .survey>:not(.land-side){grid-column:1}
}
`,
	script: `
shown.push(function () {
	var places = all('.place-at');
	travel(places, function () {
		places.forEach(function (el) {
			var home = document.querySelector('[data-zone="' + el.dataset.value + '"]>.own>.places');
			if (home === null || home === el.parentNode) return;
			var held = el.contains(document.activeElement) ? document.activeElement : null, order = ids.indexOf(el.dataset.rec);
			var after = all('.place-at', home).filter(function (each) { return each.parentNode === home && ids.indexOf(each.dataset.rec) > order; })[0];
			home.insertBefore(el, after || null);
			if (held) held.focus({ preventScroll: true });
		});
	});
});
document.addEventListener('click', function (event) {
	if (event.target.closest('.pin') === null) return;
	var open = all('.legend').filter(function (each) { return !each.hidden; })[0];
	if (open) open.scrollIntoView({ block: 'nearest', behavior: still() ? 'auto' : 'smooth' });
});
`,
	render(view) {
		const { options } = view.content.choice;
		const land = options.reduce<Child>(
			(inside, option, index) => territory(view, String(index), option, inside),
			null
		);
		return html`<div class="survey"><div class="land-side">${voidBlock()}<div data-body><h2 class="vh">${view.content.label}</h2><div class="land"${options.length <= MAX_BESIDE ? raw(' data-beside') : null}>${territory(view, 'none', 'Not set', null)}${land}</div>${remainder(view)}</div></div>
<div class="beyond">${stage(view)}<div data-body>${legend(view)}</div></div>
<div class="beyond">${activityList(view.content.activity)}${asideSubjects(view.content)}</div></div>`;
	}
};
