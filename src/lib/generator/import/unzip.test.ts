import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { makeZip, type EntryToWrite, type ZipToWrite } from '../../../../tests/support/make-zip.ts';
import { MAX_IMPORT_BYTES, MAX_IMPORT_FILES } from '#lib/domain/import.ts';
import { unzip } from './unzip.ts';

const MIB = 1024 * 1024;
const page: EntryToWrite = { name: 'index.html', content: '<h1>Hello</h1>' };
const open = (archive: Uint8Array, room = MAX_IMPORT_BYTES): Record<string, string> =>
	Object.fromEntries(
		unzip(archive, room).map(({ path, bytes }) => [path, Buffer.from(bytes).toString()])
	);

describe('unzip', { timeout: 60_000 }, () => {
	it('unpacks what is deflated and what is stored', () => {
		const archive = makeZip([page, { name: 'a/b.css', content: 'p {}', isStored: true }]);
		expect(open(archive)).toEqual({ 'index.html': '<h1>Hello</h1>', 'a/b.css': 'p {}' });
	});

	it('reads what another packer wrote', () => {
		const long = 'x'.repeat(100_000);
		const archive = zipSync({
			'a.html': Buffer.from('<p>'),
			folder: { 'ü.css': Buffer.from(long) }
		});
		expect(open(archive)).toEqual({ 'a.html': '<p>', 'folder/ü.css': long });
	});

	it.each<[what: string, entries: EntryToWrite[], options: ZipToWrite, names: string[]]>([
		['a comment', [page], { comment: 'by hand' }, ['index.html']],
		['nothing', [], {}, []],
		['an empty file', [{ name: 'a.txt' }, { name: 'b', isStored: true }], {}, ['a.txt', 'b']],
		['folders', [{ name: 'a/', mode: 0o040755, isStored: true }, page], {}, ['index.html']],
		['a name with a dot', [{ name: './a/./b.html', content: 'x' }], {}, ['a/b.html']],
		['dots that are no step up', [{ name: 'a..b/c...html' }], {}, ['a..b/c...html']],
		[
			'what systems leave lying about',
			[
				{ name: '__MACOSX/._index.html', content: 'x' },
				{ name: 'a/.DS_Store' },
				{ name: '.git/config' },
				{ name: 'Thumbs.db' },
				page
			],
			{},
			['index.html']
		],
		['a mode that is not Unix', [{ ...page, host: 0, mode: 0o120777 }], {}, ['index.html']],
		[
			'a name in an old alphabet',
			[{ name: Buffer.from([0x66, 0x81, 0x72]), flags: 0 }],
			{},
			['f\x81r']
		]
	])('takes %s', (_, entries, options, names) => {
		expect(Object.keys(open(makeZip(entries, options)))).toEqual(names);
	});

	const evil = (name: string): EntryToWrite[] => [page, { name, content: 'x' }];
	it.each<[what: string, code: string, word: string, archive: () => Uint8Array]>([
		['a step up', 'import_unsafe', '../evil', () => makeZip(evil('../evil'))],
		['a step up inside', 'import_unsafe', 'a/../../b', () => makeZip(evil('a/../../b'))],
		['an absolute path', 'import_unsafe', '/etc/passwd', () => makeZip(evil('/etc/passwd'))],
		['a drive', 'import_unsafe', 'C:evil', () => makeZip(evil('C:evil'))],
		['a backslash', 'import_unsafe', 'a\\b', () => makeZip(evil('a\\b'))],
		['a zero byte', 'import_unsafe', 'a?b', () => makeZip(evil('a\0b'))],
		['no name', 'import_unsafe', '“”', () => makeZip(evil(''))],
		[
			'a link',
			'import_unsafe',
			'“link” is a link',
			() => makeZip([page, { name: 'link', content: '/etc/passwd', mode: 0o120777 }])
		],
		[
			'a link written on a Mac',
			'import_unsafe',
			'link',
			() => makeZip([{ name: 'link', content: '/', mode: 0o120755, host: 19 }])
		],
		['a device', 'import_unsafe', 'tty', () => makeZip([{ name: 'tty', mode: 0o020666 }])],
		['a name twice', 'import_unsafe', 'index.html', () => makeZip([page, page])],
		[
			'files that share their bytes',
			'import_unsafe',
			'overlaps',
			() => makeZip([page, { name: 'b', content: page.content ?? '', at: 0 }])
		],
		['a locked file', 'import_unreadable', 'encrypted', () => makeZip([{ ...page, flags: 1 }])],
		[
			'a locked list',
			'import_unreadable',
			'encrypted',
			() => makeZip([{ ...page, flags: 0x2000 }])
		],
		[
			'an unknown packing',
			'import_unreadable',
			'index.html',
			() => makeZip([{ ...page, method: 93 }])
		],
		['a wrong checksum', 'import_unreadable', 'damaged', () => makeZip([{ ...page, crc: 1 }])],
		[
			'bytes that are not deflated',
			'import_unreadable',
			'index.html',
			() => makeZip([{ ...page, data: Buffer.from('\xff\xff\xff\xff', 'latin1') }])
		],
		[
			'deflated bytes that are cut',
			'import_unreadable',
			'index.html',
			() => makeZip([{ ...page, data: Buffer.from('\x4b', 'latin1') }])
		],
		['nothing at all', 'import_unreadable', 'zip', () => new Uint8Array()],
		['text', 'import_unreadable', 'zip', () => Buffer.from('PK is not enough')],
		['a cut end', 'import_unreadable', 'cut short', () => makeZip([page]).subarray(0, -5)],
		['a cut beginning', 'import_unreadable', 'list', () => makeZip([page]).subarray(9)],
		['a list too short', 'import_unreadable', 'list', () => makeZip([page], { count: 2 })],
		[
			'bytes from elsewhere',
			'import_unreadable',
			'index.html',
			() => makeZip([{ ...page, at: 7 }])
		],
		[
			'20,000 files',
			'import_too_large',
			'2,000 files',
			() => makeZip(Array.from({ length: 20_000 }, (_, n) => ({ name: `${n}`, isStored: true })))
		]
	])('refuses %s', (_, code, word, archive) => {
		const thrown = caught(() => open(archive()));
		expect(thrown).toMatchObject({ code });
		expect(thrown.message).toContain(word);
	});

	it('takes as many files as there may be', () => {
		const entries = Array.from({ length: MAX_IMPORT_FILES }, (_, n) => ({ name: `${n}` }));
		expect(Object.keys(open(makeZip(entries)))).toHaveLength(MAX_IMPORT_FILES);
	});
});

describe('bombs', { timeout: 60_000 }, () => {
	const zeros = (bytes: number): Buffer => Buffer.alloc(bytes);
	it.each<[what: string, code: string, entries: () => EntryToWrite[]]>([
		['shrinks a thousandfold', 'import_unsafe', () => [{ name: 'bomb', content: zeros(4 * MIB) }]],
		[
			'says that it is small',
			'import_unsafe',
			() => [{ name: 'bomb', content: zeros(4 * MIB), claims: 10 }]
		],
		[
			'is one file over 20 MiB',
			'import_too_large',
			() => [{ name: 'bomb', content: zeros(21 * MIB), isStored: true }]
		],
		[
			'is over 64 MiB in all',
			'import_too_large',
			() =>
				Array.from({ length: 5 }, (_, n) => ({
					name: `bomb-${n}`,
					content: zeros(15 * MIB),
					isStored: true
				}))
		]
	])('refuses one that %s', (_, code, entries) => {
		const thrown = caught(() => open(makeZip(entries())));
		expect(thrown).toMatchObject({ code });
		expect(thrown.message).toContain('bomb');
	});

	it('counts against the room that is left, not against a room of its own', () => {
		const archive = makeZip([
			{ name: 'a', content: 'x'.repeat(100) },
			{ name: 'b', content: 'yy' }
		]);
		expect(Object.keys(open(archive, 102))).toEqual(['a', 'b']);
		expect(caught(() => open(archive, 101))).toMatchObject({ code: 'import_too_large' });
	});

	it('lets a page through that repeats itself below a mebibyte', () => {
		expect(open(makeZip([{ name: 'a', content: zeros(MIB) }]))).toHaveProperty('a');
	});
});

function caught(work: () => unknown): Error {
	try {
		work();
	} catch (thrown) {
		if (thrown instanceof Error) return thrown;
	}
	throw new Error('Nothing was refused.');
}
