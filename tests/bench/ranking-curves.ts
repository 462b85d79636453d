/** Many sittings in one world, as means over their seeds. */
import type { Measure } from './ranking-sitting.ts';

/** A number that each measure has. */
export type Reading = (measure: Measure) => number;

export const tau: Reading = (measure) => measure.tau;
export const overlap: Reading = (measure) => measure.overlap;
export const bestShown: Reading = (measure) => (measure.bestShown ? 1 : 0);
export const coverage: Reading = (measure) => measure.coverage;

export class Curves {
	readonly #runs: readonly Measure[][];

	constructor(runs: readonly Measure[][]) {
		this.#runs = runs;
	}

	get seeds(): number {
		return this.#runs.length;
	}

	/** Mean after so many actions; NaN where nothing was measured then. */
	at(actions: number, reading: Reading): number {
		const then = this.#runs.flatMap((run) => run.filter((measure) => measure.actions === actions));
		return then.reduce((sum, measure) => sum + reading(measure), 0) / then.length;
	}

	/** After how many actions the mean first reaches this, drawn straight between measures; null if never. */
	until(reading: Reading, level: number): number | null {
		let before: { actions: number; value: number } | null = null;
		for (const { actions } of this.#runs[0] ?? []) {
			const value = this.at(actions, reading);
			if (value >= level) {
				if (before === null) return actions;
				const share = (level - before.value) / (value - before.value);
				return Math.round(before.actions + share * (actions - before.actions));
			}
			before = { actions, value };
		}
		return null;
	}

	/** How often, when and how rightly the stopping rule stopped. */
	stops(): { share: number; median: number; right: number; runs: number } {
		const stops = this.#runs.flatMap((run) => run.find((measure) => measure.settled) ?? []);
		const sorted = stops.map(({ actions }) => actions).sort((a, b) => a - b);
		return {
			runs: stops.length,
			share: stops.length / this.#runs.length,
			median: sorted[Math.floor(sorted.length / 2)] ?? Infinity,
			right: stops.filter((stop) => stop.bestShown).length / Math.max(1, stops.length)
		};
	}
}
