/**
 * The mask of a `Difference`: LEB128 has seven bits of a number in each byte, the lowest first, and the top bit set on all but the
 * last. A changed title takes a kilobyte or two, two different pages 40 to 100 KB; a bit for each pixel of a desktop capture takes
 * 162 KB.
 */

const FIRST_BYTES = 4096;

/** Collects changed pixels from the top left on. */
export class RunWriter {
	#bytes = new Uint8Array(FIRST_BYTES);
	#length = 0;
	/** Where the runs written so far end. */
	#written = 0;
	#start = 0;
	#end = 0;

	/** Marks the pixels from `start` up to and not with `end`. @param start not before the end of what was marked last */
	mark(start: number, end: number): void {
		if (start !== this.#end) {
			this.#flush();
			this.#start = start;
		}
		this.#end = end;
	}

	/** The bytes of all runs. */
	finish(): Uint8Array<ArrayBuffer> {
		this.#flush();
		return this.#bytes.slice(0, this.#length);
	}

	#flush(): void {
		if (this.#end === this.#start) return;
		this.#put(this.#start - this.#written);
		this.#put(this.#end - this.#start);
		this.#written = this.#end;
	}

	#put(value: number): void {
		if (this.#length + 5 > this.#bytes.length) {
			const larger = new Uint8Array(this.#bytes.length * 2);
			larger.set(this.#bytes);
			this.#bytes = larger;
		}
		let rest = value;
		while (rest > 0x7f) {
			this.#bytes[this.#length++] = (rest & 0x7f) | 0x80;
			rest >>>= 7;
		}
		this.#bytes[this.#length++] = rest;
	}
}

/** Calls `visit` with the first changed pixel of each run and the one after its last, in order. */
export function readRuns(mask: Uint8Array, visit: (start: number, end: number) => void): void {
	let at = 0;
	let value = 0;
	let shift = 0;
	let start: number | null = null;
	for (const byte of mask) {
		value += (byte & 0x7f) * 2 ** shift;
		shift += 7;
		if (byte & 0x80) continue;
		at += value;
		if (start === null) start = at;
		else {
			visit(start, at);
			start = null;
		}
		value = 0;
		shift = 0;
	}
}
