/** One dial for all: each position sets every record at once, and what departs from it stands out in the list beside. */
import { html, raw, type Markup } from '#lib/generator/composer/markup.ts';
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
	voidBlock
} from '#lib/generator/composer/parts.ts';
import type { Structure, View } from '#lib/generator/composer/view.ts';

/** From the first position to the last, in degrees; straight up is 0. */
const SWEEP = 220;
/** More positions, or longer words, than fit around a dial are listed under it. */
const MAX_RING = 5;
const MAX_RING_CHARS = 12;

interface Position {
	/** An option's index, or `given`: as the data has it. */
	to: string;
	word: string;
}

/** `given` stands in the middle, where a mixture belongs; a brief whose data sets nothing has no such position. */
function positionsOf(view: View): Position[] {
	const { options, given } = view.content.choice;
	const all = options.map((option, index) => ({ to: String(index), word: `All ${option}` }));
	const mixed = new Set(view.records.map((record) => record.choice)).size > 1;
	return given && mixed
		? all.toSpliced(Math.ceil(all.length / 2), 0, { to: 'given', word: 'As given' })
		: all;
}

function angleOf(index: number, count: number): number {
	return count === 1 ? 0 : Math.round((index / (count - 1) - 0.5) * SWEEP);
}

/** A word stands outside the dial, on the side of its mark. */
function sideOf(angle: number): string {
	if (Math.abs(angle) < 20) return '-50%';
	return angle < 0 ? '-100%' : '0%';
}

function instrument(view: View, positions: Position[]): Markup {
	const ring =
		positions.length <= MAX_RING &&
		positions.every(({ word }) => word.length <= MAX_RING_CHARS + 'All '.length);
	const marks = positions.map(
		(_, index) =>
			html`<span class="tick" style="--a:${angleOf(index, positions.length)}deg"></span>`
	);
	const stops = positions.map(
		({ to, word }, index) =>
			html`<label class="opt" data-option="${to}" style="--a:${angleOf(index, positions.length)}deg;--to-side:${sideOf(angleOf(index, positions.length))}"><input type="radio" name="dial" value="${index}" data-turn-to="${to}" data-angle="${angleOf(index, positions.length)}"><span dir="auto">${word}</span></label>`
	);
	return html`<div class="instrument"${ring ? raw(' data-ring') : null}><div class="face" aria-hidden="true">${marks}<span class="needle"></span><span class="hub" id="dial-word" dir="auto"></span></div><fieldset class="choice stops"><legend class="vh">${view.content.choice.label} of all ${view.records.length}</legend>${stops}</fieldset></div>`;
}

export const dial: Structure = {
	key: 'dial',
	label: 'Dial',
	names: [
		'One dial for *',
		'Turn for *',
		'* by degrees',
		'The * dial',
		'* at one turn',
		'A setting for *'
	],
	answers: {
		structure: 'dial',
		steps: 'many',
		disclosure: 'all-open',
		motion: 'says-what-changed'
	},
	cap: 40,
	css: `
.turning{display:grid;gap:calc(var(--u)*2.5);grid-template-columns:minmax(0,1fr)}
.turning-main{container:dial/inline-size;min-inline-size:0}
.instrument{display:grid;gap:calc(var(--u)*1);justify-items:center;position:relative;--r:min(8.5rem,32cqi)}
.face{position:relative;inline-size:calc(var(--r)*2);block-size:calc(var(--r)*2);border-radius:50%;background:var(--sheet);border:max(2px,var(--rule)) solid var(--strong);display:grid;place-items:center}
.face::before{content:"";position:absolute;inset:20%;border-radius:50%;background:var(--accent)}
.hub{position:relative;color:var(--on-accent);font-family:var(--font-head);font-weight:var(--weight-head);letter-spacing:var(--track-head);font-size:1.25em;line-height:1.1;text-align:center;max-inline-size:54%;overflow-wrap:anywhere}
.tick,.needle{position:absolute;inset:0;rotate:var(--a)}
.tick::before{content:"";position:absolute;inset-block-start:4%;left:calc(50% - 1px);inline-size:2px;block-size:8%;background:var(--strong)}
.needle::before{content:"";position:absolute;inset-block-start:3%;left:calc(50% - .32rem);inline-size:.64rem;block-size:22%;background:var(--accent);outline:2px solid var(--sheet)}
.instrument[data-turned=own] .needle::before{background:var(--sheet);outline:2px dashed var(--strong)}
.stops.choice{justify-content:center;inline-size:auto}
.turned-row{display:grid;gap:.4rem 1.25rem;padding-block:calc(var(--u)*.85);border-block-start:1px solid var(--line);align-items:center;position:relative}
.turned-row .rec-words{display:grid}
.turned-row .tags:not(:has(:not([hidden]))){display:none}
.turned-rows{border-block-end:1px solid var(--line)}
.turned-row[data-departs]{padding-inline-start:calc(var(--u)*1);border-inline-start:max(5px,var(--rule)) solid var(--accent)}
.turned-row[data-focus] .rec-title{text-decoration:underline 2px var(--accent);text-underline-offset:.25em}
.departures{color:var(--soft);min-block-size:1.5em}
.turning-foot{display:grid;gap:calc(var(--u)*3)}
@media (prefers-reduced-motion:no-preference){.needle{transition:rotate .34s cubic-bezier(.3,1.3,.4,1)}}
@container dial (min-width:29rem){
.instrument[data-ring]{--r:min(8.5rem,25cqi);min-block-size:calc(var(--r)*2 + 4rem);padding-block:2.5rem 0;justify-content:center}
.instrument[data-ring] .stops.choice{position:absolute;inset-block-start:calc(2.5rem + var(--r));left:50%;inline-size:0;block-size:0;padding:0;background:none;border:0;box-shadow:none}
.instrument[data-ring] .opt{position:absolute;inset:auto;margin:0;inline-size:max-content;max-inline-size:calc(50cqi - var(--r) - .8rem);left:calc(sin(var(--a))*(var(--r) + .7rem));top:calc(cos(var(--a))*-1*(var(--r) + 1.6rem));translate:var(--to-side) -50%}
}
@container main (min-width:30rem){
.turned-row{grid-template-columns:minmax(9rem,1fr) minmax(0,auto)}
.turned-row .tags,.turned-row .facts{grid-column:1/-1}
}
@container main (min-width:56rem){
.turning{grid-template-columns:minmax(24rem,5fr) minmax(0,6fr);column-gap:calc(var(--u)*4)}
.turning-foot{grid-column:1/-1;grid-template-columns:repeat(auto-fit,minmax(18rem,1fr))}
[data-side=end] .turning{grid-template-columns:minmax(0,6fr) minmax(24rem,5fr)}
[data-side=end] .turning>.turning-main{order:2}
[data-side=end] .turning>.turning-foot{order:3}
.turning>.stage{grid-column:1/-1}
}
`,
	script: `
var needle = document.querySelector('.needle'), instrument = document.querySelector('.instrument'), before = {};
function aim(to, id) { return to === 'given' ? records[id].choice : Number(to); }
function free() { return ids.filter(function (id) { return !isLocked(id); }); }
document.addEventListener('change', function (event) {
	var to = event.target.dataset.turnTo;
	if (to === undefined) return;
	var next = Object.assign({}, chosen);
	free().forEach(function (id) { var value = aim(to, id); if (value !== null) next[id] = value; });
	change(next, event.target.parentNode.textContent + '.');
});
shown.push(function () {
	var turns = all('[data-turn-to]'), set = free().filter(function (id) { return valueOf(id) !== null; });
	function fit(el) { return free().filter(function (id) { return valueOf(id) === aim(el.dataset.turnTo, id); }).length; }
	var best = turns.slice().sort(function (a, b) { return fit(b) - fit(a); })[0];
	var exact = set.length > 0 && turns.filter(function (el) { return fit(el) === free().length; })[0];
	turns.forEach(function (el) { el.checked = el === exact; el.disabled = free().length === 0 || (scene.kind === 'error' && !relieved); });
	instrument.dataset.turned = exact ? 'full' : 'own';
	if (best && set.length > 0) needle.style.setProperty('--a', best.dataset.angle + 'deg');
	else needle.style.setProperty('--a', '180deg');
	tell(document.getElementById('dial-word'), exact ? exact.parentNode.textContent : set.length === 0 ? 'Not set' : 'Own');
	var departing = best && set.length > 0 ? free().filter(function (id) { return valueOf(id) !== aim(best.dataset.turnTo, id); }) : [];
	tell(document.getElementById('departures'), departing.length === 0 ? '' : departing.length + ' of ' + ids.length + ' depart from \\u201c' + best.parentNode.textContent + '\\u201d.');
	all('.turned-row').forEach(function (row) {
		row.toggleAttribute('data-departs', departing.indexOf(row.dataset.rec) >= 0);
		var was = before[row.dataset.rec];
		if (was !== undefined && was !== row.dataset.value) flash(row.querySelector('.choice'));
		before[row.dataset.rec] = row.dataset.value;
	});
});
`,
	render(view) {
		const rows = view.records.map(
			(record) =>
				html`<li class="turned-row" ${recordAttributes(view, record)}>${recordWords(record)}${choiceOf(view, record, 'row')}<span class="tags">${tagsOf(view, record)}</span>${factList(record.facts.slice(0, 3))}</li>`
		);
		return html`<div class="turning across">${stage(view)}<div class="turning-main" data-body>${instrument(view, positionsOf(view))}</div>
<div>${voidBlock()}<div data-body><h2 class="small-head">${view.content.label}</h2><p class="departures" id="departures"></p><ul class="turned-rows">${rows}</ul>${remainder(view)}</div></div>
<div class="turning-foot">${activityList(view.content.activity)}${asideSubjects(view.content)}</div></div>`;
	}
};
