/** How two photographs differ. All lengths are in CSS pixels, of which a photograph has one for each of its own. */

/**
 * Rows that follow each other: in both photographs (`shared`, alike or not), in the left one alone (`removed`) or in the right one
 * alone (`inserted`).
 */
export interface RowSegment {
	kind: 'shared' | 'removed' | 'inserted';
	/** First row in each; of the one that has none, the row before which they would stand. */
	left: number;
	right: number;
	height: number;
}

/** A change, as a box. */
export interface Region {
	kind: 'changed' | 'removed' | 'inserted';
	x: number;
	/** Top in the height both photographs have together. */
	y: number;
	width: number;
	height: number;
	/** Top in each; null in one that has no such rows. */
	left: number | null;
	right: number | null;
}

/** Measured over the rows of both laid out once: those they share, with those that only one has in between. */
export interface Difference {
	width: number;
	height: number;
	/** Of the pixels that either has, the share that visibly differs or that only one has: 0 to 1. */
	share: number;
	/** From the top; their heights make up `height`. */
	alignment: RowSegment[];
	/** Largest first. */
	regions: Region[];
	/**
	 * The pixels that differ, of `width` × `height`: lengths of runs, unchanged and changed in turn, row by row from the top left,
	 * each an unsigned LEB128 number. What comes after the last changed pixel is left out.
	 */
	mask: Uint8Array<ArrayBuffer>;
}

/** The same as JSON: the mask is in base64. */
export type DifferenceView = Omit<Difference, 'mask'> & { mask: string };
