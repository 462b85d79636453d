/** The rules of a style sheet with their places in its text, so that a few of them can be changed and the rest stays byte for byte. */
import { tokenize, tokenTypes } from 'css-tree';

/** A piece of the text: `text.slice(start, end)`. */
interface Span {
	start: number;
	end: number;
}

export interface Block {
	/** Of an at-rule without the `@`, in lower case; empty for a rule with selectors. */
	name: string;
	/** What stands before the braces, without the name of an at-rule. */
	prelude: Span;
	/** Between the braces; null for a statement such as `@import`. */
	body: Span | null;
	whole: Span;
	/** Each with what is wrong in it, but without its semicolon. */
	declarations: Span[];
	children: Block[];
}

/** At-rules that hold rules. Those of others are read by no one here. */
const HOLDERS = new Set([
	'media',
	'supports',
	'layer',
	'container',
	'scope',
	'starting-style',
	'document'
]);
/** People nest five deep. */
const MAX_DEPTH = 40;

const OPENERS = new Set<number>([
	tokenTypes.Function,
	tokenTypes.LeftParenthesis,
	tokenTypes.LeftSquareBracket,
	tokenTypes.LeftCurlyBracket
]);
const CLOSERS = new Set<number>([
	tokenTypes.RightParenthesis,
	tokenTypes.RightSquareBracket,
	tokenTypes.RightCurlyBracket
]);

interface Token {
	type: number;
	start: number;
	end: number;
}

export function readBlocks(css: string): Block[] {
	const tokens: Token[] = [];
	tokenize(css, (type, start, end) => {
		tokens.push({ type, start, end });
	});
	return new BlockReader(css, tokens).rules();
}

class BlockReader {
	readonly #css: string;
	readonly #tokens: Token[];
	#at = 0;

	constructor(css: string, tokens: Token[]) {
		this.#css = css;
		this.#tokens = tokens;
	}

	/** The rules of the sheet. */
	rules(): Block[] {
		const found: Block[] = [];
		while (this.#at < this.#tokens.length) {
			// A brace that closes nothing is skipped, as browsers do.
			if (this.#type() === tokenTypes.RightCurlyBracket) this.#at++;
			this.#fill({ children: found, declarations: [] }, false, 0);
		}
		return found;
	}

	#type(): number {
		return this.#tokens[this.#at]?.type ?? -1;
	}

	#skipSpace(): void {
		for (;;) {
			const type = this.#type();
			const isSpace =
				type === tokenTypes.WhiteSpace ||
				type === tokenTypes.Comment ||
				type === tokenTypes.CDO ||
				type === tokenTypes.CDC;
			if (!isSpace) return;
			this.#at++;
		}
	}

	/** Reads rules, and declarations where there may be some, up to the brace that closes them. */
	#fill(
		into: Pick<Block, 'children' | 'declarations'>,
		hasDeclarations: boolean,
		depth: number
	): void {
		for (;;) {
			this.#skipSpace();
			const token = this.#tokens[this.#at];
			if (!token || token.type === tokenTypes.RightCurlyBracket) return;
			if (token.type === tokenTypes.Semicolon) {
				this.#at++;
				continue;
			}
			const isCustom = hasDeclarations && this.#css.startsWith('--', token.start);
			const end = this.#toEnd(isCustom);
			const isBlock = this.#type() === tokenTypes.LeftCurlyBracket;
			const isAt = token.type === tokenTypes.AtKeyword;
			if (!isBlock && !isAt) {
				if (hasDeclarations) into.declarations.push({ start: token.start, end });
				continue;
			}
			into.children.push(this.#block(token, end, isBlock, hasDeclarations, depth));
		}
	}

	#block(first: Token, end: number, hasBody: boolean, isNested: boolean, depth: number): Block {
		const isAt = first.type === tokenTypes.AtKeyword;
		const name = isAt ? this.#css.slice(first.start + 1, first.end).toLowerCase() : '';
		const block: Block = {
			name,
			prelude: { start: isAt ? first.end : first.start, end },
			body: null,
			whole: { start: first.start, end },
			declarations: [],
			children: []
		};
		if (!hasBody) {
			if (this.#type() === tokenTypes.Semicolon) block.whole.end = this.#endOf(this.#at++);
			return block;
		}
		const start = this.#endOf(this.#at++);
		const isRead = depth < MAX_DEPTH && (!isAt || HOLDERS.has(name));
		if (isRead) this.#fill(block, !isAt || isNested, depth + 1);
		else this.#skipBody();
		const close = this.#tokens[this.#at];
		block.body = { start, end: close?.start ?? this.#css.length };
		block.whole.end = close?.end ?? this.#css.length;
		this.#at++;
		return block;
	}

	#endOf(index: number): number {
		return this.#tokens[index]?.end ?? this.#css.length;
	}

	/** Moves to the semicolon, the brace or the end that ends a prelude or a declaration; says where its text ends. */
	#toEnd(holdsBraces: boolean): number {
		let open = 0;
		let end = this.#tokens[this.#at]?.start ?? this.#css.length;
		for (; this.#at < this.#tokens.length; this.#at++) {
			const type = this.#type();
			if (open === 0) {
				if (type === tokenTypes.Semicolon) return end;
				if (type === tokenTypes.RightCurlyBracket) return end;
				if (type === tokenTypes.LeftCurlyBracket && !holdsBraces) return end;
			}
			if (OPENERS.has(type)) open++;
			else if (open > 0 && CLOSERS.has(type)) open--;
			if (type !== tokenTypes.WhiteSpace && type !== tokenTypes.Comment)
				end = this.#endOf(this.#at);
		}
		return end;
	}

	/** Moves to the brace that closes what was just opened. */
	#skipBody(): void {
		for (let open = 0; this.#at < this.#tokens.length; this.#at++) {
			const type = this.#type();
			if (type === tokenTypes.LeftCurlyBracket) open++;
			else if (type === tokenTypes.RightCurlyBracket && open-- === 0) return;
		}
	}
}
