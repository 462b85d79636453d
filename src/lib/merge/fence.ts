/** Keeps the rules of a base from a part that is put into it. */
import { readBlocks, type Block } from './css-blocks.ts';
import type { Edit } from './html-tree.ts';
import type { PartNames } from './part-markup.ts';
import { readSelectors, type Compound } from './selectors.ts';

/**
 * The changes to a style sheet after which no rule of it matches the part. Only selectors that could match something in it are
 * changed, and each by one insertion without weight, so that nothing else of the base looks otherwise and taking the insertions
 * out again gives the base back.
 * @param offset where the sheet begins in its document
 */
export function fenceEdits(css: string, offset: number, graftId: string, names: PartNames): Edit[] {
	const edits: Edit[] = [];
	const fence = `:not(:where([data-graft="${graftId}"], [data-graft="${graftId}"] *))`;
	const visit = (blocks: readonly Block[]): void => {
		for (const block of blocks) {
			if (block.name === '') edits.push(...editsOf(css, block, fence, names, offset));
			visit(block.children);
		}
	};
	visit(readBlocks(css));
	return edits;
}

function editsOf(
	css: string,
	block: Block,
	fence: string,
	names: PartNames,
	offset: number
): Edit[] {
	const selectors = readSelectors(css.slice(block.prelude.start, block.prelude.end));
	if (!selectors) return [];
	return selectors.flatMap(({ compounds }) => {
		const subject = compounds.at(-1);
		if (!subject || !couldMatch(subject, names)) return [];
		const at = offset + block.prelude.start + subject.end;
		return [{ start: at, end: at, text: subject.text === '' ? `*${fence}` : fence }];
	});
}

function couldMatch({ type, classes, id, text }: Compound, names: PartNames): boolean {
	if (/^(html|body|head)$/i.test(type ?? '') || /^:root(?![\w-])/i.test(text)) return false;
	if (type !== null && !names.types.has(type.toLowerCase())) return false;
	if (id !== null && !names.ids.has(id)) return false;
	return classes.every((name) => names.classes.has(name));
}
