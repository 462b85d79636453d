/** A session's rows in a database of their own, and who reads them, for tests. */
import { BriefContent } from '#lib/domain/brief.ts';
import { newId } from '#lib/domain/ids.ts';
import type { Marks } from '#lib/domain/marks.ts';
import {
	SessionSettings,
	type Answer,
	type Criterion,
	type SessionEventKind
} from '#lib/domain/session.ts';
import { readConfig } from '../config.ts';
import { openDatabase, type OpenDatabase } from '../database.ts';
import * as briefs from '../store/briefs.ts';
import * as store from '../store/sessions.ts';
import { Hands } from './hands.ts';
import { Judge } from './judge.ts';
import { Ledger } from './ledger.ts';
import { questionsFor, type Question } from './questions.ts';

export class TestSession {
	readonly ids: string[];
	readonly ledger: Ledger;
	/** Numbers of works that are gone. */
	readonly excluded = new Set<number>();
	readonly marks = new Map<string, Marks>();
	/** Criteria that are settled. */
	readonly reached = new Set<Criterion>();
	readonly hands = new Hands();
	readonly #database: OpenDatabase;
	readonly #judges: Map<Criterion, Judge>;

	/** @param given settings as a request gives them */
	constructor(works: number, given: object = {}) {
		this.#database = openDatabase(':memory:', readConfig({}, {}).migrationsDir);
		this.ids = Array.from({ length: works }, () => newId('variant'));
		const settings = SessionSettings.parse(given);
		const [id, briefId] = [newId('session'), newId('brief')];
		const row = { id, briefId, settings, variantIds: this.ids, createdAt: 1 };
		this.#database.write((tx) => {
			briefs.insert(tx, {
				id: briefId,
				content: BriefContent.parse({ title: 'T', purpose: 'P' }),
				source: briefId,
				sourceName: null,
				sourceSha256: briefId,
				origin: 'person'
			});
			store.insert(tx, row);
		});
		this.ledger = new Ledger(row);
		const sources = {
			ledger: this.ledger,
			top: 3 as const,
			marks: () => this.marks,
			excluded: () => this.excluded
		};
		this.#judges = new Map(
			settings.criteria.map((criterion) => [criterion, new Judge({ ...sources, criterion })])
		);
	}

	close(): void {
		this.#database.close();
	}

	join(): string {
		const id = newId('reviewer');
		const sessionId = this.ledger.session.id;
		this.#database.write((tx) =>
			store.insertReviewer(tx, { id, sessionId, name: '', role: 'other', createdAt: 1 })
		);
		this.#sync();
		return id;
	}

	/** @returns the answer's id */
	answer(
		reviewerId: string,
		criterion: Criterion,
		answer: Answer,
		ms: number | null = null
	): string {
		const id = newId('comparison');
		const comparison = { id, reviewerId, criterion, answer, ms, holding: [] };
		this.#database.write((tx) => store.insertComparison(tx, this.ledger.session.id, comparison));
		this.#sync();
		return id;
	}

	happen(kind: SessionEventKind, about: { reviewerId?: string; comparisonId?: string }): void {
		const event = { reviewerId: null, comparisonId: null, text: null, ...about, kind };
		this.#database.write((tx) =>
			store.insertEvent(tx, this.ledger.session.id, { ...event, createdAt: 2 })
		);
		this.#sync();
	}

	judgeOf(criterion: Criterion): Judge {
		const judge = this.#judges.get(criterion);
		if (!judge) throw new Error(`The session does not ask for ${criterion}.`);
		return judge;
	}

	/** @param held what is in hand already */
	questions(reviewerId: string, held: readonly Question[] = [], count = 3): Question[] {
		const asking = {
			ledger: this.ledger,
			judgeOf: (criterion: Criterion) => this.judgeOf(criterion),
			excluded: this.excluded,
			top: 3 as const,
			isReached: (criterion: Criterion) => this.reached.has(criterion),
			others: this.hands.ofOthers(reviewerId)
		};
		const inHand = held.map(({ criterion, variantIds }) => ({ criterion, variantIds }));
		return questionsFor(reviewerId, asking, inHand, count);
	}

	/**
	 * Asks and answers as a page does: it keeps what it has in hand.
	 * @param better which of two is better, by number
	 * @returns what was asked, in its order
	 */
	play(reviewerId: string, actions: number, better = (one: number, other: number) => one < other) {
		const asked: Question[] = [];
		let held: Question[] = [];
		for (let action = 0; action < actions; action++) {
			const [question, ...rest] = this.questions(reviewerId, held);
			if (!question) break;
			asked.push(question);
			held = rest;
			this.answer(reviewerId, question.criterion, this.#judge(question, better));
		}
		return asked;
	}

	/** The works of a question, by number. */
	items({ variantIds }: Question): number[] {
		return variantIds.map((id) => this.ids.indexOf(id));
	}

	#judge(question: Question, better: (one: number, other: number) => boolean): Answer {
		const { kind, variantIds } = question;
		if (kind === 'four') {
			const order = this.items(question).sort((one, other) => (better(one, other) ? -1 : 1));
			return { kind, shown: variantIds, order: order.flatMap((item) => this.ids[item] ?? []) };
		}
		const [left = '', right = ''] = variantIds;
		const [one = 0, other = 0] = this.items(question);
		return { kind, left, right, says: better(one, other) ? 'left' : 'right' };
	}

	#sync(): void {
		this.ledger.sync(this.#database.db);
	}
}
