/** Which element of a page is where: the question whose answer is a `PageMap`. */
import { MAX_MAPPED } from '#lib/domain/page-map.ts';
import { ELEMENT_WORDS_SCRIPT } from './element-words-script.ts';

/** In sight but not looked at more closely, in a page that has more. */
const MAX_LOOKED_AT = 20_000;
/** Asking what lies on what takes long in pages of very many elements; when the time is over, in milliseconds, the rest is taken as seen. */
const COVER_TIME_MS = 1_500;

/**
 * An expression whose value is a `PageMap` without what only the document tells. Elements that a script has made have no id of ours: they
 * are told by the nearest around them that has one. What is wholly covered by something opaque cannot be pointed at and is left out.
 */
export const PAGE_MAP_EXPRESSION = `(() => {
	${ELEMENT_WORDS_SCRIPT}
	const seen = new Set();
	const inSight = [];
	for (const element of document.querySelectorAll('[data-vt-id]')) {
		const id = element.getAttribute('data-vt-id');
		if (!/^e[1-9]\\d{0,6}$/.test(id) || seen.has(id) || !isInSight(element)) continue;
		seen.add(id);
		inSight.push({ element, id, box: boxOf(element), at: inSight.length });
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
		elements: kept.map(({ element, id, box }) => {
			const role = roleOf(element);
			return { id, parent: parentOf(element), tag: element.localName.slice(0, 60), role, name: nameOf(element, role) ?? short(textOf(element, 120)), ...box };
		}),
		omitted: Math.max(0, inSight.length - ${MAX_MAPPED})
	};
})()`;
