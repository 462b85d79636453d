import { describe, expect, it } from 'vitest';
import { VitrineError } from '#lib/domain/errors.ts';
import { Lifeline, seconds } from './lifeline.ts';

const NEVER = new Promise<never>(() => undefined);
const REASON = new VitrineError('cancelled', 'Enough.');

describe('Lifeline', () => {
	it('hands on an answer', async () => {
		expect(await new Lifeline().ask(Promise.resolve(7), 1_000)).toBe(7);
	});

	it('gives up waiting, in the words it was given or its own', async () => {
		const late = new VitrineError('capture_timeout', 'Too late.');
		await expect(new Lifeline().ask(NEVER, 1, late)).rejects.toBe(late);
		await expect(new Lifeline().ask(NEVER, 1)).rejects.toMatchObject({ code: 'capture_timeout' });
	});

	it('ends what is waited for and what comes later with the first reason', async () => {
		const life = new Lifeline();
		const waiting = life.ask(NEVER, 60_000);
		life.end(REASON);
		life.end(new VitrineError('capture_crashed', 'Not this one.'));
		await expect(waiting).rejects.toBe(REASON);
		await expect(life.ask(NEVER, 60_000)).rejects.toBe(REASON);
	});

	it('prefers the reason to the broken call that came before it', async () => {
		const life = new Lifeline();
		const broken = life.ask(Promise.reject(new Error('Target closed')), 60_000);
		setTimeout(() => life.end(REASON), 5);
		await expect(broken).rejects.toBe(REASON);
	});

	it('a broken call without a reason is a crash, with the cause kept', async () => {
		const cause = new Error('Target closed');
		await expect(new Lifeline().ask(Promise.reject(cause), 60_000)).rejects.toMatchObject({
			code: 'capture_crashed',
			cause
		});
	});
});

describe('seconds', () => {
	it.each([
		[15_000, '15 s'],
		[2_500, '2.5 s'],
		[40, '0 s']
	])('%d ms are %s', (ms, words) => {
		expect(seconds(ms)).toBe(words);
	});
});
