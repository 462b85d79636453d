/**
 * Questions put to a photographed page. They run in a world of their own: the page shares its elements with them, but none of
 * its scripts, so it can neither break the answers by accident nor forge them. Document properties are read from the
 * prototype, because an element named `images` or `fonts` hides the real ones.
 */
import { z } from 'zod';
import { OverlappingText, PageElement } from '#lib/domain/capture-facts.ts';
import { SELECTOR_SCRIPT } from './selector-script.ts';

/** Past so many elements, or pieces of text, a page is counted but not read. */
const MAX_NODES = 20_000;
const MAX_TEXTS = 4_000;
/** Elements in the photograph whose colours are read. */
const MAX_COLOURED = 3_000;
const MAX_COLOURS = 40;
const MAX_STACKS = 16;
const MAX_EXAMPLES = 12;
const MAX_PAIRS = 400;
/** Text that lies on other text by less than this share of the smaller one only touches it. */
const MIN_OVERLAP = 0.2;

const Found = <T extends z.ZodType>(type: T) =>
	z.object({ count: z.number().int(), examples: z.array(type).max(MAX_EXAMPLES) });

/** What a page answers about itself as it stands. Lengths in CSS pixels. */
export const Reading = z.object({
	nodes: z.number().int().nonnegative(),
	documentHeight: z.number().nonnegative(),
	overflowX: z.number().nonnegative(),
	/** Null where there was too much to read. */
	text: z.object({ clipped: Found(PageElement), overlapping: Found(OverlappingText) }).nullable(),
	fonts: z.array(z.object({ family: z.string(), characters: z.number().int() })).nullable(),
	colours: z.array(z.object({ colour: z.string(), uses: z.number().int() })).nullable()
});
export type Reading = z.infer<typeof Reading>;

/**
 * An expression whose value is a `Reading`.
 * @param withLooks whether typefaces and colours are read too; they are the same on every viewport
 */
export function readingExpression(withLooks: boolean): string {
	return `(() => {
	${SELECTOR_SCRIPT}
	const read = (name) => Object.getOwnPropertyDescriptor(Document.prototype, name).get.call(document);
	const root = read('documentElement');
	const body = read('body');
	const nodes = document.getElementsByTagName('*').length;
	const answer = {
		nodes,
		documentHeight: Math.max(root?.scrollHeight ?? 0, body?.scrollHeight ?? 0),
		overflowX: Math.max(0, (read('scrollingElement') ?? root)?.scrollWidth - innerWidth || 0),
		text: null,
		fonts: null,
		colours: null
	};
	if (nodes > ${MAX_NODES} || !body) return answer;

	const styles = new Map();
	const styleOf = (element) => {
		let known = styles.get(element);
		if (!known) styles.set(element, (known = getComputedStyle(element)));
		return known;
	};
	const seen = new Map();
	const isSeen = (element) => {
		let known = seen.get(element);
		if (known === undefined) seen.set(element, (known = element.checkVisibility({ opacityProperty: true, visibilityProperty: true })));
		return known;
	};
	const hides = (value) => value === 'hidden' || value === 'clip';
	/** What cuts off an element's text, from the inside out: elements that hide what does not fit, with the place they leave. */
	const clippersOf = (element) => {
		const found = [];
		let isOut = false;
		for (let at = element; at && at !== body && at !== root; at = at.parentElement) {
			const frame = frameOf(at);
			if (isOut && frame.position === 'static') continue;
			if (frame.x || frame.y) found.push(placed(frame, at));
			if (frame.position === 'fixed') break;
			isOut = frame.position === 'absolute';
		}
		return found;
	};
	const frames = new Map();
	const frameOf = (element) => {
		let known = frames.get(element);
		if (known) return known;
		const { position, overflowX, overflowY } = styleOf(element);
		known = { position, x: hides(overflowX), y: hides(overflowY), left: NaN, top: NaN, right: NaN, bottom: NaN };
		frames.set(element, known);
		return known;
	};
	const placed = (frame, element) => {
		if (frame.left === frame.left) return frame;
		const { left, top } = element.getBoundingClientRect();
		frame.left = left + element.clientLeft;
		frame.top = top + element.clientTop;
		frame.right = frame.left + element.clientWidth;
		frame.bottom = frame.top + element.clientHeight;
		return frame;
	};
	const boxOf = ({ left, top, right, bottom }) => ({ x: Math.round(left), y: Math.round(top), width: Math.round(right - left), height: Math.round(bottom - top) });
	const tell = ({ element, text, rect }) => ({ selector: selectorOf(element), text: text.trim().replace(/\\s+/g, ' ').slice(0, 80), box: boxOf(rect) });

	/** What is left of a rectangle of text, and whether a piece is missing; null when nothing is left. */
	const cut = (clippers, rect, slack) => {
		let { left, top, right, bottom } = rect;
		let isCut = false;
		for (const clipper of clippers) {
			if (clipper.x && (left < clipper.left - 1.5 || right > clipper.right + 1.5)) isCut = true;
			if (clipper.y && (top < clipper.top - slack || bottom > clipper.bottom + slack)) isCut = true;
			if (clipper.x) [left, right] = [Math.max(left, clipper.left), Math.min(right, clipper.right)];
			if (clipper.y) [top, bottom] = [Math.max(top, clipper.top), Math.min(bottom, clipper.bottom)];
			// A box of a pixel or two is how text is kept for screen readers.
			if (right - left < 3 || bottom - top < 3) return null;
		}
		return { left, top, right, bottom, isCut };
	};

	const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
	const range = document.createRange();
	const pieces = [];
	const clipped = { count: 0, examples: [] };
	let texts = 0;
	const stacks = new Map();
	for (let node = walker.nextNode(); node && texts <= ${MAX_TEXTS}; node = walker.nextNode()) {
		const text = node.data;
		const element = node.parentElement;
		if (!element || !/\\S/.test(text) || element.localName === 'script' || element.localName === 'style' || !isSeen(element)) continue;
		texts++;
		range.selectNodeContents(node);
		const { fontFamily, fontSize } = styleOf(element);
		stacks.set(fontFamily, (stacks.get(fontFamily) ?? 0) + text.trim().length);
		const slack = (parseFloat(fontSize) || 16) * 0.3;
		const clippers = clippersOf(element);
		let wasCut = false;
		for (const rect of range.getClientRects()) {
			if (rect.width < 2 || rect.height < 2) continue;
			const rest = cut(clippers, rect, slack);
			// A line that is gone altogether is cut off only where another of the same text is left.
			if (rest === null) continue;
			wasCut ||= rest.isCut;
			if (rest.bottom > 0 && rest.top < innerHeight && rest.right > 0 && rest.left < innerWidth) pieces.push({ element, text, rect: rest });
		}
		if (!wasCut) continue;
		clipped.count++;
		if (clipped.examples.length < ${MAX_EXAMPLES}) clipped.examples.push(tell({ element, text, rect: range.getBoundingClientRect() }));
	}

	const isCovering = (element) => {
		const { backgroundColor, backgroundImage } = styleOf(element);
		if (backgroundImage !== 'none') return true;
		return !/^rgba\\(.*, 0(\\.[0-8]\\d*)?\\)$|\\/ 0(\\.[0-8]\\d*)?\\)$/.test(backgroundColor);
	};
	/** Both can be read at the point where they meet: nothing lies between them. */
	const isReadThrough = (a, b, x, y) => {
		const stack = document.elementsFromPoint(x, y);
		const [upper, lower] = [stack.indexOf(a.element), stack.indexOf(b.element)].toSorted((m, n) => m - n);
		if (upper < 0) return false;
		return stack.slice(upper, lower).every((element) => element.contains(stack[lower]) || !isCovering(element));
	};
	const overlapping = { count: 0, examples: [] };
	if (texts <= ${MAX_TEXTS}) {
		pieces.sort((a, b) => a.rect.top - b.rect.top);
		let pairs = 0;
		const told = new Set();
		for (let at = 0; at < pieces.length && pairs < ${MAX_PAIRS}; at++) {
			const a = pieces[at];
			for (let other = at + 1; other < pieces.length; other++) {
				const b = pieces[other];
				if (b.rect.top >= a.rect.bottom) break;
				const left = Math.max(a.rect.left, b.rect.left);
				const right = Math.min(a.rect.right, b.rect.right);
				if (right - left < 3) continue;
				const top = Math.max(a.rect.top, b.rect.top);
				const bottom = Math.min(a.rect.bottom, b.rect.bottom);
				if (bottom - top < 3 || a.element.contains(b.element) || b.element.contains(a.element)) continue;
				const size = ({ rect }) => (rect.right - rect.left) * (rect.bottom - rect.top);
				if ((right - left) * (bottom - top) < ${MIN_OVERLAP} * Math.min(size(a), size(b))) continue;
				if (pairs++ >= ${MAX_PAIRS}) break;
				if (told.has(a.text + b.text) || !isReadThrough(a, b, (left + right) / 2, (top + bottom) / 2)) continue;
				told.add(a.text + b.text);
				overlapping.count++;
				if (overlapping.examples.length < ${MAX_EXAMPLES}) overlapping.examples.push({ first: tell(a), second: tell(b) });
			}
		}
		answer.text = { clipped, overlapping };
	}

	if (!${withLooks}) return answer;
	// A canvas is dear, and most pages name typefaces that need no measuring and colours that need no drawing.
	let pen;
	let isMeasured = true;
	const widthOf = (font) => {
		pen ??= document.createElement('canvas').getContext('2d');
		if (!pen) return (isMeasured = false);
		pen.font = '72px ' + font;
		return pen.measureText('mwiAVQ10@').width;
	};
	const generic = /^(serif|sans-serif|monospace|cursive|fantasy|system-ui|math|emoji)$/i;
	const isThere = (family) => generic.test(family) || ['monospace', 'serif'].some((other) => widthOf(family + ', ' + other) !== widthOf(other));
	const families = new Map();
	for (const [stack, characters] of [...stacks].slice(0, ${MAX_STACKS})) {
		const names = stack.match(/"[^"]*"|[^,]+/g)?.map((name) => name.trim()) ?? [];
		const family = (names.find(isThere) ?? 'the default').replaceAll('"', '').slice(0, 100);
		families.set(family, (families.get(family) ?? 0) + characters);
	}
	if (isMeasured) answer.fonts = [...families].toSorted((a, b) => b[1] - a[1]).map(([family, characters]) => ({ family, characters }));

	const uses = new Map();
	const use = (colour) => uses.set(colour, (uses.get(colour) ?? 0) + 1);
	for (const element of new Set(pieces.map(({ element }) => element))) use(styleOf(element).color);
	let looked = 0;
	const walk = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
	for (let element = root; element && looked < ${MAX_COLOURED}; element = walk.nextNode()) {
		looked++;
		const { left, top, right, bottom } = element.getBoundingClientRect();
		if (right <= 0 || bottom <= 0 || left >= innerWidth || top >= innerHeight || right === left || bottom === top || !isSeen(element)) continue;
		const style = styleOf(element);
		use(style.backgroundColor);
		if (parseFloat(style.borderTopWidth) > 0 && style.borderTopStyle !== 'none') use(style.borderTopColor);
	}
	let canvas;
	const hex = (value) => value.toString(16).padStart(2, '0');
	const named = new Map();
	for (const [colour, count] of uses) {
		const plain = /^rgba?\\((\\d+), (\\d+), (\\d+)(?:, ([\\d.]+))?\\)$/.exec(colour);
		let parts;
		if (plain) parts = [Number(plain[1]), Number(plain[2]), Number(plain[3]), Math.round(Number(plain[4] ?? 1) * 255)];
		else {
			canvas ??= new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
			if (!canvas) continue;
			canvas.clearRect(0, 0, 1, 1);
			canvas.fillStyle = '#000';
			canvas.fillStyle = colour;
			canvas.fillRect(0, 0, 1, 1);
			parts = Array.from(canvas.getImageData(0, 0, 1, 1).data);
		}
		if (!parts || parts[3] === 0) continue;
		const name = '#' + parts.slice(0, parts[3] === 255 ? 3 : 4).map(hex).join('');
		named.set(name, (named.get(name) ?? 0) + count);
	}
	answer.colours = [...named].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, ${MAX_COLOURS}).map(([colour, uses]) => ({ colour, uses }));
	return answer;
})()`;
}
