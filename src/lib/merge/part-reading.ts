/** What a browser tells of a part and of the place it is to be put. Answers come from hostile pages, so they are parsed and capped. */
import { z } from 'zod';

/**
 * Names an element of a document: the id it was given when the document came in, `e14`, and, for what a script made below it,
 * which child of it, from 0, which child of that, and so on: `e14/2/0`.
 */
export const PartPointer = z
	.string()
	.regex(/^e[1-9]\d{0,6}(\/\d{1,5}){0,40}$/, 'not an element of a document');

export const MAX_PART_CHARS = 2_000_000;
export const MAX_PART_ELEMENTS = 20_000;

const Px = z.number().finite();
const Short = z.string().max(400);

export const PartAnswer = z.object({
	found: z.literal(true),
	tag: Short,
	/** As it stood, with what was typed or ticked in it. */
	markup: z.string().max(MAX_PART_CHARS)
});

export interface PartReading {
	pointer: string;
	tag: string;
	/** As it stood when it was read. */
	markup: string;
	/** Whether scripts have made it other than its document says it. */
	isScripted: boolean;
	width: number;
	height: number;
}

export interface PlaceReading {
	anchorId: string;
	width: number;
}

/** @throws VitrineError `invalid_input` for something that names no element */
export function readPartExpression(html: string, pointer: string): string {
	return `${html.length} ${pointer}`;
}
/** @throws VitrineError `merge_impossible` for what cannot be a part, with the reason; `capture_crashed` for an answer that is none */
export function readPart(html: string, answer: unknown): PartReading {
	throw new Error(`${html} ${String(answer)}`);
}
export function readPlaceExpression(html: string, anchorId: string): string {
	return `${html.length} ${anchorId}`;
}
/** @throws VitrineError `merge_impossible` where nothing can be put, with the reason */
export function readPlace(answer: unknown): PlaceReading {
	throw new Error(String(answer));
}
