/** An element of a variant in words that nobody has to know markup for. */

interface Named {
	role: string | null;
	tag: string;
	name: string | null;
}

/** What stands in pages most and has another word outside of them; anything else is called as it is there. */
const PLAIN = new Map([
	['dl', 'list of terms'],
	['dt', 'term'],
	['dd', 'description'],
	['div', 'block'],
	['generic', 'block'],
	['span', 'words'],
	['listitem', 'list item'],
	['li', 'list item'],
	['img', 'picture'],
	['svg', 'drawing'],
	['textbox', 'text field'],
	['contentinfo', 'footer'],
	['banner', 'header'],
	['complementary', 'aside']
]);
const MAX_NAME_CHARS = 46;

/** `button “Tie”`, `term “Project”`. A long name ends after a word. */
export function elementWords({ role, tag, name }: Named): string {
	const kind = role ?? tag;
	const plain = PLAIN.get(kind) ?? kind;
	return name === null ? plain : `${plain} “${shortened(name)}”`;
}

function shortened(text: string): string {
	// What was read from a page may have been cut there already, in the middle of a word.
	const isCut = /(…|\.\.\.)$/.test(text);
	if (!isCut && text.length <= MAX_NAME_CHARS) return text;
	const kept = text.replace(/(…|\.\.\.)$/, '').slice(0, MAX_NAME_CHARS);
	const atWord = kept.replace(/\s+\S*$/, '');
	return `${(atWord.length > MAX_NAME_CHARS / 2 ? atWord : kept).trim()}…`;
}
