import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import {
	dataUrl,
	onlyDocument,
	page,
	PNG,
	readFiles,
	SVG,
	zipOf,
	type Files
} from '../../../../tests/support/import-files.ts';
import { MAX_IMPORT_FILES } from '#lib/domain/import.ts';

describe('which files are variants', () => {
	const a = page('<p>a</p>');
	it.each<[what: string, files: Files, names: string[]]>([
		['one page', { 'a.html': a }, ['a.html']],
		['pages one by one', { 'b.htm': a, 'a.HTML': a }, ['b.htm', 'a.HTML']],
		['a page without an extension', { 'an idea': a }, ['an idea']],
		[
			'parts given one by one',
			{ 'index.html': a, 'part.html': '<p>p</p>' },
			['index.html', 'part.html']
		],
		[
			'a folder with several pages at its top',
			{ 'f/10.html': a, 'f/2.html': a, 'f/deep/x.html': a },
			['f/2.html', 'f/10.html']
		],
		[
			'a folder of whole pages beside an index',
			{ 'f/index.html': a, 'f/other.html': a },
			['f/index.html', 'f/other.html']
		],
		[
			'parts beside an index',
			{ 'f/index.html': a, 'f/card.html': '<div>card</div>' },
			['f/index.html']
		],
		['parts without an index', { 'f/card.html': '<div>card</div>' }, ['f/card.html']],
		[
			'an index in each of several folders',
			{ 'f/v1/index.html': a, 'f/v2/index.html': a, 'f/v2/more.html': a, 'f/v2/x/index.html': a },
			['f/v1/index.html', 'f/v2/index.html']
		],
		[
			'pages further down and no index',
			{ 'f/a/x.html': a, 'f/b/y.html': a, 'f/b/c/z.html': a },
			['f/a/x.html', 'f/b/y.html']
		],
		[
			'what lies in a single folder inside',
			{ 'f/dist/index.html': a, 'f/dist/assets/x.css': '' },
			['f/dist/index.html']
		],
		['a zip', { 'f.zip': zipOf({ 'a.html': a }) }, ['f.zip/a.html']],
		['a zip by another name', { f: zipOf({ 'a.html': a }) }, ['f/a.html']],
		[
			'a zip in a zip',
			{ 'f.zip': zipOf({ 'a.html': a, 'b.zip': zipOf({ 'c.html': a }) }) },
			['f.zip/a.html']
		],
		[
			'tools and leftovers',
			{ 'f/a.html': a, 'f/node_modules/x.html': a, 'f/.git/b.html': a, '.DS_Store': 'x' },
			['f/a.html']
		],
		['a picture', { 'shot.png': PNG }, ['shot.png']],
		['a picture without an extension', { shot: PNG }, ['shot']],
		['a folder of pictures', { 'f/2.png': PNG, 'f/in/1.png': PNG }, ['f/2.png', 'f/in/1.png']],
		['pictures beside a page in a folder', { 'f/a.html': a, 'f/1.png': PNG }, ['f/a.html']],
		[
			'a picture that a page asks for, and one that none does',
			{ '1.png': PNG, '2.png': PNG, 'a.html': page('<img src="1.png">') },
			['a.html', '2.png']
		],
		['nothing', {}, []]
	])('%s', async (_, files, names) => {
		const { documents, problems } = await readFiles(files);
		expect(problems).toEqual([]);
		expect(documents.map(({ name }) => name)).toEqual(names);
	});

	it('says that it left pages out', async () => {
		const { steps } = await onlyDocument({ 'f/index.html': a, 'f/sub/b.html': a });
		expect(steps).toContain('Left out 1 other page of the set: parts, or pages further down.');
	});

	it('takes the title of the page, else the name of its file or folder', async () => {
		const plain = '<p>no heading</p>';
		expect((await onlyDocument({ 'a.html': a })).title).toBe('T');
		expect((await onlyDocument({ 'wide.html': plain })).title).toBe('wide');
		expect((await onlyDocument({ 'f/index.html': plain })).title).toBe('f');
		expect((await onlyDocument({ 'f.zip': zipOf({ 'index.html': plain }) })).title).toBe('f');
	});

	it('keeps the file as received', async () => {
		const source = '\ufeff<p>Hello';
		const { documents } = await readFiles({ 'a.html': source });
		expect(documents[0]?.received).toEqual(Buffer.from(source));
	});
});

describe('pictures', () => {
	const make = () => sharp({ create: { width: 40, height: 30, channels: 3, background: '#963' } });
	it.each(['png', 'jpeg', 'webp', 'gif', 'avif'] as const)('%s', async (format) => {
		const bytes = await make().toFormat(format).toBuffer();
		const { documents } = await readFiles({ [`Check "out" & <b>.${format}`]: bytes });
		const [document] = documents;
		expect(document).toMatchObject({ title: 'Check "out" & <b>', medium: 'Picture only' });
		expect(document?.html).toContain(
			`<img data-vt-id="e1" src="${dataUrl(`image/${format}`, bytes)}" width="40" height="30" alt="Screenshot Check &quot;out&quot; &amp; &lt;b>">`
		);
	});

	it('is measured upright', async () => {
		const bytes = await make().jpeg().withMetadata({ orientation: 6 }).toBuffer();
		const { html } = await onlyDocument({ 'a.jpg': bytes });
		expect(html).toContain('width="30" height="40"');
	});

	it('goes by its bytes, not by its name', async () => {
		const { html } = await onlyDocument({ 'a.png': await make().webp().toBuffer() });
		expect(html).toContain('src="data:image/webp;');
	});
});

describe('what is refused, by name, without harm to the others', { timeout: 60_000 }, () => {
	const good = page('<p>good</p>');
	it.each<[what: string, files: Files, message: string, code?: string]>([
		['a PDF named as a page', { 'a.html': '%PDF-1.7\n<p>' }, 'a.html: This is a PDF, not a page.'],
		['a picture named as a page', { 'a.html': PNG }, 'a.html: This is a PNG picture, not a page.'],
		[
			'a zip named as a page',
			{ 'a.html': zipOf({ a: 'x' }) },
			'a.html: This is a zip, not a page.'
		],
		['plain text', { 'a.html': 'Just words, 1 < 2.' }, 'a.html: This is plain text, not a page.'],
		['JSON', { 'a.html': ' {"html": "<p>x</p>"}' }, 'a.html: This is JSON, not a page.'],
		['bytes', { 'a.html': '<p>\0</p>' }, 'a.html: This is not text, not a page.'],
		['white space', { 'a.html': ' \n' }, 'a.html: This is blank, not a page.'],
		['an empty file', { 'a.html': '' }, 'a.html: This file is empty.'],
		['an empty picture', { 'a.png': '' }, 'a.png: This file is empty.'],
		['an empty other', { 'a.txt': '' }, 'a.txt: This file is empty.'],
		[
			'an empty page',
			{ 'a.html': '<html><body></body></html>' },
			'a.html: The document has an empty body, so there is nothing to show.'
		],
		[
			'a page that nests without end',
			{ 'a.html': '<div>'.repeat(5000) },
			'a.html: The document nests its elements more than 1000 deep, which no page needs.'
		],
		[
			'text named as a picture',
			{ 'a.png': 'x' },
			'a.png: This is not a picture, whatever its name says. PNG, JPEG, WebP, GIF and AVIF can be brought in.'
		],
		[
			'a cut picture',
			{ 'a.png': PNG.subarray(0, 40) },
			'a.png: This picture is damaged or cut short.'
		],
		[
			'a style sheet alone',
			{ 'a.css': 'p {}' },
			'a.css: This file is no page, picture or zip, and no page asks for it.'
		],
		[
			'a drawing alone',
			{ 'a.svg': SVG },
			'a.svg: This file is no page, picture or zip, and no page asks for it.'
		],
		['a folder of nothing', { 'f/a.txt': 'x' }, 'f: There is no page and no picture in it.'],
		[
			'an archive of nothing',
			{ 'f.zip': zipOf({ 'a.txt': 'x' }) },
			'f.zip: There is no page and no picture in it.'
		],
		[
			'what is no archive',
			{ 'f.zip': 'x' },
			'f.zip: It is cut short, or not a zip at all. Pack it again.'
		],
		[
			'an archive that leads out',
			{ 'f.zip': zipOf({ '../a.html': good }) },
			'f.zip: “../a.html” leads out of the archive.',
			'import_unsafe'
		],
		[
			'a page in an archive',
			{ 'f.zip': zipOf({ 'a.html': 'words', 'b.html': good }) },
			'f.zip/a.html: This is plain text, not a page.'
		],
		[
			'a path that leads out',
			{ '../a.html': good },
			'../a.html: The path of this file leads out of its folder.',
			'import_unsafe'
		]
	])('%s', async (_, files, message, code = 'import_unreadable') => {
		const { documents, problems } = await readFiles({ ...files, 'good.html': good });
		expect(documents.map(({ name }) => name)).toContain('good.html');
		expect(problems.map((problem) => [problem.code, problem.message])).toEqual([[code, message]]);
	});

	it('takes 90 variants and no more', async () => {
		const pages = (count: number): Files =>
			Object.fromEntries(Array.from({ length: count }, (_, n) => [`${n}.html`, good]));
		expect((await readFiles(pages(90))).documents).toHaveLength(90);
		await expect(readFiles(pages(91))).rejects.toMatchObject({ code: 'import_too_large' });
	});

	it('takes so many files and bytes and no more', async () => {
		const many = Object.fromEntries(
			Array.from({ length: MAX_IMPORT_FILES + 1 }, (_, n) => [`f/${n}.txt`, ''])
		);
		await expect(readFiles(many)).rejects.toMatchObject({ code: 'import_too_large' });
		const large = { 'a.bin': Buffer.alloc(33 << 20), 'b.bin': Buffer.alloc(33 << 20) };
		await expect(readFiles(large)).rejects.toMatchObject({ code: 'import_too_large' });
	});
});
