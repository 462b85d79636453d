/** Where certain elements of a document are, and which element of another document is like one of this. */
import { z } from 'zod';

/** Past so many elements nobody looks for a likeness. */
const MAX_LOOKED_AT = 20_000;
const MAX_TEXT_CHARS = 2_000;
/** Of the words of two elements that are like each other, at least this share is in both. */
const LEAST_ALIKE = 0.6;

/** An element as it is told to somebody who looks for it elsewhere. Boxes are in CSS pixels of the viewport, and may reach beyond it. */
export const SeenElement = z.object({
	/** Null for one that a script has made. */
	id: z
		.string()
		.regex(/^e[1-9]\d{0,6}$/)
		.nullable()
		.catch(null),
	tag: z.string().max(80),
	/** White space folded, in lower case; cut where it is long. */
	text: z.string().max(MAX_TEXT_CHARS),
	/** Null where nothing of it is shown. */
	box: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }).nullable()
});
export type SeenElement = z.infer<typeof SeenElement>;

/** Answers of `elementBoxesExpression`: for each id the element, or null where the document has none as it stands. */
export const SeenElements = z.array(SeenElement.nullable()).max(100);

const LOOK = `
	const wordsOf = (element) => (element.innerText ?? element.textContent ?? '').slice(0, 20000)
		.replace(/\\s+/g, ' ').trim().toLowerCase().slice(0, ${MAX_TEXT_CHARS});
	const boxOf = (element) => {
		const { x, y, width, height } = element.getBoundingClientRect();
		const isShown = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
		return isShown && width > 0 && height > 0 ? { x, y, width, height } : null;
	};
	const tell = (element) => ({ id: element.getAttribute('data-vt-id'), tag: element.localName.slice(0, 80), text: wordsOf(element), box: boxOf(element) });
`;

/** @param ids of elements, such as `e12` */
export function elementBoxesExpression(ids: readonly string[]): string {
	return `(() => {${LOOK}
		return ${JSON.stringify(ids)}.map((id) => {
			const element = document.querySelector('[data-vt-id="' + id + '"]');
			return element === null ? null : tell(element);
		});
	})()`;
}

/**
 * The element that is most like each of these: of the same kind, with the same words or most of them. Of those that share as many
 * the one that has the fewest others, which is the innermost. Answered as `SeenElements`.
 */
export function alikeExpression(wanted: readonly Pick<SeenElement, 'tag' | 'text'>[]): string {
	return `(() => {${LOOK}
		const all = [...document.querySelectorAll('body *')].slice(0, ${MAX_LOOKED_AT});
		const setOf = (text) => new Set(text.split(' ').filter(Boolean));
		return ${JSON.stringify(wanted)}.map(({ tag, text }) => {
			const words = setOf(text);
			let best = null;
			let most = ${LEAST_ALIKE};
			for (const element of all) {
				if (element.localName !== tag) continue;
				const own = setOf(wordsOf(element));
				const shared = [...words].filter((word) => own.has(word)).length;
				const share = words.size + own.size === 0 ? 1 : shared / (words.size + own.size - shared);
				if (share < most || (share === most && best !== null)) continue;
				most = share;
				best = element;
			}
			return best === null ? null : tell(best);
		});
	})()`;
}
