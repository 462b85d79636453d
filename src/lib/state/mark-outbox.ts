/** Acts of marking on their way to the server. Each is kept in the browser's storage until it is answered, so that a reload, a crash or a moment offline loses none. */
import type { MarkAnswer, MarkChange } from '#lib/domain/marks.ts';

/** One act, or the taking back of one. */
export type Sending =
	{ kind: 'put'; batch: string; marks: MarkChange[] } | { kind: 'retract'; batch: string };

/** What became of one: an answer; no answer, which is tried again; or a refusal, which is final. */
export type Outcome =
	| { kind: 'answered'; answer: MarkAnswer }
	| { kind: 'unreachable' }
	| { kind: 'refused'; message: string };

/** Where they are kept; the part of `Storage` that is needed. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

interface OutboxOptions {
	briefId: string;
	/** Null where the browser keeps nothing. */
	shelf: Shelf | null;
	send: (sending: Sending) => Promise<Outcome>;
	onSettled: (sending: Sending, outcome: Outcome) => void;
}

interface Item {
	key: string;
	sending: Sending;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

export class MarkOutbox {
	#options: OutboxOptions;
	#prefix: string;
	#items: Item[];
	#isSending = false;
	#waitMs = FIRST_WAIT_MS;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#count = 0;

	/** Takes over what an earlier visit, or another tab, has not got through. Sending twice changes nothing. */
	constructor(options: OutboxOptions) {
		this.#options = options;
		this.#prefix = `vitrine:outbox:${options.briefId}:`;
		this.#items = this.#left();
	}

	/** What waits, oldest first. */
	get waiting(): readonly Sending[] {
		return this.#items.map(({ sending }) => sending);
	}

	/** Puts one at the end of the line. */
	add(sending: Sending): void {
		const key = `${this.#prefix}${Date.now().toString().padStart(15, '0')}-${(this.#count++).toString().padStart(6, '0')}-${sending.batch}-${sending.kind}`;
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

	#left(): Item[] {
		const { shelf } = this.#options;
		if (!shelf) return [];
		return Array.from({ length: shelf.length }, (_, index) => shelf.key(index) ?? '')
			.filter((key) => key.startsWith(this.#prefix))
			.sort()
			.flatMap((key) => {
				const sending = readSending(shelf.getItem(key));
				return sending ? [{ key, sending }] : [];
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

/** Null for what somebody else has put there. */
function readSending(text: string | null): Sending | null {
	try {
		const read: unknown = JSON.parse(text ?? 'null');
		return isSending(read) ? read : null;
	} catch {
		return null;
	}
}

function isSending(read: unknown): read is Sending {
	if (typeof read !== 'object' || read === null || !('kind' in read) || !('batch' in read))
		return false;
	if (typeof read.batch !== 'string') return false;
	return (
		read.kind === 'retract' || (read.kind === 'put' && 'marks' in read && Array.isArray(read.marks))
	);
}
