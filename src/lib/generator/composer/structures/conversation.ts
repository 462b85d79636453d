/** A conversation: what was done is reported in turn, what stands is said in a message, an answer is a reply. */
import { html, type Child } from '#lib/generator/composer/markup.ts';
import {
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

function reports(view: View): Child {
	const { activity } = view.content;
	if (activity === null) return null;
	const entries = activity.entries.map(
		(entry) =>
			html`<li class="report">${entry.time === null ? null : html`<span class="event-time figure">${entry.time}</span> `}<span dir="auto">${entry.title}</span>${entry.note === '' ? null : html` <span class="rec-note" dir="auto">${entry.note}</span>`}</li>`
	);
	return html`<section class="turn-in activity" aria-label="${activity.label}"><ol class="bubble events">${entries}</ol><p class="nothing">Nothing has happened yet.</p></section>`;
}

export const conversation: Structure = {
	key: 'conversation',
	label: 'Conversation',
	names: [
		'Talking over *',
		'* in question',
		'*, asked and answered',
		'A word about *',
		'The * thread',
		'* by reply'
	],
	answers: { structure: 'conversation', disclosure: 'all-open', motion: 'says-what-changed' },
	cap: 24,
	css: `
.talk{display:grid;gap:calc(var(--u)*1.5);grid-template-columns:minmax(0,1fr)}
.turn-in,.turn-out{max-inline-size:min(46rem,92%);min-inline-size:0}
.turn-out{justify-self:end}
.bubble{padding:calc(var(--u)*1.25) calc(var(--u)*1.5);background:var(--sheet);border-radius:var(--radius);border-end-start-radius:0;min-inline-size:0}
.turn-out .bubble{background:var(--accent);color:var(--on-accent);border-end-start-radius:var(--radius);border-end-end-radius:0}
.who{font-family:var(--font-fine);font-size:.86em;font-weight:var(--weight-strong);padding-block-end:.3em}
.report{display:block}
.talk .stage .scene{padding:calc(var(--u)*1.5);background:var(--sheet);border-radius:var(--radius);border-end-start-radius:0;border-inline-start:5px solid var(--accent)}
.talk .stage .scene[data-scene=error]{background:var(--warn)}
.talk .stage{max-inline-size:min(46rem,92%)}
.offers{display:grid;gap:0}
.offer{display:grid;gap:.4rem 1.5rem;padding-block:calc(var(--u)*.9);border-block-start:1px solid var(--line);align-items:center}
.offer:first-child{border-block-start:0}
.offer .rec-words{display:grid}
.offer .tags:not(:has(:not([hidden]))){display:none}
.offer[data-focus] .rec-title{text-decoration:underline 2px var(--accent);text-underline-offset:.25em}
.replies{display:grid;gap:calc(var(--u)*.75)}
.replies:empty{display:none}
.reply .bubble{display:flex;gap:1rem;align-items:baseline;inline-size:fit-content;margin-inline-start:auto;padding:.6rem 1rem}
@container main (min-width:34rem){.offer{grid-template-columns:minmax(0,1fr) auto}.offer .tags,.offer .facts{grid-column:1/-1}}
@container main (min-width:54rem){
.talk{grid-template-columns:minmax(0,1fr) minmax(0,1fr);column-gap:calc(var(--u)*3);grid-template-rows:auto auto auto 1fr;align-items:start}
.talk>*{grid-column:1}
.talk>.stands{grid-column:2;grid-row:1/span 4;max-inline-size:none}
[data-side=end] .talk>*{grid-column:2}
[data-side=end] .talk>.stands{grid-column:1}
.talk .stage{max-inline-size:none}
}
`,
	script: `
var thread = document.getElementById('replies');
shown.push(function () {
	var before = all('.reply', thread).map(function (item) { return item.dataset.reply; });
	thread.textContent = '';
	ids.forEach(function (id) {
		if (chosen[id] === undefined || isLocked(id)) return;
		var item = document.createElement('li'), bubble = document.createElement('p');
		item.className = 'reply';
		item.dataset.reply = id + chosen[id];
		bubble.className = 'bubble';
		bubble.dir = 'auto';
		bubble.textContent = records[id].title + ': ' + word(id);
		item.appendChild(bubble);
		thread.appendChild(item);
		if (before.indexOf(item.dataset.reply) < 0) flash(item);
	});
});
`,
	render(view) {
		const who = view.content.brand;
		const offers = view.records.map(
			(record) =>
				html`<li class="offer" ${recordAttributes(view, record)}>${recordWords(record)}${choiceOf(view, record, 'offer')}<span class="tags">${tagsOf(view, record)}</span>${factList(record.facts.slice(0, 4))}</li>`
		);
		return html`<div class="talk">${reports(view)}${stage(view)}<section class="turn-in stands" aria-labelledby="stands"><h2 class="who" id="stands" dir="auto">${who === null ? view.content.label : `${who}: ${view.content.label.toLocaleLowerCase('en')}`}</h2>${voidBlock()}<div data-body class="bubble"><ul class="offers">${offers}</ul>${remainder(view)}</div></section><section class="turn-out" aria-label="Your answers"><ol class="replies" id="replies"></ol></section>${asideSubjects(view.content)}</div>`;
	}
};
