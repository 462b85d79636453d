/** What a file is, by its first bytes and by its name. */
import { extensionOf } from './paths.ts';

const latin1 = (bytes: Uint8Array, start: number, end: number): string =>
	Buffer.from(bytes.subarray(start, end)).toString('latin1');

/** `image/png` of a picture that can be a variant by itself; null of anything else. */
export function pictureType(bytes: Uint8Array): string | null {
	const head = latin1(bytes, 0, 32);
	if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
	if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
	if (/^GIF8[79]a/.test(head)) return 'image/gif';
	if (/^RIFF[^]{4}WEBP/.test(head)) return 'image/webp';
	if (/^[^]{4}ftyp(?:avif|avis|[^]{8,}avif)/.test(head)) return 'image/avif';
	return null;
}

/** Words for files that are often taken for pages. */
export function describeOther(bytes: Uint8Array): string | null {
	const head = latin1(bytes, 0, 8);
	if (head.startsWith('%PDF-')) return 'a PDF';
	if (isZip(bytes)) return 'a zip';
	const picture = pictureType(bytes);
	return picture === null ? null : `a ${picture.replace('image/', '').toUpperCase()} picture`;
}

export function isZip(bytes: Uint8Array): boolean {
	return ['PK\x03\x04', 'PK\x05\x06'].includes(latin1(bytes, 0, 4));
}

const TYPES: Record<string, string> = {
	png: 'image/png',
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
	gif: 'image/gif',
	webp: 'image/webp',
	avif: 'image/avif',
	svg: 'image/svg+xml',
	ico: 'image/x-icon',
	bmp: 'image/bmp',
	woff2: 'font/woff2',
	woff: 'font/woff',
	ttf: 'font/ttf',
	otf: 'font/otf',
	eot: 'application/vnd.ms-fontobject',
	mp4: 'video/mp4',
	m4v: 'video/mp4',
	webm: 'video/webm',
	ogv: 'video/ogg',
	mov: 'video/quicktime',
	mp3: 'audio/mpeg',
	m4a: 'audio/mp4',
	wav: 'audio/wav',
	ogg: 'audio/ogg'
};

/** The media type to write in front of a file's bytes. A picture is what its bytes are, whatever it is named. */
export function mediaTypeOf(path: string, bytes: Uint8Array): string {
	return pictureType(bytes) ?? TYPES[extensionOf(path)] ?? 'application/octet-stream';
}
