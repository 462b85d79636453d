/** Which variants of a brief look alike. The photographs are described once; who is near whom is worked out each time. */
import PQueue from 'p-queue';
import { shotKey, type CaptureGlance, type Shot } from '#lib/domain/capture.ts';
import { recipeOf, shotsOf } from '#lib/domain/recipe.ts';
import { VitrineError, invariant, toVitrineError } from '#lib/domain/errors.ts';
import type { LikenessView } from '#lib/domain/view.ts';
import { ALIKE, DESCRIPTOR_VERSION } from '#lib/scoring/similarity/descriptor.ts';
import { sha256Of, type BlobStore } from '../blobs.ts';
import type { OpenDatabase } from '../database.ts';
import { requiredBrief } from '../required.ts';
import * as captures from '../store/captures.ts';
import * as descriptors from '../store/descriptors.ts';
import * as variants from '../store/variants.ts';
import type { ComparisonPool } from './comparison.ts';
import { describeCapture } from './describe-capture.ts';
import type { Likeness } from './jobs.ts';

/** Pictures scaled at the same time; each is decoded by all cores already. */
const DESCRIBED_AT_ONCE = 2;

export interface LikenessService {
	/**
	 * Groups, rooms, a map and a varied order of a brief's variants, by the photograph of each on the brief's first viewport, at
	 * rest. The order is the reviewer's own.
	 * @throws VitrineError `not_found`; `comparison_failed`
	 */
	ofBrief(briefId: string, reviewer: string): Promise<LikenessView>;
}

interface Deps {
	database: OpenDatabase;
	blobs: BlobStore;
	pool: ComparisonPool;
}

type Missing = LikenessView['missing'][number];

export function createLikenessService({ database, blobs, pool }: Deps): LikenessService {
	const { db } = database;

	/** Descriptors by the SHA-256 of the picture; what cannot be described has its reason instead. */
	async function describe(
		pictures: CaptureGlance[]
	): Promise<Map<string, Uint8Array | VitrineError>> {
		const byImage = new Map(pictures.map((capture) => [imageOf(capture), capture]));
		const known = descriptors.find(db, [...byImage.keys()], DESCRIPTOR_VERSION);
		const fresh = new Map<string, Uint8Array>();
		const failed = new Map<string, VitrineError>();
		const queue = new PQueue({ concurrency: DESCRIBED_AT_ONCE });
		await queue.addAll(
			[...byImage]
				.filter(([sha256]) => !known.has(sha256))
				.map(([sha256, capture]) => async () => {
					try {
						fresh.set(sha256, await describeCapture(blobs, capture));
					} catch (thrown) {
						failed.set(sha256, toVitrineError(thrown));
					}
				})
		);
		if (fresh.size > 0) database.write((tx) => descriptors.insert(tx, fresh, DESCRIPTOR_VERSION));
		return new Map<string, Uint8Array | VitrineError>([...known, ...fresh, ...failed]);
	}

	return {
		async ofBrief(briefId, reviewer) {
			const brief = requiredBrief(db, briefId);
			const [shot] = shotsOf(recipeOf(brief), brief);
			invariant(shot, 'a brief is photographed at rest');
			const byVariant = captures.glancesOfBrief(db, briefId);
			const shown: CaptureGlance[] = [];
			const missing: Missing[] = [];
			for (const { id } of variants.ofBrief(db, briefId)) {
				const capture = byVariant.get(id)?.find((one) => shotKey(one) === shotKey(shot));
				if (capture?.status === 'taken') shown.push(capture);
				else missing.push({ variantId: id, reason: whyMissing(capture) });
			}
			const described = await describe(shown);
			const ids: string[] = [];
			const placed: Uint8Array[] = [];
			for (const capture of shown) {
				const found = described.get(imageOf(capture));
				invariant(found, 'each photograph is described or has a reason');
				if (found instanceof VitrineError) {
					const reason = { code: found.code, message: found.sentence };
					missing.push({ variantId: capture.variantId, reason });
				} else {
					ids.push(capture.variantId);
					placed.push(found);
				}
			}
			const likeness = await pool.run({
				kind: 'likeness',
				descriptors: placed,
				threshold: ALIKE,
				seed: seedOf(`${reviewer}/${briefId}`)
			});
			return toView(shot, ids, likeness, missing);
		}
	};
}

function imageOf({ imageSha256 }: CaptureGlance): string {
	invariant(imageSha256, 'a photograph that was taken has a picture');
	return imageSha256;
}

function whyMissing(capture: CaptureGlance | undefined): Missing['reason'] {
	if (!capture) return { code: 'not_found', message: 'It has no such photograph.' };
	return {
		code: capture.errorCode ?? 'internal',
		message: capture.errorMessage ?? 'No reason was stored.'
	};
}

function toView(
	shot: Shot,
	ids: string[],
	{ distances, groups, places, rooms, order }: Likeness,
	missing: Missing[]
): LikenessView {
	const idOf = (index: number) => ids[index] ?? '';
	const distance = (one: number, other: number) => distances[one * ids.length + other] ?? 0;
	return {
		shot,
		threshold: ALIKE,
		groups: groups.map((group) => ({
			variantIds: group.map(idOf),
			spread: Math.max(...group.flatMap((one) => group.map((other) => distance(one, other))))
		})),
		places: places.map(({ x, y }, index) => {
			let nearest: LikenessView['places'][number]['nearest'] = null;
			for (let other = 0; other < ids.length; other++) {
				const apart = distance(index, other);
				if (other !== index && (nearest === null || apart < nearest.distance))
					nearest = { variantId: idOf(other), distance: apart };
			}
			return { variantId: idOf(index), x, y, nearest };
		}),
		rooms: rooms.map((room) => ({ variantIds: room.map(idOf) })),
		order: order.map(idOf),
		missing
	};
}

/** The same words give the same 32 bits. */
function seedOf(words: string): number {
	return Number.parseInt(sha256Of(Buffer.from(words)).slice(0, 8), 16);
}
