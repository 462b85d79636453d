import { describe, expect, it } from 'vitest';
import { onlyDocument } from '../../../../tests/support/import-files.ts';

describe('encodings', () => {
	const said = 'Käse „–“ €';
	const latin = Buffer.from('K\xe4se \x84\x96\x93 \x80', 'latin1');
	const wrap = (charset: string, text: Buffer): Buffer =>
		Buffer.concat([Buffer.from(`<meta charset="${charset}"><title>T</title><h1>`), text]);
	const utf16 = Buffer.from(`\ufeff<meta charset="utf-16"><title>T</title><h1>${said}`, 'utf16le');
	it.each<[what: string, bytes: Buffer, steps: string[]]>([
		['UTF-8', wrap('utf-8', Buffer.from(said)), []],
		[
			'UTF-8 with a mark',
			Buffer.concat([Buffer.from('\ufeff'), wrap('utf-8', Buffer.from(said))]),
			[]
		],
		[
			'windows-1252',
			wrap('windows-1252', latin),
			['Was written in WINDOWS-1252; turned into UTF-8.']
		],
		['latin1', wrap('ISO-8859-1', latin), ['Was written in WINDOWS-1252; turned into UTF-8.']],
		[
			'what is not said',
			wrap('nonsense', latin),
			['Was not UTF-8; read as windows-1252 and turned into UTF-8.']
		],
		[
			'a false claim',
			wrap('utf-8', latin),
			['Was not UTF-8; read as windows-1252 and turned into UTF-8.']
		],
		['UTF-16', utf16, ['Was written in UTF-16LE; turned into UTF-8.']],
		[
			'UTF-16 the other way',
			Buffer.from(utf16).swap16(),
			['Was written in UTF-16BE; turned into UTF-8.']
		],
		['UTF-16 without a mark', utf16.subarray(2), ['Was written in UTF-16LE; turned into UTF-8.']]
	])('%s', async (_, bytes, steps) => {
		const document = await onlyDocument({ 'a.html': bytes });
		expect(document.html).toContain(`<h1>${said}`);
		expect(document.html.match(/<meta charset="[^"]*">/g)).toEqual(['<meta charset="utf-8">']);
		expect(document.steps.filter((step) => step.startsWith('Was '))).toEqual(steps);
	});

	it('reads a declaration of the old kind, and other alphabets', async () => {
		const head = '<meta http-equiv="Content-Type" content="text/html; charset=shift_jis"><h1>';
		const bytes = Buffer.concat([Buffer.from(head), Buffer.from([0x93, 0xfa, 0x96, 0x7b])]);
		const { html } = await onlyDocument({ 'a.html': bytes });
		expect(html).toContain('<meta charset="utf-8"><h1>日本');
	});
});
