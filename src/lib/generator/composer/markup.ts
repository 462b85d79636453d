/** The only way text gets into a composed page: what is interpolated is escaped, what is markup says so by its type. */

/** HTML that is already safe. Made by `html` and `raw` alone. */
export class Markup {
	readonly text: string;
	constructor(text: string) {
		this.text = text;
	}
	toString(): string {
		return this.text;
	}
}

export type Child = Markup | string | number | null | undefined | false | readonly Child[];

const ENTITIES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
	// A run of backticks at the start of a line would read as a code fence in a reply.
	'`': '&#96;'
};

/** Text for element content or a quoted attribute. What HTML forbids outright (NUL, other controls, lone surrogates) becomes U+FFFD. */
export function escapeText(text: string): string {
	return text
		.toWellFormed()
		.replace(/(?![\t\n\r])\p{Cc}|\p{Noncharacter_Code_Point}/gu, '\u{fffd}')
		.replace(/[&<>"'`]/g, (character) => ENTITIES[character] ?? character);
}

/** JSON for a `<script type="application/json">`: nothing in it can end the script, open a comment or read as a fence. */
export function scriptJson(value: unknown): Markup {
	const json = JSON.stringify(value).replace(
		/[<>&`\u{2028}\u{2029}]/gu,
		(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
	);
	return new Markup(json);
}

/** Markup written by hand in this folder. Never for text that came from outside. */
export function raw(text: string): Markup {
	return new Markup(text);
}

function render(child: Child): string {
	if (child === null || child === undefined || child === false) return '';
	if (child instanceof Markup) return child.text;
	if (typeof child === 'string') return escapeText(child);
	if (typeof child === 'number') return String(child);
	return child.map(render).join('');
}

/** Template tag: literal parts are markup, interpolated parts are escaped unless they are Markup themselves. */
export function html(parts: TemplateStringsArray, ...children: Child[]): Markup {
	let text = parts[0] ?? '';
	children.forEach((child, index) => {
		text += render(child) + (parts[index + 1] ?? '');
	});
	return new Markup(text);
}
