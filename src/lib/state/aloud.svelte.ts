/** What a key did, for whoever hears the page: the focus stays where it is, and tells nothing of it. */
import { briefContext } from './brief-context.ts';

export class Aloud {
	#said = $state('');

	/** What was said last. */
	get said(): string {
		return this.#said;
	}
	say(what: string): void {
		this.#said = what;
	}
}

/** Where the views of the brief whose page this is say what their keys did. */
export const [getAloud, setAloud] = briefContext<Aloud>('voice');
