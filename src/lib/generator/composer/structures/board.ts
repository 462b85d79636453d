/** A board: one column for each value, and records that move between them when they are set. */
import { html, raw } from '#lib/generator/composer/markup.ts';
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
import { sentenceCase } from '#lib/generator/composer/prose.ts';
import { valueIn, type Structure, type View } from '#lib/generator/composer/view.ts';

function column(view: View, key: string, label: string) {
	const held = view.records.filter(
		(record) => String(valueIn(view.first, record) ?? 'none') === key
	);
	const cards = held.map(
		(record) =>
			html`<li class="card" ${recordAttributes(view, record)} id="card-${record.id}">${recordWords(record)}<span class="tags">${tagsOf(view, record)}</span>${factList(record.facts.slice(0, 3))}${choiceOf(view, record, 'card')}</li>`
	);
	return html`<section class="column" data-column="${key}" aria-labelledby="column-${key}"${key === 'none' && held.length === 0 ? raw(' hidden') : null}><h2 class="column-head" id="column-${key}"><bdi>${sentenceCase(label)}</bdi> <span class="count figure" data-count="${key}">${held.length}</span></h2><ul class="cards">${cards}</ul></section>`;
}

export const board: Structure = {
	key: 'board',
	label: 'Board',
	names: [
		'* on a board',
		'* in their places',
		'* side by side',
		'Pigeonholes for *',
		'*, sorted',
		'Where * stand'
	],
	answers: { structure: 'board', disclosure: 'all-open', motion: 'says-where-it-went' },
	cap: 40,
	css: `
.columns{display:grid;gap:calc(var(--u)*2);align-items:start}
.column{display:grid;gap:calc(var(--u)*1);align-content:start;min-inline-size:0}
.column-head{display:flex;justify-content:space-between;align-items:baseline;gap:1rem;font-size:1.35em;padding-block-end:calc(var(--u)*.6);border-block-end:var(--rule) solid var(--strong)}
.cards{display:grid;gap:calc(var(--u)*1);min-block-size:3rem}
.card{display:grid;gap:calc(var(--u)*.75);padding:calc(var(--u)*1.25);background:var(--sheet);border-radius:var(--radius);min-inline-size:0}
.card .rec-words{display:grid}
.card .tags:not(:has(:not([hidden]))){display:none}
.card[data-focus]{outline:2px solid var(--accent);outline-offset:-2px}
.card .facts .fact{grid-template-columns:minmax(0,auto) minmax(0,1fr)}
.column:not(:has(.card)) .cards::after{content:"None";color:var(--soft)}
.below{display:grid;gap:calc(var(--u)*3)}
@container main (min-width:38rem){.columns{grid-template-columns:repeat(auto-fit,minmax(min(100%,13rem),1fr))}}
@container main (min-width:52rem){.below{grid-template-columns:repeat(auto-fit,minmax(18rem,1fr))}}
.board{display:grid;gap:calc(var(--u)*2.5)}
[data-side=end] .column[data-column=none]{order:9}
`,
	script: `
shown.push(function () {
	var cards = all('.card');
	travel(cards, function () {
		cards.forEach(function (card) {
			var home = document.querySelector('[data-column="' + card.dataset.value + '"]');
			if (home === null || home.contains(card)) return;
			var held = card.contains(document.activeElement) ? document.activeElement : null;
			home.hidden = false;
			var list = home.querySelector('.cards'), order = ids.indexOf(card.dataset.rec);
			var after = all('.card', list).filter(function (each) { return ids.indexOf(each.dataset.rec) > order; })[0];
			list.insertBefore(card, after || null);
			if (held) held.focus({ preventScroll: true });
		});
	});
	all('[data-column]').forEach(function (column) {
		if (column.dataset.column === 'none') column.hidden = column.querySelector('.card') === null;
	});
});
`,
	render(view) {
		const columns = [
			column(view, 'none', 'Not set'),
			...view.content.choice.options.map((option, index) => column(view, String(index), option))
		];
		return html`<div class="board across">${stage(view)}
<div>${voidBlock()}<div data-body><div class="columns">${columns}</div>${remainder(view)}</div></div>
<div class="below">${activityList(view.content.activity)}${asideSubjects(view.content)}</div></div>`;
	}
};
