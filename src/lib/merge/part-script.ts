/**
 * The question put to a page about one of its elements. It runs in a world of its own, beside the page's scripts; selectors are
 * taken apart on our side, for a browser alone can say what they match. Document properties are read from the prototype, because
 * an element named `body` or `fonts` hides the real ones.
 */
import { INHERITED } from './inherited.ts';
import { LOOK_EXPRESSION } from './look-script.ts';

/** A selector as the page is asked about it. */
export interface AskedSelector {
	/** What each compound asks for, without moments and states of the page. */
	steady: string[];
	/** Without states of the page alone. */
	now: string[];
	combinators: string[];
}

/** Drawings that a part may use from elsewhere in its page. In characters. */
const MAX_DEFS_CHARS = 200_000;
const MAX_DEFS = 400;

/** Finds the element that a pointer names; the page may have moved what its document says. */
const FIND_SCRIPT = `
	const read = (name) => Object.getOwnPropertyDescriptor(Document.prototype, name).get.call(document);
	const ask = (name, ...what) => Document.prototype[name].call(document, ...what);
	const childrenOf = (node) => [...Object.getOwnPropertyDescriptor(Element.prototype, 'children').get.call(node)];
	const find = (pointer) => {
		const [id, ...path] = pointer.split('/');
		let element = ask('querySelector', '[data-vt-id="' + id + '"]');
		for (const index of path) element = element && (childrenOf(element)[Number(index)] ?? null);
		return element;
	};`;

/** Which compounds of a selector an element, what is in it and what is around it match. */
const MATCH_SCRIPT = `
	const safely = (test) => { try { return test(); } catch { return false; } };
	const joined = (steady, combinators, from, to) => {
		let text = '';
		for (let k = from; k <= to; k++) text += (k > from ? ' ' + combinators[k - 1] + ' ' : '') + steady[k];
		return text;
	};
	const matchOf = ({ steady, now, combinators }) => {
		const last = steady.length - 1;
		const whole = joined(now, combinators, 0, last);
		const around = [];
		ancestors.forEach((ancestor, depth) => { if (safely(() => ancestor.matches(whole))) around.push(depth); });
		const splits = [];
		for (let k = 0; k <= last; k++) {
			const combinator = k === 0 ? ' ' : combinators[k - 1];
			if (k > 0) {
				const outside = joined(now, combinators, 0, k - 1);
				const holders =
					combinator === ' ' ? ancestors
					: combinator === '>' ? ancestors.slice(-1)
					: combinator === '+' ? siblings.slice(0, 1)
					: siblings;
				if (!holders.some((one) => safely(() => one.matches(outside)))) continue;
			}
			const rest = joined(steady, combinators, k, last);
			const below = k === last ? null : ':scope ' + combinators[k] + ' ' + joined(steady, combinators, k + 1, last);
			const asRoot =
				safely(() => root.matches(steady[k])) &&
				(below === null || safely(() => clone.querySelector(below) !== null));
			const within =
				combinator === ' ' && safely(() => clone.matches(rest) || clone.querySelector(rest) !== null);
			if (asRoot || within) splits.push([k, within ? 1 : 0, asRoot ? 1 : 0]);
		}
		return [around, splits];
	};`;

/** The element as it stands, with what was typed or ticked in it and what was painted on it. */
const MARKUP_SCRIPT = `
	const markupOf = () => {
		const copy = root.cloneNode(true);
		const pairs = [[root, copy]];
		const from = root.querySelectorAll('*');
		const to = copy.querySelectorAll('*');
		for (let i = 0; i < from.length; i++) pairs.push([from[i], to[i]]);
		let scrolled = 0;
		let shadows = 0;
		for (const [live, still] of pairs) {
			const name = live.localName;
			if (live.shadowRoot) shadows++;
			if (live.scrollTop > 0 || live.scrollLeft > 0) scrolled++;
			if (live instanceof HTMLInputElement) {
				if (live.type === 'checkbox' || live.type === 'radio') still.toggleAttribute('checked', live.checked);
				else if (live.type !== 'file' && live.type !== 'password' && live.value !== live.defaultValue) still.setAttribute('value', live.value);
			} else if (name === 'option') still.toggleAttribute('selected', live.selected);
			else if (name === 'textarea' && live.value !== live.defaultValue) still.textContent = live.value;
			else if (name === 'canvas') {
				try {
					const at = getComputedStyle(live);
					if (live.width > 0 && at.backgroundImage === 'none') {
						still.style.setProperty('background', 'url("' + live.toDataURL() + '") 0 0 / 100% 100% no-repeat');
					}
				} catch {}
			}
		}
		return { markup: copy.outerHTML, count: pairs.length, scrolled, shadows };
	};`;

/**
 * What is painted behind the element by something that it is not in: one colour, or several. Scrolls the page, and lets every element
 * be hit.
 */
const BEHIND_SCRIPT = `
	const behindOf = () => {
		const sheet = ask('createElement', 'style');
		sheet.textContent = '* { pointer-events: auto !important; }';
		root.before(sheet);
		const found = new Set();
		for (let i = 1; i < 6; i++) {
			for (let j = 1; j < 6; j++) {
				scrollBy(0, root.getBoundingClientRect().y + (root.getBoundingClientRect().height * j) / 6 - innerHeight / 2);
				const rect = root.getBoundingClientRect();
				const stack = ask('elementsFromPoint', rect.x + (rect.width * i) / 6, rect.y + (rect.height * j) / 6);
				const below = stack.slice(stack.findLastIndex((one) => root.contains(one)) + 1);
				const ground = below.find((one) => {
					const style = getComputedStyle(one);
					return style.backgroundColor !== 'rgba(0, 0, 0, 0)' || style.backgroundImage !== 'none';
				});
				if (!ground || ground.contains(root)) found.add('');
				else {
					const style = getComputedStyle(ground);
					found.add(style.backgroundImage === 'none' ? style.backgroundColor : 'picture');
				}
			}
		}
		sheet.remove();
		scrollTo(0, 0);
		return [...found].slice(0, 9);
	};`;

/** How the element comes by its size. Changes the page: it is asked last. */
const BOX_SCRIPT = `
	const boxOf = () => {
		const style = getComputedStyle(root);
		const rect = root.getBoundingClientRect();
		let holder = root.parentElement;
		while (holder && getComputedStyle(holder).display === 'contents') holder = holder.parentElement;
		const around = holder ? getComputedStyle(holder) : null;
		const px = (value) => Number.parseFloat(value) || 0;
		const isInFlow = style.position !== 'absolute' && style.position !== 'fixed';
		const kind = around?.display ?? 'block';
		const box = {
			x: rect.x, y: rect.y, width: rect.width, height: rect.height,
			viewportWidth: innerWidth, viewportHeight: innerHeight,
			marginLeft: px(style.marginLeft), marginRight: px(style.marginRight),
			marginTop: px(style.marginTop), marginBottom: px(style.marginBottom),
			display: style.display, position: style.position, float: style.float,
			isItem: isInFlow && /flex|grid/.test(kind),
			holderDisplay: kind,
			holderWidth: holder && around ? holder.clientWidth - px(around.paddingLeft) - px(around.paddingRight) : rect.width,
			isHeightFromPlace: false
		};
		if (holder && isInFlow) {
			const tall = (holder.getBoundingClientRect().height + 97) + 'px';
			for (const name of ['height', 'min-height', 'max-height']) holder.style.setProperty(name, tall, 'important');
			box.isHeightFromPlace = Math.abs(root.getBoundingClientRect().height - rect.height) > 0.6;
		}
		return box;
	};`;

/** An expression whose value is a `PartAnswer`. */
export function partExpression(
	pointer: string,
	selectors: readonly AskedSelector[],
	limits: { chars: number; elements: number; depth: number }
): string {
	return `(() => {
	${FIND_SCRIPT}
	const asked = ${forScript(selectors)};
	const root = find(${forScript(pointer)});
	if (!root) return { found: false };
	const tag = root.localName;
	const isHtml = root.namespaceURI === 'http://www.w3.org/1999/xhtml';
	const elements = root.getElementsByTagName('*').length + 1;
	const isDeep = elements <= ${limits.elements} && (() => {
		const depths = new Map([[root, 0]]);
		for (const one of root.getElementsByTagName('*')) {
			const depth = depths.get(one.parentElement) + 1;
			if (depth > ${limits.depth}) return true;
			depths.set(one, depth);
		}
		return false;
	})();
	if (elements > ${limits.elements} || isDeep) return { found: true, tag, isHtml, elements, isTooLarge: true };
	const ancestors = [];
	for (let one = root.parentElement; one; one = one.parentElement) ancestors.unshift(one);
	const siblings = [];
	for (let one = root.previousElementSibling; one; one = one.previousElementSibling) siblings.push(one);
	const clone = root.cloneNode(true);
	${MATCH_SCRIPT}
	${MARKUP_SCRIPT}
	${BEHIND_SCRIPT}
	${BOX_SCRIPT}
	const matches = asked.map(matchOf);
	const names = ${JSON.stringify(INHERITED)};
	const looks = (style) => Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name).slice(0, 400)]));
	const probe = ask('createElement', 'div');
	probe.style.setProperty('all', 'initial', 'important');
	(read('body') ?? root).append(probe);
	const initial = looks(getComputedStyle(probe));
	probe.remove();
	const around = ancestors.map((one) => {
		const style = getComputedStyle(one);
		return {
			tag: one.localName,
			style: (one.getAttribute('style') ?? '').slice(0, 20000),
			looks: looks(style),
			hasGround: style.backgroundColor !== 'rgba(0, 0, 0, 0)' || style.backgroundImage !== 'none',
			container: style.containerType && style.containerType !== 'normal' ? { type: style.containerType, name: style.containerName, width: one.clientWidth } : null,
			fades: style.opacity !== '1' || style.filter !== 'none' || style.transform !== 'none'
		};
	});
	const said = (name) => { const one = root.closest('[' + name + ']'); return one ? one.getAttribute(name).slice(0, 60) : null; };
	const own = getComputedStyle(root);
	const defs = [];
	let room = ${MAX_DEFS_CHARS};
	for (const one of ask('querySelectorAll', 'svg [id]')) {
		if (defs.length >= ${MAX_DEFS} || root.contains(one)) continue;
		const markup = one.outerHTML;
		if (markup.length > room) continue;
		room -= markup.length;
		defs.push([one.id.slice(0, 200), markup]);
	}
	const { markup, count, scrolled, shadows } = markupOf();
	if (markup.length > ${limits.chars}) return { found: true, tag, isHtml, elements, isTooLarge: true };
	const sheets = [...read('styleSheets')].map(({ ownerNode, cssRules }) => ({
		text: (ownerNode?.textContent ?? '').length, rules: cssRules.length
	}));
	return {
		found: true, isTooLarge: false, tag, isHtml, elements: count, markup, scrolled, shadows,
		matches, around, initial, defs, sheets,
		adopted: read('adoptedStyleSheets')?.length ?? 0,
		rootFontSize: getComputedStyle(read('documentElement')).fontSize,
		lang: said('lang'), dir: said('dir'),
		isGrounded: own.backgroundColor !== 'rgba(0, 0, 0, 0)' || own.backgroundImage !== 'none',
		look: ${LOOK_EXPRESSION},
		behind: behindOf(),
		box: boxOf()
	};
})()`;
}

/** An expression whose value is a `PlaceAnswer`. */
export function placeExpression(anchorId: string): string {
	return `(() => {
	${FIND_SCRIPT}
	const anchor = find(${forScript(anchorId)});
	if (!anchor) return { found: false };
	const style = getComputedStyle(anchor);
	let holder = anchor.parentElement;
	while (holder && getComputedStyle(holder).display === 'contents') holder = holder.parentElement;
	const around = holder ? getComputedStyle(holder) : style;
	const px = (value) => Number.parseFloat(value) || 0;
	const rect = anchor.getBoundingClientRect();
	const inside = (one, at) => Math.max(0, one.clientWidth - px(at.paddingLeft) - px(at.paddingRight));
	const valuesOf = (names) => Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name).slice(0, 200)]));
	return {
		found: true,
		look: ${LOOK_EXPRESSION},
		tag: anchor.localName,
		rootFontSize: getComputedStyle(read('documentElement')).fontSize,
		isHtml: anchor.namespaceURI === 'http://www.w3.org/1999/xhtml',
		live: childrenOf(anchor).map((child) => child.getAttribute('data-vt-id')).slice(0, 2000),
		display: style.display,
		holderDisplay: around.display,
		holderDirection: around.flexDirection,
		viewportHeight: innerHeight,
		holderHeight: holder ? holder.getBoundingClientRect().height : rect.height, insideHeight: rect.height,
		insideDirection: style.flexDirection,
		holderGap: px(around.rowGap), insideGap: px(style.rowGap),
		width: rect.width, height: rect.height,
		holderWidth: holder ? inside(holder, around) : rect.width,
		insideWidth: inside(anchor, style),
		placing: valuesOf(['margin-top', 'margin-right', 'margin-bottom', 'margin-left', 'align-self', 'justify-self', 'order', 'flex-grow', 'flex-shrink', 'flex-basis',
			'grid-row-start', 'grid-row-end', 'grid-column-start', 'grid-column-end'])
	};
})()`;
}

/** As a literal that may stand in a script, whatever is in it. */
function forScript(value: unknown): string {
	return JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}
