import { describe, expect, it } from 'vitest';
import { PageFacts } from '#lib/domain/capture-facts.ts';
import { FactLog } from './fact-log.ts';
import { MAX_MESSAGES, MAX_MESSAGE_CHARS } from './limits.ts';

const quiet = (): FactLog => new FactLog(1_000_000, () => undefined);

describe('FactLog', () => {
	it('says `not measured` of what events cannot tell, and nothing is 0 that was not counted', () => {
		expect(PageFacts.parse(quiet().snapshot())).toMatchObject({
			nodes: 'not measured',
			blank: 'not measured',
			dialogs: 0,
			refusedRequests: {}
		});
	});

	it('keeps the first messages, shortened, and counts the others', () => {
		const log = quiet();
		for (let at = 0; at < MAX_MESSAGES + 3; at++)
			log.consoleError('x'.repeat(MAX_MESSAGE_CHARS + at));
		const { consoleErrors } = log.snapshot();
		expect(consoleErrors).toHaveLength(MAX_MESSAGES + 1);
		expect(consoleErrors[0]).toHaveLength(MAX_MESSAGE_CHARS);
		expect(consoleErrors[1]).toHaveLength(MAX_MESSAGE_CHARS);
		expect(consoleErrors.at(-1)).toBe('and 3 more');
	});

	it.each([
		['img-src', { image: 1 }],
		['style-src-elem', { stylesheet: 1 }],
		['connect-src', { fetch: 1 }],
		['default-src', { prefetch: 1 }],
		['base-uri', {}],
		['constructor', {}]
	])('counts what %s refused as %o', (directive, refusedRequests) => {
		const log = quiet();
		log.refusedByPolicy(directive);
		expect(log.snapshot().refusedRequests).toEqual(refusedRequests);
	});

	it('a snapshot stays as it was taken', () => {
		const log = quiet();
		const before = log.snapshot();
		log.pageError('late');
		log.refused('image');
		expect([before.pageErrors, before.refusedRequests]).toEqual([[], {}]);
	});

	it('complains once when it is too much', () => {
		let complaints = 0;
		const log = new FactLog(3, () => complaints++);
		for (const pages of [log.popup, log.dialog, log.count]) pages.call(log);
		expect(complaints).toBe(0);
		for (let at = 0; at < 5; at++) log.pageError('again');
		expect(complaints).toBe(1);
	});
});
