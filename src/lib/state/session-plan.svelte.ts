/** A ranking session that is being thought out: which variants, what is asked, how, until when, and how they are shown. */
import type { Theme, ViewportName } from '#lib/domain/capture.ts';
import { MAX_STARS } from '#lib/domain/marks.ts';
import {
	CRITERIA,
	LEAST_POOL,
	MAX_GOAL_ANSWERS,
	TOPS,
	type Criterion,
	type Goal,
	type Mode,
	type Pool,
	type SessionSettings,
	type Top
} from '#lib/domain/session.ts';
import type { SessionView } from '#lib/domain/session-view.ts';
import type { VariantView } from '#lib/domain/view.ts';
import { api, refusalOf } from './api.ts';

const USUAL_STARS = 3;
const USUAL_ANSWERS = 40;

export interface PlanSources {
	briefId: string;
	variants: () => readonly VariantView[];
	/** Named in the address; null when it names none. */
	named: () => readonly VariantView[] | null;
	look: { viewport: ViewportName; theme: Theme; state: string | null };
}

export class SessionPlan {
	pool = $state<Pool['kind']>('all');
	atLeast = $state(USUAL_STARS);
	criteria = $state.raw<readonly Criterion[]>(['overall']);
	mode = $state<Mode>('pairs');
	goalKind = $state<Goal['kind']>('settled');
	/** From each; null while nothing that is a number is typed. */
	answers = $state<number | null>(USUAL_ANSWERS);
	shows = $state<SessionSettings['shows']>('photographs');
	viewport = $state<ViewportName>('desktop');
	theme = $state<Theme>('light');
	state = $state<string | null>(null);
	#top = $state<Top>(3);
	#doing = $state<'start' | 'make' | null>(null);
	#problem = $state<string | null>(null);
	/** Ids, once somebody has taken one in or out by hand. */
	#byHand = $state.raw<ReadonlySet<string> | null>(null);
	#sources = $state.raw<PlanSources>() as PlanSources;
	/** One that was made and could not be joined: joined, not made again, when nothing has changed. */
	#made: { settings: string; session: SessionView } | null = null;

	/** Those that can be ranked now. */
	readonly ready = $derived(this.#sources.variants().filter(({ status }) => status === 'ready'));
	readonly picks = $derived(this.ready.filter(({ flag }) => flag === 'pick'));
	readonly selected = $derived.by(() => {
		const selected = this.#byHand ?? new Set(this.#sources.named()?.map(({ id }) => id));
		return this.ready.filter(({ id }) => selected.has(id));
	});
	/** How many have so many stars and more, from one star on. */
	readonly starred = $derived(
		Array.from({ length: MAX_STARS }, (_, index) => ({
			atLeast: index + 1,
			count: this.ready.filter(({ stars }) => stars > index).length
		}))
	);
	/** What is ranked, as it is chosen. */
	readonly chosen = $derived.by(() => {
		switch (this.pool) {
			case 'all':
				return this.ready;
			case 'picks':
				return this.picks;
			case 'stars':
				return this.ready.filter(({ stars }) => stars >= this.atLeast);
			case 'selection':
				return this.selected;
		}
	});
	/** What can be looked for among so many: that the best is one of all says nothing. */
	readonly tops = $derived(TOPS.filter((top) => top < this.chosen.length));
	readonly top = $derived(this.tops.findLast((top) => top <= this.#top) ?? 1);
	readonly isCountFine = $derived(
		this.answers !== null &&
			Number.isInteger(this.answers) &&
			this.answers >= 1 &&
			this.answers <= MAX_GOAL_ANSWERS
	);
	readonly goal = $derived<Goal>(
		this.goalKind === 'settled'
			? { kind: 'settled', top: this.top }
			: { kind: 'answers', count: this.answers ?? USUAL_ANSWERS }
	);
	/** Null while it cannot be made. */
	readonly settings = $derived.by((): SessionSettings | null => {
		if (this.chosen.length < LEAST_POOL || this.criteria.length === 0) return null;
		if (this.goalKind === 'answers' && !this.isCountFine) return null;
		const { goal, mode, shows, viewport, theme, state } = this;
		return { pool: this.#pool(), criteria: [...this.criteria], mode, goal, shows, viewport, theme, state }; // prettier-ignore
	});
	/** Of what is chosen, those without the photograph that is asked for: some have one as they open, which stands in. */
	readonly lacking = $derived.by(() => {
		const has = ({ captures }: VariantView, state: string | null) =>
			captures.some(
				(capture) =>
					capture.status === 'taken' &&
					capture.pose === 'rest' &&
					capture.viewport === this.viewport &&
					capture.theme === this.theme &&
					capture.state === state
			);
		const without = this.chosen.filter((variant) => !has(variant, this.state));
		return {
			all: without,
			stoodIn: without.filter((variant) => has(variant, null)).length
		};
	});

	constructor(sources: PlanSources) {
		this.#sources = sources;
		this.viewport = sources.look.viewport;
		this.theme = sources.look.theme;
		this.state = sources.look.state;
		if (this.selected.length >= LEAST_POOL) this.pool = 'selection';
		const level = this.starred.findLast(
			({ atLeast, count }) => atLeast <= USUAL_STARS && count >= LEAST_POOL
		);
		this.atLeast = level?.atLeast ?? USUAL_STARS;
	}

	get problem(): string | null {
		return this.#problem;
	}
	/** What is being done, if anything. */
	get doing(): 'start' | 'make' | null {
		return this.#doing;
	}

	/** Takes one of them in, or out: what was chosen becomes a selection. */
	toggle(variantId: string): void {
		const ids = new Set(this.chosen.map(({ id }) => id));
		if (!ids.delete(variantId)) ids.add(variantId);
		this.#byHand = ids;
		this.pool = 'selection';
	}

	lookFor(top: Top): void {
		this.goalKind = 'settled';
		this.#top = top;
	}

	/** In the order in which they are asked. */
	ask(criterion: Criterion, isAsked: boolean): void {
		this.criteria = CRITERIA.filter((one) =>
			one === criterion ? isAsked : this.criteria.includes(one)
		);
	}

	/** Makes it. @returns its id; null when it could not be made */
	make(): Promise<string | null> {
		return this.#attempt('make', async (settings) => (await this.#make(settings)).id);
	}

	/** Makes it and sits down in it, without a name. @returns where; null when that went wrong */
	start(): Promise<{ sessionId: string; reviewerId: string } | null> {
		return this.#attempt('start', async (settings) => {
			const asked = JSON.stringify(settings);
			const session =
				this.#made?.settings === asked ? this.#made.session : await this.#make(settings);
			this.#made = { settings: asked, session };
			const { id } = await api.joinSession(session.id, { name: '', role: 'other' });
			this.#made = null;
			return { sessionId: session.id, reviewerId: id };
		});
	}

	#make(settings: SessionSettings): Promise<SessionView> {
		return api.addSession(this.#sources.briefId, settings);
	}

	#pool(): Pool {
		switch (this.pool) {
			case 'stars':
				return { kind: 'stars', atLeast: this.atLeast };
			case 'selection':
				return { kind: 'selection', variantIds: this.selected.map(({ id }) => id) };
			default:
				return { kind: this.pool };
		}
	}

	async #attempt<T>(
		doing: 'start' | 'make',
		work: (settings: SessionSettings) => Promise<T>
	): Promise<T | null> {
		const { settings } = this;
		if (settings === null || this.#doing !== null) return null;
		this.#doing = doing;
		this.#problem = null;
		try {
			return await work(settings);
		} catch (error) {
			this.#problem = refusalOf(error);
			return null;
		} finally {
			this.#doing = null;
		}
	}
}
