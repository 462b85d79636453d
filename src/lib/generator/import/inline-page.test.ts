import { describe, expect, it } from 'vitest';
import { stripIds } from '../document.ts';
import {
	dataUrl,
	onlyDocument,
	page,
	PNG,
	readFiles,
	SVG,
	type Files
} from '../../../../tests/support/import-files.ts';

describe('what a page asks for', { timeout: 60_000 }, () => {
	const png = dataUrl('image/png', PNG);
	it.each<[what: string, body: string, files: Files, expected: string]>([
		['a picture', '<img src="a.png" alt="">', { 'a.png': PNG }, `<img src="${png}" alt="">`],
		['a picture with a query', '<img src=a.png?v=2#x>', { 'a.png': PNG }, `<img src="${png}">`],
		[
			'a drawing',
			'<img src="a.svg">',
			{ 'a.svg': SVG },
			`<img src="${dataUrl('image/svg+xml', SVG)}">`
		],
		[
			'a place in a drawing',
			'<img src="a.svg#b">',
			{ 'a.svg': SVG },
			`<img src="${dataUrl('image/svg+xml', SVG)}#b">`
		],
		['a name in other cases', '<img src="IMG/A.PNG">', { 'img/a.png': PNG }, `<img src="${png}">`],
		['an encoded name', '<img src="my%20a.png">', { 'my a.png': PNG }, `<img src="${png}">`],
		['a path from the root', '<img src="/img/a.png">', { 'img/a.png': PNG }, `<img src="${png}">`],
		['a path with dots', '<img src="./x/../a.png">', { 'a.png': PNG }, `<img src="${png}">`],
		[
			'several widths',
			'<img srcset="a.png 1x, b.png 2x">',
			{ 'a.png': PNG, 'b.png': PNG },
			`<img srcset="${png} 1x, ${png} 2x">`
		],
		[
			'a source of a picture',
			'<picture><source srcset="a.png"></picture>',
			{ 'a.png': PNG },
			`<source srcset="${png}">`
		],
		[
			'a film and its poster',
			'<video src="a.mp4" poster="a.png"></video>',
			{ 'a.mp4': 'film', 'a.png': PNG },
			`<video src="${dataUrl('video/mp4', 'film')}" poster="${png}">`
		],
		[
			'a drawing in the page',
			'<svg><image xlink:href="a.png"/></svg>',
			{ 'a.png': PNG },
			`<image xlink:href="${png}"/>`
		],
		[
			'an inline style',
			'<p style="background: url(a.png)">x</p>',
			{ 'a.png': PNG },
			`<p style="background: url(&quot;${png}&quot;)">`
		],
		[
			'a style element',
			'<style>p { background: url(a.png) }</style><p>x</p>',
			{ 'a.png': PNG },
			`<style>p { background: url("${png}") }</style>`
		],
		[
			'a template',
			'<template><img src="a.png"></template><p>x</p>',
			{ 'a.png': PNG },
			`<template><img src="${png}"></template>`
		],
		[
			'a script',
			'<p>x</p><script src="a.js" data-x="1"></script>',
			{ 'a.js': 'const a = "</script>";' },
			'<script data-x="1">\nconst a = "<\\/script>";\n</script></body>'
		],
		[
			'a module',
			'<script type="module" crossorigin src="/a.js"></script><p>x</p>',
			{ 'a.js': 'go()' },
			'<body><script type="module">\ngo()\n</script><p>'
		],
		[
			'a script that waits',
			'<script defer src="a.js"></script><p>x</p>',
			{ 'a.js': 'go()' },
			'<body><p>x</p><script>\ngo()\n</script></body>'
		]
	])('%s', async (_, body, files, expected) => {
		const set = Object.entries({ 'index.html': page(body), ...files });
		const { html } = await onlyDocument(
			Object.fromEntries(set.map(([path, content]) => [`set/${path}`, content]))
		);
		expect(html).toContain(expected);
	});

	it('puts style sheets in the place of their links, with what they ask for and import', async () => {
		const font = Buffer.from('wOF2 font');
		const { html, steps } = await onlyDocument({
			's/index.html': page('<p>x</p>', '<link rel="stylesheet" media="print" href="css/a.css">'),
			's/css/a.css':
				'@charset "utf-8";@import "b.css" screen;@import url(../c.css) layer(x) supports(gap: 1px);p{}',
			's/css/b.css': '@font-face { src: url(../f/a.woff2) format("woff2") }',
			's/c.css': 'b { background: url("css/p.png") } i::after { content: "</style>" }',
			's/css/p.png': PNG,
			's/f/a.woff2': font
		});
		expect(html).toContain('<style media="print">\n@media screen {\n@font-face');
		expect(html).toContain(`src: url("${dataUrl('font/woff2', font)}") format("woff2")`);
		expect(html).toContain(`@layer x {\n@supports (gap: 1px) {\nb { background: url("${png}")`);
		expect(html).toContain('<\\/style>" }');
		expect(html).not.toContain('<link');
		expect(html).not.toContain('@charset');
		expect(steps).toContain(
			'Put 1 picture, 3 style sheets and 1 font from beside it into the page.'
		);
	});

	it('survives style sheets that import each other', async () => {
		const { html } = await onlyDocument({
			's/index.html': page('<p>x</p>', '<link rel=stylesheet href=a.css>'),
			's/a.css': '@import "b.css"; a{}',
			's/b.css': '@import "a.css"; b{}'
		});
		expect(html).toContain('b{}');
		expect(html.match(/a\{\}/g)).toHaveLength(1);
	});

	it('puts the icon in, and drops what was to be fetched early', async () => {
		const { html } = await onlyDocument({
			's/index.html': page(
				'<p>x</p>',
				'<link rel="icon" href="i.svg"><link rel=modulepreload href=a.js>'
			),
			's/i.svg': SVG,
			's/a.js': ''
		});
		expect(html).toContain(`<link rel="icon" href="${dataUrl('image/svg+xml', SVG)}">`);
		expect(html).not.toContain('modulepreload');
	});

	it('goes by the base that a page names', async () => {
		const { html } = await onlyDocument({
			's/index.html': page('<img src="a.png">', '<base href="img/">'),
			's/img/a.png': PNG
		});
		expect(html).toContain(`<img src="${png}">`);
	});

	it.each<[what: string, body: string, sentences: string[]]>([
		[
			'pictures on other hosts',
			'<img src="https://a.example/x.png"><p style="background:url(//a.example/y.png)">x</p>',
			['2 pictures on other hosts will not show.']
		],
		[
			'one of each elsewhere',
			'<link rel=stylesheet href="https://a.example/x.css"><script src="https://a.example/x.js"></script><style>@font-face{src:url(https://a.example/a.woff2)}</style><p>x',
			[
				'1 style sheet on another host will not apply.',
				'1 script on another host will not run.',
				'1 font on another host will not load.'
			]
		],
		[
			'what is missing',
			'<img src="img/a.png"><img src="img/a.png">',
			['1 picture is not among the files and will not show: img/a.png.']
		],
		[
			'much that is missing',
			'<img src=a.png><img src=b.png><img src=c.png><img src=d.png>',
			['4 pictures are not among the files and will not show: a.png, b.png, c.png and 1 more.']
		],
		[
			'what leads out of the set',
			'<img src="../secret.png">',
			['1 picture is not among the files and will not show: ../secret.png.']
		],
		[
			'somebody’s disk',
			'<img src="file:///home/a.png">',
			['1 picture is not among the files and will not show: file:///home/a.png.']
		],
		[
			'a frame',
			'<iframe src="secret.html"></iframe>',
			['What its frames hold does not come along: frames stay empty.']
		],
		[
			'a module that imports',
			'<script type="module">import { a } from "./a.js"; a()</script>',
			[
				'A script of it imports other scripts, which cannot come along; bring in a build of it instead.'
			]
		],
		['what needs no file', '<img src="data:,"><a href="b.html">b</a><img src="#x">', []]
	])('leaves %s as it is, and says so', async (_, body, sentences) => {
		const { documents } = await readFiles({
			's/index.html': page(body),
			's/secret.html': '<p>part</p>',
			'secret.png': PNG
		});
		const document = documents.find(({ name }) => name === 's/index.html');
		expect(stripIds(document?.html ?? '')).toContain(body);
		expect(document?.steps.filter((step) => !step.startsWith('Left out'))).toEqual(sentences);
	});

	it('stops a page that asks for one picture again and again', async () => {
		const large = Buffer.concat([PNG, Buffer.alloc(3 * 1024 * 1024)]);
		const { documents, problems } = await readFiles({
			's/index.html': page('<img src="a.png">'.repeat(9)),
			's/small.html': page('<p>x</p>'),
			's/a.png': large
		});
		expect(documents.map(({ name }) => name)).toEqual(['s/small.html']);
		expect(problems).toMatchObject([{ name: 's/index.html', code: 'import_too_large' }]);
	});

	it('reads a page with a picture of many megabytes', async () => {
		const large = Buffer.concat([PNG, Buffer.alloc(19 * 1024 * 1024, 7)]);
		const { html } = await onlyDocument({
			's/index.html': page('<img src="a.png">'),
			's/a.png': large
		});
		expect(html.length).toBeGreaterThan(25 * 1024 * 1024);
	});
});
