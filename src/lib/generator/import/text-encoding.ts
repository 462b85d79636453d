/** Bytes of a page or a style sheet as text, whatever they were written in. */

export interface DecodedText {
	text: string;
	/** As the standard names it: `utf-8`, `utf-16le`, `windows-1252` … */
	encoding: string;
	/** What was done beyond reading UTF-8, as sentences. */
	steps: string[];
}

/** A declaration further down is not looked for: browsers give up there too. */
const PRESCAN_BYTES = 4096;
const META = /<meta[^>]+charset\s*=\s*["']?\s*([\w:.-]+)/i;
const AT_CHARSET = /^@charset "([\w:.-]+)";/;

const MARKS: [encoding: string, mark: number[]][] = [
	['utf-8', [0xef, 0xbb, 0xbf]],
	['utf-16le', [0xff, 0xfe]],
	['utf-16be', [0xfe, 0xff]]
];

/** By its byte order mark, else by what it declares, else UTF-8; and windows-1252 where it is not that. */
export function decodeText(bytes: Uint8Array): DecodedText {
	const marked = MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))?.[0];
	const known = marked ?? unmarkedUtf16(bytes);
	if (known !== undefined) return told(known, new TextDecoder(known).decode(bytes));
	const declared = declaredEncoding(bytes);
	if (declared !== 'utf-8') return told(declared, decodeAs(declared, bytes));
	try {
		return told('utf-8', new TextDecoder('utf-8', { fatal: true }).decode(bytes));
	} catch {
		const { text, encoding } = told('windows-1252', decodeAs('windows-1252', bytes));
		const steps = ['Was not UTF-8; read as windows-1252 and turned into UTF-8.'];
		return { text, encoding, steps };
	}
}

function told(encoding: string, text: string): DecodedText {
	const steps =
		encoding === 'utf-8' ? [] : [`Was written in ${encoding.toUpperCase()}; turned into UTF-8.`];
	return { text, encoding, steps };
}

/** Two-byte text without a mark: every other byte of its first tag is nothing. */
function unmarkedUtf16(bytes: Uint8Array): string | undefined {
	const [a, b, c, d] = bytes;
	if (a === 0x3c && b === 0 && c !== 0 && d === 0) return 'utf-16le';
	if (a === 0 && b === 0x3c && c === 0 && d !== 0) return 'utf-16be';
	return undefined;
}

function declaredEncoding(bytes: Uint8Array): string {
	const head = Buffer.from(bytes.subarray(0, PRESCAN_BYTES)).toString('latin1');
	const label = (AT_CHARSET.exec(head) ?? META.exec(head))?.[1];
	if (label === undefined) return 'utf-8';
	try {
		const { encoding } = new TextDecoder(label);
		// Two-byte text could not have declared itself in single bytes.
		return encoding.startsWith('utf-16') ? 'utf-8' : encoding;
	} catch {
		return 'utf-8';
	}
}

/** The characters of windows-1252 from 0x80 to 0x9f. */
const C1 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

function decodeAs(encoding: string, bytes: Uint8Array): string {
	const text = new TextDecoder(encoding).decode(bytes);
	if (encoding !== 'windows-1252') return text;
	// Some versions of Node decode it as plain Latin-1, without the quotes and dashes.
	return text.replaceAll(/[\x80-\x9f]/g, (char) => C1[char.charCodeAt(0) - 0x80] ?? char);
}
