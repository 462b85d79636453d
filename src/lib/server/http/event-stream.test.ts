import { describe, expect, it } from 'vitest';
import type { RoundMessage } from '../pipeline/watch-round.ts';
import { eventStream, lastEventId } from './event-stream.ts';

async function* story(): AsyncGenerator<RoundMessage> {
	const event = {
		roundId: 'r_1',
		seq: 7,
		type: 'round.started',
		variantId: null,
		data: { a: 'x\ny' },
		at: 1
	} as const;
	yield { kind: 'event', event };
	yield { kind: 'progress', variants: [{ id: 'v_1', chars: 12 }] };
	yield { kind: 'alive' };
	await Promise.resolve();
}

describe('eventStream', () => {
	it('writes events with an id, gauges without one, and comments', async () => {
		const response = eventStream(story);
		expect(response.headers.get('content-type')).toBe('text/event-stream');
		expect(await response.text()).toBe(
			'retry: 1000\n\n' +
				'id: 7\nevent: round.started\ndata: {"roundId":"r_1","seq":7,"type":"round.started","variantId":null,"data":{"a":"x\\ny"},"at":1}\n\n' +
				'event: progress\ndata: [{"id":"v_1","chars":12}]\n\n' +
				': still here\n\n'
		);
	});

	it('ends the watch when the reader goes away', async () => {
		let isOver = false;
		const response = eventStream(async function* (signal) {
			try {
				while (!signal.aborted) {
					yield { kind: 'alive' };
					await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
				}
			} finally {
				isOver = true;
			}
		});
		const reader = response.body?.getReader();
		await reader?.read();
		await reader?.read();
		await reader?.cancel();
		expect(isOver).toBe(true);
	});
});

describe('lastEventId', () => {
	const asked = (value: string | null) =>
		lastEventId(
			new Request('http://x/', value === null ? {} : { headers: { 'last-event-id': value } })
		);

	it.each([
		[null, null],
		['0', 0],
		['17', 17]
	])('reads %s as %s', (value, expected) => {
		expect(asked(value)).toBe(expected);
	});

	it.each(['', 'x', '-1', '1.5', '99999999999'])('refuses “%s”', (value) => {
		expect(() => asked(value)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
	});
});
