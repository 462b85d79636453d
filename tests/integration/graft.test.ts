/** What comes along with a part, what does not, and that nothing leaks either way. Real Chromium. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Camera } from '#lib/capture/camera.ts';
import { USUAL_CHOICES } from '#lib/merge/graft-types.ts';
import { graft } from '#lib/merge/graft.ts';
import { parseDocument, elementsBelow, attributeOf } from '#lib/merge/html-tree.ts';
import { takeMotion } from '#lib/merge/take-motion.ts';
import { cameraHere, RESTING } from '../fixtures/pages/take.ts';
import { GraftBench, idOf, page } from '../support/graft-bench.ts';

let camera: Camera;
let bench: GraftBench;
beforeAll(() => {
	camera = cameraHere();
	bench = new GraftBench(camera);
});
afterAll(() => camera.close());

const BASE = page(
	`<style>
		:root { --accent: rgb(0, 0, 200); --ink: rgb(9, 9, 9); }
		* { letter-spacing: 3px; }
		body { font: 20px/2 serif; color: rgb(1, 2, 3); }
		p { color: rgb(200, 0, 0) !important; margin: 40px; }
		.card { background: rgb(0, 0, 50); }
		#name { border: 9px solid; }
		@keyframes pulse { to { opacity: 0; } }
		.own { animation: pulse 1s; }
	</style>`,
	`<main id="main"><p class="own">Base</p><div class="card" id="name">Base card</div></main>`
);

describe('a part in another page', () => {
	it('has its own rules, tokens, names, pseudo-elements, conditions and weights, and gives the base none of them', async () => {
		const origin = page(
			`<style>
				:root { --accent: rgb(0, 128, 0); --unused: 1; --gap: 7px; }
				@media (prefers-color-scheme: dark) { :root { --accent: rgb(0, 255, 0); } }
				html[data-state="late"] .card p { text-transform: uppercase; }
				body { font: 15px/1.5 sans-serif; color: rgb(30, 30, 30); }
				.sheet .card { color: rgb(60, 60, 60); padding: var(--gap); }
				.card { color: rgb(70, 70, 70) !important; }
				section > .card:nth-child(2) p { margin: 0 0 4px; color: var(--accent); animation: pulse 3s; }
				section > .card:first-child p { color: red; }
				.card p::before { content: "§"; color: rgb(5, 5, 5); }
				#name { text-decoration: underline; }
				@media (max-width: 600px) { .card p { font-size: 11px; } }
				@supports (display: grid) { .card p { word-spacing: 2px; } }
				@layer low { .card p { margin: 99px; font-weight: 700; } }
				@keyframes pulse { from { opacity: 0.99; } to { opacity: 1; } }
				.card { & b:hover { color: red; } b { font-style: italic; } }
				@container (min-width: 100px) { .card b { color: rgb(8, 8, 8); } }
				.card { container-type: inline-size; }
			</style>`,
			`<section class="sheet"><i></i><div class="card"><label for="name">N</label><p id="name">Part <b>bold</b></p></div></section>`
		);
		const { html, parts, changes } = await bench.graft(origin, BASE, {
			part: 'class="card"',
			anchor: 'id="main"'
		});
		const [{ graftId, elementId } = { graftId: '', elementId: '' }] = parts;
		const card = `[data-vt-id="${elementId}"]`;
		const inner = `[data-graft="${graftId}"] p`;
		const told = async (
			property: string,
			selectors: string[],
			look?: Parameters<GraftBench['styles']>[3]
		) => bench.styles(html, selectors, property, look);
		expect(await told('color', [card, inner, `${inner}::before`, `${inner} b`])).toEqual([
			'rgb(70, 70, 70)',
			'rgb(0, 128, 0)',
			'rgb(5, 5, 5)',
			'rgb(8, 8, 8)'
		]);
		expect(await told('font-size', [card, inner])).toEqual(['15px', '15px']);
		expect(await told('letter-spacing', [card, inner])).toEqual(['normal', 'normal']);
		expect(await told('margin-bottom', [inner])).toEqual(['4px']);
		expect(await told('padding-top', [card])).toEqual(['7px']);
		expect(await told('font-weight', [inner])).toEqual(['700']);
		expect(await told('font-style', [`${inner} b`])).toEqual(['italic']);
		expect(await told('word-spacing', [inner])).toEqual(['2px']);
		expect(await told('border-top-width', [inner])).toEqual(['0px']);
		expect(await told('color', [inner], { ...RESTING, theme: 'dark' })).toEqual(['rgb(0, 255, 0)']);
		expect(await told('font-size', [inner], { ...RESTING, viewport: 'phone' })).toEqual(['11px']);
		expect(await told('text-transform', [inner], { ...RESTING, state: 'late' })).toEqual([
			'uppercase'
		]);
		// Names that both have are two now, and what speaks of them follows.
		expect(html).toContain(`id="${graftId}-name"`);
		expect(html).toContain(`for="${graftId}-name"`);
		expect(await told('animation-name', ['main .own', inner])).toEqual([
			'pulse',
			`${graftId}-pulse`
		]);
		expect(html).not.toContain('--unused');
		// And the base is as it was.
		const outside = ['body', 'main .own', 'main .card', '#name'];
		const properties = [
			'color',
			'font-size',
			'letter-spacing',
			'border-top-width',
			'background-color'
		];
		const base = `${JSON.stringify(outside)}.map((one) => ${JSON.stringify(properties)}.map((name) => getComputedStyle(document.querySelector(one)).getPropertyValue(name)))`;
		expect(await bench.inspect(html, base)).toEqual(await bench.inspect(BASE, base));
		const ids = [...elementsBelow(parseDocument(html))].flatMap(
			(one) => attributeOf(one, 'data-vt-id') ?? []
		);
		expect(new Set(ids).size).toBe(ids.length);
		expect(changes.map(({ key }) => key)).toEqual(
			expect.arrayContaining([
				'1:place',
				'1:type',
				'1:states',
				'1:fence',
				'1:keyframes:pulse',
				'1:width'
			])
		);
	});

	it('is put together again without what is switched off, and not at all without its place', async () => {
		const origin = page(
			'<style>body { background: rgb(10, 20, 30); font: 13px sans-serif } h2 { --accent: red; color: var(--accent) }</style>',
			'<h2>Part</h2>'
		);
		const put = (without: string[]) =>
			bench.graft(origin, BASE, { part: '<h2', anchor: 'id="main"', without });
		const whole = await put([]);
		expect(whole.changes.every(({ isOff }) => !isOff)).toBe(true);
		expect(await bench.styles(whole.html, ['[data-graft]'], 'background-color')).toEqual([
			'rgb(10, 20, 30)'
		]);
		const without = await put(['1:ground', '1:type', '1:fence']);
		expect(without.changes.filter(({ isOff }) => isOff).map(({ key }) => key)).toEqual([
			'1:ground',
			'1:type',
			'1:fence'
		]);
		expect(await bench.styles(without.html, ['[data-graft]'], 'background-color')).toEqual([
			'rgba(0, 0, 0, 0)'
		]);
		expect(await bench.styles(without.html, ['[data-graft]', 'h2'], 'letter-spacing')).toEqual([
			'3px',
			'3px'
		]);
		expect(without.html).toContain('* { letter-spacing: 3px; }');
		const nothing = await put(['1:place']);
		expect(nothing).toMatchObject({ html: BASE, parts: [{ elementId: null }] });
	});

	it('takes tokens of the base by name and by role where that is chosen', async () => {
		const origin = page(
			'<style>:root { --primary: rgb(0, 99, 0); --text: rgb(50, 50, 50); --odd: 3px; --accent: rgb(7, 7, 7); } button { background: var(--primary); border-color: var(--accent); color: var(--text); padding: var(--odd) }</style>',
			'<button>Go</button>'
		);
		const { html, changes, parts } = await bench.graft(origin, BASE, {
			part: '<button',
			anchor: 'id="main"',
			choices: { tokens: 'base' }
		});
		expect(await bench.styles(html, ['button'], 'background-color')).toEqual(['rgb(0, 0, 200)']);
		expect(await bench.styles(html, ['button'], 'border-top-color')).toEqual(['rgb(0, 0, 200)']);
		expect(await bench.styles(html, ['button'], 'color')).toEqual(['rgb(9, 9, 9)']);
		expect(changes.map(({ key }) => key)).toEqual(
			expect.arrayContaining(['1:token:--primary', '1:token:--text'])
		);
		expect(parts[0]?.notes.join()).toContain('1 of its tokens');
	});

	it('brings the drawings it uses and the scripts that are of it alone, and says which stay', async () => {
		const origin = page(
			'<style>.on { color: rgb(1, 99, 1) }</style>',
			`<svg width="0" height="0"><defs><linearGradient id="grad"><stop stop-color="red"/></linearGradient><symbol id="dot"><circle r="4" fill="url(#grad)"/></symbol></defs></svg>
			<div class="stepper"><svg width="9" height="9"><use href="#dot"/></svg><button id="more" class="step-more">+</button><output id="count">1</output></div>
			<script>const more = document.getElementById('more'); let n = 1; more.addEventListener('click', () => { document.getElementById('count').textContent = String(++n); more.classList.toggle('on'); });
			document.getElementById('count').textContent = 'ready';</script>
			<script>document.body.dataset.count = document.querySelectorAll('.step-more').length;</script>`
		);
		const { html, parts } = await bench.graft(origin, BASE, {
			part: 'class="stepper"',
			anchor: 'id="main"'
		});
		expect(parts[0]?.scripts).toEqual({
			brought: 1,
			left: 1,
			reasons: ['It speaks of the whole page.']
		});
		const after = await bench.inspect(
			html,
			`(() => { document.getElementById('more').click(); return [document.getElementById('count').textContent, getComputedStyle(document.getElementById('more')).color, !!document.getElementById('grad'), document.querySelectorAll('[data-graft] use').length, document.body.dataset.count ?? null]; })()`
		);
		expect(after).toEqual(['2', 'rgb(1, 99, 1)', true, 1, null]);
	});

	it('replaces what scripts of the base need without taking it from them', async () => {
		const origin = page('', '<nav>New</nav>');
		const base = page(
			'',
			'<nav id="nav">Old</nav><p class="x">Gone</p><script>document.getElementById("nav").dataset.ran = "1";</script>'
		);
		const kept = await bench.graft(origin, base, {
			part: '<nav',
			anchor: 'id="nav"',
			where: 'replace'
		});
		expect(
			await bench.inspect(
				kept.html,
				'[document.getElementById("nav").dataset.ran, document.getElementById("nav").checkVisibility(), document.body.innerText.trim()]'
			)
		).toEqual(['1', false, 'New\n\nGone']);
		const gone = await bench.graft(origin, base, {
			part: '<nav',
			anchor: 'class="x"',
			where: 'replace'
		});
		expect(gone.html).not.toContain('Gone');
		const both = await bench.graft(origin, base, {
			part: '<nav',
			anchor: 'class="x"',
			where: 'replace',
			without: ['1:replaced']
		});
		expect(both.html).toContain('Gone');
	});
});

describe('merges of merges', () => {
	it('puts three parts in order into one base, and takes a part out of a merge into another', async () => {
		const one = page('<style>h2 { color: rgb(1, 0, 0) }</style>', '<h2>One</h2>');
		const two = page(
			'<style>h2 { color: rgb(2, 0, 0) } .box { padding: 5px }</style>',
			'<div class="box"><h2>Two</h2></div>'
		);
		const anchorId = idOf(BASE, 'id="main"');
		const [first, second, place] = await Promise.all([
			bench.part(one, idOf(one, '<h2')),
			bench.part(two, idOf(two, 'class="box"')),
			bench.place(BASE, anchorId)
		]);
		const common = { place, where: 'after', choices: USUAL_CHOICES } as const;
		const merged = graft(BASE, [
			{ ...common, part: first, name: '1' },
			{ ...common, part: second, name: '2' },
			{ ...common, part: first, name: '1' }
		]);
		const colours = await bench.inspect(
			merged.html,
			'[...document.querySelectorAll("h2")].map((one) => [one.textContent, getComputedStyle(one).color])'
		);
		expect(colours).toEqual([
			['One', 'rgb(1, 0, 0)'],
			['Two', 'rgb(2, 0, 0)'],
			['One', 'rgb(1, 0, 0)']
		]);
		// A wrapper with a graft in it goes into the merge once more: three documents deep.
		const outer = page(
			'<style>main { padding: 9px } h2 { color: rgb(3, 0, 0) }</style>',
			'<main id="out"><i>x</i></main>'
		);
		const nested = await bench.graft(merged.html, outer, {
			part: 'data-graft="g2"',
			anchor: '<i',
			where: 'after'
		});
		const again = await bench.graft(nested.html, merged.html, {
			part: 'id="out"',
			anchor: 'data-graft="g3"'
		});
		expect(
			await bench.inspect(
				again.html,
				'[...document.querySelectorAll("h2")].map((one) => [one.textContent, getComputedStyle(one).color])'
			)
		).toEqual([...(colours as string[][]), ['Two', 'rgb(2, 0, 0)']]);
		const grafts = [...again.html.matchAll(/data-graft="([^"]+)"/g)].map(([, id]) => id);
		expect(new Set(grafts.filter((id) => again.html.includes(`" data-graft="${id}"`))).size).toBe(
			6
		);
	});
});

describe('motion', () => {
	it('is given to an element of the base, which looks as it did otherwise', async () => {
		const origin = page(
			'<style>:root { --pace: 300ms } .go { color: red; transition: translate var(--pace) ease-out; animation: pulse 2s infinite } .go:hover { translate: 0 -2px; background: blue } @keyframes pulse { to { opacity: 0.5 } } .go i { transition: color 1s } p { color: red }</style>',
			'<button class="go"><i>Go</i></button><p>Still</p>'
		);
		const part = await bench.part(origin, idOf(origin, 'class="go"'));
		const { html, changes } = takeMotion(BASE, part, idOf(BASE, 'id="name"'), { name: '12' });
		expect(changes.map(({ key }) => key)).toEqual(['1:keyframes:pulse', '1:motion', '1:answers']);
		expect(await bench.styles(html, ['#name'], 'transition-duration')).toEqual(['0.3s']);
		expect(await bench.styles(html, ['#name', 'main .own'], 'animation-name')).toEqual([
			'm1-pulse',
			'pulse'
		]);
		expect(html).toMatch(/:hover \{ translate: 0 -2px; \}/);
		const looks = `(({ color, backgroundColor, width, height }) => [color, backgroundColor, width, height])(getComputedStyle(document.getElementById('name')))`;
		expect(await bench.inspect(html, looks)).toEqual(await bench.inspect(BASE, looks));
		const without = takeMotion(BASE, part, idOf(BASE, 'id="name"'), { name: '12' }, [
			'1:answers',
			'1:keyframes:pulse'
		]);
		expect(without.html).not.toMatch(/:hover|@keyframes m1/);
		const still = await bench.part(origin, idOf(origin, '<p'));
		expect(() => takeMotion(BASE, still, idOf(BASE, 'id="name"'), { name: '12' })).toThrow(
			/does not move/
		);
	});
});
