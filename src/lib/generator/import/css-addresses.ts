/** Finds what a style sheet asks for: `url(…)`, the strings of `image-set(…)`, and `@import`. Comments and strings are not looked into. */

export interface CssAddress {
	kind: 'url' | 'import';
	/** The whole of it, from `url(` or `@import` to its `)` or `;`. */
	start: number;
	end: number;
	address: string;
	/** What follows the address of an import: layer, supports and media as written. */
	condition: string;
}

const NAME = /-?[a-z_\u0080-\uffff\\-][\w\u0080-\uffff\\-]*/iy;
const IMAGE_SETS = ['image-set', '-webkit-image-set'];
const SPACE = /(?:\s|\/\*[^]*?\*\/)*/y;

/** In their order; they do not overlap. A sheet that ends in the middle of something just ends. */
export function* cssAddresses(css: string): Generator<CssAddress> {
	/** Of every open parenthesis, whether its strings are addresses. */
	const open: boolean[] = [];
	let at = 0;
	while (at < css.length) {
		const char = css[at] ?? '';
		if (css.startsWith('/*', at)) {
			at = after(css, '*/', at + 2);
		} else if (char === '"' || char === "'") {
			const string = readString(css, at);
			if (open.at(-1) && string.text !== '')
				yield { kind: 'url', start: at, end: string.end, address: string.text, condition: '' };
			at = string.end;
		} else if (/^@import(?![\w-])/i.test(css.slice(at, at + 8))) {
			const found = readImport(css, at);
			if (found) yield found;
			at = found?.end ?? at + 7;
		} else if (char === '(') {
			open.push(false);
			at++;
		} else if (char === ')') {
			open.pop();
			at++;
		} else {
			NAME.lastIndex = at;
			const name = NAME.exec(css)?.[0].toLowerCase();
			if (name === undefined) {
				at++;
			} else if (css[at + name.length] !== '(') {
				at += name.length;
			} else if (name === 'url' || name === 'src') {
				const { address, end } = readUrl(css, at + name.length + 1);
				yield { kind: 'url', start: at, end, address, condition: '' };
				at = end;
			} else {
				open.push(IMAGE_SETS.includes(name));
				at += name.length + 1;
			}
		}
	}
}

const after = (css: string, what: string, from: number): number => {
	const found = css.indexOf(what, from);
	return found === -1 ? css.length : found + what.length;
};

function skipSpace(css: string, at: number): number {
	SPACE.lastIndex = at;
	return at + (SPACE.exec(css)?.[0].length ?? 0);
}

/** From its opening quote to just after the closing one; a line break ends a string that has none. */
function readString(css: string, start: number): { text: string; end: number } {
	const quote = css[start];
	let at = start + 1;
	while (at < css.length && css[at] !== quote && css[at] !== '\n') at += css[at] === '\\' ? 2 : 1;
	const text = unescape(css.slice(start + 1, at));
	return { text, end: css[at] === quote ? at + 1 : Math.min(at, css.length) };
}

/** @param start just after `url(` */
function readUrl(css: string, start: number): { address: string; end: number } {
	const at = skipSpace(css, start);
	if (css[at] === '"' || css[at] === "'") {
		const { text, end } = readString(css, at);
		return { address: text, end: after(css, ')', end) };
	}
	let end = css.indexOf(')', at);
	while (end !== -1 && css[end - 1] === '\\') end = css.indexOf(')', end + 1);
	if (end === -1) end = css.length;
	return { address: unescape(css.slice(at, end).trim()), end: Math.min(end + 1, css.length) };
}

function readImport(css: string, start: number): CssAddress | null {
	let at = skipSpace(css, start + '@import'.length);
	let address: string;
	if (css[at] === '"' || css[at] === "'") ({ text: address, end: at } = readString(css, at));
	else if (/^url\($/i.test(css.slice(at, at + 4))) ({ address, end: at } = readUrl(css, at + 4));
	else return null;
	const conditionAt = at;
	while (at < css.length && css[at] !== ';' && css[at] !== '{' && css[at] !== '}') {
		if (css[at] === '"' || css[at] === "'") at = readString(css, at).end;
		else at++;
	}
	const condition = css
		.slice(conditionAt, at)
		.replace(/\/\*[^]*?\*\//g, ' ')
		.trim();
	return { kind: 'import', start, end: css[at] === ';' ? at + 1 : at, address, condition };
}

function unescape(text: string): string {
	if (!text.includes('\\')) return text;
	return text.replaceAll(/\\(?:([0-9a-f]{1,6})\s?|(\n)|([^]))/gi, (_, hex, line, char) => {
		if (line !== undefined) return '';
		if (hex === undefined) return char;
		const code = Number.parseInt(hex, 16);
		return code === 0 || code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
	});
}
