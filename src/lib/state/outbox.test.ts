import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId } from '#lib/domain/ids.ts';
import { readMarkSending, type MarkSending } from './mark-sending.ts';
import { Outbox, type Outcome } from './outbox.ts';
import type { Shelf } from './storage.ts';

class MemoryShelf implements Shelf {
	#map = new Map<string, string>();
	get length(): number {
		return this.#map.size;
	}
	key(index: number): string | null {
		return [...this.#map.keys()][index] ?? null;
	}
	getItem(key: string): string | null {
		return this.#map.get(key) ?? null;
	}
	setItem(key: string, value: string): void {
		this.#map.set(key, value);
	}
	removeItem(key: string): void {
		this.#map.delete(key);
	}
}

const put = (): MarkSending => ({
	kind: 'put',
	reviewer: 'Ann',
	batch: newId('batch'),
	marks: [{ variantId: newId('variant'), stars: 2 }]
});

/** What is sent, to a server that can be cut off. */
class Wire {
	sent: MarkSending[] = [];
	outcome: Outcome<void>['kind'] = 'answered';
	send = async (sending: MarkSending): Promise<Outcome<void>> => {
		this.sent.push(sending);
		if (this.outcome === 'refused') return { kind: 'refused', code: 'not_found', message: 'No.' };
		if (this.outcome === 'unreachable') return { kind: 'unreachable' };
		return { kind: 'answered', answer: undefined };
	};
}

describe('the outbox', () => {
	let shelf: MemoryShelf;
	let wire: Wire;
	let settled: [string, Outcome<void>['kind']][];
	const open = (kept: Shelf | null = shelf) =>
		new Outbox({
			prefix: 'vitrine:outbox:b_1:',
			shelf: kept,
			read: readMarkSending,
			send: wire.send,
			onSettled: ({ batch }, { kind }) => settled.push([batch, kind])
		});
	beforeEach(() => {
		vi.useFakeTimers();
		[shelf, wire, settled] = [new MemoryShelf(), new Wire(), []];
	});
	afterEach(() => void vi.useRealTimers());
	const settle = () => vi.advanceTimersByTimeAsync(0);

	it('sends one after the other, in order, and keeps nothing of what was answered', async () => {
		const outbox = open();
		const all = [put(), put(), put()];
		for (const sending of all) outbox.add(sending);
		expect(shelf.length).toBe(3);
		await settle();
		expect(wire.sent).toEqual(all);
		expect([outbox.waiting.length, shelf.length]).toEqual([0, 0]);
	});

	it('tries again, ever less often, until there is an answer, and then sends all', async () => {
		wire.outcome = 'unreachable';
		const outbox = open();
		const all = [put(), put()];
		for (const sending of all) outbox.add(sending);
		await vi.advanceTimersByTimeAsync(60_000);
		expect(wire.sent.length).toBeGreaterThan(5);
		expect(wire.sent.length).toBeLessThan(15);
		expect(outbox.waiting).toEqual(all);
		wire.outcome = 'answered';
		await vi.advanceTimersByTimeAsync(15_000);
		expect([outbox.waiting.length, shelf.length]).toEqual([0, 0]);
		expect(wire.sent.slice(-2)).toEqual(all);
	});

	it('is taken over by the next visit, in order, and by that brief alone', async () => {
		wire.outcome = 'unreachable';
		const first = open();
		const act = put();
		const all: MarkSending[] = [
			act,
			put(),
			{ kind: 'retract', batch: act.batch, reviewer: act.reviewer }
		];
		for (const sending of all) first.add(sending);
		await settle();
		first.close();
		shelf.setItem('vitrine:outbox:b_2:000-x', JSON.stringify(put()));
		shelf.setItem('vitrine:outbox:b_1:zzz', 'not what we put there');
		wire.outcome = 'answered';
		wire.sent = [];
		const next = open();
		expect(next.waiting).toEqual(all);
		await next.flush();
		expect(wire.sent).toEqual(all);
		expect(shelf.length).toBe(2);
	});

	it('drops what is refused, says so, and goes on', async () => {
		wire.outcome = 'refused';
		const outbox = open();
		const [one, other] = [put(), put()];
		outbox.add(one);
		await settle();
		wire.outcome = 'answered';
		outbox.add(other);
		await settle();
		expect(settled).toEqual([
			[one.batch, 'refused'],
			[other.batch, 'answered']
		]);
		expect(shelf.length).toBe(0);
	});

	it('works where the browser keeps nothing', async () => {
		const full: Shelf = Object.assign(new MemoryShelf(), {
			setItem: () => {
				throw new DOMException('full', 'QuotaExceededError');
			}
		});
		for (const kept of [null, full]) {
			wire.sent = [];
			const outbox = open(kept);
			outbox.add(put());
			await settle();
			expect([wire.sent.length, outbox.waiting.length]).toEqual([1, 0]);
		}
	});
});
