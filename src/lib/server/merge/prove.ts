/** What became of the parts of a merge and of its base, seen in photographs of the same look. */
import {
	alikeExpression,
	elementBoxesExpression,
	SeenElements,
	type SeenElement
} from '#lib/capture/element-boxes-script.ts';
import type { Camera } from '#lib/capture/camera.ts';
import { shotKey, type CaptureGlance } from '#lib/domain/capture.ts';
import type { Box } from '#lib/domain/capture-facts.ts';
import {
	KEPT_PART,
	KEPT_REST,
	type MergeProof,
	type MergeRecipe,
	type PartFinding,
	type RecipePart
} from '#lib/domain/merge.ts';
import { invariant } from '#lib/domain/errors.ts';
import type { Variant } from '#lib/domain/variant.ts';
import { restOf } from '#lib/scoring/similarity/rest.ts';
import type { BlobStore } from '../blobs.ts';
import type { DifferenceService } from '../comparison/difference-service.ts';
import type { Queryable } from '../database.ts';
import { readPage, type ReadLook } from '../notes/page-reader.ts';
import * as captures from '../store/captures.ts';
import { probeElement, type Probed } from './probe.ts';
import * as variants from '../store/variants.ts';

const MAX_REGIONS = 12;
/** Of a part at least this much has to be in both photographs for it to be judged. */
const LEAST_SEEN = 0.25;

export interface ProveDeps {
	db: Queryable;
	blobs: Pick<BlobStore, 'get' | 'put'>;
	differences: Pick<DifferenceService, 'ofPictures'>;
	camera(): Camera;
}

/**
 * @param merged a variant whose photographs are there
 * @throws VitrineError what reading a page and comparing pictures come to
 */
export async function prove(
	deps: ProveDeps,
	merged: Variant,
	recipe: MergeRecipe
): Promise<MergeProof> {
	const taken = new Map(photographsOf(deps.db, merged.id));
	const parts: PartFinding[] = [];
	for (const part of recipe.parts) parts.push(await provePart(deps, { merged, part, taken }));
	return { parts, rest: await proveRest(deps, { merged, recipe, taken, parts }) };
}

type Photographs = Map<string, CaptureGlance>;

/** At rest, by the name of their shot. */
function photographsOf(db: Queryable, variantId: string): [string, CaptureGlance][] {
	return captures
		.glancesOfVariant(db, variantId)
		.filter(({ status, pose, imageSha256 }) => status === 'taken' && pose === 'rest' && imageSha256)
		.map((capture) => [shotKey(capture), capture]);
}

/** The look that is wanted where both have it, or else the first that both have. */
function sharedLook(
	wanted: ReadLook | null,
	ours: Photographs,
	theirs: Photographs
): { ours: CaptureGlance; theirs: CaptureGlance } | null {
	const keys = [...(wanted ? [shotKey(wanted)] : []), ...ours.keys()];
	for (const key of keys) {
		const [one, other] = [ours.get(key), theirs.get(key)];
		if (one && other) return { ours: one, theirs: other };
	}
	return null;
}

const lookOf = ({ viewport, theme, state }: ReadLook): ReadLook => ({ viewport, theme, state });
const NO_PICTURES = { imageSha256: null, originSha256: null };
const NOTHING = {
	share: null,
	regions: [],
	look: null,
	box: null,
	originBox: null,
	...NO_PICTURES
};
const unseen = (words: string): PartFinding => ({ verdict: 'unseen', words, ...NOTHING });

async function provePart(
	deps: ProveDeps,
	{ merged, part, taken }: { merged: Variant; part: RecipePart; taken: Photographs }
): Promise<PartFinding> {
	const origin = variants.find(deps.db, part.variantId);
	if (!origin) return unseen('The variant it is of is gone.');
	if (part.take === 'look')
		return unseen(`The look of ${origin.number} is all over it: no place of the picture is it.`);
	if (part.take === 'motion' && part.partId === null)
		return unseen('How something moves is not to be seen in photographs at rest.');
	if (part.elementId === null)
		return unseen('The whole variant was meant: no place of the picture is it.');
	const pair = sharedLook(part, taken, new Map(photographsOf(deps.db, origin.id)));
	if (!pair) return unseen(`There is no look in which both this and ${origin.number} were taken.`);
	const look = lookOf(pair.ours);
	const [source] = await read(deps, origin, look, elementBoxesExpression([part.elementId]));
	if (!source?.box)
		return unseen(`In this look nothing of it was to be seen in ${origin.number} either.`);
	const [found] = await read(
		deps,
		merged,
		look,
		part.partId === null
			? alikeExpression([{ tag: source.tag, text: source.text }])
			: elementBoxesExpression([part.partId])
	);
	if (!found?.box) return { ...unseen(lostWords(part, origin)), verdict: 'lost', look };
	const pictures = {
		ours: { ...pictureOf(pair.ours), box: found.box },
		theirs: { ...pictureOf(pair.theirs), box: source.box }
	};
	const finding = await comparePart(deps, look, pictures);
	if (finding.verdict !== 'unseen' || found.id === null) return finding;
	const [ours, theirs] = [
		await probeElement(deps, merged, look, found.id),
		await probeElement(deps, origin, look, part.elementId)
	];
	return ours && theirs ? comparePart(deps, look, { ours, theirs }) : finding;
}

function pictureOf({ imageSha256, width, height }: CaptureGlance): Omit<Probed, 'box'> {
	invariant(imageSha256, 'a photograph that was taken has a picture');
	return { imageSha256, width: width ?? 0, height: height ?? 0 };
}

function lostWords({ partId, take }: RecipePart, { number }: Variant): string {
	if (partId !== null) return 'It is in the document, and nothing of it is to be seen.';
	return take === 'element' || take === 'words'
		? `Nothing in it has the words of what was taken of ${number}.`
		: `No element of it is like the one that was pointed at in ${number}.`;
}

/** Where a box reaches out of a photograph, what is in both is compared. */
async function comparePart(
	{ differences }: ProveDeps,
	look: ReadLook,
	{ ours, theirs }: { ours: Probed; theirs: Probed }
): Promise<PartFinding> {
	const [box, originBox] = [whole(ours.box), whole(theirs.box)];
	const known = {
		look,
		box,
		originBox,
		imageSha256: ours.imageSha256,
		originSha256: theirs.imageSha256
	};
	const [inOurs, inTheirs] = [within(box, ours), within(originBox, theirs)];
	const seen = inOurs && inTheirs && cutAlike({ box, originBox }, inOurs, inTheirs);
	const share = seen ? (seen.ours.width * seen.ours.height) / (box.width * box.height) : 0;
	// Of one that is larger than a screen no more can be in a picture.
	const most = Math.min(1, (ours.width * ours.height) / (box.width * box.height));
	if (!seen || share < LEAST_SEEN * most) {
		const words = 'It lies outside of the photographs, so it was not compared.';
		return { verdict: 'unseen', share: null, regions: [], words, ...known };
	}
	const difference = await differences.ofPictures(
		{ imageSha256: theirs.imageSha256, box: seen.theirs },
		{ imageSha256: ours.imageSha256, box: seen.ours }
	);
	const regions = difference.regions
		.slice(0, MAX_REGIONS)
		.map(({ x, y, right, width, height }) => ({
			x: seen.ours.x + x,
			y: seen.ours.y + Math.min(right ?? y, seen.ours.height - 1),
			width,
			height
		}));
	const isKept = difference.share <= KEPT_PART;
	const size = sizeWords(box, originBox);
	return {
		verdict: isKept ? 'kept' : 'changed',
		share: difference.share,
		regions: isKept ? [] : regions,
		words: [isKept ? 'As it was.' : 'Not quite as it was.', size].filter(Boolean).join(' '),
		...known
	};
}

function sizeWords(box: Box, origin: Box): string {
	const said = (['width', 'height'] as const).flatMap((side) => {
		const by = box[side] - origin[side];
		const word = { width: ['wider', 'narrower'], height: ['taller', 'lower'] }[side];
		return by === 0 ? [] : [`${Math.abs(by)} px ${by > 0 ? word[0] : word[1]}`];
	});
	return said.length === 0 ? '' : `It is ${said.join(' and ')}.`;
}

function whole({ x, y, width, height }: Box): Box {
	const [left, top] = [Math.round(x), Math.round(y)];
	return {
		x: left,
		y: top,
		width: Math.max(1, Math.round(x + width) - left),
		height: Math.max(1, Math.round(y + height) - top)
	};
}

/** The part of a box that is in a photograph; null when none is. */
function within(box: Box, { width, height }: Omit<Probed, 'box'>): Box | null {
	const x = Math.max(0, box.x);
	const y = Math.max(0, box.y);
	const right = Math.min(width, box.x + box.width);
	const bottom = Math.min(height, box.y + box.height);
	return right - x < 1 || bottom - y < 1 ? null : { x, y, width: right - x, height: bottom - y };
}

/** What both photographs show of the same part, counted from its own top left corner. */
function cutAlike(
	{ box, originBox }: { box: Box; originBox: Box },
	ours: Box,
	theirs: Box
): { ours: Box; theirs: Box } | null {
	const left = Math.max(ours.x - box.x, theirs.x - originBox.x);
	const top = Math.max(ours.y - box.y, theirs.y - originBox.y);
	const cut = (shown: Box, all: Box): Box => ({
		x: all.x + left,
		y: all.y + top,
		width: shown.x + shown.width - all.x - left,
		height: shown.y + shown.height - all.y - top
	});
	const [one, other] = [cut(ours, box), cut(theirs, originBox)];
	// Where one is cut off by the edge of its photograph, the other is cut as far.
	const isCut = (shown: Box, all: Box) => ({
		right: shown.x + shown.width < all.x + all.width,
		bottom: shown.y + shown.height < all.y + all.height
	});
	const [a, b] = [isCut(ours, box), isCut(theirs, originBox)];
	if (a.right || b.right) one.width = other.width = Math.min(one.width, other.width);
	if (a.bottom || b.bottom) one.height = other.height = Math.min(one.height, other.height);
	return one.width < 1 || one.height < 1 || other.width < 1 || other.height < 1
		? null
		: { ours: one, theirs: other };
}

interface RestPair {
	merged: Variant;
	recipe: MergeRecipe;
	taken: Photographs;
	parts: PartFinding[];
}

async function proveRest(
	deps: ProveDeps,
	{ merged, recipe, taken, parts }: RestPair
): Promise<MergeProof['rest']> {
	const base = variants.find(deps.db, recipe.baseId);
	const seen = parts.find(({ look }) => look !== null)?.look ?? null;
	const pair = base && sharedLook(seen, taken, new Map(photographsOf(deps.db, base.id)));
	if (!base || !pair) {
		const words = 'There is no look in which both this and its base were taken.';
		return { ...NO_PICTURES, verdict: 'unseen', share: null, regions: [], look: null, words };
	}
	const look = lookOf(pair.ours);
	const replaced = recipe.parts.flatMap(({ place }) =>
		place?.where === 'replace' ? [place.anchorId] : []
	);
	const put = recipe.parts.flatMap(({ partId }) => partId ?? []);
	const gone = await read(deps, base, look, elementBoxesExpression(replaced));
	const came = await read(deps, merged, look, elementBoxesExpression(put));
	const holes = {
		left: gone.flatMap((one) => one?.box ?? []),
		right: [
			...came.flatMap((one) => one?.box ?? []),
			// Of what a model merged it is known where the parts were found.
			...(recipe.kind === 'model' ? parts.flatMap(({ box }) => box ?? []) : [])
		]
	};
	const difference = await deps.differences.ofPictures(
		{ imageSha256: pair.theirs.imageSha256 ?? '', box: null },
		{ imageSha256: pair.ours.imageSha256 ?? '', box: null }
	);
	const { share, regions } = restOf(difference, holes);
	const isKept = share <= KEPT_REST;
	return {
		verdict: isKept ? 'kept' : 'changed',
		share,
		regions: isKept ? [] : regions.slice(0, MAX_REGIONS),
		look,
		imageSha256: pair.ours.imageSha256,
		originSha256: pair.theirs.imageSha256,
		words: isKept
			? `What is left of ${base.number} is as it was, on its first screen.`
			: recipe.parts.some(({ take }) => take === 'look')
				? `It was given another look, so ${base.number} looked otherwise.`
				: `What is left of ${base.number} is not quite as it was.`
	};
}

async function read(
	{ blobs, camera }: ProveDeps,
	{ id, htmlSha256 }: Variant,
	look: ReadLook,
	expression: string
): Promise<(SeenElement | null)[]> {
	const html = htmlSha256 === null ? null : await blobs.get(htmlSha256);
	if (!html) return [];
	const page = { variantId: id, html: html.toString('utf8'), look };
	return readPage(camera(), page, { expression, answer: SeenElements });
}
