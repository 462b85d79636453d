/** Which of a brief's variants look alike, as it was arranged last. Fetched once somebody asks; arranged anew when a person says so. */
import { shotKey } from '#lib/domain/capture.ts';
import type { LikenessView, VariantView } from '#lib/domain/view.ts';
import { api, refusalOf } from './api.ts';
import { briefContext } from './brief-context.ts';
import { whoLooks } from './preferences.svelte.ts';

/** Photographs come in bursts: while there is nothing to see yet, one waits this long after the last of them. */
const SETTLE_MS = 1200;
/** A photograph that came while the arrangement was being fetched, and is in it. */
const ARRANGED = '';

interface DeskOptions {
	briefId: () => string;
	variants: () => readonly VariantView[];
}

export class LikenessDesk {
	readonly #options: DeskOptions;
	#view = $state.raw<LikenessView | null>(null);
	#problem = $state<string | null>(null);
	#isLoading = $state(false);
	/** The photographs that the arrangement rests on, or that could not be read for it, by variant. */
	#known = $state.raw<ReadonlyMap<string, string>>(new Map());
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** Variants with a photograph that the arrangement does not know. */
	readonly fresh = $derived.by(() =>
		this.#view === null
			? []
			: this.#options.variants().filter((variant) => {
					const picture = this.#pictureOf(variant);
					const known = this.#known.get(variant.id);
					return picture !== null && picture !== known && known !== ARRANGED;
				})
	);
	/** The group of each variant that has others like it, the middle one first. */
	readonly groups = $derived(
		(this.#view?.groups ?? [])
			.map(({ variantIds }) => variantIds)
			.filter(({ length }) => length > 1)
	);
	readonly rooms = $derived((this.#view?.rooms ?? []).map(({ variantIds }) => variantIds));

	constructor(options: DeskOptions) {
		this.#options = options;
	}

	/** Null until it has been fetched. */
	get view(): LikenessView | null {
		return this.#view;
	}
	get isLoading(): boolean {
		return this.#isLoading;
	}
	/** Why there is no arrangement, or no newer one. */
	get problem(): string | null {
		return this.#problem;
	}

	/**
	 * Asks for it where nobody has. Where there was nothing to arrange it asks again once photographs have come; what lies on
	 * the table is never arranged anew by itself, since somebody may be pointing at it.
	 */
	ask(): void {
		if (this.#isLoading) return;
		if (this.#view === null && this.#problem === null) void this.arrange();
		else if (this.#view?.places.length === 0 && this.fresh.length > 0) {
			clearTimeout(this.#timer);
			this.#timer = setTimeout(() => void this.arrange(), SETTLE_MS);
		}
	}

	/** Fetches it anew. */
	async arrange(): Promise<void> {
		if (this.#isLoading) return;
		clearTimeout(this.#timer);
		this.#isLoading = true;
		const briefId = this.#options.briefId();
		try {
			const view = await api.likeness(briefId, whoLooks());
			this.#view = view;
			this.#problem = null;
			const placed = new Set(view.places.map(({ variantId }) => variantId));
			const known = new Map<string, string>();
			for (const variant of this.#options.variants()) {
				const picture = this.#pictureOf(variant);
				if (picture !== null) known.set(variant.id, picture);
				else if (placed.has(variant.id)) known.set(variant.id, ARRANGED);
			}
			this.#known = known;
		} catch (error) {
			this.#problem = refusalOf(error);
		} finally {
			this.#isLoading = false;
		}
	}

	leave(): void {
		clearTimeout(this.#timer);
	}

	#pictureOf(variant: VariantView): string | null {
		const view = this.#view;
		if (view === null) return null;
		return (
			variant.captures.find(
				(capture) => capture.status === 'taken' && shotKey(capture) === shotKey(view.shot)
			)?.imageSha256 ?? null
		);
	}
}

/** The likeness of the brief whose page this is. */
export const [getLikenessDesk, setLikenessDesk] = briefContext<LikenessDesk>('likeness desk');
