/** What is done if the process leaves without closing anything: only what is done at once, for nothing is waited for then. */

export interface LastActs {
	/** @returns takes it off again, once it was done in good order */
	add(act: () => void): () => void;
}

export function createLastActs(): LastActs {
	const acts = new Set<() => void>();
	const perform = (): void => acts.forEach((act) => act());
	return {
		add(act) {
			if (acts.size === 0) process.on('exit', perform);
			acts.add(act);
			return () => {
				acts.delete(act);
				if (acts.size === 0) process.off('exit', perform);
			};
		}
	};
}
