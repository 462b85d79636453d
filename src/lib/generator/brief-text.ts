/** From the bytes of a brief file to clean text: encoding, size and line endings. */
import { MAX_BRIEF_BYTES } from '#lib/domain/brief.ts';
import { VitrineError } from '#lib/domain/errors.ts';
import { lineAt } from './line-numbers.ts';

const REPLACEMENT = '\ufffd';
const SAVE_AS_TEXT = 'Save it as plain text in UTF-8.';

/**
 * The text of a brief, without byte order mark and with `\n` line endings.
 * @throws VitrineError `brief_empty`, `brief_too_large`, `brief_not_text`
 */
export function decodeBrief(source: string | Uint8Array, subject: string): string {
	// UTF-16 takes up to twice the bytes of the same text in UTF-8, so the first check is the looser one.
	if (typeof source !== 'string' && source.length > 2 * MAX_BRIEF_BYTES + 2) {
		throw tooLarge(subject, source.length);
	}
	const decoded = typeof source === 'string' ? source : decodeBytes(source, subject);
	const text = decoded.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
	const bytes = new TextEncoder().encode(decoded).length;
	if (bytes > MAX_BRIEF_BYTES) throw tooLarge(subject, bytes);
	if (text === '') {
		throw new VitrineError('brief_empty', `${subject} is empty.`, {
			fix: 'Write what the feature is for, in a sentence or more.'
		});
	}
	const nul = text.indexOf('\0');
	if (nul !== -1) {
		const line = lineAt(text, nul);
		throw new VitrineError(
			'brief_not_text',
			`${subject} has a NUL byte on line ${line}, so it is not a text file.`,
			{
				line,
				fix: SAVE_AS_TEXT
			}
		);
	}
	if (text.trim() === '') {
		throw new VitrineError('brief_empty', `${subject} holds only white space.`, {
			fix: 'Write what the feature is for, in a sentence or more.'
		});
	}
	return text;
}

function decodeBytes(bytes: Uint8Array, subject: string): string {
	const encoding = encodingOf(bytes);
	try {
		return new TextDecoder(encoding, { fatal: true }).decode(bytes);
	} catch {
		// A fatal decoder does not say where it stopped; a lenient one leaves a mark there.
		const lenient = new TextDecoder(encoding).decode(bytes).replace(/\r\n?/g, '\n');
		const line = lineAt(lenient, Math.max(0, lenient.indexOf(REPLACEMENT)));
		throw new VitrineError(
			'brief_not_text',
			`${subject} is not ${encoding.toUpperCase()} text: line ${line} has bytes that are no character.`,
			{ line, fix: SAVE_AS_TEXT }
		);
	}
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
	return 'utf-8';
}

function tooLarge(subject: string, bytes: number): VitrineError {
	return new VitrineError(
		'brief_too_large',
		`${subject} is ${readableSize(bytes)}; the limit is 256 KiB.`,
		{
			fix: 'Keep the purpose and a sample of the data, and leave the rest out.'
		}
	);
}

/** `5.0 MiB`, `300 KiB`; rounded up, so that what is over a limit never reads as equal to it. */
function readableSize(bytes: number): string {
	const mebibytes = bytes / (1024 * 1024);
	if (mebibytes >= 1) return `${(Math.ceil(mebibytes * 10) / 10).toFixed(1)} MiB`;
	return `${Math.ceil(bytes / 1024)} KiB`;
}
