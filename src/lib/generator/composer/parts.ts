/** Pieces that every structure uses: the choice of a record, facts, scenes, the log, what stands in for records. */
import { singular, type Activity, type Content, type ContentRecord } from './content.ts';
import type { Fact } from './fields.ts';
import { html, raw, type Child, type Markup } from './markup.ts';
import { inline, sentenceCase, type Block } from './prose.ts';
import type { Scene } from './scenes.ts';
import { valueIn, type View } from './view.ts';

/** A fact's value by its kind: code and times look like what they are. */
export function factValue(fact: Fact): Markup {
	if (fact.kind === 'code') return html`<code dir="ltr">${fact.text}</code>`;
	if (fact.kind === 'number' || fact.kind === 'time' || fact.kind === 'date')
		return html`<span class="figure">${fact.text}</span>`;
	return html`<span dir="auto">${fact.text}</span>`;
}

export function factList(facts: readonly Fact[], className = 'facts'): Child {
	if (facts.length === 0) return null;
	const rows = facts.map(
		(fact) =>
			html`<div class="fact" data-fact="${fact.kind}"><dt dir="auto">${fact.label}</dt><dd>${factValue(fact)}</dd></div>`
	);
	return html`<dl class="${className}">${rows}</dl>`;
}

/** Real radios for what a record is set to. `place` keeps two sets for one record apart. */
export function choiceOf(view: View, record: ContentRecord, place: string): Markup {
	const { choice } = view.content;
	const now = valueIn(view.first, record);
	const locked = view.first.locks[record.id] !== undefined || view.first.kind === 'error';
	const options = choice.options.map(
		(option, index) =>
			html`<label class="opt" data-option="${index}"><input type="radio" name="${place}-${record.id}" value="${index}" data-set="${record.id}"${index === now ? raw(' checked') : null}${locked ? raw(' disabled') : null}><span dir="auto">${option}</span></label>`
	);
	return html`<fieldset class="choice"><legend class="vh">${choice.label}: ${record.title}</legend>${options}</fieldset>`;
}

/** What a record is set to, in words; follows every change. */
export function valueWord(view: View, record: ContentRecord): Markup {
	const now = valueIn(view.first, record);
	const word = now === null ? 'not set' : (view.content.choice.options[now] ?? '');
	return html`<span class="value" dir="auto" data-say="${record.id}">${word}</span>`;
}

/** What this state says of a record: its mark, and why it is locked. */
export function tagsOf(view: View, record: ContentRecord): Markup {
	const mark = view.first.marks[record.id];
	const lock = view.first.locks[record.id];
	return html`<span class="mark" dir="auto" data-mark="${record.id}"${mark === undefined ? raw(' hidden') : null}>${mark}</span><span class="lock" dir="auto" data-lock="${record.id}"${lock === undefined ? raw(' hidden') : null}>${lock === undefined ? '' : `Locked. ${lock}`}</span>`;
}

/** Attributes by which the page's script finds a record and its styles show its state. */
export function recordAttributes(view: View, record: ContentRecord): Markup {
	const now = valueIn(view.first, record);
	const flags = [
		view.first.focus.includes(record.id) ? ' data-focus' : '',
		view.first.locks[record.id] === undefined ? '' : ' data-locked',
		view.first.marks[record.id] === undefined ? '' : ' data-marked'
	];
	return html`data-rec="${record.id}" data-value="${now ?? 'none'}"${raw(flags.join(''))}`;
}

/** Title and note of a record, with its time when it has one. */
export function recordWords(record: ContentRecord, withTime = true): Markup {
	return html`<span class="rec-words">${withTime && record.time !== null ? html`<span class="rec-time figure">${record.time}</span> ` : null}<span class="rec-title" dir="auto">${record.title}</span>${record.note === '' ? null : html` <span class="rec-note" dir="auto">${record.note}</span>`}</span>`;
}

/** Every scene's own block; one of them shows at a time. */
export function stage(view: View): Markup {
	const blocks = view.content.scenes.map((scene, index) => sceneBlock(view, scene, index));
	return html`<div class="stage">${blocks}</div>`;
}

function sceneBlock(view: View, scene: Scene, index: number): Child {
	const { content } = view;
	if (scene.state === '' && scene.line === '') return null;
	const about = content.records.find((record) => record.id === scene.focus[0]);
	const subject = scene.subject;
	const shownFacts =
		subject === null
			? []
			: subject.facts.filter(
					(fact) => fact !== scene.headline && !(about !== undefined && fact.text === about.title)
				);
	const clock = shownFacts.find((fact) => fact.kind === 'time');
	const named = subject !== null && about !== undefined && scene.kind !== 'locked';
	const bare = !named && (scene.line === '' || scene.line === scene.label);
	const heading = named ? headingOf(view, scene, about) : scene.line || scene.label;
	const hidden = scene === view.first ? null : raw(' hidden');
	return html`<section class="scene" data-in="${index}" data-scene="${scene.kind}" aria-labelledby="scene-${index}"${hidden}>
${bare && clock === undefined ? null : html`<p class="scene-label"><span class="scene-name" dir="auto">${scene.label}</span>${clock === undefined ? null : html` <span class="figure">${clock.text}</span>`}</p>`}
<h2 class="scene-head" id="scene-${index}" dir="auto">${sentenceCase(heading)}</h2>
${named && scene.line !== '' ? html`<p class="scene-line" dir="auto">${scene.line}</p>` : null}
${scene.headline === null ? null : html`<p class="scene-quote">${factValue(scene.headline)}</p>`}
${factList(shownFacts.filter((fact) => fact !== clock))}
${subject === null || scene.kind !== 'locked' ? null : lockedRows(view, scene)}
${actions(view, scene, about)}
</section>`;
}

function headingOf(view: View, scene: Scene, about: ContentRecord): string {
	const set = scene.values[about.id];
	return set === undefined
		? about.title
		: `${about.title}: ${view.content.choice.options[set] ?? ''}`;
}

function lockedRows(view: View, scene: Scene): Child {
	const rows = scene.focus.flatMap((id) => {
		const record = view.content.records.find((candidate) => candidate.id === id);
		return record === undefined
			? []
			: html`<li><strong dir="auto">${record.title}</strong> <span class="value" dir="auto">${view.content.choice.options[valueIn(scene, record) ?? -1] ?? ''}</span> <span class="rec-note" dir="auto">${scene.locks[id]}</span></li>`;
	});
	return rows.length === 0 ? null : html`<ul class="locked-rows">${rows}</ul>`;
}

/** What can be done about a scene. Each does what it says, and can be undone. */
function actions(view: View, scene: Scene, about: ContentRecord | undefined): Child {
	if (scene.kind === 'first') {
		if (!view.content.choice.given) return null;
		return html`<div class="actions"><button type="button" class="btn" data-act="accept">Set all ${view.records.length} as suggested</button><span class="tally-line"><span data-decided>0</span> of ${view.records.length} set</span></div>`;
	}
	if (scene.kind === 'empty')
		return html`<div class="actions"><button type="button" class="btn" data-act="fill">Add ${article(singular(view.content.label))}</button></div>`;
	if (scene.kind === 'error')
		return html`<div class="actions"><button type="button" class="btn" data-act="retry">Try again</button></div>`;
	if (scene.kind !== 'subject' || about === undefined) return null;
	const now = valueIn(scene, about);
	const answers = view.content.choice.options.map(
		(option, index) =>
			html`<button type="button" class="btn${index === now ? ' btn-quiet' : ''}" data-act="set" data-for="${about.id}" data-value="${index}">${index === now ? 'Keep at' : 'Change to'} <bdi>${option}</bdi></button>`
	);
	return html`<div class="actions" data-actions="${about.id}"><span class="answers">${answers}</span><span class="answer" hidden><span data-answer></span> <button type="button" class="btn btn-quiet" data-act="undo">Undo</button></span></div>`;
}

function article(word: string): string {
	return `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`;
}

/** What happened so far. In scenes where nothing can have happened yet it says so. */
export function activityList(activity: Activity | null): Child {
	if (activity === null) return null;
	const entries = activity.entries.map(
		(entry) =>
			html`<li class="event">${entry.time === null ? null : html`<span class="event-time figure">${entry.time}</span>`}<span class="event-words"><span dir="auto">${entry.title}</span>${entry.note === '' ? null : html` <span class="rec-note" dir="auto">${entry.note}</span>`}</span></li>`
	);
	return html`<section class="activity" aria-labelledby="activity-head"><h2 class="small-head" id="activity-head">${activity.label}</h2><ol class="events">${entries}</ol><p class="nothing">Nothing has happened yet.</p></section>`;
}

/** Objects of the data that no state brings up. */
export function asideSubjects(content: Content): Child {
	return content.subjects
		.filter((subject) => subject.facts.length > 0)
		.slice(0, 4)
		.map(
			(subject) =>
				html`<section class="subject"><h2 class="small-head" dir="auto">${subject.label}</h2>${factList(subject.facts.slice(0, 8))}</section>`
		);
}

/** In place of the records while there are none: bars while they load, a sentence when there is nothing. */
export function voidBlock(): Markup {
	return html`<div class="void" aria-hidden="true">${[72, 54, 63, 40].map((width) => html`<span class="bar" style="inline-size:${width}%"></span>`)}</div>`;
}

/** More names than this under the values are counted instead. */
const MAX_NAMED = 14;

/** What each value holds, by name or by number; follows every change. */
export function summary(view: View): Markup {
	const rows = [
		...view.content.choice.options.map((option, index) => ({ option, key: String(index) })),
		{ option: 'Not set', key: 'none' }
	];
	return html`<dl class="summary">${rows.map(({ option, key }) => {
		const held = view.records.filter(
			(record) => String(valueIn(view.first, record) ?? 'none') === key
		);
		return html`<div class="sum" data-sum-row="${key}"${held.length === 0 && key === 'none' ? raw(' hidden') : null}><dt dir="auto">${sentenceCase(option)}</dt>${view.records.length > MAX_NAMED ? html`<dd class="figure" data-count="${key}">${held.length}</dd>` : html`<dd dir="auto" data-sum="${key}">${held.map((record) => record.title).join(', ') || 'nothing'}</dd>`}</div>`;
	})}</dl>`;
}

/** How many records the data holds beyond those shown. */
export function remainder(view: View): Child {
	const left = view.content.total - view.records.length;
	return left <= 0
		? null
		: html`<p class="remainder">${view.records.length} of ${view.content.total} shown; ${left} more in the data.</p>`;
}

export function prose(blocks: readonly Block[]): Child {
	return blocks.map((block) => {
		if (block.kind === 'heading') return html`<h3 dir="auto">${inline(block.text)}</h3>`;
		if (block.kind === 'paragraph') return html`<p dir="auto">${inline(block.text)}</p>`;
		return html`<ul>${block.items.map((item) => html`<li dir="auto">${inline(item)}</li>`)}</ul>`;
	});
}
