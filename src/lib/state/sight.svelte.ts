/** How large, and at which part, one or two pictures are looked at. Two are looked at alike, unless one of them is moved alone. */
import { untrack } from 'svelte';
import type { ViewportName } from '#lib/domain/capture.ts';
import {
	clampSight,
	fitZoom,
	leastZoom,
	MAX_ZOOM,
	moveApart,
	panBy,
	reveal,
	zoomAt,
	type Box,
	type Place,
	type Sight,
	type Size,
	type Whereabouts
} from './sight-math.ts';

const SIDES = ['left', 'right'] as const;
export type Side = (typeof SIDES)[number];

const NOWHERE: Place = { x: 0, y: 0 };
/** Before anything is measured. */
const NOTHING: Size = { width: 1, height: 1 };
/** What a press on + or − does. */
const STEP = 1.25;
/** Moves smaller than this, in pixels of the picture, are none. */
const STILL = 0.01;

export class SightDesk {
	#window = $state.raw<Size>(NOTHING);
	#picture = $state.raw<Size>(NOTHING);
	#screen = $state.raw<Size>(NOTHING);
	/** Null: as it fits, whatever the window. */
	#zoom = $state<number | null>(null);
	#at = $state.raw<Place>(NOWHERE);
	#apart = $state.raw<Record<Side, Place>>({ left: NOWHERE, right: NOWHERE });
	/** Where the pointer is in the window; null when it is elsewhere. */
	#pointer: Place | null = null;
	/** True: every move is of one side alone. */
	isOneSided = $state(false);

	readonly fit = $derived(fitZoom(this.#window, this.#screen));
	readonly sight = $derived(
		clampSight({ zoom: this.#zoom ?? this.fit, ...this.#at }, this.#window, this.#picture)
	);
	/** Whether there is more of the picture than the window shows. */
	readonly canPan = $derived(
		this.#window.width / this.sight.zoom < this.#picture.width - STILL ||
			this.#window.height / this.sight.zoom < this.#picture.height - STILL
	);

	/** @param at where one was before */
	constructor(at: Whereabouts | null = null) {
		if (!at) return;
		this.#zoom = at.zoom;
		this.#at = { x: at.x, y: at.y };
	}

	/** False on the server, and until the window's size is known. */
	get isMeasured(): boolean {
		return this.#window !== NOTHING && this.#picture !== NOTHING;
	}
	get isFit(): boolean {
		return this.#zoom === null;
	}
	/** Null while nobody has gone anywhere. */
	get whereabouts(): Whereabouts | null {
		const { x, y } = this.isMeasured ? this.sight : this.#at;
		return this.#zoom === null && y <= 0 ? null : { zoom: this.#zoom, x, y };
	}
	get isApart(): boolean {
		return SIDES.some((side) => this.#apart[side].x !== 0 || this.#apart[side].y !== 0);
	}

	/** The size of the window, or of one of two alike. In CSS pixels. */
	measure(window: Size): void {
		if (window.width > 0 && window.height > 0) this.#window = window;
	}

	/** What is looked at: place and zoom stay as they are. @param screen the part of it that fits the window */
	lookAt(picture: Size, screen: Size): void {
		this.#picture = picture;
		this.#screen = screen;
	}

	/** Where a side of the picture stands in its window. */
	of(side: Side): Sight {
		const { zoom, x, y } = this.sight;
		const { x: dx, y: dy } = this.#apart[side];
		return { zoom, x: x + dx, y: y + dy };
	}

	pointAt(at: Place | null): void {
		this.#pointer = at;
	}

	/** @param at in the window; its middle when left out */
	zoomBy(factor: number, at: Place = this.#middle()): void {
		const least = leastZoom(this.#window, this.#screen, this.#picture);
		const zoom = Math.max(least, Math.min(MAX_ZOOM, this.sight.zoom * factor));
		this.#put(zoomAt(this.sight, zoom, at));
	}
	zoomIn(): void {
		this.zoomBy(STEP);
	}
	zoomOut(): void {
		this.zoomBy(1 / STEP);
	}

	/** To true size at the pointer, and from there back to what fits. */
	toggleTrueSize(): void {
		if (this.sight.zoom !== 1) {
			this.#put(zoomAt(this.sight, 1, this.#pointer ?? this.#middle()));
			return;
		}
		this.fitAgain();
	}
	fitAgain(): void {
		this.#zoom = null;
	}
	/** Another viewport is another picture: what was zoomed into is not in it. For a component that is being set up. */
	fitAnew(viewport: () => ViewportName): void {
		let fitted: ViewportName | null = null;
		$effect(() => {
			const isAnother = fitted !== null && fitted !== viewport();
			fitted = viewport();
			if (isAnother) untrack(() => this.fitAgain());
		});
	}

	/**
	 * Moves the pictures as a hand moves paper.
	 * @param by in pixels of the window
	 * @param side the one to be moved alone; null for both
	 * @returns whether anything moved
	 */
	pan(by: Place, side: Side | null = null): boolean {
		if (side !== null) {
			const before = this.#apart[side];
			const after = moveApart(this.sight, before, by, this.#window, this.#picture);
			if (isNear(before, after)) return false;
			this.#apart = { ...this.#apart, [side]: after };
			return true;
		}
		const before = this.sight;
		this.#at = clampSight(panBy(before, by), this.#window, this.#picture);
		return !isNear(before, this.sight);
	}

	/** By so many windows. @returns whether anything moved */
	page(across: number, down: number, side: Side | null = null): boolean {
		const { width, height } = this.#window;
		return this.pan({ x: -across * width, y: -down * height }, side);
	}

	/** Moves to where a part of the picture is seen. */
	reveal(box: Box): void {
		const next = reveal(this.sight, this.#window, box);
		if (next !== this.sight) this.#put(next);
	}

	/** Both sides at the same place again. */
	join(): void {
		this.#apart = { left: NOWHERE, right: NOWHERE };
		this.isOneSided = false;
	}

	#put(next: Sight): void {
		const { zoom, x, y } = clampSight(next, this.#window, this.#picture);
		this.#zoom = zoom;
		this.#at = { x, y };
	}
	#middle(): Place {
		return { x: this.#window.width / 2, y: this.#window.height / 2 };
	}
}

function isNear(a: Place, b: Place): boolean {
	return Math.abs(a.x - b.x) < STILL && Math.abs(a.y - b.y) < STILL;
}
