/**
 * The map that a living page tells of itself, checked by hand: with the schema of the domain its library would be sent to every page.
 * A test holds both to the same.
 */
import { MAX_MAPPED, type MappedElement, type PageMap } from '#lib/domain/page-map.ts';
import { isRecord } from './is-record.ts';

const ELEMENT_ID = /^e[1-9]\d{0,6}$/;
const MAX_WORD_CHARS = 60;
const MAX_NAME_CHARS = 120;

/** @param text as it came; null is returned for what is no map */
export function readFrameMap(text: string): PageMap | null {
	const map = recordIn(text);
	if (!map) return null;
	const { width, height, omitted } = map;
	if (!isCount(width) || !isCount(height) || !isCount(omitted)) return null;
	if (width === 0 || height === 0) return null;
	if (!Array.isArray(map['elements']) || map['elements'].length > MAX_MAPPED) return null;
	const elements = map['elements'].map(elementIn);
	return elements.every((element) => element !== null)
		? { width, height, elements, isPicture: false, omitted }
		: null;
}

function recordIn(text: string): Record<string, unknown> | null {
	try {
		const read: unknown = JSON.parse(text);
		return isRecord(read) ? read : null;
	} catch {
		// No JSON: nothing that our own script in the frame has written.
		return null;
	}
}

function elementIn(told: unknown): MappedElement | null {
	if (!isRecord(told)) return null;
	const { id, isMade, parent, tag, role, name, x, y, width, height } = told;
	if (typeof id !== 'string' || !ELEMENT_ID.test(id) || typeof isMade !== 'boolean') return null;
	if (parent !== null && !isCount(parent)) return null;
	if (!isWords(tag, MAX_WORD_CHARS)) return null;
	if (role !== null && !isWords(role, MAX_WORD_CHARS)) return null;
	if (name !== null && !isWords(name, MAX_NAME_CHARS)) return null;
	if (!isNumber(x) || !isNumber(y) || !isNumber(width) || !isNumber(height)) return null;
	return { id, isMade, parent, tag, role, name, x, y, width, height };
}

const isNumber = (told: unknown): told is number => Number.isFinite(told);
const isCount = (told: unknown): told is number => Number.isSafeInteger(told) && Number(told) >= 0;
const isWords = (told: unknown, most: number): told is string =>
	typeof told === 'string' && told.length <= most;
