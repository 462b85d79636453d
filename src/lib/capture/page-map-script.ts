/** Which element of a page is where: the question whose answer is a `PageMap`. */
import { MAX_MAPPED } from '#lib/domain/page-map.ts';
import { ELEMENT_WORDS_SCRIPT } from './element-words-script.ts';

/** In sight but not looked at more closely, in a page that has more. */
const MAX_LOOKED_AT = 20_000;
/** Asking what lies on what takes long in pages of very many elements; when the time is over, in milliseconds, the rest is taken as seen. */
const COVER_TIME_MS = 1_500;

/**
 * An expression whose value is a `PageMap` without what only the document tells. What a script has made has no id of ours, and what it
 * has copied has one that is taken: both are told with the id of the nearest around them. What is wholly covered by something opaque cannot be pointed at and is left out.
 */
export const PAGE_MAP_EXPRESSION = `(() => {
	${ELEMENT_WORDS_SCRIPT}
	const ids = new Map();
	const taken = new Set();
	const idOf = (element) => {
		const own = element.getAttribute('data-vt-id');
		const isOurs = own !== null && /^e[1-9]\\d{0,6}$/.test(own);
		const isMade = !isOurs || taken.has(own);
		if (isOurs) taken.add(own);
		// In document order, whatever is around it is known already.
		const id = isOurs ? own : (ids.get(element.parentElement)?.id ?? null);
		const known = { id, isMade };
		ids.set(element, known);
		return known;
	};
	const inSight = [];
	for (const element of document.body.getElementsByTagName('*')) {
		const { id, isMade } = idOf(element);
		if (id === null || UNREAD.has(element.localName) || !isInSight(element)) continue;
		inSight.push({ element, id, isMade, box: boxOf(element), at: inSight.length });
		if (inSight.length >= ${MAX_LOOKED_AT}) break;
	}
	const seeThrough = new Map();
	const isSeeThrough = (element) => {
		let known = seeThrough.get(element);
		if (known === undefined) {
			const { backgroundColor, backgroundImage } = getComputedStyle(element);
			const isBare = /^(transparent|rgba\\(.*, 0\\))$/.test(backgroundColor) && backgroundImage === 'none';
			known = isBare && !/^(img|video|canvas|iframe|object|embed|svg)$/.test(element.localName);
			seeThrough.set(element, known);
		}
		return known;
	};
	const AT = [[0.5, 0.5], [0.12, 0.2], [0.88, 0.2], [0.12, 0.8], [0.88, 0.8]];
	const until = performance.now() + ${COVER_TIME_MS};
	const isCovered = ({ element, box: { x, y, width, height } }) => {
		if (performance.now() > until || getComputedStyle(element).pointerEvents === 'none') return false;
		const [left, top] = [Math.max(0, x), Math.max(0, y)];
		const [right, bottom] = [Math.min(innerWidth, x + width), Math.min(innerHeight, y + height)];
		return AT.every(([across, down]) => {
			for (const hit of document.elementsFromPoint(left + (right - left) * across, top + (bottom - top) * down)) {
				if (element.contains(hit)) return false;
				if (!hit.contains(element) && !isSeeThrough(hit)) return true;
			}
			return true;
		});
	};
	const bySize = inSight.toSorted((a, b) => b.box.width * b.box.height - a.box.width * a.box.height);
	const kept = bySize.slice(0, ${MAX_MAPPED}).filter((one) => !isCovered(one)).sort((a, b) => a.at - b.at);
	const places = new Map(kept.map(({ element }, index) => [element, index]));
	const parentOf = (element) => {
		for (let at = element.parentElement; at; at = at.parentElement) {
			const place = places.get(at);
			if (place !== undefined) return place;
		}
		return null;
	};
	return {
		width: innerWidth,
		height: innerHeight,
		elements: kept.map(({ element, id, isMade, box }) => {
			const role = roleOf(element);
			return { id, isMade, parent: parentOf(element), tag: element.localName.slice(0, 60), role, name: nameOf(element, role) ?? short(textOf(element, 120)), ...box };
		}),
		omitted: Math.max(0, inSight.length - ${MAX_MAPPED})
	};
})()`;
