/** One session as its rows tell it, kept in memory and brought up to date by reading the rows that are new. */
import {
	isSkip,
	shownIn,
	type Comparison,
	type Reviewer,
	type Session,
	type SessionEvent
} from '#lib/domain/session.ts';
import type { Queryable } from '../database.ts';
import * as store from '../store/sessions.ts';

export interface Entry {
	comparison: Comparison;
	isRetracted: boolean;
	/** Why, in the reviewer's words; null when nothing was said. */
	reason: string | null;
}

/** The works that were on screen. */
export function idsOf({ comparison }: Entry): string[] {
	return shownIn(comparison.answer);
}

export class Ledger {
	readonly session: Session;
	readonly reviewers = new Map<string, Reviewer>();
	/** Every answer, in the order in which they came. */
	readonly entries: Entry[] = [];
	/** Counts what no answer can be added to: a retraction, a withdrawal. Fits from before are of no use then. */
	breaks = 0;
	#reviewerSeq = 0;
	#comparisonSeq = 0;
	#eventSeq = 0;
	#byId = new Map<string, Entry>();
	#byReviewer = new Map<string, Entry[]>();

	constructor(row: store.SessionRow) {
		this.session = { ...row, closedAt: null, revealedAt: null };
	}

	/**
	 * Reads what this or another process has written since. What a row speaks of was written before it, so it is read after it: events
	 * are looked for first, then answers, then people, and taken in the other way round.
	 */
	sync(db: Queryable): void {
		const { id } = this.session;
		const events = store.eventsAfter(db, id, this.#eventSeq);
		const comparisons = store.comparisonsAfter(db, id, this.#comparisonSeq);
		for (const { seq, ...row } of store.reviewersAfter(db, id, this.#reviewerSeq)) {
			this.#reviewerSeq = seq;
			this.reviewers.set(row.id, { ...row, finishedAt: null, withdrawnAt: null });
		}
		for (const { seq, ...comparison } of comparisons) {
			this.#comparisonSeq = seq;
			this.#add(comparison);
		}
		for (const { seq, ...event } of events) {
			this.#eventSeq = seq;
			this.#happen(event);
		}
	}

	entryOf(comparisonId: string): Entry | null {
		return this.#byId.get(comparisonId) ?? null;
	}

	/** The answers of one reviewer that were not taken back, oldest first. */
	ofReviewer(reviewerId: string): readonly Entry[] {
		return this.#byReviewer.get(reviewerId) ?? [];
	}

	/** Those among them that are no skips. */
	answersOf(reviewerId: string): Entry[] {
		return this.ofReviewer(reviewerId).filter(({ comparison }) => !isSkip(comparison.answer));
	}

	/** Whether it was neither taken back nor its reviewer withdrawn. */
	counts({ comparison, isRetracted }: Entry): boolean {
		return !isRetracted && this.reviewers.get(comparison.reviewerId)?.withdrawnAt === null;
	}

	/** Another one whenever other answers count, or there are other people. */
	get revision(): string {
		return `${this.#comparisonSeq}.${this.breaks}.${this.reviewers.size}`;
	}

	#add(comparison: Comparison): void {
		const entry: Entry = { comparison, isRetracted: false, reason: null };
		this.entries.push(entry);
		this.#byId.set(comparison.id, entry);
		const theirs = this.#byReviewer.get(comparison.reviewerId);
		if (theirs) theirs.push(entry);
		else this.#byReviewer.set(comparison.reviewerId, [entry]);
	}

	#forget(entry: Entry): void {
		const theirs = this.#byReviewer.get(entry.comparison.reviewerId);
		theirs?.splice(theirs.lastIndexOf(entry), 1);
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
				if (!entry || entry.isRetracted) return;
				entry.isRetracted = true;
				this.#forget(entry);
				this.breaks++;
				return;
			case 'reason':
				if (entry) entry.reason = text;
		}
	}
}
