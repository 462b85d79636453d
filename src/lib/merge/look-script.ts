/** The question put to a page about how it looks: its colours by what they are used for, its typefaces, its corners. */

/** Past so many elements the rest is like what was seen. */
const MAX_ELEMENTS = 8_000;
const MAX_EACH = 24;

/** An expression whose value is a `LookAnswer`. */
export const LOOK_EXPRESSION = `(() => {
	const read = (name) => Object.getOwnPropertyDescriptor(Document.prototype, name).get.call(document);
	const tally = () => {
		const counts = new Map();
		return {
			add: (name, much) => { if (name && much > 0) counts.set(name, (counts.get(name) ?? 0) + much); },
			top: () => [...counts].sort((a, b) => b[1] - a[1]).slice(0, ${MAX_EACH}).map(([name, much]) => [String(name).slice(0, 400), much])
		};
	};
	const clear = (colour) => colour === 'transparent' || /, 0\\)$|\\/ 0\\)$/.test(colour);
	const [texts, grounds, borders, controls, families, titles, radii] = Array.from({ length: 7 }, tally);
	const body = read('body');
	const root = read('documentElement');
	const bodyStyle = getComputedStyle(body ?? root);
	const size = parseFloat(bodyStyle.fontSize) || 16;
	let count = 0;
	for (const element of (body ?? root).getElementsByTagName('*')) {
		if (++count > ${MAX_ELEMENTS}) break;
		const rect = element.getBoundingClientRect();
		if (rect.width < 1 || rect.height < 1) continue;
		const style = getComputedStyle(element);
		if (style.visibility !== 'visible' || style.opacity === '0') continue;
		const area = rect.width * rect.height;
		if (!clear(style.backgroundColor)) {
			grounds.add(style.backgroundColor, area);
			if (/^(button|a|input)$/.test(element.localName) || element.getAttribute('role') === 'button') controls.add(style.backgroundColor, area);
		}
		for (const [side, length] of [['Top', rect.width], ['Left', rect.height]]) {
			if (parseFloat(style['border' + side + 'Width']) > 0 && style['border' + side + 'Style'] !== 'none') borders.add(style['border' + side + 'Color'], length);
		}
		const radius = style.borderTopLeftRadius;
		if (/^[\\d.]+px$/.test(radius) && radius !== '0px' && rect.width >= 24 && rect.height >= 20) radii.add(radius, 1);
		let characters = 0;
		for (const node of element.childNodes) if (node.nodeType === 3) characters += node.data.trim().length;
		if (characters === 0) continue;
		const isSvg = element.namespaceURI !== 'http://www.w3.org/1999/xhtml';
		texts.add(isSvg ? style.fill : style.color, characters);
		const isTitle = /^h[1-3]$/.test(element.localName) || parseFloat(style.fontSize) > size * 1.7;
		(isTitle ? titles : families).add(style.fontFamily, characters);
	}
	const grounded = [root, body].map((one) => one && getComputedStyle(one).backgroundColor).find((colour) => colour && !clear(colour));
	return {
		ground: grounded ?? 'rgb(255, 255, 255)', ink: bodyStyle.color, family: bodyStyle.fontFamily.slice(0, 400),
		texts: texts.top(), grounds: grounds.top(), borders: borders.top(), controls: controls.top(),
		families: families.top(), titles: titles.top(), radii: radii.top()
	};
})()`;
