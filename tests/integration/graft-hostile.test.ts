/** What can be no part and no place, and parts that mean harm. Real Chromium. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Camera } from '#lib/capture/camera.ts';
import { attributeOf, elementsBelow, parseDocument } from '#lib/merge/html-tree.ts';
import { cameraHere } from '../fixtures/pages/take.ts';
import { GraftBench, idOf, page } from '../support/graft-bench.ts';

let camera: Camera;
let bench: GraftBench;
beforeAll(() => {
	camera = cameraHere();
	bench = new GraftBench(camera);
});
afterAll(() => camera.close());

const BASE = page(
	'<style>* { margin: 1px } .evil { color: red }</style>',
	'<main id="main"><p>Base</p></main>'
);

describe('what is no part, and no place', () => {
	const origin = page(
		'',
		'<table><tr id="row"><td>x</td></tr></table><svg id="s"><g id="g"><path d="M0 0h9"/></g></svg><script id="sc">1</script><p id="gone">x</p><script>document.getElementById("gone").remove()</script>'
	);

	it.each([
		['id="row"', /cannot stand outside/],
		['id="g"', /piece of a drawing/],
		['id="sc"', /shows nothing/],
		['id="gone"', /not in the page as it stands/]
	])('says so of %s', async (mark, words) => {
		await expect(bench.part(origin, idOf(origin, mark))).rejects.toMatchObject({
			code: 'merge_impossible',
			message: expect.stringMatching(words) as string
		});
	});

	it('says so of a place that HTML does not allow, and of one that scripts write anew', async () => {
		const base = page(
			'',
			'<p id="para">Words <b id="b">bold</b></p><ul id="list"></ul><script>document.getElementById("list").innerHTML = "<li>x"</script>'
		);
		const section = page('', '<section>Part</section>');
		await expect(
			bench.graft(section, base, { part: '<section', anchor: 'id="b"' })
		).rejects.toMatchObject({
			code: 'merge_impossible',
			message: expect.stringContaining('HTML does not allow') as string
		});
		await expect(
			bench.graft(section, base, { part: '<section', anchor: 'id="list"', where: 'inside-end' })
		).rejects.toMatchObject({ message: expect.stringContaining('wipe it away') as string });
		await expect(bench.part(base, 'body')).rejects.toMatchObject({
			code: 'invalid_input',
			field: 'part'
		});
	});

	it('answers within its limits on a page of 200,000 nodes', async () => {
		const huge = page(
			'<style>p { color: red }</style>',
			'<main id="all"></main><p id="one">x</p><script>const all = document.getElementById("all"); for (let i = 0; i < 200000; i++) all.append(document.createElement("i"));</script>'
		);
		await expect(bench.part(huge, idOf(huge, 'id="all"'))).rejects.toMatchObject({
			message: expect.stringContaining('larger than any part') as string
		});
		expect((await bench.part(huge, idOf(huge, 'id="one"'))).markup).toContain('x');
	});
});

describe('a hostile part', () => {
	it('stays in its place, runs nothing and fetches nothing', async () => {
		const origin = page(
			`<style>
				@import url("https://evil.example/a.css");
				.evil { background: url(https://evil.example/x.png); content: "</"; }
				.evil::after { content: "<!-- <script>"; }
			</style>`,
			`<div class="evil" onclick="alert(1)"><base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example">
			<iframe srcdoc="<script>parent.x = 1</script>"></iframe><img src="https://evil.example/p.png" alt="a"><a href="javascript:alert(1)">link</a>
			<template><script>window.x = 2</script></template><object data="https://evil.example"></object><style>* { display: none }</style>
			<img name="querySelector" alt=""><img name="createElement" alt=""><img name="body" alt="">
			<svg><script>window.x = 3</script><use href="https://evil.example/s.svg#a"/></svg></div>
			<script>
				const evil = document.getElementsByClassName('evil')[0];
				evil.append('</div></body><script>window.x = 4</' + 'script>');
				evil.setAttribute('style', '} body { display: none } a { color: red');
				document.getElementsByTagName('style')[0].append('.evil b { content: "</sty' + 'le><script>window.x = 5<\\/script>" }');
			</script>`
		);
		const { html, parts } = await bench.graft(origin, BASE, {
			part: 'class="evil"',
			anchor: 'id="main"'
		});
		const graftOnly = html.slice(html.indexOf('data-graft="'));
		for (const bad of [
			'onclick',
			'<iframe',
			'<base',
			'http-equiv',
			'javascript:',
			'srcdoc',
			'<object',
			'window.x = 2',
			'window.x = 3',
			'name="querySelector"'
		]) {
			expect(graftOnly.slice(0, graftOnly.indexOf('</body>')), bad).not.toContain(bad);
		}
		expect(html).not.toMatch(/(url\(|src="|href=")["']?https:/);
		expect(
			await bench.inspect(
				html,
				'[typeof window.x, getComputedStyle(document.body).display, document.querySelector("main").checkVisibility(), document.querySelectorAll("style").length]'
			)
		).toEqual(['undefined', 'block', true, 2]);
		expect(parts[0]?.notes.join()).toMatch(/left out of its markup/);
		// The base outside of it is the same tree.
		const strip = (text: string) =>
			[...elementsBelow(parseDocument(text))]
				.filter((one) => one.tagName !== 'style')
				.map((one) => `${one.tagName} ${attributeOf(one, 'data-vt-id') ?? ''}`);
		const base = new Set(strip(BASE));
		expect(strip(html).filter((line) => base.has(line))).toEqual(strip(BASE));
	});
});
