/** A merge without a model: each part is read in a browser, and put into the base's text. */
import type { Camera } from '#lib/capture/camera.ts';
import { VitrineError } from '#lib/domain/errors.ts';
import type { GraftRequest, MergePart, RecipePart } from '#lib/domain/merge.ts';
import { graft } from '#lib/merge/graft.ts';
import type { Graft, GraftResult } from '#lib/merge/graft-types.ts';
import {
	readPart,
	readPartExpression,
	readPlace,
	readPlaceExpression
} from '#lib/merge/part-reading.ts';
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
	const grafts: Graft[] = [];
	for (const [index, { part, source }] of parts.entries()) {
		grafts.push(
			await named(`parts.${index}`, () => readGraft(camera, base, { part, source }, signal))
		);
	}
	const { html, parts: grafted, changes } = graft(base.html, grafts, without);
	return {
		html,
		parts: parts.map(({ part }, index) => ({
			...part,
			partId: grafted[index]?.elementId ?? null
		})),
		differences: changes,
		notes: grafted.flatMap(({ notes, scripts }) => [...notes, ...scripts.reasons])
	};
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
	if (place === null)
		throw new VitrineError('invalid_input', `It is not said where the part of ${number} goes.`, {
			field: 'place',
			fix: 'Point at a place in the base.'
		});
	const { viewport, theme, state } = part;
	const look = { viewport, theme, state };
	const read = readPart(
		source.html,
		elementId,
		await camera.inspect(
			{
				variantId: source.variant.id,
				html: source.html,
				look,
				expression: readPartExpression(source.html, elementId)
			},
			signal
		)
	);
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
