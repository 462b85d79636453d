/** The story of a running round as it is told by the server. The browser reconnects by itself and resumes with Last-Event-ID. */
import { ROUND_EVENT_TYPES } from '#lib/domain/round.ts';

interface Listener {
	/** Something about a variant has changed; null: about the round itself. */
	onChanged(variantId: string | null): void;
	onProgress(variants: { id: string; chars: number }[]): void;
	onEnd(): void;
}

export class RoundFeed {
	#source: EventSource;

	/** @param after the last event the page knows of already */
	constructor(roundId: string, after: number, listener: Listener) {
		this.#source = new EventSource(`/api/v1/rounds/${roundId}/events?after=${after}`);
		for (const type of ROUND_EVENT_TYPES) {
			this.#source.addEventListener(type, (message: MessageEvent<string>) => {
				const event: { variantId: string | null } = JSON.parse(message.data);
				listener.onChanged(event.variantId);
				if (type === 'round.finished' || type === 'round.cancelled') {
					this.close();
					listener.onEnd();
				}
			});
		}
		this.#source.addEventListener('progress', (message: MessageEvent<string>) => {
			listener.onProgress(JSON.parse(message.data));
		});
	}

	close(): void {
		this.#source.close();
	}
}
