import { describe, expect, it } from 'vitest';
import { invariant, isErrorCode, toVitrineError, VitrineError, type ErrorCode } from './errors.ts';

const TABLE: [ErrorCode, status: number, exit: number][] = [
	['brief_empty', 400, 2],
	['brief_too_large', 413, 2],
	['count_out_of_range', 400, 2],
	['not_found', 404, 2],
	['conflict', 409, 2],
	['forbidden_host', 403, 2],
	['provider_key', 502, 1],
	['provider_idle', 504, 1],
	['reply_refused', 502, 1],
	['browser_missing', 503, 1],
	['workspace_newer', 500, 2],
	['cancelled', 409, 130],
	['internal', 500, 1]
];

describe('the table of errors', () => {
	it.each(TABLE)('%s is status %i and exit %i', (code, status, exit) => {
		const error = new VitrineError(code, 'It happened.');
		expect([error.status, error.exitCode]).toEqual([status, exit]);
		expect(isErrorCode(code)).toBe(true);
	});

	it.each(['', 'toString', '__proto__', 'NOT_FOUND', 'unheard_of'])(
		'does not know “%s”',
		(code) => {
			expect(isErrorCode(code)).toBe(false);
		}
	);
});

describe('an error', () => {
	it('says what happened and the way out', () => {
		const error = new VitrineError('port_taken', 'Port 1 is taken.', {
			fix: 'Use another.',
			field: 'port',
			line: 3
		});
		expect(error).toMatchObject({
			sentence: 'Port 1 is taken. Use another.',
			field: 'port',
			line: 3
		});
		expect(new VitrineError('internal', 'No way out.').sentence).toBe('No way out.');
	});

	it('of ours stays itself, and any other becomes internal with a bland message', () => {
		const ours = new VitrineError('conflict', 'Twice.');
		expect(toVitrineError(ours)).toBe(ours);
		for (const thrown of [new Error('secret sk-1'), 'text', null, { code: 'EACCES' }]) {
			const error = toVitrineError(thrown);
			expect(error).toMatchObject({ code: 'internal', cause: thrown });
			expect(error.sentence).not.toContain('secret');
		}
	});
});

describe('an invariant', () => {
	it('throws what does not hold, and is no VitrineError', () => {
		expect(() => invariant(0, 'there is one')).toThrow('Invariant broken: there is one');
		expect(() => invariant(0, 'there is one')).not.toThrow(VitrineError);
		expect(() => invariant('x', 'there is one')).not.toThrow();
	});
});
