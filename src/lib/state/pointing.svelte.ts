/** Pointing at a part of a page: an element, a region, or what is drawn. Whoever begins it is told what was meant, once. */
import type { NoteLook, Region, Stroke } from '#lib/domain/note.ts';
import type { MappedElement, PageMap } from '#lib/domain/page-map.ts';
import { ApiError } from './api.ts';
import {
	childOf,
	elementAt,
	nextTo,
	regionBetween,
	regionOfElement,
	withoutMade,
	type Spot
} from './pointing-math.ts';

/** What was meant. The region of an element is where it stands in the picture, as far as it is in it. */
export interface Pointed {
	look: NoteLook;
	elementId: string | null;
	region: Region | null;
	strokes: Stroke[];
}

export type PointingMode = 'element' | 'region' | 'draw';
export type Way = 'parent' | 'child' | 'next' | 'previous';

interface Errand {
	/** What it is for, as the second half of a sentence: “Point at what the note is about”. */
	purpose: string;
	look: NoteLook;
	/** Which element is where. Asked at the beginning and whenever the page may have changed. */
	read: (signal: AbortSignal) => Promise<PageMap>;
	/** Which ways of pointing make sense; by element and by region when left out. */
	modes?: readonly PointingMode[];
	/** Whether what a script has made can be meant too; its id is that of what is around it. */
	takesMade?: boolean;
	/** Whether the whole page can be meant. */
	hasWhole?: boolean;
	/** @param element what the element is, where it is one */
	onpick: (pointed: Pointed, element: MappedElement | null) => void;
}

/** In percent of the picture: what a region is when it is made by keys, and what one press moves. */
const FIRST_REGION: Region = { x: 35, y: 35, width: 30, height: 30 };
const STEP = 2;
/** Of the picture's width, in percent: a hand that moves less than this has pressed, and not dragged. */
const SLIP = 1;
/** Between two points of a stroke, in percent: closer ones say nothing. */
const STROKE_STEP = 0.25;
const MAX_STROKES = 40;
const MAX_STROKE_POINTS = 400;

export class Pointing {
	#errand = $state.raw<Errand | null>(null);
	#map = $state.raw<PageMap | null>(null);
	#problem = $state<string | null>(null);
	#mode = $state<PointingMode>('element');
	#at = $state<number | null>(null);
	#region = $state.raw<Region | null>(null);
	#strokes = $state.raw<Stroke[]>([]);
	/** Where the hand was last: what is there is meant as soon as it is known. */
	#hand: Spot | null = null;
	/** Where the hand was put down, while it is down. */
	#from: Spot | null = null;
	#request: AbortController | null = null;

	get isOn(): boolean {
		return this.#errand !== null;
	}
	get purpose(): string {
		return this.#errand?.purpose ?? '';
	}
	get mode(): PointingMode {
		return this.#mode;
	}
	get modes(): readonly PointingMode[] {
		return this.#errand?.modes ?? ['element', 'region'];
	}
	get hasWhole(): boolean {
		return this.#errand?.hasWhole ?? false;
	}
	/** Null until it is read, and where it cannot be. */
	get map(): PageMap | null {
		return this.#map;
	}
	/** Why there are only regions to point at. */
	get problem(): string | null {
		return this.#problem;
	}
	get isReading(): boolean {
		return this.isOn && this.#map === null && this.#problem === null;
	}
	/** The element that is meant now. */
	get element(): MappedElement | null {
		return this.#at === null ? null : (this.#map?.elements[this.#at] ?? null);
	}
	get region(): Region | null {
		return this.#region;
	}
	get strokes(): readonly Stroke[] {
		return this.#strokes;
	}

	/** Begins anew, whatever went on before. */
	begin(errand: Errand): void {
		this.end();
		this.#errand = errand;
		void this.reread();
	}

	/** Nothing is pointed at any more, and nobody is told. */
	end(): void {
		this.#request?.abort();
		this.#request = null;
		this.#errand = null;
		this.#map = null;
		this.#problem = null;
		this.#from = null;
		this.#hand = null;
		this.#clear('element');
	}

	/** Asks again which element is where: the page may have moved. What was meant is meant still if it is there. */
	async reread(): Promise<void> {
		const errand = this.#errand;
		if (!errand) return;
		this.#request?.abort();
		const request = new AbortController();
		this.#request = request;
		const before = this.element;
		try {
			const read = await errand.read(request.signal);
			if (request.signal.aborted) return;
			const map = errand.takesMade ? read : withoutMade(read);
			this.#map = map;
			const at = map.elements.findIndex(
				({ id, tag, name }) => id === before?.id && tag === before.tag && name === before.name
			);
			this.#at = at < 0 ? null : at;
			if (at < 0 && this.#hand) this.hover(this.#hand);
			if (map.isPicture) this.#onlyRegions('This is a picture: it has regions, and no elements.');
			else if (map.elements.length === 0)
				this.#onlyRegions('Nothing on this page can be told apart.');
		} catch (error) {
			if (request.signal.aborted) return;
			if (!(error instanceof ApiError)) throw error;
			this.#onlyRegions(error.message);
		}
	}

	take(mode: PointingMode): void {
		if (!this.modes.includes(mode) || (mode === 'element' && this.#problem !== null)) return;
		this.#clear(mode);
		if (mode === 'region') this.#region = FIRST_REGION;
	}

	/** @param spot in percent of the picture */
	hover(spot: Spot): void {
		this.#hand = spot;
		if (this.#mode !== 'element' || !this.#map) return;
		this.#at = elementAt(this.#map, spot);
	}

	down(spot: Spot): void {
		this.#from = spot;
		if (this.#mode === 'draw' && this.#strokes.length < MAX_STROKES)
			this.#strokes = [...this.#strokes, [[spot.x, spot.y]]];
	}

	move(spot: Spot): void {
		const from = this.#from;
		if (!from) this.hover(spot);
		else if (this.#mode === 'draw') this.#draw(spot);
		else if (this.#isDrag(from, spot) || this.#mode === 'region')
			this.#region = regionBetween(from, spot);
	}

	/** The hand is lifted: what it pressed, or dragged a frame around, is what was meant. */
	up(spot: Spot): void {
		const from = this.#from;
		this.#from = null;
		if (!from || this.#mode === 'draw') return;
		if (this.#isDrag(from, spot)) {
			this.#region = regionBetween(from, spot);
			this.#mode = 'region';
			this.pin();
			return;
		}
		if (this.#mode === 'region') this.#region = FIRST_REGION;
		else {
			this.hover(spot);
			this.pin();
		}
	}

	/** The hand was taken away by something else. */
	cancel(): void {
		this.#from = null;
		if (this.#mode !== 'draw') this.#region = this.#mode === 'region' ? FIRST_REGION : null;
	}

	/** To the element around this one, into it, or beside it. */
	walk(way: Way): void {
		const map = this.#map;
		if (!map || map.elements.length === 0) return;
		if (this.#at === null) {
			this.#at = 0;
			return;
		}
		const next = {
			parent: () => map.elements[this.#at ?? 0]?.parent ?? null,
			child: () => childOf(map, this.#at ?? 0),
			next: () => nextTo(map, this.#at ?? 0, 1),
			previous: () => nextTo(map, this.#at ?? 0, -1)
		}[way]();
		if (next !== null) this.#at = next;
	}

	/** Moves the region, or moves its lower right corner. @param across, down in steps */
	nudge(across: number, down: number, isSizing: boolean): void {
		const { x, y, width, height } = this.#region ?? FIRST_REGION;
		const within = (value: number, low: number, high: number) =>
			Math.max(low, Math.min(high, value));
		this.#region = isSizing
			? {
					x,
					y,
					width: within(width + across * STEP, STEP, 100 - x),
					height: within(height + down * STEP, STEP, 100 - y)
				}
			: {
					x: within(x + across * STEP, 0, 100 - width),
					y: within(y + down * STEP, 0, 100 - height),
					width,
					height
				};
	}

	/** Takes the last stroke away. */
	rubOut(): void {
		this.#strokes = this.#strokes.slice(0, -1);
	}

	/** Says what was meant to whoever asked, if anything is. */
	pin(): void {
		const { element, region, strokes } = this;
		if (this.#mode === 'draw') {
			if (strokes.length > 0) this.#tell({ elementId: null, region: null, strokes: [...strokes] });
		} else if (this.#mode === 'region') {
			if (region) this.#tell({ elementId: null, region, strokes: [] });
		} else if (element && this.#map) {
			const around = regionOfElement(this.#map, element);
			this.#tell({ elementId: element.id, region: around, strokes: [] });
		}
	}

	/** The whole page was meant. */
	pinWhole(): void {
		if (this.hasWhole) this.#tell({ elementId: null, region: null, strokes: [] });
	}

	#tell(pointed: Omit<Pointed, 'look'>): void {
		const errand = this.#errand;
		if (!errand) return;
		const element = pointed.elementId === null ? null : this.element;
		this.end();
		errand.onpick({ look: errand.look, ...pointed }, element);
	}

	#isDrag(from: Spot, to: Spot): boolean {
		return Math.hypot(to.x - from.x, to.y - from.y) > SLIP;
	}

	#draw({ x, y }: Spot): void {
		const stroke = this.#strokes.at(-1);
		const last = stroke?.at(-1);
		if (!stroke || !last || stroke.length >= MAX_STROKE_POINTS) return;
		if (Math.hypot(x - last[0], y - last[1]) < STROKE_STEP) return;
		this.#strokes = [...this.#strokes.slice(0, -1), [...stroke, [x, y]]];
	}

	#onlyRegions(why: string): void {
		this.#problem = why;
		if (this.#mode !== 'element') return;
		if (this.modes.includes('region')) this.take('region');
	}

	#clear(mode: PointingMode): void {
		this.#mode = mode;
		this.#at = null;
		this.#region = null;
		this.#strokes = [];
	}
}
