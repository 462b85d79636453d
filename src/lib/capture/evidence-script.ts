/** What an element is, so that it can be found again in another document and understood without one. */
import { z } from 'zod';
import { ElementId, MAX_MARKUP_CHARS, MAX_QUOTE_CHARS, NoteEvidence } from '#lib/domain/note.ts';
import { ELEMENT_WORDS_SCRIPT } from './element-words-script.ts';

/** Words before and after, by which one of several alike is told: enough to be rare, few enough to be read. */
const CONTEXT_CHARS = 32;
const MAX_STEPS = 60;
/** Elements of one kind that are looked through for the one that is meant. */
const MAX_SEARCHED = 4_000;

/** What says most about how something looks, in few words. */
const STYLES = [
	'display',
	'color',
	'background-color',
	'font-family',
	'font-size',
	'font-weight',
	'line-height',
	'letter-spacing',
	'text-align',
	'padding',
	'gap',
	'border',
	'border-radius'
];

/** An element as it is read from a page, with the id of its own or of the nearest around it. */
export const ElementReading = NoteEvidence.extend({ elementId: ElementId.nullable() });
export type ElementReading = z.infer<typeof ElementReading>;

const EVIDENCE_SCRIPT = `
	${ELEMENT_WORDS_SCRIPT}
	const before = (element) => {
		const walker = pieces(document.body);
		walker.currentNode = element;
		let text = '';
		for (let step = 0, node = walker.previousNode(); node && step < ${MAX_STEPS} && text.trim().length < ${CONTEXT_CHARS}; node = walker.previousNode(), step++)
			if (!element.contains(node)) text = fold(node.data.slice(-200) + ' ' + text);
		return text.trim().slice(-${CONTEXT_CHARS});
	};
	const after = (element) => {
		const walker = pieces(document.body);
		let last = element;
		while (last.lastChild) last = last.lastChild;
		walker.currentNode = last;
		let text = '';
		for (let step = 0, node = walker.nextNode(); node && step < ${MAX_STEPS} && text.trim().length < ${CONTEXT_CHARS}; node = walker.nextNode(), step++)
			text = fold(text + ' ' + node.data.slice(0, 200));
		return text.trim().slice(0, ${CONTEXT_CHARS});
	};
	const markupOf = (element) => {
		const text = element.outerHTML.replace(/ data-vt-id="e\\d+"/g, '');
		return text.length <= ${MAX_MARKUP_CHARS} ? text : text.slice(0, ${MAX_MARKUP_CHARS} - 1) + '…';
	};
	const idAround = (element) => {
		const id = element.closest('[data-vt-id]')?.getAttribute('data-vt-id') ?? null;
		return id !== null && /^e[1-9]\\d{0,6}$/.test(id) ? id : null;
	};
	const evidenceOf = (element) => {
		const role = roleOf(element);
		const style = getComputedStyle(element);
		const text = textOf(element, ${MAX_QUOTE_CHARS} + ${CONTEXT_CHARS});
		const exact = text.slice(0, ${MAX_QUOTE_CHARS});
		return {
			elementId: idAround(element),
			quote: exact === '' ? null : { exact, prefix: before(element), suffix: text.slice(${MAX_QUOTE_CHARS}) || after(element) },
			tag: element.localName.slice(0, 60),
			role,
			name: nameOf(element, role),
			outerHtml: markupOf(element),
			styles: Object.fromEntries(${JSON.stringify(STYLES)}.map((name) => [name, style.getPropertyValue(name).slice(0, 300)])),
			box: isInSight(element) ? boxOf(element) : null
		};
	};
	const byId = (id) => document.querySelector('[data-vt-id="' + id + '"]');`;

/** CSS pixels by which the corners of a box may be off together, and still be meant. */
const SAME_BOX = 8;

interface Place {
	x: number;
	y: number;
	width: number;
	height: number;
}

/**
 * An expression whose value is the element's `ElementReading`; null when the page has no such element.
 * @param place where it was pointed at, in CSS pixels of the viewport: what a script has made inside of it, or one of several copies
 */
export function evidenceExpression(elementId: string, place: Place | null): string {
	return `(() => {
	${EVIDENCE_SCRIPT}
	const all = [...document.querySelectorAll('[data-vt-id="${ElementId.parse(elementId)}"]')];
	const place = ${JSON.stringify(place)};
	const inWindow = (element) => {
		const { left, top, right, bottom } = element.getBoundingClientRect();
		return [Math.max(0, left), Math.max(0, top), Math.min(innerWidth, right), Math.min(innerHeight, bottom)];
	};
	const meant = () => {
		const corners = [place.x, place.y, place.x + place.width, place.y + place.height];
		for (const hit of document.elementsFromPoint(place.x + place.width / 2, place.y + place.height / 2)) {
			if (!all.some((one) => one.contains(hit))) continue;
			for (let at = hit; at && all.some((one) => one.contains(at)); at = at.parentElement)
				if (inWindow(at).reduce((off, side, index) => off + Math.abs(side - corners[index]), 0) <= ${SAME_BOX}) return at;
		}
		return null;
	};
	const element = (place && all.length > 0 ? meant() : null) ?? all[0];
	return element ? evidenceOf(element) : null;
})()`;
}

/** What is looked for in a document that may be another than the one a note was pinned on. */
export interface Probe {
	elementId: string;
	/** Null where nothing was read of it when the note was made. */
	evidence: Pick<NoteEvidence, 'tag' | 'role' | 'name' | 'quote'> | null;
}

/** Of one probe: the element of its id, and the one that has its words or else its role and name. */
export const Sighting = z.object({
	byId: ElementReading.nullable(),
	byWords: ElementReading.nullable()
});
export type Sighting = z.infer<typeof Sighting>;

/** An expression whose value is a `Sighting` for each probe, in their order. */
export function sightingExpression(probes: readonly Probe[]): string {
	const asked = probes.map(({ elementId, evidence }) => ({
		id: ElementId.parse(elementId),
		tag: evidence?.tag ?? null,
		role: evidence?.role ?? null,
		name: evidence?.name ?? null,
		exact: evidence?.quote?.exact ?? null,
		around: evidence?.quote ? [evidence.quote.prefix, evidence.quote.suffix] : null
	}));
	return `(() => {
	${EVIDENCE_SCRIPT}
	const find = ({ tag, role, name, exact, around }) => {
		if (tag === null || !/^[a-z][a-z0-9-]*$/i.test(tag)) return null;
		let best = null;
		let most = 0;
		for (const element of [...document.getElementsByTagName(tag)].slice(0, ${MAX_SEARCHED})) {
			const isQuoted = exact !== null && textOf(element, ${MAX_QUOTE_CHARS}) === exact;
			const isNamed = name !== null && roleOf(element) === role && nameOf(element, role) === name;
			if (!isQuoted && !isNamed) continue;
			const [prefix, suffix] = around ?? ['', ''];
			const points = 4 * Number(isQuoted) + 2 * Number(isNamed) + Number(prefix !== '' && before(element) === prefix) + Number(suffix !== '' && after(element) === suffix);
			if (points > most) [best, most] = [element, points];
		}
		return best;
	};
	return ${JSON.stringify(asked)}.map((probe) => {
		const [same, alike] = [byId(probe.id), find(probe)];
		return { byId: same ? evidenceOf(same) : null, byWords: alike && alike !== same ? evidenceOf(alike) : null };
	});
})()`;
}
