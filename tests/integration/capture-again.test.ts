/** Photographs asked for once more, and what is photographed at all: real rounds, real browsers. */
import { afterEach, describe, expect, it } from 'vitest';
import { shotKey } from '#lib/domain/capture.ts';
import { LOCAL_REVIEWER } from '#lib/domain/reviewer.ts';
import type { Services } from '#lib/server/services.ts';
import * as events from '#lib/server/store/events.ts';
import { until, Workbench } from '../support/services.ts';

const bench = new Workbench();
afterEach(() => bench.closeAll());

const BRIEF = '---\ntitle: Dim the light\nstates: [dimmed]\n---\nHow bright it is in here.\n';
const SMALL = {
	viewports: ['phone' as const],
	themes: ['light' as const],
	otherThemes: 'main' as const,
	states: [],
	poses: false,
	motion: 'none' as const
};

/** A brief of whose variants one photograph each is taken. */
async function photographedRound(count = 2): Promise<{ services: Services; briefId: string }> {
	const services = await bench.services();
	const { id: briefId } = services.briefs.add(BRIEF);
	services.captures.setRecipe(briefId, SMALL);
	const { id } = await services.rounds.start(
		briefId,
		{ provider: 'composer', count, seed: 3 },
		LOCAL_REVIEWER
	);
	await services.rounds.whenIdle(id);
	return { services, briefId };
}

const rowsOf = ({ briefs, variants }: Services, briefId: string) =>
	briefs.view(briefId, LOCAL_REVIEWER).variants.flatMap(({ id }) => variants.captureRows(id));

async function done({ rounds }: Services, roundIds: string[]): Promise<void> {
	await Promise.all(roundIds.map((id) => rounds.whenIdle(id)));
}

describe('the recipe of a brief', () => {
	it('is what a round photographs, says what it costs, and when it grows leaves photographs missing', async () => {
		const { services, briefId } = await photographedRound();
		expect(rowsOf(services, briefId).map(shotKey)).toEqual(['phone-light', 'phone-light']);
		const told = services.captures.recipe(briefId);
		expect(told).toMatchObject({ isDefault: false, photographs: 1, ready: 2, missing: 0 });
		expect(told.ms).toBeGreaterThan(0);
		const before = rowsOf(services, briefId).map(({ id }) => id);
		const grown = { ...SMALL, viewports: ['phone' as const, 'desktop' as const] };
		expect(services.captures.setRecipe(briefId, grown)).toMatchObject({ missing: 2 });
		const run = services.captures.request(briefId, {});
		expect(run).toMatchObject({
			photographs: 2,
			variantIds: expect.objectContaining({ length: 2 })
		});
		await done(services, run.roundIds);
		const rows = rowsOf(services, briefId);
		expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(before));
		expect(rows.map(shotKey).sort()).toEqual(
			['desktop-light', 'desktop-light', 'phone-light', 'phone-light'].sort()
		);
		expect(services.captures.request(briefId, {})).toEqual({
			photographs: 0,
			strips: 0,
			variantIds: [],
			roundIds: []
		});
	});
});

describe('once more', () => {
	it('takes every photograph anew, with the same bytes, and tells of each; or those of one variant', async () => {
		const { services, briefId } = await photographedRound();
		const [before] = [rowsOf(services, briefId)];
		const [round] = services.rounds.ofBrief(briefId);
		const last = events.lastSeq(services.database.db, round?.id ?? '');
		const run = services.captures.request(briefId, { again: true });
		expect(
			services.briefs.view(briefId, LOCAL_REVIEWER).variants.map(({ shots }) => shots)
		).toEqual([1, 1]);
		await done(services, run.roundIds);
		const after = rowsOf(services, briefId);
		expect(after.map(({ imageSha256 }) => imageSha256)).toEqual(
			before?.map(({ imageSha256 }) => imageSha256)
		);
		expect(after.map(({ id }) => id)).not.toEqual(before?.map(({ id }) => id));
		const told = events.after(services.database.db, round?.id ?? '', last);
		expect(told.filter(({ type }) => type === 'variant.to-photograph')).toHaveLength(2);
		expect(told.filter(({ type }) => type === 'capture.taken')).toHaveLength(2);
		expect(told.at(-1)?.type).toBe('round.finished');

		const [first, second] = services.variants.ofBrief(briefId);
		const other = services.variants.captureRows(second?.id ?? '');
		const variantIds = [first?.id ?? ''];
		const one = services.captures.request(briefId, { again: true, variantIds });
		await done(services, one.roundIds);
		expect(services.variants.captureRows(second?.id ?? '')).toEqual(other);
		expect(one.variantIds).toEqual(variantIds);
	});

	it('can be stopped: what was not taken again keeps the picture it had', async () => {
		const { services, briefId } = await photographedRound(6);
		const before = rowsOf(services, briefId).map(({ id }) => id);
		const run = services.captures.request(briefId, { again: true });
		await until('the first to be photographed', () =>
			services.variants.ofBrief(briefId).some(({ photos }) => photos === 'running')
		);
		for (const id of run.roundIds) services.rounds.cancel(id);
		await done(services, run.roundIds);
		expect(services.rounds.ofBrief(briefId).map(({ status }) => status)).toEqual(['finished']);
		const view = services.briefs.view(briefId, LOCAL_REVIEWER);
		expect(view.variants.map(({ phase, captures }) => [phase, captures.length])).toEqual(
			view.variants.map(() => ['ready', 1])
		);
		expect(
			rowsOf(services, briefId).filter(({ id }) => before.includes(id)).length
		).toBeGreaterThan(0);
	});

	it('goes on in another process when this one ends', async () => {
		const { services, briefId } = await photographedRound(3);
		const before = rowsOf(services, briefId).map(({ id }) => id);
		services.captures.request(briefId, { again: true });
		await services.close();
		const next = await bench.services({ workspace: services.config.workspace });
		next.rounds.adopt();
		await done(
			next,
			next.rounds.ofBrief(briefId).map(({ id }) => id)
		);
		const after = rowsOf(next, briefId);
		expect(after).toHaveLength(3);
		expect(after.filter(({ id }) => before.includes(id))).toEqual([]);
	});

	it('is refused for what is not there or not ready', async () => {
		const services = await bench.services({ capture: true });
		const { id: briefId } = services.briefs.add(BRIEF);
		expect(() => services.captures.request(`b_${'0'.repeat(20)}`, {})).toThrow(/no such brief/);
		const variantIds = [`v_${'0'.repeat(20)}`];
		expect(() => services.captures.request(briefId, { variantIds })).toThrow(/no such variant/);
		const blind = await bench.services({ capture: false });
		const { id } = blind.briefs.add(BRIEF);
		expect(() => blind.captures.request(id, {})).toThrow(/without photographs/);
	});
});

describe('film', () => {
	const moves = (strips: ReturnType<Services['captures']['strips']>) =>
		strips.map(({ trigger, reduced, status, frames }) => [trigger, reduced, status, frames.length]);

	it('is made when somebody asks for it, and of a pick where the recipe says so', async () => {
		const { services, briefId } = await photographedRound();
		const [first, second] = services.variants.ofBrief(briefId);
		const variantIds = [first?.id ?? ''];
		const run = services.captures.request(briefId, { film: true, variantIds });
		await done(services, run.roundIds);
		const expected = ['load', 'hover', 'focus', 'press', 'state:dimmed'].flatMap((trigger) =>
			[false, true].map((reduced) => [trigger, reduced, 'filmed', 6])
		);
		expect(moves(services.captures.strips(first?.id ?? ''))).toEqual(expected);
		expect(run.strips).toBe(expected.length);

		services.captures.setRecipe(briefId, { ...SMALL, motion: 'picks' });
		expect(services.captures.strips(second?.id ?? '')).toEqual([]);
		// Whoever picks it, and whatever others think of it.
		services.marks.flag(second?.id ?? '', 'pick', 'Ann');
		services.marks.flag(second?.id ?? '', 'reject', LOCAL_REVIEWER);
		services.captures.heedPick(second?.id ?? '');
		await done(services, run.roundIds);
		expect(moves(services.captures.strips(second?.id ?? ''))).toEqual(expected);
	});
});
