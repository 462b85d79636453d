import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BriefContent } from '#lib/domain/brief.ts';
import { newId } from '#lib/domain/ids.ts';
import { FLAGS, LOCAL_REVIEWER, type Flag } from '#lib/domain/marks.ts';
import { RoundSettings } from '#lib/domain/round.ts';
import { readConfig } from './config.ts';
import { openDatabase, type OpenDatabase } from './database.ts';
import { createMarkService, type MarkService } from './mark-service.ts';
import * as briefs from './store/briefs.ts';
import * as marks from './store/marks.ts';
import * as rounds from './store/rounds.ts';
import * as variants from './store/variants.ts';

let database: OpenDatabase;
let service: MarkService;
beforeAll(() => {
	database = openDatabase(':memory:', readConfig({}, {}).migrationsDir);
	service = createMarkService({ database, onPick: () => undefined });
});
afterAll(() => database.close());

const VARIANTS = 3;

/** A brief with a round of queued variants; the first is ready. */
function makeBrief(): { briefId: string; ids: string[] } {
	const content = BriefContent.parse({ title: 'T', purpose: 'P' });
	const [briefId, roundId] = [newId('brief'), newId('round')];
	const settings = {
		count: VARIANTS,
		provider: 'composer',
		models: [],
		baseUrl: null,
		concurrency: 1,
		seed: 1,
		budget: null,
		shots: []
	} as const;
	const ids = Array.from({ length: VARIANTS }, () => newId('variant'));
	database.write((tx) => {
		briefs.insert(tx, {
			id: briefId,
			content,
			source: briefId,
			sourceName: null,
			sourceSha256: briefId,
			origin: 'person'
		});
		database.db.run(`INSERT OR IGNORE INTO workers VALUES ('w', 'h', 1, 1, 1)`);
		rounds.insert(tx, {
			id: roundId,
			briefId,
			kind: 'explore',
			settings: RoundSettings.parse({ ...settings, models: [], shots: [] }),
			owner: 'w'
		});
		const drawn = ids.map((_, index) => ({
			point: { n: String(index) },
			statement: `Idea ${index}.`
		}));
		const list = rounds.insertDirections(tx, roundId, drawn).map((directionId, index) => ({
			id: ids[index] ?? '',
			briefId,
			roundId,
			directionId,
			number: index + 1,
			provider: 'composer' as const,
			model: 'composer'
		}));
		variants.insertAll(tx, list);
		variants.move(tx, ids[0] ?? '', 'running');
		variants.move(tx, ids[0] ?? '', 'ready');
	});
	return { briefId, ids };
}

type Step = { kind: 'flag'; variant: number; flag: Flag } | { kind: 'retract'; nth: number };
const step: fc.Arbitrary<Step> = fc.oneof(
	fc.record({
		kind: fc.constant('flag' as const),
		variant: fc.nat(VARIANTS - 1),
		flag: fc.constantFrom(...FLAGS)
	}),
	fc.record({ kind: fc.constant('retract' as const), nth: fc.nat(20) })
);

describe('flags', () => {
	it('in any order with any of them taken back are what the list of those that stand says', () => {
		fc.assert(
			fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
				const { briefId, ids } = makeBrief();
				/** The model: marks in order; a mark that is taken back is struck out. */
				const made: { markId: number; variantId: string; flag: Flag; stands: boolean }[] = [];
				const inForce = (variantId: string): Flag =>
					made.findLast((mark) => mark.variantId === variantId && mark.stands)?.flag ?? 'none';
				for (const each of steps) {
					if (each.kind === 'flag') {
						const variantId = ids[each.variant] ?? '';
						made.push({ ...service.flag(variantId, each.flag), variantId, stands: true });
						continue;
					}
					const mark = made[each.nth % Math.max(1, made.length)];
					if (!mark) continue;
					if (mark.stands) {
						mark.stands = false;
						const { variantId } = mark;
						expect(service.retract(mark.markId)).toEqual({ variantId, flag: inForce(variantId) });
					} else {
						expect(() => service.retract(mark.markId)).toThrow(
							expect.objectContaining({ code: 'conflict' })
						);
					}
				}
				const stored = marks.flagsOfBrief(database.db, briefId, LOCAL_REVIEWER);
				for (const id of ids) {
					expect(stored.get(id) ?? 'none').toBe(inForce(id));
					expect(marks.flagOf(database.db, id, LOCAL_REVIEWER)).toBe(inForce(id));
				}
			}),
			{ numRuns: 40 }
		);
	});

	it('are taken back exactly: every step undone is as before', () => {
		const { ids } = makeBrief();
		const [id = ''] = ids;
		const flags: Flag[] = ['pick', 'reject', 'none', 'pick', 'pick'];
		const trail = flags.map((flag) => ({
			before: marks.flagOf(database.db, id, LOCAL_REVIEWER),
			...service.flag(id, flag)
		}));
		for (const { markId, before } of trail.reverse())
			expect(service.retract(markId).flag).toBe(before);
	});

	it('are of variants that there are, and a taking back is no mark to take back', () => {
		const { ids } = makeBrief();
		const missing = expect.objectContaining({ code: 'not_found' });
		expect(() => service.flag('v_none', 'pick')).toThrow(missing);
		expect(() => service.retract(999_999)).toThrow(missing);
		const { markId } = service.flag(ids[0] ?? '', 'pick');
		service.retract(markId);
		expect(() => service.retract(markId + 1)).toThrow(missing);
	});
});

describe('a decision', () => {
	it('is the newest, also within one millisecond', () => {
		const { briefId, ids } = makeBrief();
		const [id = ''] = ids;
		expect(marks.decisionOf(database.db, briefId)).toBeNull();
		for (let n = 0; n < 20; n++) {
			const decision = service.decide(briefId, id, `Reason ${n}.`);
			expect(marks.decisionOf(database.db, briefId)).toEqual(decision);
		}
	});

	it.each([
		['a brief that there is not', () => ['b_none', ''], 'not_found'],
		['a variant that there is not', () => [makeBrief().briefId, 'v_none'], 'invalid_input'],
		[
			'a variant of another brief',
			() => [makeBrief().briefId, makeBrief().ids[0]],
			'invalid_input'
		],
		[
			'a variant without a document',
			() => {
				const { briefId, ids } = makeBrief();
				return [briefId, ids[1]];
			},
			'invalid_input'
		]
	])('cannot be for %s', (_, make, code) => {
		const [briefId = '', variantId = ''] = make();
		expect(() => service.decide(briefId, variantId, 'Because.')).toThrow(
			expect.objectContaining({ code })
		);
	});
});
