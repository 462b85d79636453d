/** A sentence: everything that stands, said in one paragraph whose last words are the controls. Notes hang below it. */
import type { ContentRecord } from '#lib/generator/composer/content.ts';
import { html, raw, type Child, type Markup } from '#lib/generator/composer/markup.ts';
import {
	asideSubjects,
	factList,
	recordAttributes,
	remainder,
	stage,
	tagsOf,
	voidBlock
} from '#lib/generator/composer/parts.ts';
import { valueIn, type Structure, type View } from '#lib/generator/composer/view.ts';

/** Up to these many characters of titles, the sentence is set at the size of a poster, and at that of a large book. */
const LARGE_CHARS = 90;
const MIDDLE_CHARS = 320;

/** A native list of values, drawn as the word it stands at. */
function wordControl(view: View, record: ContentRecord): Markup {
	const now = valueIn(view.first, record);
	const locked = view.first.locks[record.id] !== undefined || view.first.kind === 'error';
	const { choice } = view.content;
	const options = choice.options.map(
		(option, index) =>
			html`<option value="${index}"${index === now ? raw(' selected') : null}>${option}</option>`
	);
	return html`<select class="word" data-set="${record.id}" aria-label="${choice.label}: ${record.title}"${locked ? raw(' disabled') : null}><option value="none" disabled${now === null ? raw(' selected') : null}>nothing yet</option>${options}</select>`;
}

/** English words between Hebrew or Arabic names would turn the line around; there a colon stands for them. */
function clause(view: View, record: ContentRecord, index: number): Markup {
	const left = view.records.length - 1 - index;
	const turned = view.content.dir === 'rtl';
	const joint = index === 0 ? '' : left === 0 && !turned ? ' and ' : ' ';
	const verb = turned ? ':' : index === 0 ? ' stands at' : ' at';
	const close = left === 0 ? '.' : left === 1 && !turned ? '' : ',';
	return html`${joint}<span class="saying" ${recordAttributes(view, record)}><bdi class="rec-title">${record.title}</bdi>${verb} ${wordControl(view, record)}${close}</span>`;
}

/** What the sentence comes to, in numbers that follow every change. */
function reckoning(view: View): Markup {
	const held = (key: string) =>
		view.records.filter((record) => String(valueIn(view.first, record) ?? 'none') === key).length;
	const parts = view.content.choice.options.map(
		(option, index) =>
			html`<li><b class="figure" data-count="${index}">${held(String(index))}</b> at <bdi>${option}</bdi></li>`
	);
	return html`<ul class="reckoning">${parts}<li data-sum-row="none"${held('none') === 0 ? raw(' hidden') : null}><b class="figure" data-count="none">${held('none')}</b> at nothing yet</li></ul>`;
}

function footnote(view: View, record: ContentRecord): Child {
	return html`<li class="footnote" ${recordAttributes(view, record)}><p><strong dir="auto">${record.title}</strong>${record.time === null ? null : html` <span class="figure rec-note">${record.time}</span>`}${record.note === '' ? null : html` <span class="rec-note" dir="auto">${record.note}</span>`}</p>${tagsOf(view, record)}${factList(record.facts)}</li>`;
}

/** The log, run on as prose. */
function soFar(view: View): Child {
	const { activity } = view.content;
	if (activity === null) return null;
	const told = activity.entries.map(
		(entry) =>
			html`<span class="told">${entry.time === null ? null : html`<span class="figure event-time">${entry.time}</span> `}<bdi>${entry.title}</bdi>${entry.note === '' ? null : html` (<bdi>${entry.note}</bdi>)`}.</span> `
	);
	return html`<section class="activity" aria-labelledby="activity-head"><h2 class="small-head" id="activity-head">${activity.label}</h2><p class="events"><span>${told}</span></p><p class="nothing">Nothing has happened yet.</p></section>`;
}

export const sentence: Structure = {
	key: 'sentence',
	label: 'Sentence',
	names: [
		'* in one sentence',
		'* as it is said',
		'Say what * are',
		'* in plain words',
		'Read * aloud',
		'* at their word'
	],
	answers: { structure: 'sentence', disclosure: 'all-open', motion: 'says-what-changed' },
	cap: 30,
	css: `
.speech{display:grid;gap:calc(var(--u)*2.5)}
.spoken{display:grid;gap:calc(var(--u)*1.75)}
.sentence{font-family:var(--font-head);font-weight:var(--weight-head);letter-spacing:var(--track-head);font-size:clamp(1.35rem,2.5cqi,2.1rem);line-height:1.5;text-wrap:pretty;max-inline-size:62ch}
.speech[data-size=large] .sentence{font-size:clamp(1.75rem,4.3cqi,4rem);line-height:1.34;max-inline-size:none}
.speech[data-size=small] .sentence{font-size:clamp(1.1rem,1.7cqi,1.4rem);line-height:1.7;max-inline-size:none}
.sentence,.sentence .rec-title{font-weight:var(--weight-head)}
.saying{color:var(--soft)}
.saying .rec-title{color:var(--ink)}
.saying[data-focus] .rec-title{background:linear-gradient(var(--tint) 0 0) 0 100%/100% 100% no-repeat;color:var(--on-tint);padding-inline:.12em;margin-inline:-.12em}
.word{appearance:none;field-sizing:content;max-inline-size:100%;min-block-size:1.5em;padding:0 .5em 0 .06em;border:0;border-block-end:max(2px,.07em) solid var(--accent);border-radius:0;background:transparent;color:var(--accent);font-weight:inherit;letter-spacing:inherit;line-height:1.1;cursor:pointer;text-overflow:ellipsis;text-align:start}
.word{background:conic-gradient(from -40deg at 50% 100%,var(--caret,var(--accent)) 80deg,transparent 0) right 0 top 56%/.34em .26em no-repeat}
[dir=rtl] .word{direction:ltr}
.word:hover{background-color:var(--sunk)}
.word option{color:var(--ink);background:var(--sheet);font-size:1rem}
.word:disabled{opacity:1;color:var(--ink);border-block-end:max(4px,.14em) double var(--strong);background-image:none;padding-inline-end:.1em;cursor:not-allowed}
[data-value=none]>.word{border-block-end-style:dashed}
.reckoning{display:flex;flex-wrap:wrap;gap:.2em 1.6em;color:var(--soft)}
.reckoning b{color:var(--ink);font-size:1.4em}
.footnotes{display:grid;gap:calc(var(--u)*.9) calc(var(--u)*2.5);counter-reset:note;border-block-start:var(--rule) solid var(--strong);padding-block-start:calc(var(--u)*1.25)}
.footnote{counter-increment:note;display:grid;gap:.35em;justify-items:start;align-content:start;position:relative;padding-inline-start:1.9em}
.footnote::before{content:counter(note);position:absolute;inset-inline-start:0;font-variant-numeric:tabular-nums;color:var(--soft)}
.sentence{counter-reset:note}
.saying{counter-increment:note}
.saying .rec-title::after{content:counter(note);font:400 max(.7rem,.34em)/1 var(--font-fine);letter-spacing:0;vertical-align:.9em;margin-inline-start:.15em;color:var(--soft)}
.saying[data-focus] .rec-title::after{color:inherit}
.footnote .facts .fact{grid-template-columns:auto minmax(0,1fr)}
.told{margin-inline-end:.3em}
.after{display:grid;gap:calc(var(--u)*2.5);align-content:start}
@container main (min-width:40rem){.footnotes{grid-template-columns:repeat(auto-fit,minmax(15rem,1fr))}}
@container main (max-width:53.99rem){[data-kind=subject] .speech>.stage{order:-1}}
@container main (min-width:54rem){
.speech{grid-template-columns:minmax(0,2fr) minmax(0,3fr);column-gap:calc(var(--u)*4);align-items:start}
.speech>.spoken{grid-column:1/-1}
.speech:not(:has(>.stage .scene:not([hidden]))) .after{grid-column:1/-1;grid-template-columns:repeat(auto-fit,minmax(18rem,1fr))}
[data-side=end] .speech{grid-template-columns:minmax(0,3fr) minmax(0,2fr)}
[data-side=end] .speech>.stage{order:3}
[data-kind=subject] .speech>.spoken,[data-kind=locked] .speech>.spoken{grid-column:2}
[data-kind=subject] .speech>.stage,[data-kind=locked] .speech>.stage{grid-row:1/span 2;grid-column:1;order:0}
[data-kind=subject] .speech>.after,[data-kind=locked] .speech>.after{grid-column:2}
[data-kind=subject] .speech .sentence,[data-kind=locked] .speech .sentence{font-size:clamp(1.35rem,2.7cqi,2.3rem)}
[data-kind=subject] [data-side=end] .speech,[data-kind=locked] [data-side=end] .speech{grid-template-columns:minmax(0,2fr) minmax(0,3fr)}
}
`,
	script: `
var spoken = {};
shown.push(function () {
	all('.saying').forEach(function (el) {
		var said = el.dataset.value;
		if (spoken[el.dataset.rec] !== said && spoken[el.dataset.rec] !== undefined) flash(el.querySelector('.word'));
		spoken[el.dataset.rec] = said;
	});
});
`,
	render(view) {
		const chars = view.records.reduce((sum, record) => sum + record.title.length, 0);
		const size = chars <= LARGE_CHARS ? 'large' : chars <= MIDDLE_CHARS ? 'middle' : 'small';
		const noted = view.records.filter(
			(record) => record.note !== '' || record.facts.length > 0 || record.time !== null
		);
		return html`<div class="speech" data-size="${size}"><div class="spoken">${voidBlock()}<div data-body class="spoken"><p class="sentence">${view.records.map((record, index) => clause(view, record, index))}</p>${reckoning(view)}${remainder(view)}</div></div>
${stage(view)}
<div class="after"><div data-body><h2 class="vh">${view.content.label}</h2><ol class="footnotes">${(noted.length === 0 ? [] : view.records).map((record) => footnote(view, record))}</ol></div>${soFar(view)}${asideSubjects(view.content)}</div></div>`;
	}
};
