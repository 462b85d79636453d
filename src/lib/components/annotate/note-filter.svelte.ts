/** Which of a brief's notes are shown; kept in the address. */
import { INTENTS, type Intent, type Note } from '#lib/domain/note.ts';
import { CRITERIA, type Criterion } from '#lib/domain/session.ts';

const STATES = ['open', 'done'] as const;

export class NoteFilter {
	intent = $state<Intent | null>(null);
	criterion = $state<Criterion | null>(null);
	state = $state<(typeof STATES)[number] | null>(null);
	author = $state<string | null>(null);

	constructor(params: URLSearchParams) {
		this.intent = INTENTS.find((name) => name === params.get('intent')) ?? null;
		this.criterion = CRITERIA.find((name) => name === params.get('criterion')) ?? null;
		this.state = STATES.find((name) => name === params.get('status')) ?? null;
		this.author = params.get('author');
	}

	get isOn(): boolean {
		return this.params.size > 0;
	}

	get params(): URLSearchParams {
		const chosen = {
			intent: this.intent,
			criterion: this.criterion,
			status: this.state,
			author: this.author
		};
		const named = Object.entries(chosen).flatMap(([name, value]) =>
			value === null ? [] : [[name, value]]
		);
		return new URLSearchParams(named);
	}

	matches({ intent, criterion, isResolved, author }: Note): boolean {
		return (
			(this.intent === null || intent === this.intent) &&
			(this.criterion === null || criterion === this.criterion) &&
			(this.state === null || isResolved === (this.state === 'done')) &&
			(this.author === null || author === this.author)
		);
	}

	clear(): void {
		this.intent = null;
		this.criterion = null;
		this.state = null;
		this.author = null;
	}
}
