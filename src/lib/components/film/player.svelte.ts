/** One clock for all strips that are seen together. Nothing runs until somebody starts it. */
import type { Speed } from './playback.ts';

export class Player {
	#at = $state(0);
	#speed = $state<Speed>(1);
	#isPlaying = $state(false);
	#length = 0;
	#last = 0;
	#tick = 0;
	/** True from the first start on: until then, a screen shows how it ends. */
	#isBegun = $state(false);

	/** Milliseconds after the trigger. */
	get at(): number {
		return this.#at;
	}
	get isPlaying(): boolean {
		return this.#isPlaying;
	}
	get isBegun(): boolean {
		return this.#isBegun;
	}
	get speed(): Speed {
		return this.#speed;
	}
	set speed(speed: Speed) {
		this.#speed = speed;
	}

	/** From the beginning. @param length in milliseconds of the film */
	play(length: number): void {
		this.stop();
		this.#length = length;
		this.#at = 0;
		this.#isPlaying = true;
		this.#isBegun = true;
		this.#last = performance.now();
		this.#tick = requestAnimationFrame((now) => this.#go(now));
	}

	/** Stops where it is. */
	stop(): void {
		if (!this.#isPlaying) return;
		cancelAnimationFrame(this.#tick);
		this.#isPlaying = false;
	}

	#go(now: number): void {
		this.#at = Math.min(this.#length, this.#at + Math.max(0, now - this.#last) * this.#speed);
		this.#last = now;
		if (this.#at >= this.#length) this.stop();
		else this.#tick = requestAnimationFrame((next) => this.#go(next));
	}
}
