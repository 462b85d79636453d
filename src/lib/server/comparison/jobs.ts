/** What the comparison threads are asked, and what they answer. */
import type { Difference } from '#lib/domain/difference.ts';
import { findDifference, type DifferenceCanvas } from '#lib/scoring/similarity/difference.ts';
import { distancesAmong } from '#lib/scoring/similarity/descriptor.ts';
import { groupAlike } from '#lib/scoring/similarity/groups.ts';
import { layOut, type MapPlace } from '#lib/scoring/similarity/map.ts';
import { cutRooms } from '#lib/scoring/similarity/rooms.ts';
import { variedOrder } from '#lib/scoring/similarity/varied-order.ts';
import {
	assess,
	assessWhole,
	type Assessment,
	type OutlookJob,
	type Ranking,
	type RankingJob
} from '../ranking/assess.ts';
import { openShared, type SharedPicture } from './shared-picture.ts';

interface DifferenceJob {
	kind: 'difference';
	left: SharedPicture;
	right: SharedPicture;
}

interface LikenessJob {
	kind: 'likeness';
	descriptors: Uint8Array[];
	/** The largest distance within a group. */
	threshold: number;
	/** Who comes first in the varied order follows from it. */
	seed: number;
}

export interface Likeness {
	/** One square of distances, row by row, in the order of the descriptors. */
	distances: Float64Array<ArrayBuffer>;
	/** By index; see `groupAlike`. */
	groups: number[][];
	places: MapPlace[];
	/** By index; see `cutRooms`. */
	rooms: number[][];
	/** By index; see `variedOrder`. */
	order: number[];
}

interface Results {
	difference: Difference;
	likeness: Likeness;
	outlook: Assessment;
	ranking: Ranking;
}

export type ComparisonJob = DifferenceJob | LikenessJob | OutlookJob | RankingJob;
/** What comes back for a job. */
export type ResultOf<J extends ComparisonJob> = Results[J['kind']];

/**
 * Does a job, in whichever thread.
 * @param canvas the thread's own
 * @returns the result, and the memory that can be handed over with it
 */
export function work(
	job: ComparisonJob,
	canvas: DifferenceCanvas
): { result: ResultOf<ComparisonJob>; owned: ArrayBuffer[] } {
	if (job.kind === 'outlook') return { result: assess(job), owned: [] };
	if (job.kind === 'ranking') return { result: assessWhole(job), owned: [] };
	if (job.kind === 'difference') {
		const result = findDifference(openShared(job.left), openShared(job.right), canvas);
		return { result, owned: [result.mask.buffer] };
	}
	const count = job.descriptors.length;
	const distances = distancesAmong(job.descriptors);
	return {
		result: {
			distances,
			groups: groupAlike(distances, count, job.threshold),
			places: layOut(distances, count),
			rooms: cutRooms(distances, count),
			order: variedOrder(distances, count, job.seed)
		},
		owned: [distances.buffer]
	};
}
