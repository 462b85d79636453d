import { elementsIn, parseHtml, startTagOf } from './html-source.ts';
import { setDataAside } from './data-aside.ts';

/** The markup of one element of a stored document, without our ids; null where it has none of that id. @param elementId such as `e12` */
export function elementSource(stored: string, elementId: string): string | null {
	const { short } = setDataAside(stored);
	for (const element of elementsIn(parseHtml(short), { templates: false })) {
		const isIt = element.attrs.some(
			({ name, value }) => name === 'data-vt-id' && value === elementId
		);
		const place = element.sourceCodeLocation;
		if (!isIt || !place || !startTagOf(element)) continue;
		// Not parsed once more: a cell of a table is nothing by itself.
		return short.slice(place.startOffset, place.endOffset).replaceAll(/ data-vt-id="e\d+"/g, '');
	}
	return null;
}
