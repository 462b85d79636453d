/** How long something was before somebody's eyes. Times are in milliseconds. */
export class StopWatch {
	#now: () => number;
	#before = 0;
	/** Null while it stands. */
	#since: number | null = null;

	constructor(now: () => number = () => performance.now()) {
		this.#now = now;
	}

	/** From nothing. */
	start(): void {
		this.#before = 0;
		this.#since = this.#now();
	}
	/** Does not count until it goes on. */
	pause(): void {
		this.#before = this.elapsed;
		this.#since = null;
	}
	goOn(): void {
		this.#since ??= this.#now();
	}
	/** To nothing, and stands. */
	reset(): void {
		this.#before = 0;
		this.#since = null;
	}
	get elapsed(): number {
		return this.#before + (this.#since === null ? 0 : this.#now() - this.#since);
	}
}
