/** The basket: put in and taken out at once, stored behind it. */
import type { PartChange, PartDraft, PartView, Take } from '#lib/domain/basket.ts';
import { newId } from '#lib/domain/ids.ts';
import type { NoteLook } from '#lib/domain/note.ts';
import type { VariantView } from '#lib/domain/view.ts';
import { api, refusalOf } from './api.ts';
import { readBasketSending, sendToBasket, type BasketSending } from './basket-sending.ts';
import type { BriefBoard } from './brief-board.svelte.ts';
import { briefContext } from './brief-context.ts';
import { Outbox, type Outcome } from './outbox.ts';
import { PartSights } from './part-sights.svelte.ts';
import { storageOf } from './storage.ts';

/** What is taken, as a choice reads. */
export const TAKE_WORDS: Record<Take, string> = {
	element: 'the element',
	layout: 'its layout',
	look: 'its look',
	motion: 'how it moves',
	words: 'its words',
	idea: 'the idea'
};

export class BasketDesk {
	#board: BriefBoard;
	#outbox: Outbox<BasketSending, { parts: PartView[] }>;
	#parts = $state.raw<PartView[]>([]);
	#isLoaded = $state(false);
	#problem = $state<string | null>(null);

	readonly sights = new PartSights();

	constructor(board: BriefBoard) {
		this.#board = board;
		this.#outbox = new Outbox({
			prefix: `vitrine:basket:${board.brief.id}:`,
			shelf: storageOf('localStorage'),
			read: readBasketSending,
			send: (sending) => sendToBasket(board.brief.id, sending),
			onSettled: (_, outcome) => this.#settle(outcome)
		});
	}

	/** Oldest first. */
	get parts(): readonly PartView[] {
		return this.#parts;
	}
	get isLoaded(): boolean {
		return this.#isLoaded;
	}
	get problem(): string | null {
		return this.#problem;
	}

	/** Puts the whole of a variant in, or an element of it. @returns what was done, as a sentence */
	put(
		variant: VariantView,
		look: Pick<NoteLook, 'viewport' | 'theme' | 'state'>,
		elementId: string | null = null
	): string {
		if (variant.status !== 'ready') return `${variant.number} has no document to take from.`;
		const known = this.#parts.find(
			(part) => part.variantId === variant.id && part.elementId === elementId
		);
		const what = elementId === null ? String(variant.number) : `This of ${variant.number}`;
		if (known) return `${what} is in the basket already.`;
		const part: PartDraft = {
			id: newId('part'),
			variantId: variant.id,
			elementId,
			take: elementId === null ? 'idea' : 'element',
			remark: '',
			viewport: look.viewport,
			theme: look.theme,
			state: look.state
		};
		this.#parts = [...this.#parts, this.#viewOf(part, variant)];
		this.#outbox.add({ kind: 'put', part });
		return `${what} is in the basket.`;
	}

	change(id: string, said: PartChange): void {
		this.#parts = this.#parts.map((part) =>
			part.id === id
				? { ...part, take: said.take ?? part.take, remark: said.remark ?? part.remark }
				: part
		);
		this.#outbox.add({ kind: 'change', id, said });
	}

	remove(id: string): void {
		this.#parts = this.#parts.filter((part) => part.id !== id);
		this.#outbox.add({ kind: 'remove', id });
	}

	empty(): void {
		for (const { id } of this.#parts) this.remove(id);
	}

	/** Loads what is in it, sends what an earlier visit left. @returns what ends it */
	open(): () => void {
		const flush = () => void this.#outbox.flush();
		flush();
		void this.load();
		addEventListener('online', flush);
		return () => {
			removeEventListener('online', flush);
			this.#outbox.close();
		};
	}

	#viewOf(part: PartDraft, variant: VariantView): PartView {
		const there = variant.captures.filter(
			({ imageSha256, pose }) => imageSha256 && pose === 'rest'
		);
		const same = there.find(
			({ viewport, theme, state }) =>
				viewport === part.viewport && theme === part.theme && state === part.state
		);
		const capture = same ?? there[0];
		return {
			...part,
			briefId: variant.briefId,
			createdAt: Date.now(),
			number: variant.number,
			title: variant.title,
			problem: null,
			photograph: capture?.imageSha256
				? {
						imageSha256: capture.imageSha256,
						thumbSha256: capture.thumbSha256,
						isSameLook: capture === same
					}
				: null
		};
	}

	async load(): Promise<void> {
		try {
			const { parts } = await api.basket(this.#board.brief.id);
			if (this.#outbox.waiting.length === 0) this.#parts = parts;
			this.#isLoaded = true;
		} catch (error) {
			this.#problem = refusalOf(error);
		}
	}

	#settle(outcome: Outcome<{ parts: PartView[] }>): void {
		if (outcome.kind === 'unreachable') {
			this.#problem = 'Vitrine does not answer. The basket is kept here and sent when it does.';
			return;
		}
		this.#problem = outcome.kind === 'refused' ? outcome.message : null;
		if (this.#outbox.waiting.length > 0) return;
		// Where one was refused, what is in it has to be asked for.
		if (outcome.kind === 'refused') void this.load();
		else this.#parts = outcome.answer.parts;
	}
}

/** The basket of the brief whose page this is. */
export const [getBasketDesk, setBasketDesk] = briefContext<BasketDesk>('basket desk');
