/** One session as its rows tell it, kept in memory and brought up to date by reading the rows that are new. */
import type {
	Comparison,
	Criterion,
	Reviewer,
	Session,
	SessionEvent
} from '#lib/domain/session.ts';
import type { Queryable } from '../database.ts';
import * as store from '../store/sessions.ts';

export interface Entry {
	comparison: Comparison;
	isRetracted: boolean;
	/** Why, in the reviewer's words; null when nothing was said. */
	reason: string | null;
}

export class Ledger {
	readonly session: Session;
	readonly reviewers = new Map<string, Reviewer>();
	/** Every answer, in the order in which they came. */
	readonly entries: Entry[] = [];
	/** Counts what no answer can be added to: a retraction, a withdrawal. Fits from before are of no use then. */
	breaks = 0;
	#comparisonSeq = 0;
	#eventSeq = 0;
	#byId = new Map<string, Entry>();
	#byReviewer = new Map<string, Entry[]>();

	constructor(row: store.SessionRow) {
		this.session = { ...row, closedAt: null, revealedAt: null };
	}

	/** Reads what this or another process has written since. */
	sync(db: Queryable): void {
		const { id } = this.session;
		for (const { seq, ...comparison } of store.comparisonsAfter(db, id, this.#comparisonSeq)) {
			this.#comparisonSeq = seq;
			this.#add(comparison);
		}
		for (const { seq, ...event } of store.eventsAfter(db, id, this.#eventSeq)) {
			this.#eventSeq = seq;
			this.#happen(event);
		}
	}

	/** Reads who has joined since. */
	syncReviewers(db: Queryable): void {
		for (const row of store.reviewersOf(db, this.session.id)) {
			if (this.reviewers.has(row.id)) continue;
			this.reviewers.set(row.id, { ...row, finishedAt: null, withdrawnAt: null });
		}
	}

	entryOf(comparisonId: string): Entry | null {
		return this.#byId.get(comparisonId) ?? null;
	}

	/** The answers of one reviewer that were not taken back, oldest first. */
	ofReviewer(reviewerId: string): Entry[] {
		return (this.#byReviewer.get(reviewerId) ?? []).filter(({ isRetracted }) => !isRetracted);
	}

	/** The answers that count for a criterion, oldest first. */
	inForce(criterion: Criterion): Entry[] {
		return this.entries.filter((entry) => this.counts(entry, criterion));
	}

	counts({ comparison, isRetracted }: Entry, criterion: Criterion): boolean {
		if (isRetracted || comparison.criterion !== criterion) return false;
		return this.reviewers.get(comparison.reviewerId)?.withdrawnAt === null;
	}

	/** A number that is another one whenever anything has happened. */
	get revision(): string {
		return `${this.#comparisonSeq}.${this.#eventSeq}.${this.reviewers.size}`;
	}

	#add(comparison: Comparison): void {
		const entry: Entry = { comparison, isRetracted: false, reason: null };
		this.entries.push(entry);
		this.#byId.set(comparison.id, entry);
		const theirs = this.#byReviewer.get(comparison.reviewerId);
		if (theirs) theirs.push(entry);
		else this.#byReviewer.set(comparison.reviewerId, [entry]);
	}

	#happen({ kind, reviewerId, comparisonId, text, createdAt }: SessionEvent): void {
		const reviewer = this.reviewers.get(reviewerId ?? '');
		const entry = this.#byId.get(comparisonId ?? '');
		switch (kind) {
			case 'closed':
				this.session.closedAt ??= createdAt;
				return;
			case 'revealed':
				this.session.revealedAt ??= createdAt;
				return;
			case 'finished':
				if (reviewer) reviewer.finishedAt ??= createdAt;
				return;
			case 'withdrawn':
			case 'readmitted':
				if (!reviewer) return;
				reviewer.withdrawnAt = kind === 'withdrawn' ? createdAt : null;
				this.breaks++;
				return;
			case 'retracted':
				if (!entry) return;
				entry.isRetracted = true;
				this.breaks++;
				return;
			case 'reason':
				if (entry) entry.reason = text;
		}
	}
}
