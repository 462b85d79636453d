/**
 * Script text that both the map of a page and the evidence of a note are read with, so that an element has the same words in both. It
 * declares `textOf(element, most)`, `roleOf(element)`, `nameOf(element, role)`, `boxOf(element)` and `isInSight(element)`.
 */
import { MAX_QUOTE_CHARS } from '#lib/domain/note.ts';

/** Pieces of text that are looked at for the words of one element. */
const MAX_PIECES = 400;
const MAX_NAME_CHARS = 120;

/** What is asked of a `role` attribute; whatever else stands there is nobody's role. */
const ROLE = '/^[a-z-]{1,40}$/';

/** Roles that are called by what is in them: Accessible Name and Description Computation 1.2, 2F. */
const NAMED_BY_CONTENT =
	'button cell checkbox columnheader gridcell heading link menuitem menuitemcheckbox menuitemradio option radio row rowheader switch tab tooltip treeitem';

/** HTML Accessibility API Mappings, as far as people point at it. */
const ROLES = {
	article: 'article',
	aside: 'complementary',
	button: 'button',
	dialog: 'dialog',
	fieldset: 'group',
	figure: 'figure',
	hr: 'separator',
	li: 'listitem',
	main: 'main',
	meter: 'meter',
	nav: 'navigation',
	ol: 'list',
	option: 'option',
	output: 'status',
	p: 'paragraph',
	progress: 'progressbar',
	select: 'combobox',
	summary: 'button',
	table: 'table',
	td: 'cell',
	textarea: 'textbox',
	th: 'columnheader',
	tr: 'row',
	ul: 'list'
};
const INPUT_ROLES = {
	button: 'button',
	checkbox: 'checkbox',
	image: 'button',
	number: 'spinbutton',
	radio: 'radio',
	range: 'slider',
	reset: 'button',
	search: 'searchbox',
	submit: 'button'
};

export const ELEMENT_WORDS_SCRIPT = `
	const UNREAD = new Set(['script', 'style', 'template', 'noscript']);
	/** Inside a word: what is on both sides of them belongs together. */
	const WITHIN = new Set(['b', 'i', 'em', 'strong', 'small', 'sub', 'sup', 'mark', 'u', 's', 'abbr', 'code', 'wbr']);
	const fold = (text) => text.replace(/\\s+/g, ' ');
	const pieces = (root) => document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) =>
		UNREAD.has(node.parentElement?.localName ?? '') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
	const joint = (one, other) => {
		const [before, after] = [one?.parentElement?.localName ?? '', other.parentElement?.localName ?? ''];
		return !one || WITHIN.has(before) || WITHIN.has(after) ? '' : ' ';
	};
	const textOf = (element, most = ${MAX_QUOTE_CHARS}) => {
		const walker = pieces(element);
		let text = '';
		let last = null;
		for (let seen = 0, node = walker.nextNode(); node && seen < ${MAX_PIECES} && text.length <= most; node = walker.nextNode(), seen++) {
			text = fold(text + joint(last, node) + node.data.slice(0, most + 200)).trimStart();
			last = node;
		}
		return text.slice(0, most).trim();
	};
	const ROLES = ${JSON.stringify(ROLES)};
	const INPUT_ROLES = ${JSON.stringify(INPUT_ROLES)};
	const BY_CONTENT = new Set(${JSON.stringify(NAMED_BY_CONTENT)}.split(' '));
	const roleOf = (element) => {
		const given = element.getAttribute('role')?.trim().split(/\\s+/)[0];
		if (given && ${ROLE}.test(given)) return given;
		const tag = element.localName;
		if (tag === 'a' || tag === 'area') return element.hasAttribute('href') ? 'link' : null;
		if (tag === 'input') {
			const type = element.getAttribute('type')?.toLowerCase() ?? 'text';
			return type === 'hidden' ? null : Object.hasOwn(INPUT_ROLES, type) ? INPUT_ROLES[type] : 'textbox';
		}
		if (tag === 'img') return element.getAttribute('alt') === '' ? null : 'img';
		if (/^h[1-6]$/.test(tag)) return 'heading';
		if ((tag === 'section' || tag === 'form') && (element.hasAttribute('aria-label') || element.hasAttribute('aria-labelledby'))) return tag === 'form' ? 'form' : 'region';
		return Object.hasOwn(ROLES, tag) ? ROLES[tag] : null;
	};
	const short = (text) => {
		const folded = fold(String(text ?? '')).trim().slice(0, ${MAX_NAME_CHARS}).trim();
		return folded === '' ? null : folded;
	};
	const nameOf = (element, role) => {
		const labelled = (element.getAttribute('aria-labelledby') ?? '').trim().split(/\\s+/).slice(0, 4)
			.map((id) => (id ? document.getElementById(id) : null)).filter(Boolean);
		const named = short(labelled.map((one) => textOf(one, ${MAX_NAME_CHARS})).join(' ')) ?? short(element.getAttribute('aria-label'));
		if (named) return named;
		const label = element.labels?.[0];
		return short(element.getAttribute('alt'))
			?? (label ? short(textOf(label, ${MAX_NAME_CHARS})) : null)
			?? (BY_CONTENT.has(role) ? short(textOf(element, ${MAX_NAME_CHARS})) : null)
			?? (element.localName === 'input' && BY_CONTENT.has(role) ? short(element.getAttribute('value')) : null)
			?? short(element.getAttribute('title')) ?? short(element.getAttribute('placeholder'));
	};
	const tenth = (value) => Math.round(value * 10) / 10;
	const boxOf = (element) => {
		const { left, top, width, height } = element.getBoundingClientRect();
		return { x: tenth(left), y: tenth(top), width: tenth(width), height: tenth(height) };
	};
	const isInSight = (element) => {
		const { left, top, right, bottom } = element.getBoundingClientRect();
		return right - left >= 1 && bottom - top >= 1 && right > 0 && bottom > 0 && left < innerWidth && top < innerHeight
			&& element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
	};`;
