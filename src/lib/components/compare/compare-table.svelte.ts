/** Two variants on one table: which photographs they show, how they lie, and how they differ. */
import { VIEWPORTS, type Shot } from '#lib/domain/capture.ts';
import type { CaptureView, VariantView } from '#lib/domain/view.ts';
import { DifferenceDesk } from '#lib/state/difference-desk.svelte.ts';
import type { Lens } from '#lib/state/lens.svelte.ts';
import type { SightDesk } from '#lib/state/sight.svelte.ts';
import { lookOf } from '../gallery/frame-words.ts';
import type { CompareMode } from './compare-modes.ts';
import type { SideShown } from './SidePaper.svelte';

interface Options {
	lens: Lens;
	/** At how much of both one looks. */
	sight: SightDesk;
	select: () => VariantView;
	candidate: () => VariantView;
	mode: () => CompareMode;
}

export class CompareTable {
	#options: Options;
	readonly sight: SightDesk;
	readonly differences = new DifferenceDesk();
	/** Where the line of a swipe stands, in percent from the left. */
	swipe = $state(50);
	/** How much of the candidate is seen over the select, in percent. */
	opacity = $state(50);
	/** Blinked by hand, and by a key that is held. */
	isFlipped = $state(false);
	isHeld = $state(false);
	/** Which place of a difference is pointed at. */
	place = $state<number | null>(null);

	readonly asked = $derived.by((): Shot => {
		const { viewport, theme, state, pose } = this.#options.lens;
		return { viewport, theme, state, pose };
	});
	readonly left = $derived.by((): SideShown => this.#shown(this.#options.select()));
	readonly right = $derived.by((): SideShown => this.#shown(this.#options.candidate()));
	/** Differences are of photographs: with them, living pages wait. */
	readonly isLive = $derived.by(
		() => this.#options.lens.isLive && this.#options.mode() !== 'difference'
	);
	readonly isWhole = $derived.by(
		() => this.isLive || (this.left.kind === 'photograph' && this.right.kind === 'photograph')
	);
	/** Only like is laid over like: until both are there, they lie side by side. */
	readonly laid = $derived.by((): CompareMode => (this.isWhole ? this.#options.mode() : 'side'));
	readonly isCandidateUp = $derived(this.isHeld !== this.isFlipped);
	readonly captures = $derived.by((): [CaptureView, CaptureView] | null =>
		this.left.kind === 'photograph' && this.right.kind === 'photograph'
			? [this.left.capture, this.right.capture]
			: null
	);
	/** What the sight is of: both pictures from their upper left corners, or both laid out once. */
	readonly size = $derived.by(() => {
		const { now } = this.differences;
		if (this.laid === 'difference' && now.status === 'measured') return now.difference;
		const screen = VIEWPORTS[this.#options.lens.viewport];
		const widths = this.captures?.map(({ width }) => width ?? 0) ?? [];
		const heights = this.captures?.map(({ height }) => height ?? 0) ?? [];
		return this.isLive || this.captures === null
			? screen
			: { width: Math.max(...widths), height: Math.max(...heights) };
	});

	constructor(options: Options) {
		this.#options = options;
		this.sight = options.sight;
	}

	/** Points at the next place that differs, and shows it. @param by places, from the largest on */
	step(by: 1 | -1): void {
		const { now } = this.differences;
		if (now.status !== 'measured' || now.difference.regions.length === 0) return;
		const count = now.difference.regions.length;
		const from = this.place ?? (by === 1 ? -1 : 0);
		this.pointTo((from + by + count) % count);
	}

	pointTo(index: number): void {
		const { now } = this.differences;
		const region = now.status === 'measured' ? now.difference.regions[index] : undefined;
		if (!region) return;
		this.place = index;
		this.sight.reveal(region);
	}

	#shown(variant: VariantView): SideShown {
		const { lens } = this.#options;
		const found = lens.photographOf(variant);
		const sha256 = found?.isExact ? found.capture.imageSha256 : null;
		if (found?.isExact && sha256 !== null)
			return { kind: 'photograph', capture: { ...found.capture, imageSha256: sha256 } };
		const { viewport, theme, state, pose } = this.asked;
		const failed = variant.captures.find(
			(capture) =>
				capture.viewport === viewport &&
				capture.theme === theme &&
				capture.state === state &&
				capture.pose === pose
		);
		const missing = { kind: 'missing' as const, canBeTaken: false };
		if (variant.status !== 'ready') {
			const reason = variant.error?.message ?? 'It is not finished.';
			return { ...missing, title: `${variant.number} has no page to look at`, reason };
		}
		if (variant.phase === 'photographing')
			return { ...missing, title: `${variant.number} is being photographed`, reason: '' };
		return {
			kind: 'missing',
			title: `${variant.number} has no such photograph`,
			reason: failed?.error?.message ?? `Not taken: ${lookOf(this.asked)}.`,
			canBeTaken: true
		};
	}
}
