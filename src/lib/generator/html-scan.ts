/**
 * Walks over the tags of a text without building a tree, in time that grows with its length alone. A tree builder takes time
 * with the square of the depth, so this is asked first when a text comes from a model.
 */
import { VitrineError } from '#lib/domain/errors.ts';

/** Pages people make nest about thirty deep. */
const MAX_NESTING = 1000;

interface Tag {
	/** In lower case; empty for a comment. */
	name: string;
	kind: 'start' | 'end' | 'empty' | 'comment';
	start: number;
	/** The offset just after it. */
	end: number;
}

/** Where a scan ended: after a whole tag or text, or in the middle of something. */
type ScanEnd = 'whole' | 'midway';

/** Where the text of these elements ends: nothing in it is a tag. */
const RAW_ENDS = new Map(
	['script', 'style', 'textarea', 'title'].map((name) => [name, new RegExp(`</${name}`, 'gi')])
);
/** A quoted value may hold a `>`. No text is matched in two ways, so that a tag without an end costs one look. */
const TAG = /<(\/?)([a-z][^\s/>]*)[^>=]*(?:=(?:\s*"[^"]*"|\s*'[^']*'|(?!\s*["']))[^>=]*)*>/iy;
/** Elements that a following one closes by itself, and those that never hold anything: they add no depth. */
const FLAT = new Set(
	(
		'p li dt dd option optgroup tr td th thead tbody tfoot colgroup rt rp ' +
		'area base br col embed hr img input link meta param source track wbr'
	).split(' ')
);

/** The tags and comments of a text in order; what stands between two of them is text, or the inside of a script or style. */
export function* scan(source: string): Generator<Tag, ScanEnd> {
	const lastClose = source.lastIndexOf('>');
	for (let at = source.indexOf('<'); at !== -1; at = source.indexOf('<', at)) {
		const start = at;
		if (source.startsWith('<!--', at)) {
			const close = source.indexOf('-->', at + 4);
			if (close === -1) return 'midway';
			at = close + 3;
			yield { name: '', kind: 'comment', start, end: at };
			continue;
		}
		TAG.lastIndex = at;
		const found = TAG.exec(source);
		if (!found) {
			// A lone < is text; a tag that never ends is where the text was cut.
			const opens = source.slice(at, at + 3);
			if (/^<\/?[a-z]/i.test(opens) || (/^<[/!]/.test(opens) && at > lastClose)) return 'midway';
			at++;
			continue;
		}
		const [whole, slash, spelled = ''] = found;
		const name = spelled.toLowerCase();
		at += whole.length;
		yield { name, kind: slash ? 'end' : whole.endsWith('/>') ? 'empty' : 'start', start, end: at };
		const rawEnd = slash ? undefined : RAW_ENDS.get(name);
		if (!rawEnd) continue;
		rawEnd.lastIndex = at;
		const close = rawEnd.exec(source);
		if (!close) return 'midway';
		at = close.index;
	}
	return 'whole';
}

/**
 * The offset just after a document's own `</html>`, or its last `</body>` when the page leaves the other out; null when it
 * has neither. The first `</html>` counts, for the talk after a page may speak of another; one in a script or a comment
 * does not.
 */
export function documentEnd(text: string): number | null {
	if (!/<\/(?:html|body)/i.test(text)) return null;
	let body: number | null = null;
	for (const tag of scan(text)) {
		if (tag.kind !== 'end') continue;
		if (tag.name === 'html') return tag.end;
		if (tag.name === 'body') body = tag.end;
	}
	return body;
}

/** True when text stops inside a script, a style, a comment or a tag: it was cut, whatever the endpoint says. */
export function stopsMidway(text: string): boolean {
	const tags = scan(text);
	let next = tags.next();
	while (!next.done) next = tags.next();
	return next.value === 'midway';
}

/**
 * Stops text that would keep a tree builder busy for minutes.
 * @throws VitrineError `reply_no_document`
 */
export function refuseDeepNesting(text: string): void {
	let depth = 0;
	for (const { name, kind } of scan(text)) {
		if (FLAT.has(name) || kind === 'empty' || kind === 'comment') continue;
		depth = kind === 'end' ? Math.max(0, depth - 1) : depth + 1;
		if (depth <= MAX_NESTING) continue;
		throw new VitrineError(
			'reply_no_document',
			`The document nests its elements more than ${MAX_NESTING} deep, which no page needs.`,
			{
				fix: 'Try again; the reply itself is kept.'
			}
		);
	}
}
