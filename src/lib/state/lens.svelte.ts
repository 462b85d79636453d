/** Through what a brief's frames are looked at: viewport, state, photographed or live. Kept in the address. */
import { getContext, setContext } from 'svelte';
import { VIEWPORT_NAMES, type ViewportName } from '#lib/domain/capture.ts';
import type { CaptureView, VariantView } from '#lib/domain/view.ts';

const KEY = Symbol('lens');

interface LensOptions {
	/** The states of the brief, by which a choice is checked. */
	states: () => string[];
	params: URLSearchParams;
	onChange: (params: URLSearchParams) => void;
}

export class Lens {
	#viewport = $state<ViewportName>('desktop');
	#state = $state<string | null>(null);
	#isLive = $state(false);
	/** Used while nothing is chosen. */
	#preferred: ViewportName = 'desktop';
	#options: LensOptions;

	constructor(options: LensOptions) {
		this.#options = options;
		const { params } = options;
		this.#viewport =
			VIEWPORT_NAMES.find((name) => name === params.get('viewport')) ?? this.#preferred;
		this.#state = options.states().find((name) => name === params.get('state')) ?? null;
		this.#isLive = params.has('live');
	}

	get viewport(): ViewportName {
		return this.#viewport;
	}
	set viewport(name: ViewportName) {
		this.#viewport = name;
		this.#tell();
	}
	/** Null: as the document opens by itself. */
	get state(): string | null {
		return this.#state;
	}
	set state(name: string | null) {
		this.#state = name;
		this.#tell();
	}
	get isLive(): boolean {
		return this.#isLive;
	}
	set isLive(isLive: boolean) {
		this.#isLive = isLive;
		this.#tell();
	}

	/** What a view shows as long as nobody has chosen a viewport. */
	prefer(viewport: ViewportName): void {
		if (this.#viewport === this.#preferred) this.#viewport = viewport;
		this.#preferred = viewport;
	}

	nextViewport(): void {
		const at = VIEWPORT_NAMES.indexOf(this.#viewport);
		this.viewport = VIEWPORT_NAMES[(at + 1) % VIEWPORT_NAMES.length] ?? 'desktop';
	}

	nextState(): void {
		const all = [null, ...this.#options.states()];
		this.state = all[(all.indexOf(this.#state) + 1) % all.length] ?? null;
	}

	/** The photograph of a variant that this lens shows, or the nearest there is: its resting one, at this viewport first. */
	photographOf(variant: VariantView): { capture: CaptureView; isExact: boolean } | null {
		const taken = variant.captures.filter(
			({ status, pose }) => status === 'taken' && pose === 'rest'
		);
		const exact = taken.find(
			(capture) =>
				capture.viewport === this.#viewport &&
				capture.state === this.#state &&
				capture.theme === 'light'
		);
		if (exact) return { capture: exact, isExact: true };
		const near =
			taken.find((capture) => capture.viewport === this.#viewport && capture.state === null) ??
			taken.find((capture) => capture.state === this.#state) ??
			taken[0];
		return near
			? { capture: near, isExact: near.viewport === this.#viewport && near.state === this.#state }
			: null;
	}

	/** What is not as usual, as it stands in an address. */
	get params(): URLSearchParams {
		const params = new URLSearchParams();
		if (this.#viewport !== this.#preferred) params.set('viewport', this.#viewport);
		if (this.#state !== null) params.set('state', this.#state);
		if (this.#isLive) params.set('live', '');
		return params;
	}

	#tell(): void {
		this.#options.onChange(this.params);
	}
}

export function setLens(lens: Lens): Lens {
	return setContext(KEY, lens);
}

export function getLens(): Lens {
	const lens = getContext<Lens | undefined>(KEY);
	if (!lens) throw new Error('No lens: this component belongs under a brief’s layout.');
	return lens;
}
