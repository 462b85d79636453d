/** Marking: shown at once, stored behind it, taken back act by act through the whole sitting. */
import { SvelteSet } from 'svelte/reactivity';
import { newId } from '#lib/domain/ids.ts';
import type { Mark, MarkAnswer, MarkChange, Marks } from '#lib/domain/marks.ts';
import type { VariantView } from '#lib/domain/view.ts';
import type { BriefBoard } from './brief-board.svelte.ts';
import { briefContext } from './brief-context.ts';
import { readMarkSending, sendMarks, type MarkSending } from './mark-sending.ts';
import { keptOf, saidOf } from './mark-words.ts';
import { Outbox, type Outcome } from './outbox.ts';
import { storageOf } from './storage.ts';

/** Acts that can be taken back with Ctrl+Z. */
const MAX_UNDO = 500;

interface Patch {
	variantId: string;
	marks: Partial<Marks>;
}

/** What one tab tells the others. */
interface Shown {
	reviewer: string;
	patches: Patch[];
}

/** What an act changed, and what was there before. */
interface Act {
	batch: string;
	/** Whose it is. */
	reviewer: string;
	said: string;
	/** Where one was when it was made. */
	focusId: string | null;
	before: Patch[];
}

export class MarkDesk {
	#board: BriefBoard;
	/** Who marks here. */
	#reviewer: string;
	#outbox: Outbox<MarkSending, MarkAnswer>;
	/** The tabs of this browser that have the same brief open: what is marked in one is seen in all. */
	#tabs: BroadcastChannel | null = null;
	#undo = $state.raw<Act[]>([]);
	#fresh = new SvelteSet<string>();
	#message = $state('');
	#problem = $state<string | null>(null);
	#waiting = $state.raw<readonly MarkSending[]>([]);
	#isUnreachable = $state(false);
	/** Counts what was done here and what became of it: an answer to a question from before may be out of date. */
	#turn = 0;

	constructor(board: BriefBoard) {
		this.#board = board;
		this.#reviewer = board.reviewer;
		this.#outbox = new Outbox({
			prefix: `vitrine:outbox:${board.brief.id}:`,
			shelf: storageOf('localStorage'),
			read: readMarkSending,
			send: (sending) => sendMarks(board.brief.id, sending),
			onSettled: (sending, outcome) => this.#settle(sending, outcome)
		});
		this.#undo = readActs(this.#undoKey).filter(({ reviewer }) => reviewer === this.#reviewer);
		this.overlay();
	}

	/** What was done last, said once for everyone. */
	get message(): string {
		return this.#message;
	}
	get problem(): string | null {
		if (this.#problem !== null) return this.#problem;
		return this.#isUnreachable ? keptOf(this.#waiting) : null;
	}
	get canUndo(): boolean {
		return this.#undo.length > 0;
	}

	/** Something else that was done, to be said in the same place. */
	say(what: string): void {
		this.#problem = null;
		this.#message = what;
	}

	/** Whether it was marked by the last act: then the mark is drawn rather than shown. */
	isFresh(variantId: string): boolean {
		return this.#fresh.has(variantId);
	}

	/** Puts one mark on these by one act: shown at once, stored behind it. */
	mark(variants: readonly VariantView[], asked: Mark): void {
		// The label that all of them have is taken off.
		const isRepeated =
			asked.kind === 'label' && variants.every(({ label }) => label === asked.value);
		const mark: Mark = isRepeated ? { kind: 'label', value: null } : asked;
		const change = { [mark.kind]: mark.value };
		const changed = variants.filter((variant) => variant[mark.kind] !== mark.value);
		const said = saidOf(mark, changed.length === 0 ? variants : changed);
		if (changed.length === 0) {
			this.#message = variants.length === 0 ? 'There is nothing to mark.' : `Already: ${said}`;
			return;
		}
		const batch = newId('batch');
		const before = changed.map((variant) => ({
			variantId: variant.id,
			marks: { [mark.kind]: variant[mark.kind] }
		}));
		const reviewer = this.#reviewer;
		const act = { batch, reviewer, said, focusId: this.#board.focus?.id ?? null, before };
		this.#problem = null;
		this.#fresh.clear();
		for (const { id } of changed) this.#fresh.add(id);
		this.#show(changed.map(({ id }) => ({ variantId: id, marks: change })));
		this.#message = said;
		this.#undo = [...this.#undo, act].slice(-MAX_UNDO);
		this.#add({
			kind: 'put',
			batch,
			reviewer,
			marks: changed.map(({ id }) => ({ variantId: id, ...change }))
		});
	}

	/** Takes the last act back. @returns the variant to go back to */
	undo(): string | null {
		const act = this.#undo.at(-1);
		if (!act) {
			this.#message = 'There is nothing to undo.';
			return null;
		}
		this.#problem = null;
		this.#undo = this.#undo.slice(0, -1);
		this.#fresh.clear();
		this.#show(act.before);
		this.#add({ kind: 'retract', batch: act.batch, reviewer: act.reviewer });
		this.#message = `Took back: ${act.said}`;
		const focusId = act.focusId ?? act.before[0]?.variantId ?? null;
		if (focusId !== null) this.#board.focusOn(focusId);
		return focusId;
	}

	/** Puts what the server does not know yet over what it said. Call when the board has been loaded anew. */
	overlay(): void {
		if (this.#reviewer !== this.#board.reviewer) {
			// Somebody else marks from here on, and takes back nothing of what was marked before.
			this.#reviewer = this.#board.reviewer;
			this.#undo = [];
			this.#fresh.clear();
			this.#turn++;
		}
		const waiting = this.#outbox.waiting.filter(({ reviewer }) => reviewer === this.#reviewer);
		const takenBack = new Set(
			waiting.flatMap(({ kind, batch }) => (kind === 'retract' ? [batch] : []))
		);
		for (const sending of waiting)
			if (sending.kind === 'put' && !takenBack.has(sending.batch))
				this.#board.patchMarks(sending.marks.map(toPatch));
	}

	get turn(): number {
		return this.#turn;
	}

	/** Shows what others have marked, in another window or on another machine. */
	follow(marked: MarkAnswer['variants']): void {
		const isNews = ({ variantId, flag, stars, label }: MarkAnswer['variants'][number]) => {
			const shown = this.#board.byId.get(variantId);
			return shown && (shown.flag !== flag || shown.stars !== stars || shown.label !== label);
		};
		this.#adopt(marked.filter(isNews));
	}

	/** Sends what an earlier visit left, and again when the network comes back. @returns what ends it */
	open(): () => void {
		const flush = () => void this.#outbox.flush();
		flush();
		const keep = () => this.#keepUndo();
		const tabs = new BroadcastChannel(`vitrine:marks:${this.#board.brief.id}`);
		tabs.onmessage = ({ data }: MessageEvent<Shown>) => {
			if (data.reviewer === this.#reviewer) this.#board.patchMarks(data.patches);
		};
		this.#tabs = tabs;
		addEventListener('online', flush);
		addEventListener('pagehide', keep);
		return () => {
			removeEventListener('online', flush);
			removeEventListener('pagehide', keep);
			keep();
			tabs.close();
			this.#tabs = null;
			this.#outbox.close();
		};
	}

	#show(patches: Patch[]): void {
		this.#board.patchMarks(patches);
		this.#tabs?.postMessage({ reviewer: this.#reviewer, patches } satisfies Shown);
	}

	#add(sending: MarkSending): void {
		this.#turn++;
		this.#outbox.add(sending);
		this.#waiting = this.#outbox.waiting;
	}

	#settle(sending: MarkSending, outcome: Outcome<MarkAnswer>): void {
		this.#turn++;
		this.#waiting = this.#outbox.waiting;
		this.#isUnreachable = outcome.kind === 'unreachable';
		const isOwn = sending.reviewer === this.#reviewer;
		if (outcome.kind === 'answered' && sending.kind === 'retract' && isOwn)
			this.#adopt(outcome.answer.variants);
		if (outcome.kind !== 'refused') return;
		const act = this.#undo.find(({ batch }) => batch === sending.batch);
		if (sending.kind === 'put' && act) {
			this.#undo = this.#undo.filter((other) => other !== act);
			this.#show(act.before);
		}
		const what =
			sending.kind === 'put' ? 'The mark was not stored.' : 'It could not be taken back.';
		this.#problem = `${what} ${outcome.message}`;
	}

	/** Takes over what is in force, save where a newer mark is on its way. */
	#adopt(variants: MarkAnswer['variants']): void {
		const onTheWay = new Set(
			this.#outbox.waiting.flatMap((sending) =>
				sending.kind === 'put' ? sending.marks.map(({ variantId }) => variantId) : []
			)
		);
		const news = variants.filter(({ variantId }) => !onTheWay.has(variantId));
		if (news.length > 0) this.#show(news.map(({ variantId, ...marks }) => ({ variantId, marks })));
	}

	get #undoKey(): string {
		return `vitrine:undo:${this.#board.brief.id}`;
	}
	/** Only when the page is left: a list of large acts takes longer to write than a mark may take. */
	#keepUndo(): void {
		try {
			storageOf('sessionStorage')?.setItem(this.#undoKey, JSON.stringify(this.#undo));
		} catch {
			// Full or refused: it can be undone until the page is loaded anew.
		}
	}
}

function toPatch({ variantId, ...marks }: MarkChange): Patch {
	const said = Object.entries(marks).filter(([, value]) => value !== undefined);
	return { variantId, marks: Object.fromEntries(said) };
}

function readActs(key: string): Act[] {
	try {
		const read: unknown = JSON.parse(storageOf('sessionStorage')?.getItem(key) ?? '[]');
		return Array.isArray(read) ? read : [];
	} catch {
		return [];
	}
}

/** Where the frames of the brief whose page this is are marked. */
export const [getMarkDesk, setMarkDesk] = briefContext<MarkDesk>('mark desk');
