/** Puts a choice and a content together into one HTML document. */
import type { BriefContent } from '#lib/domain/brief.ts';
import { BASE_CSS } from './base-css.ts';
import type { Choice } from './choose.ts';
import { readContent, type Content, type ContentRecord } from './content.ts';
import { html, raw, scriptJson, type Markup } from './markup.ts';
import { factList, prose } from './parts.ts';
import { RUNTIME, RUNTIME_START } from './runtime.ts';
import { SYSTEMS } from '#lib/generator/composer/systems/systems.ts';
import type { Density, Order, Palette, System, View } from './view.ts';

/** What one step of spacing is multiplied by. */
const DENSITY_FACTOR: Record<Density, number> = { calm: 1.3, even: 1, dense: 0.72 };
const MAX_STRIP_FACTS = 6;
/** A longer title is set smaller, or it would be the page. */
const LONG_TITLE_CHARS = 64;
const MAX_LABEL_WORDS = 2;

/** @returns the parts of the document in order; joined they are the document */
export function composePage(brief: BriefContent, choice: Choice): string[] {
	const content = readContent(brief);
	const view = viewOf(content, choice);
	return [head(content, choice, view), body(content, choice, view), script(content, choice)].map(
		(part) => part.text
	);
}

/** The records this page shows, in its order. */
function viewOf(content: Content, choice: Choice): View {
	const records = ordered(content.records, choice.order).slice(0, choice.structure.cap);
	const [first] = content.scenes;
	if (first === undefined) throw new Error('Invariant broken: a content without scenes');
	return { content, records, first };
}

function ordered(records: ContentRecord[], order: Order): ContentRecord[] {
	if (order === 'by title') return records.toSorted((a, b) => a.title.localeCompare(b.title, 'en'));
	if (order === 'by value') return records.toSorted((a, b) => (a.choice ?? 99) - (b.choice ?? 99));
	return records;
}

/** The idea's name in at most five words: the structure's pattern with what the records are in it. */
function ideaName(content: Content, choice: Choice): string {
	const { names } = choice.structure;
	const pattern = names[SYSTEMS.indexOf(choice.system) % names.length] ?? '*';
	const label = content.label.split(/\s+/).slice(0, MAX_LABEL_WORDS).join(' ').slice(0, 40);
	const name = pattern.startsWith('*')
		? pattern.replace('*', () => label)
		: pattern.replace('*', () => label.toLocaleLowerCase('en'));
	return name.split(/\s+/).slice(0, 5).join(' ');
}

/** One line of medium, at most 60 characters: `Board, narrow type, one blue`. */
function mediumLine(choice: Choice): string {
	const line = `${choice.structure.label}, ${choice.system.label}`;
	return choice.density === 'even' || line.length > 52 ? line : `${line}, ${choice.density}`;
}

const COLOUR_NAMES: Record<keyof Palette, string> = {
	ground: 'ground',
	sheet: 'sheet',
	sunk: 'sunk',
	ink: 'ink',
	soft: 'soft',
	line: 'line',
	strong: 'strong',
	accent: 'accent',
	onAccent: 'on-accent',
	tint: 'tint',
	onTint: 'on-tint',
	warn: 'warn',
	onWarn: 'on-warn',
	field: 'field',
	onField: 'on-field',
	softField: 'soft-field'
};

function colours(palette: Palette): string {
	return Object.entries(COLOUR_NAMES)
		.map(([key, name]) => `--${name}:${palette[key as keyof Palette]}`)
		.join(';');
}

function tokens(system: System, density: Density): string {
	const { tokens: t } = system;
	const shape = [
		`--font-text:${t.fontText}`,
		`--font-head:${t.fontHead}`,
		`--font-fine:${t.fontFine}`,
		`--size:${t.size}`,
		`--size-head:${t.sizeHead}`,
		`--weight-head:${t.weightHead}`,
		`--weight-strong:${t.weightStrong}`,
		`--leading:${t.leading}`,
		`--track-head:${t.trackHead}`,
		`--u:calc(${t.unit}*${DENSITY_FACTOR[density]})`,
		`--radius:${t.radius}`,
		`--rule:${t.rule}`,
		`--page:${t.page}`,
		`--quick:${t.quick}`,
		`--ease:${t.ease}`
	].join(';');
	return `:root{color-scheme:light dark;${colours(t.light)};${shape}}@media (prefers-color-scheme:dark){:root{${colours(t.dark)}}}`;
}

function head(content: Content, choice: Choice, view: View): Markup {
	const [first] = content.scenes;
	const state =
		first === undefined || first.state === '' ? null : html` data-state="${first.state}"`;
	return html`<!doctype html>
<html lang="${content.lang}" dir="${content.dir}"${state} data-kind="${view.first.kind}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${ideaName(content, choice)}</title>
<meta name="description" content="${mediumLine(choice)}">
<style>
${raw(tokens(choice.system, choice.density))}
${raw(BASE_CSS)}${raw(choice.structure.css)}${raw(choice.system.css)}
</style>
</head>
`;
}

function body(content: Content, choice: Choice, view: View): Markup {
	const about = content.about.length > 0 || content.audience !== '';
	return html`<body data-structure="${choice.structure.key}" data-system="${choice.system.key}" data-density="${choice.density}" data-side="${choice.mirrored ? 'end' : 'start'}">
<div class="page">
<header class="head"${content.title.length > LONG_TITLE_CHARS ? raw(' data-title="long"') : null}><div class="head-in">
${content.brand === null ? null : html`<p class="brand" dir="auto">${content.brand}</p>`}
<h1 dir="auto">${content.title}</h1>
${content.lead === '' ? null : html`<p class="lead" dir="auto">${content.lead}</p>`}
${factList(content.facts.filter((fact) => fact.kind !== 'long').slice(0, MAX_STRIP_FACTS), 'strip')}
</div></header>
<main>
<p class="vh" id="heard" role="status"></p>
${choice.structure.render(view)}
</main>
${about ? html`<footer class="foot"><details><summary>What this is for</summary><div class="about">${prose(content.about)}${content.audience === '' ? null : html`<p dir="auto">For: ${content.audience}</p>`}</div></details></footer>` : null}
</div>
<div class="toast" id="toast" role="status" data-on="no"><span id="said" dir="auto"></span><button type="button" class="btn" id="undo" data-act="undo" hidden>Undo</button></div>
`;
}

/** The model the script works on. Records that are not shown are not in it. */
function script(content: Content, choice: Choice): Markup {
	const { records } = viewOf(content, choice);
	const model = {
		options: content.choice.options,
		records: Object.fromEntries(
			records.map(({ id, title, choice: set }) => [id, { title, choice: set }])
		),
		openPick: records[0]?.id ?? null,
		scenes: content.scenes.map(
			({ state, label, kind, line, focus, values, marks, locks, cleared }) => ({
				state,
				label,
				kind,
				line,
				focus: focus.filter((id) => records.some((record) => record.id === id)),
				values,
				marks,
				locks,
				cleared
			})
		)
	};
	return html`<script type="application/json" id="model">${scriptJson(model)}</script>
<script>
(function () {
'use strict';
${raw(RUNTIME)}${raw(choice.structure.script)}${raw(RUNTIME_START)}})();
</script>
</body>
</html>
`;
}
