/** Two people mark the same variants: each sees, goes on from and takes back their own marks, and nobody else's. */
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib/domain/ids.ts';
import type { MarkChange } from '#lib/domain/marks.ts';
import { LOCAL_REVIEWER } from '#lib/domain/reviewer.ts';
import type { Services } from '#lib/server/services.ts';
import { Workbench } from '../support/services.ts';
import { settingsOf, worksToRank } from '../support/sessions.ts';

const ANN = 'Ann';
const BOTH = [LOCAL_REVIEWER, ANN];
const bench = new Workbench();
let services: Services;
let briefId: string;
let ids: string[];
const idOf = (at: number): string => ids[at] ?? '';
/** One's own act on the first, and Ann's on the same. */
const acts = { [LOCAL_REVIEWER]: newId('batch'), [ANN]: newId('batch') };

const mark = (reviewer: string, batch: string, ...changes: MarkChange[]) =>
	services.marks.mark(briefId, batch, changes, reviewer);
/** For each of both. */
const each = <T>(of: (reviewer: string) => T): T[] => BOTH.map(of);

beforeAll(async () => {
	services = await bench.services({ capture: false });
	({ briefId, ids } = await worksToRank(services, 4));
	mark(
		LOCAL_REVIEWER,
		acts[LOCAL_REVIEWER] ?? '',
		{ variantId: idOf(0), flag: 'pick', stars: 4 },
		{ variantId: idOf(1), flag: 'pick', stars: 4 }
	);
	mark(
		ANN,
		acts[ANN] ?? '',
		{ variantId: idOf(0), flag: 'reject', stars: 1 },
		{ variantId: idOf(2), flag: 'pick', stars: 5 },
		{ variantId: idOf(3), flag: 'pick', stars: 5 }
	);
});
afterAll(() => bench.closeAll());

describe('marks of two people', () => {
	it('are seen by each in every view of the brief', () => {
		const flags = [
			['pick', 'pick', 'none', 'none'],
			['reject', 'none', 'pick', 'pick']
		];
		const flagsOf = (variants: { flag: string }[]) => variants.map(({ flag }) => flag);
		const view = (reviewer: string) => services.briefs.view(briefId, reviewer);
		expect(each((reviewer) => flagsOf(view(reviewer).variants))).toEqual(flags);
		expect(each((reviewer) => view(reviewer).reviewer)).toEqual(BOTH);
		expect(
			each((reviewer) => flagsOf(ids.map((id) => services.variants.view(id, reviewer))))
		).toEqual(flags);
		expect(each((reviewer) => flagsOf(services.lineage.ofBrief(briefId, reviewer).nodes))).toEqual(
			flags
		);
		expect(each((reviewer) => services.briefs.list(reviewer)[0]?.picks)).toEqual([2, 2]);
		expect(services.briefs.list('Ida')[0]?.picks).toBe(0);
		expect(services.marks.reviewersOf(briefId)).toEqual([
			{ name: ANN, picks: 2 },
			{ name: LOCAL_REVIEWER, picks: 2 }
		]);
		const { marked, reviewer, steps } = services.briefs.changes(briefId, 0, ANN);
		expect([reviewer, marked.map(({ variantId }) => variantId).toSorted()]).toEqual([
			ANN,
			[idOf(0), idOf(2), idOf(3)].toSorted()
		]);
		mark(LOCAL_REVIEWER, newId('batch'), { variantId: idOf(3), label: 'green' });
		expect(services.briefs.changes(briefId, steps.marks, ANN).marked).toEqual([]);
	});

	it('are gone on from by each', async () => {
		const pool = (settings: object) =>
			each(
				(reviewer) =>
					services.sessions.create(briefId, settingsOf({ pool: settings }), reviewer).variantIds
			);
		const own = [ids.slice(0, 2), ids.slice(2)];
		expect(pool({ kind: 'picks' })).toEqual(own);
		expect(pool({ kind: 'stars', atLeast: 4 })).toEqual(own);
		const starts = await Promise.all(
			each((reviewer) => services.evolve.startOf(briefId, reviewer))
		);
		expect(starts.map(({ parents }) => parents.map(({ variantId }) => variantId))).toEqual(own);
		expect((await services.evolve.startOf(briefId, 'Ida')).source).toBeNull();
	});

	it('are exported by each, and counted for each model once it is decided', async () => {
		const decided = (reviewer: string) =>
			services.exports.make(idOf(0), 'zip', { isOperator: false, reviewer }).then(({ bytes }) => {
				const file = unzipSync(bytes)['decision.md'];
				return strFromU8(file ?? new Uint8Array());
			});
		services.marks.decide(briefId, idOf(0), 'It asks once.');
		const [own, anns] = await Promise.all(each(decided));
		expect(own).toContain('2 picked, 0 rejected');
		expect(anns).toContain('2 picked, 1 rejected');
		const told = (reviewer: string) =>
			services.tallies.ofBrief(briefId, reviewer).map(({ picks, rejects }) => [picks, rejects]);
		expect(each(told)).toEqual([[[2, 0]], [[2, 1]]]);
	});

	it('are taken back by whoever made them, and by nobody else', () => {
		const batch = acts[LOCAL_REVIEWER] ?? '';
		const refused = expect.objectContaining({ code: 'others_marks', field: 'batch' });
		expect(() => services.marks.retract(batch, ANN)).toThrow(refused);
		expect(() => mark(ANN, batch, { variantId: idOf(0), flag: 'none' })).toThrow(refused);
		expect(services.variants.view(idOf(0), LOCAL_REVIEWER).flag).toBe('pick');
		expect(services.marks.retract(batch, LOCAL_REVIEWER).variants).toMatchObject([
			{ variantId: idOf(0), flag: 'none', stars: 0 },
			{ variantId: idOf(1), flag: 'none', stars: 0 }
		]);
		expect(services.variants.view(idOf(0), ANN)).toMatchObject({ flag: 'reject', stars: 1 });
	});
});
