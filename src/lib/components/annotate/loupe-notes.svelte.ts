/** Notes under the loupe: one is pinned on what is seen, and one goes from note to note, over variants and looks. */
import type { Note, NoteLook } from '#lib/domain/note.ts';
import type { MappedElement, PageMap } from '#lib/domain/page-map.ts';
import type { VariantView } from '#lib/domain/view.ts';
import type { BriefBoard } from '#lib/state/brief-board.svelte.ts';
import type { Lens } from '#lib/state/lens.svelte.ts';
import type { NoteDesk } from '#lib/state/note-desk.svelte.ts';
import { elementWords } from '#lib/state/element-words.ts';
import type { Pointed, Pointing } from '#lib/state/pointing.svelte.ts';
import type { Written } from './NoteForm.svelte';
import type { DraftPin } from './PinLayer.svelte';

interface Deps {
	board: BriefBoard;
	desk: NoteDesk;
	lens: Lens;
	pointing: Pointing;
	/** What is seen: in which look, and which element is where in it. */
	film: () => { lookNow(): NoteLook; readMap(signal: AbortSignal): Promise<PageMap> } | undefined;
	variant: () => VariantView;
	show: (variant: VariantView) => Promise<void>;
}

export class LoupeNotes {
	#deps: Deps;
	#draft = $state.raw<{
		variant: VariantView;
		pointed: Pointed;
		element: MappedElement | null;
	} | null>(null);

	#begun = '';

	constructor(deps: Deps) {
		this.#deps = deps;
	}

	/** What a note is being written about; null when none is. */
	get draft(): Pointed | null {
		return this.#draft?.pointed ?? null;
	}
	/** In words, where it is an element. */
	get about(): string | null {
		const element = this.#draft?.element;
		return element ? elementWords(element) : null;
	}

	/** Where it is on the photograph. */
	get pin(): DraftPin | null {
		if (!this.#draft) return null;
		const { pointed, element } = this.#draft;
		return { box: element, region: pointed.region, strokes: pointed.strokes };
	}

	/** What was written for a note that was left. */
	get begun(): string {
		return this.#begun;
	}

	/** Asks what a note is to be about. */
	begin(): void {
		const { pointing, film, lens, variant } = this.#deps;
		const on = variant();
		const seen = film();
		if (!seen || on.status !== 'ready') return;
		this.#draft = null;
		pointing.begin({
			purpose: 'what the note is about',
			look: seen.lookNow(),
			read: seen.readMap,
			// Wax on a living page would stay where it was while the page goes on.
			modes: lens.isLive ? ['element', 'region'] : ['element', 'region', 'draw'],
			takesMade: true,
			hasWhole: true,
			onpick: (pointed, element) => {
				this.#draft = { variant: on, pointed, element };
			}
		});
	}

	save(written: Written): void {
		const draft = this.#draft;
		if (!draft) return;
		const { look, ...target } = draft.pointed;
		this.#draft = null;
		this.#begun = '';
		this.#deps.desk.add(draft.variant, { ...written, target: { look, ...target } });
	}
	/** Nothing is pinned. What was written is there again when the next note is begun. */
	leave(text: string): void {
		this.#draft = null;
		this.#begun = text;
	}

	/** Shows a note where it was made. */
	async open(note: Note): Promise<void> {
		const { board, desk, lens, variant, show } = this.#deps;
		const on = board.byId.get(note.variantId);
		if (!on) return;
		desk.lookAt(note.id);
		if (on.id !== variant().id) await show(on);
		const { viewport, theme, state } = note.target.look;
		if (lens.viewport !== viewport) lens.viewport = viewport;
		if (lens.theme !== theme) lens.theme = theme;
		if (lens.state !== state || lens.pose !== 'rest') lens.state = state;
		if (lens.isLive) lens.isLive = false;
	}

	/**
	 * To the next note or the one before, on this variant or the next that has any.
	 * @returns whether there is one
	 */
	async step(by: 1 | -1): Promise<boolean> {
		const { desk, variant } = this.#deps;
		const next = desk.beside(variant(), by);
		if (next) await this.open(next);
		return next !== null && next !== undefined;
	}
}
