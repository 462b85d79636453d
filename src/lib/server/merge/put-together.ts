/** A merge without a model: each part is read in a browser, and put into the base's text. */
import type { Camera } from '#lib/capture/camera.ts';
import type { Theme } from '#lib/domain/capture.ts';
import { VitrineError } from '#lib/domain/errors.ts';
import type { GraftRequest, MergePart, RecipePart } from '#lib/domain/merge.ts';
import { graft } from '#lib/merge/graft.ts';
import { readLook, readLookExpression } from '#lib/merge/look-reading.ts';
import type { Graft, GraftResult } from '#lib/merge/graft-types.ts';
import {
	readPart,
	readPartExpression,
	readPlace,
	readPlaceExpression,
	type PartReading
} from '#lib/merge/part-reading.ts';
import { retoken } from '#lib/merge/retoken.ts';
import { takeMotion } from '#lib/merge/take-motion.ts';
import type { MergeSource, MergeSources } from './sources.ts';

export interface PutTogether {
	html: string;
	/** The parts, with the elements that they are now. */
	parts: RecipePart[];
	differences: GraftResult['changes'];
	/** What a person should know, each a sentence. */
	notes: string[];
}

/**
 * @throws VitrineError `invalid_input` where a part has no place; `merge_impossible` where it cannot be taken or put without a
 * model, each with its field; `browser_missing`, `capture_timeout`, `capture_crashed` when a page cannot be read
 */
export async function putTogether(
	camera: Camera,
	{ base, parts }: MergeSources,
	{ without }: Pick<GraftRequest, 'without'>,
	signal: AbortSignal
): Promise<PutTogether> {
	const looks: Dressed = { html: base.html, changes: [], notes: [] };
	for (const [index, { part, source }] of parts.entries()) {
		if (part.take !== 'look' && part.take !== 'motion') continue;
		const work = part.take === 'look' ? dress : move;
		await named(`parts.${index}`, () =>
			work(camera, looks, { base, source, part, index, without }, signal)
		);
	}
	const dressed = { ...base, html: looks.html };
	const grafts: { index: number; graft: Graft }[] = [];
	for (const [index, { part, source }] of parts.entries()) {
		if (part.take === 'look' || part.take === 'motion') continue;
		const read = () => readGraft(camera, dressed, { part, source }, signal);
		grafts.push({ index, graft: await named(`parts.${index}`, read) });
	}
	const put = graft(
		looks.html,
		grafts.map((one) => one.graft),
		// The engine counts the grafts alone.
		without.map((key) => keyAs(key, (part) => grafts.findIndex(({ index }) => index === part)))
	);
	const placeOf = (at: number): number => grafts[at]?.index ?? at;
	const partIds = new Map(put.parts.map(({ elementId }, at) => [placeOf(at), elementId]));
	return {
		html: put.html,
		parts: parts.map(({ part }, index) => ({ ...part, partId: partIds.get(index) ?? null })),
		differences: [
			...looks.changes,
			...put.changes.map((change) => ({
				...change,
				part: placeOf(change.part),
				key: keyAs(change.key, placeOf)
			}))
		],
		notes: [
			...looks.notes,
			...put.parts.flatMap(({ notes, scripts }) => [...notes, ...scripts.reasons])
		]
	};
}

/** `2:place` with its part counted otherwise: keys begin with the part, from 1. A part that is not there keeps a key nobody has. */
function keyAs(key: string, counted: (part: number) => number): string {
	const [, part = '0', rest = ''] = /^(\d+)(:.*)$/s.exec(key) ?? [];
	return `${counted(Number(part) - 1) + 1}${rest}`;
}

/** A base that is given looks, one after the other. */
interface Dressed {
	html: string;
	changes: GraftResult['changes'];
	notes: string[];
}

interface Dressing {
	base: MergeSource;
	source: MergeSource;
	part: MergePart;
	index: number;
	without: readonly string[];
}

/** Colours, type and corners of another variant, in the light and in the dark. */
async function dress(
	camera: Camera,
	looks: Dressed,
	{ base, source, part, index, without }: Dressing,
	signal: AbortSignal
): Promise<void> {
	const readIn = async ({ variant }: MergeSource, html: string, theme: Theme) => {
		const look = { viewport: part.viewport, theme, state: part.state };
		const expression = readLookExpression();
		return readLook(
			await camera.inspect({ variantId: variant.id, html, look, expression }, signal)
		);
	};
	const both = async (theme: Theme) => ({
		base: await readIn(base, looks.html, theme),
		look: await readIn(source, source.html, theme)
	});
	const { html, changes, notes } = retoken(
		looks.html,
		{
			...(await both('light')),
			dark: await both('dark'),
			name: String(source.variant.number),
			part: index
		},
		without
	);
	looks.html = html;
	looks.changes.push(...changes);
	looks.notes.push(...notes);
}

/** How an element of another variant moves, given to the one of the base that is its place. */
async function move(
	camera: Camera,
	looks: Dressed,
	{ source, part, index, without }: Dressing,
	signal: AbortSignal
): Promise<void> {
	const name = String(source.variant.number);
	if (part.elementId === null) throw needsModel(part, source.variant.number);
	if (part.place === null) throw noPlace(source.variant.number);
	const read = await readElement(camera, { part, source, elementId: part.elementId }, signal);
	const { anchorId } = part.place;
	const { html, changes, notes } = takeMotion(looks.html, read, anchorId, { name, index }, without);
	looks.html = html;
	looks.changes.push(...changes);
	looks.notes.push(...notes);
}

function noPlace(number: number): VitrineError {
	return new VitrineError('invalid_input', `It is not said where the part of ${number} goes.`, {
		field: 'place',
		fix: 'Point at a place in the base.'
	});
}

async function readElement(
	camera: Camera,
	{ part, source, elementId }: { part: MergePart; source: MergeSource; elementId: string },
	signal: AbortSignal
): Promise<PartReading> {
	const { viewport, theme, state } = part;
	const { html, variant } = source;
	const page = { variantId: variant.id, html, look: { viewport, theme, state } };
	const expression = readPartExpression(html, elementId);
	return readPart(html, elementId, await camera.inspect({ ...page, expression }, signal));
}

async function readGraft(
	camera: Camera,
	base: MergeSource,
	{ part, source }: { part: MergePart; source: MergeSource },
	signal: AbortSignal
): Promise<Graft> {
	const { elementId, place, choices } = part;
	const { number } = source.variant;
	if (part.take !== 'element') throw needsModel(part, number);
	if (elementId === null)
		throw new VitrineError(
			'merge_impossible',
			`The whole of variant ${number} cannot be put into another.`,
			{ fix: 'Point at the element that is wanted, or ask a model.' }
		);
	if (place === null) throw noPlace(number);
	const { viewport, theme, state } = part;
	const look = { viewport, theme, state };
	const read = await readElement(camera, { part, source, elementId }, signal);
	const spot = readPlace(
		place.anchorId,
		await camera.inspect(
			{
				variantId: base.variant.id,
				html: base.html,
				look,
				expression: readPlaceExpression(place.anchorId)
			},
			signal
		)
	);
	return { part: read, place: spot, where: place.where, choices, name: String(number) };
}

const TAKEN_WORDS: Record<MergePart['take'], string> = {
	element: 'An element',
	layout: 'How things are laid out',
	look: 'A look',
	motion: 'How something moves',
	words: 'Words',
	idea: 'An idea'
};

function needsModel({ take }: MergePart, number: number): VitrineError {
	return new VitrineError(
		'merge_impossible',
		`${TAKEN_WORDS[take]} of variant ${number} cannot be taken over without a model.`,
		{ field: 'take', fix: 'Take the element, or ask a model to merge.' }
	);
}

/** What goes wrong with one part says which. */
async function named<T>(part: string, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (thrown) {
		if (!(thrown instanceof VitrineError)) throw thrown;
		const { code, message, fix, passing } = thrown;
		const field = thrown.field === undefined ? part : `${part}.${thrown.field}`;
		throw new VitrineError(code, message, { field, fix, passing, cause: thrown });
	}
}
