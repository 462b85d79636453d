import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { VitrineError } from '#lib/domain/errors.ts';
import { stripIds } from './document.ts';
import { nextStep } from './follow-up.ts';
import { findPage, MAX_REPLY_BYTES, readReply } from './reply.ts';

const FIXTURES = join(import.meta.dirname, '../../../tests/fixtures/replies');

const Expected = z.strictObject({
	about: z.string(),
	finish: z.enum(['stop', 'length', 'refusal', 'unknown']),
	/** Either an error, with words of it … */
	error: z.string().optional(),
	says: z.string().optional(),
	/** … or what the document is, holds and lacks, and how it was come by. */
	title: z.string().optional(),
	medium: z.string().nullable().optional(),
	contains: z.array(z.string()).default([]),
	lacks: z.array(z.string()).default([]),
	steps: z.array(z.string()).default([]),
	/** What a model would be asked for next, where the reply is not the last word. */
	asks: z.enum(['continue', 'complete']).optional()
});

const cases = readdirSync(FIXTURES).map((name) => {
	const folder = join(FIXTURES, name);
	const expected = Expected.parse(JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')));
	return { name, reply: readFileSync(join(folder, 'reply.txt'), 'utf8'), expected };
});

describe('readReply', () => {
	it.each(cases)('$name: $expected.about', ({ reply, expected }) => {
		if (expected.error) {
			const error = errorOf(() => readReply(reply, expected.finish));
			expect(error.code).toBe(expected.error);
			expect(error.message).toContain(expected.says ?? '');
			return;
		}
		const read = readReply(reply, expected.finish);
		expect(read).toMatchObject({
			title: expected.title,
			medium: expected.medium,
			steps: expected.steps
		});
		for (const part of expected.contains) expect(read.html).toContain(part);
		for (const part of expected.lacks) expect(read.html).not.toContain(part);
		expect(read.html).toMatch(/^<!doctype html>/i);
		expect(stripIds(read.html)).not.toMatch(/<[^>]* data-vt-id=/);
		expect(readReply(read.html, 'stop').html).toBe(read.html);
	});

	it.each(cases.filter(({ expected }) => expected.error === undefined))(
		'$name leads to a document, or to one more question',
		({ reply, expected }) => {
			const step = nextStep([{ purpose: 'build', text: reply, finish: expected.finish }]);
			expect(step.kind).toBe(expected.asks === undefined ? 'read' : 'ask');
			if (step.kind === 'ask') expect(step.purpose).toBe(expected.asks);
		}
	);

	it('refuses a reply past the limit', () => {
		const endless = `<!doctype html><title>x</title><p>${'x'.repeat(MAX_REPLY_BYTES)}`;
		expect(errorOf(() => readReply(endless, 'stop')).code).toBe('reply_too_large');
	});

	it('takes a page with a picture of many megabytes in it', () => {
		const picture = 'A'.repeat(2 * 1024 * 1024);
		const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Big</title></head><body><img alt="" src="data:image/png;base64,${picture}"></body></html>`;
		expect(readReply(`\`\`\`html\n${page}\n\`\`\``, 'stop').html).toHaveLength(
			page.length + ' data-vt-id="e1"'.length
		);
	});

	it('takes a page of almost twenty megabytes, and ends there', () => {
		const page = (bytes: number) =>
			`<!doctype html><title>x</title><p>${'y'.repeat(bytes)}</p></body></html>`;
		const room = MAX_REPLY_BYTES - page(0).length;
		expect(findPage(page(room), 'stop').html).toHaveLength(MAX_REPLY_BYTES);
		expect(errorOf(() => findPage(page(room + 1), 'stop')).code).toBe('reply_too_large');
	});

	it('refuses a page that nests too deep to be parsed', () => {
		const deep = `<!doctype html><title>x</title>${'<div>'.repeat(200_000)}`;
		expect(errorOf(() => readReply(deep, 'stop'))).toMatchObject({ code: 'reply_no_document' });
	});
});

function errorOf(work: () => unknown): VitrineError {
	try {
		work();
	} catch (error) {
		if (error instanceof VitrineError) return error;
		throw error;
	}
	throw new Error('Nothing was thrown.');
}
