/** From what a request names to what is known of it: variants with their documents, notes, parts; or the field at fault. */
import type { Part } from '#lib/domain/basket.ts';
import { VitrineError } from '#lib/domain/errors.ts';
import { MAX_CROSSED, type ReadEvolveRequest } from '#lib/domain/evolve.ts';
import type { EvolveRecord } from '#lib/domain/lineage.ts';
import { UNMARKED } from '#lib/domain/marks.ts';
import type { Variant } from '#lib/domain/variant.ts';
import type { TakenPart } from '#lib/generator/prompts/evolve-prompt.ts';
import type { PromptPicture } from '#lib/generator/provider.ts';
import { sourceOfElement } from '#lib/generator/element-source.ts';
import type { BlobStore } from '../blobs.ts';
import * as basket from '../store/basket.ts';
import * as captures from '../store/captures.ts';
import * as marks from '../store/marks.ts';
import type { StoredNote } from '../store/notes.ts';
import * as variants from '../store/variants.ts';
import { asks, GOOD_STARS, openNotes, parentsFrom, type SaidDeps } from './parents-from.ts';

export interface GatherDeps extends SaidDeps {
	blobs: BlobStore;
}

/** A parent with all that a prompt says of it. */
export interface Gathered {
	variant: Variant;
	/** As stored. */
	html: string;
	keep: string;
	change: string;
	notes: StoredNote[];
	picture: PromptPicture | null;
}

/** Something that is to be taken over, and from whom. */
export interface GatheredPart extends TakenPart {
	variantId: string;
}

export interface Material {
	source: EvolveRecord['source'];
	parents: Gathered[];
	/** Notes that say to take something over, and parts of the basket. */
	taken: GatheredPart[];
	partIds: string[];
}

/** @throws VitrineError `invalid_input` with a field such as `parents.1.variantId`, `not_found` where a document is gone */
export async function gather(
	deps: GatherDeps,
	briefId: string,
	request: ReadEvolveRequest,
	reviewer: string
): Promise<Material> {
	const defaults =
		request.parents === undefined ? await parentsFrom(deps, briefId, reviewer) : null;
	const named =
		request.parents ??
		(defaults?.parents ?? []).map((parent) => ({ ...parent, keep: '', change: '' }));
	if (named.length === 0) {
		throw new VitrineError(
			'invalid_input',
			'There is nothing to go on from: no variant is picked, ranked or has four stars.',
			{ field: 'parents', fix: 'Pick some, or name them.' }
		);
	}
	if (request.cross && named.length > MAX_CROSSED) {
		throw new VitrineError(
			'invalid_input',
			`${named.length} parents are too many for one variant: their documents do not fit into a prompt.`,
			{ field: 'parents', fix: `Cross at most ${MAX_CROSSED}.` }
		);
	}
	const all = openNotes(deps.db, briefId);
	const parents: Gathered[] = [];
	for (const [index, parent] of named.entries()) {
		const variant = readyParent(deps, briefId, parent.variantId, `parents.${index}.variantId`);
		if (parents.some((one) => one.variant.id === variant.id)) {
			throw new VitrineError('invalid_input', `Variant ${variant.number} is named twice.`, {
				field: `parents.${index}.variantId`
			});
		}
		const { keep, change } = parent;
		const notes = notesOf(all, variant, parent.notes, `parents.${index}.notes`);
		const [html, picture] = [await documentOf(deps, variant), pictureOf(deps, variant)];
		parents.push({ variant, html, keep, change, notes, picture });
	}
	const wanted = request.parts ?? defaults?.parts ?? [];
	const parts = partsOf(basket.ofBrief(deps.db, briefId), wanted);
	const steals = parents.flatMap(({ variant, notes }) =>
		notes.filter(({ intent }) => intent === 'steal').map((note) => stolen(variant, note))
	);
	return {
		source: defaults?.source ?? sourceOf(deps, { briefId, reviewer }, parents),
		parents,
		taken: [...steals, ...(await partsIn(deps, briefId, parts))],
		partIds: wanted
	};
}

/** Named one by one, they may still be just what was picked, or what has stars. */
function sourceOf(
	{ db }: GatherDeps,
	{ briefId, reviewer }: { briefId: string; reviewer: string },
	parents: readonly Gathered[]
): Material['source'] {
	const marked = marks.ofBrief(db, briefId, reviewer);
	const all = parents.map(({ variant }) => marked.get(variant.id) ?? UNMARKED);
	if (all.every(({ flag }) => flag === 'pick')) return 'picks';
	return all.every(({ stars }) => stars >= GOOD_STARS) ? 'stars' : 'named';
}

function readyParent({ db }: GatherDeps, briefId: string, id: string, field: string): Variant {
	const variant = variants.find(db, id);
	if (variant?.briefId !== briefId)
		throw new VitrineError('invalid_input', `${id} is no variant of this brief.`, { field });
	if (variant.status !== 'ready' || variant.htmlSha256 === null) {
		throw new VitrineError(
			'invalid_input',
			`Variant ${variant.number} has no document to go on from: it is ${variant.status}.`,
			{ field, fix: 'Try it again, or go on from another.' }
		);
	}
	return variant;
}

/** Those that are named; every open one that asks for something where none are. */
function notesOf(
	all: readonly StoredNote[],
	{ id, number }: Variant,
	named: readonly string[] | undefined,
	field: string
): StoredNote[] {
	const own = all.filter(({ variantId }) => variantId === id);
	if (named === undefined) return own.filter(asks);
	return named.map((noteId) => {
		const note = own.find((one) => one.id === noteId);
		if (note) return note;
		throw new VitrineError('invalid_input', `${noteId} is no open note on variant ${number}.`, {
			field
		});
	});
}

async function documentOf({ blobs }: GatherDeps, { htmlSha256, number }: Variant): Promise<string> {
	const bytes = htmlSha256 === null ? null : await blobs.get(htmlSha256);
	if (bytes) return bytes.toString('utf8');
	throw new VitrineError('not_found', `The document of variant ${number} is gone.`, {
		field: 'parents'
	});
}

/** Its photograph on a desk, as it opens; null where it has none. */
function pictureOf({ db }: GatherDeps, { id, number }: Variant): PromptPicture | null {
	const atRest = captures
		.ofVariant(db, id)
		.filter(({ state, pose, imageSha256 }) => state === null && pose === 'rest' && imageSha256);
	const shot = atRest.find(({ viewport }) => viewport === 'desktop') ?? atRest[0];
	if (!shot || shot.imageSha256 === null) return null;
	return {
		sha256: shot.imageSha256,
		caption: `Variant ${number} as it opens, ${shot.viewport}, ${shot.theme}`
	};
}

function stolen({ id, number }: Variant, { text, evidence }: StoredNote): GatheredPart {
	return {
		variantId: id,
		number,
		take: evidence === null ? 'idea' : 'element',
		remark: text,
		markup: evidence?.outerHtml ?? null
	};
}

function partsOf(held: readonly Part[], wanted: readonly string[]): Part[] {
	return wanted.map((id, index) => {
		const part = held.find((one) => one.id === id);
		if (part) return part;
		throw new VitrineError('invalid_input', `${id} is not in the basket of this brief.`, {
			field: `parts.${index}`
		});
	});
}

/** A part whose variant has no document any more is left to its remark. */
async function partsIn(
	deps: GatherDeps,
	briefId: string,
	parts: readonly Part[]
): Promise<GatheredPart[]> {
	const found: GatheredPart[] = [];
	for (const { variantId, elementId, take, remark } of parts) {
		const variant = variants.find(deps.db, variantId);
		if (variant?.briefId !== briefId) continue;
		const bytes = variant.htmlSha256 === null ? null : await deps.blobs.get(variant.htmlSha256);
		const markup =
			bytes && elementId !== null ? sourceOfElement(bytes.toString('utf8'), elementId) : null;
		found.push({
			variantId,
			number: variant.number,
			take,
			remark,
			markup: markup && withoutOurIds(markup)
		});
	}
	return found;
}

/** Of a part of a document: parsed by itself, a cell of a table would be nothing. */
const withoutOurIds = (markup: string): string => markup.replaceAll(/ data-vt-id="e\d+"/g, '');
