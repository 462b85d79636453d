/** One brief on the table: its frames, which one is focused, which are selected, and how its rounds go on. */
import type { Marks } from '#lib/domain/marks.ts';
import { INTENTS, NO_NOTES, type NoteCounts } from '#lib/domain/note.ts';
import type { BriefView, RoundView, VariantView } from '#lib/domain/view.ts';
import { api, ApiError, type PhotographRequest } from './api.ts';
import { briefContext } from './brief-context.ts';
import { RoundFeed } from './round-feed.ts';
import { Selection } from './selection.svelte.ts';
import type { SheetFilter } from './sheet-filter.svelte.ts';
import type { SheetOrder } from './sheet-order.svelte.ts';

/** A rate taken from fewer frames than this says nothing. */
const MIN_DONE_FOR_RATE = 3;
/** Events come in bursts while photographs are taken; frames are fetched once per burst. */
const REFRESH_MS = 120;
/** After which it is tried again where there was no answer. */
const AGAIN_MS = 1500;

export class BriefBoard {
	#view = $state.raw<BriefView>() as BriefView;
	#filter = $state.raw<SheetFilter>() as SheetFilter;
	#order = $state.raw<SheetOrder>() as SheetOrder;
	#variants = $state.raw<VariantView[]>([]);
	#rounds = $state.raw<RoundView[]>([]);
	#focusId = $state<string | null>(null);
	#lying = $state.raw<(() => readonly VariantView[]) | null>(null);
	#problem = $state<string | null>(null);
	/** When the page began to watch, and how much was done by then: the rate follows from it. */
	#since = { at: 0, done: 0, photographed: 0 };
	#feeds = new Map<string, RoundFeed>();
	/** What has changed on the server and is to be fetched: frames, and rounds that have ended. */
	#stale = { variants: new Set<string>(), rounds: new Set<string>() };
	#refreshTimer: ReturnType<typeof setTimeout> | undefined;
	#isLeft = false;

	readonly selection = new Selection();
	readonly byId = $derived(new Map(this.#variants.map((variant) => [variant.id, variant])));
	readonly counts = $derived(countPhases(this.#variants));
	/** All variants as they lie. */
	readonly ordered = $derived(this.#order.apply(this.#variants));
	/** Those that the filter leaves in sight. */
	readonly shown = $derived(
		this.#filter.isOn
			? this.ordered.filter((variant) => this.#filter.matches(variant))
			: this.ordered
	);
	/** Filters keep the place: when the focused one is out of sight, the next one that is in sight has the focus. */
	readonly focus = $derived.by(() => {
		const at = this.ordered.findIndex(({ id }) => id === this.#focusId);
		const inSight = new Set(this.shown);
		return (
			this.ordered.slice(Math.max(0, at)).find((variant) => inSight.has(variant)) ??
			this.shown.at(-1) ??
			null
		);
	});
	/** Changes when the focus does, and not when what has it is marked. */
	readonly focusId = $derived(this.focus?.id ?? null);
	/** Those that are seen, as the view lays them: without what lies behind others, or has no place in it. */
	readonly seen = $derived(this.#lying?.() ?? this.shown);
	/** What a mark lands on: the selected ones that are seen, or else the one that is focused. */
	readonly targets = $derived.by(() => {
		const selected = this.seen.filter(({ id }) => this.selection.has(id));
		return selected.length > 0 ? selected : this.seen.filter(({ id }) => id === this.focusId);
	});
	/** Milliseconds until the rounds are done at the rate seen so far; null while that cannot be told. */
	readonly timeLeft = $derived.by(() => {
		const { all, ready, failed } = this.counts;
		const done = ready + failed - this.#since.done;
		return done < MIN_DONE_FOR_RATE
			? null
			: ((Date.now() - this.#since.at) / done) * (all - ready - failed);
	});
	/** Photographs planned for what is made or being made, and how many of them there are. */
	readonly photographs = $derived.by(() => {
		const planned = this.#variants.filter((variant) => !isNotMade(variant));
		const sum = (of: (variant: VariantView) => number) =>
			planned.reduce((total, variant) => total + of(variant), 0);
		return { taken: sum(({ photographed }) => photographed), of: sum(({ shots }) => shots) };
	});
	/** Photographs a second since the page began to watch; null while that says nothing. */
	readonly photographRate = $derived.by(() => {
		const taken = this.photographs.taken - this.#since.photographed;
		return taken < MIN_DONE_FOR_RATE ? null : (taken * 1000) / (Date.now() - this.#since.at);
	});
	readonly running = $derived(this.#rounds.filter((round) => round.status === 'running'));

	constructor(view: BriefView, filter: SheetFilter, order: SheetOrder) {
		this.#filter = filter;
		this.#order = order;
		this.replace(view);
		order.arrange(this.#variants);
	}

	get brief() {
		return this.#view.brief;
	}
	get dimensions() {
		return this.#view.dimensions;
	}
	get decision() {
		return this.#view.decision;
	}
	/** Whose marks the frames have. */
	get reviewer(): string {
		return this.#view.reviewer;
	}
	get variants(): VariantView[] {
		return this.#variants;
	}
	get rounds(): RoundView[] {
		return this.#rounds;
	}
	get problem(): string | null {
		return this.#problem;
	}
	/** Takes what the server loaded. The focus stays where it was, unless a round has been begun: then it goes to its first frame. */
	replace(view: BriefView): void {
		const newest = view.rounds.at(-1);
		const isBegun = this.#rounds.length > 0 && view.rounds.length > this.#rounds.length;
		const first = view.variants.find(({ roundId }) => roundId === newest?.id);
		if (isBegun && first) this.#focusId = first.id;
		this.#view = view;
		this.#variants = view.variants;
		this.#rounds = view.rounds;
	}

	/** Called by a view that lays frames out by itself, with what it shows in the order in which it is read. @returns what ends it */
	lie(lying: () => readonly VariantView[]): () => void {
		this.#lying = lying;
		return () => {
			if (this.#lying === lying) this.#lying = null;
		};
	}

	/** Whether a view lays frames out: there they can be selected. */
	get isLaidOut(): boolean {
		return this.#lying !== null;
	}

	/** The frames that one steps along from one of them: those that the filter leaves in sight, or all if it hides this one. */
	rowOf(id: string): readonly VariantView[] {
		return this.shown.some((variant) => variant.id === id) ? this.shown : this.ordered;
	}

	/** The one that is seen after the focused one, if there is one. */
	get next(): VariantView | null {
		const at = this.seen.findIndex(({ id }) => id === this.focusId);
		return this.seen[at + 1] ?? null;
	}

	focusOn(id: string): void {
		this.#focusId = id;
	}

	/** Puts marks on the frames here; where they are stored is the mark desk's business. */
	patchMarks(patches: readonly { variantId: string; marks: Partial<Marks> }[]): void {
		const byId = new Map(patches.map(({ variantId, marks }) => [variantId, marks]));
		this.#variants = this.#variants.map((variant) => {
			const marks = byId.get(variant.id);
			return marks ? { ...variant, ...marks } : variant;
		});
	}

	/** Puts how many notes there are on the frames here; those that are not named have none. */
	patchNotes(counts: ReadonlyMap<string, NoteCounts>): void {
		this.#variants = this.#variants.map((variant) => {
			const notes = counts.get(variant.id) ?? NO_NOTES;
			const isSame = NOTE_KINDS.every((kind) => notes[kind] === variant.notes[kind]);
			return isSame ? variant : { ...variant, notes };
		});
	}

	async stop(): Promise<void> {
		for (const round of this.running) {
			await this.#attempt(async () => this.#putRound(await api.cancelRound(round.id)));
		}
	}

	/** Tries everything again that was not made. */
	async retryAll(): Promise<void> {
		const ids = new Set(this.#variants.filter(isNotMade).map((variant) => variant.roundId));
		for (const id of ids) {
			await this.#attempt(async () => {
				await api.retryRound(id);
				this.#putRound(await api.round(id));
				for (const variant of this.#variants)
					if (variant.roundId === id) this.#refreshSoon({ variant: variant.id });
			});
		}
		this.follow();
	}

	async retry(variant: VariantView): Promise<void> {
		await this.retryThese([variant]);
	}

	/** Tries some of those again that were not made. */
	async retryThese(variants: readonly VariantView[]): Promise<void> {
		await this.#attempt(async () => {
			for (const variant of variants) this.#patch(variant.id, await api.retry(variant.id));
			for (const roundId of new Set(variants.map((variant) => variant.roundId)))
				this.#putRound(await api.round(roundId));
			this.follow();
		});
	}

	/** Takes photographs that are missing, or all of them again; of all variants, or of some. @returns how many, or null when it went wrong */
	async photograph(request: PhotographRequest): Promise<number | null> {
		let photographs: number | null = null;
		await this.#attempt(async () => {
			const run = await api.photograph(this.brief.id, request);
			for (const roundId of run.roundIds) this.#putRound(await api.round(roundId));
			await this.#fetchVariants(run.variantIds);
			this.follow();
			({ photographs } = run);
		});
		return photographs;
	}

	/** Follows every round that is running, until `leave`. Safe to call again when a round has begun. */
	follow(): void {
		this.#since = {
			at: Date.now(),
			done: this.counts.ready + this.counts.failed,
			photographed: this.photographs.taken
		};
		for (const round of this.running) {
			if (this.#feeds.has(round.id)) continue;
			const feed = new RoundFeed(round.id, round.lastSeq, {
				onChanged: (variantId) => this.#refreshSoon({ variant: variantId }),
				onProgress: (variants) => {
					const chars = new Map(variants.map((gauge) => [gauge.id, gauge.chars]));
					this.#variants = this.#variants.map((variant) => {
						const written = chars.get(variant.id);
						return written === undefined || written === variant.charsWritten
							? variant
							: { ...variant, charsWritten: written };
					});
				},
				onEnd: () => {
					this.#feeds.delete(round.id);
					this.#refreshSoon({ round: round.id });
				}
			});
			this.#feeds.set(round.id, feed);
		}
	}

	leave(): void {
		this.#isLeft = true;
		for (const feed of this.#feeds.values()) feed.close();
		this.#feeds.clear();
		clearTimeout(this.#refreshTimer);
	}

	#refreshSoon({ variant, round }: { variant?: string | null; round?: string }): void {
		if (variant) this.#stale.variants.add(variant);
		if (round) this.#stale.rounds.add(round);
		this.#refreshTimer ??= setTimeout(() => void this.#refresh(), REFRESH_MS);
	}

	/** What there is no answer about is asked for again: nobody tells of a change twice, and a frame would be unfinished for good. */
	async #refresh(): Promise<void> {
		const { variants, rounds } = this.#stale;
		this.#stale = { variants: new Set(), rounds: new Set() };
		let isReached = true;
		try {
			if (variants.size > 0) await this.#fetchVariants([...variants]);
			for (const id of rounds) this.#putRound(await api.round(id));
			this.#problem = null;
		} catch (error) {
			this.#fail(error, '');
			isReached = !(error instanceof ApiError && error.code === 'unreachable');
		}
		if (!isReached) {
			for (const id of variants) this.#stale.variants.add(id);
			for (const id of rounds) this.#stale.rounds.add(id);
		}
		const { size } = new Set([...this.#stale.variants, ...this.#stale.rounds]);
		this.#refreshTimer =
			size > 0 && !this.#isLeft
				? setTimeout(() => void this.#refresh(), isReached ? REFRESH_MS : AGAIN_MS)
				: undefined;
	}

	async #fetchVariants(ids: string[]): Promise<void> {
		const { variants } = await api.variants(this.brief.id, ids);
		const fresh = new Map(variants.map((variant) => [variant.id, variant]));
		const known = new Set(this.#variants.map((variant) => variant.id));
		const added = variants.filter((variant) => !known.has(variant.id));
		// A mark made while this was on its way is newer than what it says.
		this.#variants = [
			...this.#variants.map((variant) => {
				const { flag, stars, label } = variant;
				const next = fresh.get(variant.id);
				return next ? { ...next, flag, stars, label } : variant;
			}),
			...added
		].sort((a, b) => a.number - b.number);
	}

	#patch(id: string, values: Partial<VariantView>): void {
		this.#variants = this.#variants.map((variant) =>
			variant.id === id ? { ...variant, ...values } : variant
		);
	}

	#putRound(next: RoundView): void {
		this.#rounds = this.#rounds.map((round) => (round.id === next.id ? next : round));
	}

	async #attempt(work: () => Promise<void>): Promise<void> {
		try {
			await work();
			this.#problem = null;
		} catch (error) {
			this.#fail(error, '');
		}
	}

	#fail(error: unknown, what: string): void {
		if (!(error instanceof ApiError)) throw error;
		this.#problem = [what, error.message].filter(Boolean).join(' ');
	}
}

const NOTE_KINDS = [...INTENTS, 'resolved'] as const;

export interface PhaseCounts {
	all: number;
	ready: number;
	queued: number;
	writing: number;
	photographing: number;
	failed: number;
	picks: number;
	rejects: number;
}

const isNotMade = ({ phase }: VariantView) =>
	phase === 'failed' || phase === 'interrupted' || phase === 'cancelled';

function countPhases(variants: VariantView[]): PhaseCounts {
	const of = (wanted: VariantView['phase']) =>
		variants.filter(({ phase }) => phase === wanted).length;
	return {
		all: variants.length,
		ready: of('ready'),
		queued: of('queued'),
		writing: of('writing'),
		photographing: of('photographing'),
		failed: variants.filter(isNotMade).length,
		picks: variants.filter(({ flag }) => flag === 'pick').length,
		rejects: variants.filter(({ flag }) => flag === 'reject').length
	};
}

/** The board of the brief whose page this is. */
export const [getBriefBoard, setBriefBoard] = briefContext<BriefBoard>('brief board');
