/** Files to bring in, as a person would have them. */
import sharp from 'sharp';
import { expect } from 'vitest';
import { stripIds } from '#lib/generator/document.ts';
import { readImport, type ImportReading } from '#lib/generator/import/read-import.ts';
import { makeZip } from './make-zip.ts';

/** Path → content. */
export type Files = Record<string, string | Uint8Array>;

export const bytesOf = (content: string | Uint8Array): Buffer =>
	typeof content === 'string'
		? Buffer.from(content)
		: Buffer.from(content.buffer, content.byteOffset, content.length);

export const zipOf = (files: Files): Buffer =>
	makeZip(Object.entries(files).map(([name, content]) => ({ name, content })));

export const page = (body: string, head = ''): string =>
	`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>T</title>${head}</head><body>${body}</body></html>`;

export const dataUrl = (type: string, content: string | Uint8Array): string =>
	`data:${type};base64,${bytesOf(content).toString('base64')}`;

export const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>';
export const PNG = await sharp({
	create: { width: 3, height: 2, channels: 3, background: '#336699' }
})
	.png()
	.toBuffer();

export const readFiles = (files: Files): Promise<ImportReading> =>
	readImport(Object.entries(files).map(([path, content]) => ({ path, bytes: bytesOf(content) })));

/** The one document that comes of these files, without ids. */
export async function onlyDocument(
	files: Files
): Promise<{ html: string; steps: string[]; title: string }> {
	const { documents, problems } = await readFiles(files);
	expect(problems).toEqual([]);
	expect(documents).toHaveLength(1);
	const [document] = documents;
	return {
		html: stripIds(document?.html ?? ''),
		steps: document?.steps ?? [],
		title: document?.title ?? ''
	};
}
