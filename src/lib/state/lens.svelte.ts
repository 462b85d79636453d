/** Through what a brief's frames are looked at: viewport, theme, state, pose, photographed or live. Kept in the address. */
import {
	POSES,
	THEMES,
	VIEWPORT_NAMES,
	type Pose,
	type Theme,
	type ViewportName
} from '#lib/domain/capture.ts';
import type { CaptureView, VariantView } from '#lib/domain/view.ts';
import { briefContext } from './brief-context.ts';

interface LensOptions {
	/** The states of the brief, by which a choice is checked. */
	states: () => string[];
	params: URLSearchParams;
	onChange: (params: URLSearchParams) => void;
}

export class Lens {
	#viewport = $state<ViewportName>('desktop');
	#theme = $state<Theme>('light');
	#state = $state<string | null>(null);
	#pose = $state<Pose>('rest');
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
		this.#theme = THEMES.find((name) => name === params.get('theme')) ?? 'light';
		this.#pose = POSES.find((name) => name === params.get('pose')) ?? 'rest';
		this.#isLive = params.has('live');
	}

	get viewport(): ViewportName {
		return this.#viewport;
	}
	set viewport(name: ViewportName) {
		this.#viewport = name;
		this.#tell();
	}
	/** What the page is told that people prefer. */
	get theme(): Theme {
		return this.#theme;
	}
	set theme(name: Theme) {
		this.#theme = name;
		this.#tell();
	}
	/** Of the main control, in the page as it opens. */
	get pose(): Pose {
		return this.#pose;
	}
	set pose(name: Pose) {
		this.#pose = name;
		this.#state = null;
		this.#tell();
	}
	/** Null: as the document opens by itself. */
	get state(): string | null {
		return this.#state;
	}
	set state(name: string | null) {
		this.#state = name;
		this.#pose = 'rest';
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

	nextTheme(): void {
		this.theme = this.#theme === 'light' ? 'dark' : 'light';
	}

	nextState(): void {
		const all = [null, ...this.#options.states()];
		this.state = all[(all.indexOf(this.#state) + 1) % all.length] ?? null;
	}

	/** The photograph of a variant that this lens shows, or the nearest there is: its resting one, at this viewport first. */
	photographOf(variant: VariantView): { capture: CaptureView; isExact: boolean } | null {
		const unlike = (capture: CaptureView) =>
			8 * Number(capture.viewport !== this.#viewport) +
			4 * Number(capture.state !== this.#state && capture.state !== null) +
			2 * Number(capture.state !== this.#state || capture.pose !== this.#pose) +
			Number(capture.theme !== this.#theme);
		const [nearest] = variant.captures
			.filter((capture) => capture.status === 'taken')
			.map((capture) => ({ capture, by: unlike(capture) }))
			.sort((a, b) => a.by - b.by);
		return nearest ? { capture: nearest.capture, isExact: nearest.by === 0 } : null;
	}

	/** What is not as usual, as it stands in an address. */
	get params(): URLSearchParams {
		const params = new URLSearchParams();
		if (this.#viewport !== this.#preferred) params.set('viewport', this.#viewport);
		if (this.#theme !== 'light') params.set('theme', this.#theme);
		if (this.#state !== null) params.set('state', this.#state);
		if (this.#pose !== 'rest') params.set('pose', this.#pose);
		if (this.#isLive) params.set('live', '');
		return params;
	}

	#tell(): void {
		this.#options.onChange(this.params);
	}
}

/** How the frames of the brief whose page this is are looked at. */
export const [getLens, setLens] = briefContext<Lens>('lens');
