/** A session in memory: its rows, one judge for each criterion, and what the brief says of its works now. */
import type { Marks } from '#lib/domain/marks.ts';
import type { Criterion, Top } from '#lib/domain/session.ts';
import type { ComparisonPool } from '../comparison/comparison.ts';
import type { Queryable } from '../database.ts';
import * as marks from '../store/marks.ts';
import type { SessionRow } from '../store/sessions.ts';
import * as variants from '../store/variants.ts';
import { Hands } from './hands.ts';
import { Judge } from './judge.ts';
import { Ledger } from './ledger.ts';

/** What is looked for where a session ends after so many answers. */
const USUAL_TOP: Top = 3;
/** After an answer, in milliseconds: what comes at once is reviewed together. */
const REVIEW_AFTER_MS = 40;

export class OpenSession {
	readonly ledger: Ledger;
	readonly top: Top;
	readonly hands = new Hands();
	#db: Queryable;
	#judges: Map<Criterion, Judge>;
	#excluded: ReadonlySet<number> = new Set();
	#pool: ComparisonPool;
	#timer: NodeJS.Timeout | null = null;
	#isReviewing = false;
	#isClosed = false;

	constructor({ db, pool }: { db: Queryable; pool: ComparisonPool }, row: SessionRow) {
		this.#db = db;
		this.#pool = pool;
		this.ledger = new Ledger(row);
		const { goal, criteria } = row.settings;
		this.top = goal.kind === 'settled' ? goal.top : USUAL_TOP;
		const sources = {
			ledger: this.ledger,
			top: this.top,
			marks: () => this.marks(),
			excluded: () => this.#excluded
		};
		this.#judges = new Map(
			criteria.map((criterion) => [criterion, new Judge({ ...sources, criterion })])
		);
	}

	/** Reads what is new, and which works are still there. */
	sync(): void {
		this.ledger.sync(this.#db);
		const { briefId, variantIds } = this.ledger.session;
		const ready = new Set(variants.readyOf(this.#db, briefId));
		this.#excluded = new Set(variantIds.flatMap((id, item) => (ready.has(id) ? [] : [item])));
	}

	/** Numbers of the works that have gone since the session was made. */
	get excluded(): ReadonlySet<number> {
		return this.#excluded;
	}

	/** How many works can be shown. */
	get left(): number {
		return this.ledger.session.variantIds.length - this.#excluded.size;
	}

	/** What was put on the works last, by whoever did. */
	marks(): ReadonlyMap<string, Marks> {
		return marks.lastOfThese(this.#db, this.ledger.session.variantIds);
	}

	judgeOf(criterion: Criterion): Judge {
		const judge = this.#judges.get(criterion);
		if (!judge) throw new Error(`The session does not ask for ${criterion}.`);
		return judge;
	}

	/** Whether the goal is reached, by one criterion. */
	isSettled(criterion: Criterion): boolean {
		return this.judgeOf(criterion).outlook.verdict?.settled ?? false;
	}

	/** About how many answers settle every criterion from here; null where that cannot be told of one of them. */
	aboutLeft(): number | null {
		let sum = 0;
		for (const judge of this.#judges.values()) {
			const { verdict, aboutLeft, at } = judge.outlook;
			if (verdict?.settled) continue;
			if (aboutLeft === null) return null;
			// What was foretold comes nearer with every answer; at the end it is the next fit that says.
			sum += Math.max(1, aboutLeft - (judge.answers - at));
		}
		return sum;
	}

	/** Has the judges look again soon, where enough was said since they last did, or something was taken out. */
	reviewSoon(onError: (thrown: unknown) => void): void {
		if (this.#timer !== null || this.#isReviewing || this.#isClosed) return;
		if (![...this.#judges.values()].some((judge) => judge.isDue())) return;
		this.#timer = setTimeout(() => {
			this.#timer = null;
			this.#isReviewing = true;
			void this.#review()
				.catch((thrown: unknown) => {
					// What was let go of in the middle of it failed for no other reason.
					if (!this.#isClosed) onError(thrown);
				})
				.finally(() => {
					this.#isReviewing = false;
					this.reviewSoon(onError);
				});
		}, REVIEW_AFTER_MS).unref();
	}

	close(): void {
		this.#isClosed = true;
		if (this.#timer !== null) clearTimeout(this.#timer);
		this.#timer = null;
	}

	async #review(): Promise<void> {
		this.sync();
		for (const judge of this.#judges.values()) if (judge.isDue()) await judge.review(this.#pool);
	}
}
