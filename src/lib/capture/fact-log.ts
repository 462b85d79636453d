/** What a page did while it was visited, as the browser reports it. */
import type { PageFacts } from '#lib/domain/capture-facts.ts';
import { MAX_MESSAGES, MAX_MESSAGE_CHARS } from './limits.ts';

/** What was tried, by the directive of our policy that refused it. Refusals that are not of a request are left out. */
const KIND_OF_DIRECTIVE: Record<string, string> = {
	'script-src-elem': 'script',
	'style-src-elem': 'stylesheet',
	'img-src': 'image',
	'font-src': 'font',
	'media-src': 'media',
	'connect-src': 'fetch',
	'frame-src': 'frame',
	'object-src': 'object',
	'worker-src': 'worker',
	'manifest-src': 'manifest',
	'form-action': 'form',
	'default-src': 'prefetch'
};

/** Messages in the order they came, each shortened, and the number of those that were too many to keep. */
class MessageList {
	#kept: string[] = [];
	#more = 0;

	add(text: string): void {
		if (this.#kept.length === MAX_MESSAGES) this.#more++;
		else
			this.#kept.push(
				text.length > MAX_MESSAGE_CHARS ? `${text.slice(0, MAX_MESSAGE_CHARS - 1)}…` : text
			);
	}

	list(): string[] {
		return this.#more === 0 ? [...this.#kept] : [...this.#kept, `and ${this.#more} more`];
	}
}

/** The part of `PageFacts` that is collected from events; the rest is asked of the page at each photograph. */
export class FactLog {
	#consoleErrors = new MessageList();
	#pageErrors = new MessageList();
	#refused = new Map<string, number>();
	#popups = 0;
	/** Dialogs the browser itself reported; those the sandbox refuses are counted in the page. */
	#dialogs = 0;
	#events = 0;
	readonly #limit: number;
	readonly #onTooMuch: () => void;

	/** @param onTooMuch called once, when more than `limit` things have been reported */
	constructor(limit: number, onTooMuch: () => void) {
		this.#limit = limit;
		this.#onTooMuch = onTooMuch;
	}

	/** Anything at all was reported, wanted or not. */
	count(): void {
		if (++this.#events === this.#limit + 1) this.#onTooMuch();
	}

	consoleError(text: string): void {
		this.#consoleErrors.add(text);
	}

	pageError(text: string): void {
		this.count();
		this.#pageErrors.add(text);
	}

	/** @param directive of the content security policy, as the browser names it */
	refusedByPolicy(directive: string): void {
		this.count();
		const kind = Object.hasOwn(KIND_OF_DIRECTIVE, directive)
			? KIND_OF_DIRECTIVE[directive]
			: undefined;
		if (kind !== undefined) this.refused(kind);
	}

	refused(kind: string): void {
		this.#refused.set(kind, (this.#refused.get(kind) ?? 0) + 1);
	}

	popup(): void {
		this.count();
		this.#popups++;
	}

	dialog(): void {
		this.count();
		this.#dialogs++;
	}

	/** The facts so far. What only the page or the picture can tell is `not measured` here. */
	snapshot(): PageFacts {
		return {
			consoleErrors: this.#consoleErrors.list(),
			pageErrors: this.#pageErrors.list(),
			refusedRequests: Object.fromEntries(this.#refused),
			dialogs: this.#dialogs,
			popups: this.#popups,
			documentHeight: 'not measured',
			overflowX: 'not measured',
			nodes: 'not measured',
			blank: 'not measured',
			stateChanged: 'not measured',
			settleMs: 'not measured',
			unstable: 'not measured',
			clippedText: 'not measured',
			overlappingText: 'not measured',
			fonts: 'not measured',
			colours: 'not measured',
			axe: 'not measured',
			control: 'not measured'
		};
	}
}
