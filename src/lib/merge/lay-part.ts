/** How a part lies in its new place: as wide and as high as it was, or as its place has it. */
import type { PartReading, PlaceReading } from './part-reading.ts';
import type { GraftChoices, Where } from '#lib/domain/merge.ts';
import type { Declaration } from './style-rules.ts';

export interface Lie {
	/** For what stands around it. */
	around: Declaration[];
	/** For its root. */
	root: Declaration[];
	notes: string[];
	/** Whether it keeps the width it had, in words; null where it takes that of its place. */
	width: string | null;
}

/** A part that filled the window is let out of a place at least this share as wide; a narrower one has it for a reason. */
const NEARLY_WHOLE = 0.75;

export function layPart(
	part: PartReading,
	place: PlaceReading,
	where: Where,
	width: GraftChoices['width']
): Lie {
	const { box } = part;
	const notes: string[] = [];
	const isOut = box.position === 'absolute' || box.position === 'fixed';
	const isFloat = box.float !== 'none' && !isOut;
	const isInline = box.display === 'inline' && !box.isItem && !isOut && !isFloat;
	/** Laid out by rules of what held it, so that it cannot be told from its own rules how large it is. */
	const isSized = box.isItem || isOut || isFloat || box.display.startsWith('inline-');
	const room = where.startsWith('inside') ? place.insideWidth : place.holderWidth;
	// One that reaches out of what holds it by negative margins still does.
	const [left, right] = [Math.min(0, box.marginLeft), Math.min(0, box.marginRight)];
	const sized = isSized ? box.width + left + right : box.width;
	const own = isSized || isInline ? Math.ceil(sized * 100) / 100 : box.holderWidth;
	const around = declare({
		all: 'initial',
		display: isSized ? 'grid' : 'flow-root',
		position: 'relative',
		isolation: 'isolate',
		'box-sizing': 'border-box',
		'min-width': '0'
	});
	const root: Declaration[] = [];
	let said: string | null = null;
	const isWhole = Math.abs(sized - box.viewportWidth) < 1;
	if (
		width === 'own' &&
		isWhole &&
		room < box.viewportWidth &&
		room >= box.viewportWidth * NEARLY_WHOLE &&
		mayLeave(place, where)
	) {
		around.push(
			...declare({ width: '100vw', 'max-width': 'none', 'margin-inline': 'calc(50% - 50vw)' })
		);
		said = 'the window';
	} else if (width === 'own' && !isWhole) {
		// Not a `max-width`: tracks of a grid would grow to the width that it limits.
		around.push(...declare({ width: `min(${own}px, 100%)` }));
		said = `${Math.round(own)} px`;
		if (sized > room + 1)
			notes.push(`It was ${Math.round(sized)} px wide, its place is ${Math.round(room)} px.`);
	} else around.push(...declare({ width: isInline ? 'fit-content' : 'auto', 'max-width': '100%' }));
	if (isSized) {
		around.push(...declare({ 'grid-template-columns': 'minmax(0, 1fr)' }));
		root.push(
			...important({
				'grid-area': '1 / 1',
				'place-self': 'stretch',
				margin: `0 ${right}px 0 ${left}px`.replaceAll('0px', '0'),
				float: 'none',
				width: isReplaced(part.tag) ? '100%' : 'auto',
				'min-width': '0',
				'max-width': 'none'
			})
		);
	}
	if (isOut) {
		root.push(...important({ position: 'relative', inset: 'auto' }));
		notes.push(
			box.position === 'fixed'
				? 'It stood still while its page was scrolled; now it lies in the page.'
				: 'It lay over its page; now it lies in it.'
		);
	}
	if (box.isHeightFromPlace || (isOut && box.height > 0)) {
		const height =
			Math.abs(box.height - box.viewportHeight) < 1
				? '100vh'
				: `${Math.round(box.height * 100) / 100}px`;
		around.push(...declare(isSized ? { 'grid-template-rows': height } : { height }));
		if (isSized)
			root.push(
				...important({
					height: isReplaced(part.tag) ? '100%' : 'auto',
					'min-height': '0',
					'max-height': 'none'
				})
			);
		if (height !== '100vh')
			notes.push(`Its height came from where it stood: it stays ${Math.round(box.height)} px.`);
	}
	around.push(...inPlace(place, where, width));
	return { around, root, notes, width: said };
}

/**
 * A page that fills its window deals out its height anew when something is put into it. So that the rest of it stays as it is, what
 * holds the part grows by as much as the part takes.
 * @returns null where nothing is dealt out anew
 */
export function growHolder(
	part: PartReading,
	place: PlaceReading,
	where: Where
): Declaration[] | null {
	if (where === 'replace') return null;
	const isInside = where.startsWith('inside');
	const display = isInside ? place.display : place.holderDisplay;
	const direction = isInside ? place.insideDirection : place.holderDirection;
	const height = isInside ? place.insideHeight : place.holderHeight;
	const isDealt =
		display.includes('grid') || (display.includes('flex') && direction.startsWith('column'));
	if (!isDealt || Math.abs(height - place.viewportHeight) > 1) return null;
	const { box } = part;
	const margins = box.isItem ? 0 : box.marginTop + box.marginBottom;
	const more =
		Math.round((box.height + margins + (isInside ? place.insideGap : place.holderGap)) * 100) / 100;
	return important({
		height: `calc(100vh + ${more}px)`,
		'min-height': '0',
		'max-height': 'none'
	});
}

/** Whether what is there may be wider than its place: beside others in a row it may not. */
function mayLeave(place: PlaceReading, where: Where): boolean {
	const display = where.startsWith('inside') ? place.display : place.holderDisplay;
	return (
		!/flex|grid|table/.test(display) ||
		(display.includes('flex') && place.holderDirection.startsWith('column'))
	);
}

function isReplaced(tag: string): boolean {
	return /^(img|svg|video|canvas|input|button|select|textarea|meter|progress)$/.test(tag);
}

/** What stands in the place of an element is placed as that was. */
function inPlace(place: PlaceReading, where: Where, width: GraftChoices['width']): Declaration[] {
	if (where !== 'replace') return [];
	const { placing } = place;
	const take = (names: string[]): Declaration[] =>
		names.flatMap((name) => {
			const value = placing[name];
			return value ? declare({ [name]: value }) : [];
		});
	const margins = take(['margin-top', 'margin-bottom']);
	if (place.holderDisplay.includes('grid')) {
		return [
			...margins,
			...take([
				'order',
				'align-self',
				'justify-self',
				'grid-row-start',
				'grid-row-end',
				'grid-column-start',
				'grid-column-end'
			])
		];
	}
	if (place.holderDisplay.includes('flex')) {
		const flex = width === 'fluid' ? ['flex-grow', 'flex-shrink', 'flex-basis'] : [];
		return [...margins, ...take(['order', 'align-self', ...flex])];
	}
	return margins;
}

export function declare(values: Record<string, string>): Declaration[] {
	return Object.entries(values).map(([property, value]) => ({
		property,
		value,
		isImportant: false
	}));
}

function important(values: Record<string, string>): Declaration[] {
	return declare(values).map((one) => ({ ...one, isImportant: true }));
}
