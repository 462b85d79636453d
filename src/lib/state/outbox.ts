/** What is on its way to the server. Each is kept in the browser's storage until it is answered, so that a reload, a crash or a moment offline loses none. */
import { ApiError } from './api.ts';
import type { Shelf } from './storage.ts';

/** What became of one: an answer; no answer, which is tried again; or a refusal, which is final. */
export type Outcome<Answer> =
	| { kind: 'answered'; answer: Answer }
	| { kind: 'unreachable' }
	| { kind: 'refused'; code: string; message: string };

interface OutboxOptions<Sending, Answer> {
	/** Of the keys under which they are kept, and of no other outbox. */
	prefix: string;
	/** Null where the browser keeps nothing. */
	shelf: Shelf | null;
	/** What was kept, as it was; null for what somebody else has put there. */
	read: (kept: unknown) => Sending | null;
	/** Sending the same twice must change nothing. */
	send: (sending: Sending) => Promise<Outcome<Answer>>;
	onSettled: (sending: Sending, outcome: Outcome<Answer>) => void;
}

interface Item<Sending> {
	key: string;
	sending: Sending;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

export class Outbox<Sending, Answer> {
	#options: OutboxOptions<Sending, Answer>;
	/** Tells two tabs apart that put something in at the same moment. */
	#tab = Math.random().toString(36).slice(2, 8);
	#items: Item<Sending>[];
	#isSending = false;
	#waitMs = FIRST_WAIT_MS;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#count = 0;

	/** Takes over what an earlier visit, or another tab, has not got through. */
	constructor(options: OutboxOptions<Sending, Answer>) {
		this.#options = options;
		this.#items = this.#left();
	}

	/** What waits, oldest first. */
	get waiting(): readonly Sending[] {
		return this.#items.map(({ sending }) => sending);
	}

	/** Puts one at the end of the line. */
	add(sending: Sending): void {
		const at = Date.now().toString().padStart(15, '0');
		const count = (this.#count++).toString().padStart(6, '0');
		const key = `${this.#options.prefix}${at}-${count}-${this.#tab}`;
		this.#items.push({ key, sending });
		this.#keep(key, JSON.stringify(sending));
		void this.flush();
	}

	/** Sends all that waits, one after the other; tries again later where there is no answer. */
	async flush(): Promise<void> {
		if (this.#isSending) return;
		this.#isSending = true;
		clearTimeout(this.#timer);
		for (let item = this.#items[0]; item; item = this.#items[0]) {
			const outcome = await this.#options.send(item.sending);
			if (outcome.kind === 'unreachable') {
				this.#timer = setTimeout(() => void this.flush(), this.#waitMs);
				this.#waitMs = Math.min(2 * this.#waitMs, LONGEST_WAIT_MS);
				this.#options.onSettled(item.sending, outcome);
				break;
			}
			this.#waitMs = FIRST_WAIT_MS;
			this.#items.shift();
			this.#drop(item.key);
			this.#options.onSettled(item.sending, outcome);
		}
		this.#isSending = false;
	}

	/** Stops trying; what waits is kept for the next visit. */
	close(): void {
		clearTimeout(this.#timer);
	}

	#left(): Item<Sending>[] {
		const { shelf, prefix } = this.#options;
		if (!shelf) return [];
		return Array.from({ length: shelf.length }, (_, index) => shelf.key(index) ?? '')
			.filter((key) => key.startsWith(prefix))
			.sort()
			.flatMap((key) => {
				const sending = this.#options.read(parsed(shelf.getItem(key)));
				return sending === null ? [] : [{ key, sending }];
			});
	}

	#keep(key: string, text: string): void {
		try {
			this.#options.shelf?.setItem(key, text);
		} catch {
			// Full or refused: it is sent all the same, only not kept over a reload.
		}
	}

	#drop(key: string): void {
		try {
			this.#options.shelf?.removeItem(key);
		} catch {
			// Refused: sending it once more changes nothing.
		}
	}
}

function parsed(text: string | null): unknown {
	try {
		return JSON.parse(text ?? 'null');
	} catch {
		return null;
	}
}

/** What became of a request to our own API. */
export async function outcomeOf<Answer>(asked: Promise<Answer>): Promise<Outcome<Answer>> {
	try {
		return { kind: 'answered', answer: await asked };
	} catch (error) {
		if (!(error instanceof ApiError)) throw error;
		if (error.code === 'unreachable') return { kind: 'unreachable' };
		return { kind: 'refused', code: error.code, message: error.message };
	}
}
