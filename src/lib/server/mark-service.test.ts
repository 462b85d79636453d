import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BriefContent } from '#lib/domain/brief.ts';
import { newId } from '#lib/domain/ids.ts';
import {
	FLAGS,
	LABELS,
	MAX_STARS,
	UNMARKED,
	type MarkChange,
	type Marks
} from '#lib/domain/marks.ts';
import { LOCAL_REVIEWER } from '#lib/domain/reviewer.ts';
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
function makeBrief(count = VARIANTS): { briefId: string; ids: string[] } {
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
	const ids = Array.from({ length: count }, () => newId('variant'));
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

type Step =
	| { kind: 'mark'; changes: (Omit<MarkChange, 'variantId'> & { variant: number })[] }
	| { kind: 'retract' | 'resend'; nth: number };
const change = fc
	.record(
		{
			variant: fc.nat(VARIANTS - 1),
			flag: fc.constantFrom(...FLAGS),
			stars: fc.nat(MAX_STARS),
			label: fc.constantFrom(...LABELS, null)
		},
		{ requiredKeys: ['variant'] }
	)
	.filter((made) => Object.keys(made).length > 1);
const nth = fc.nat(20);
const step: fc.Arbitrary<Step> = fc.oneof(
	fc.record({
		kind: fc.constant('mark' as const),
		changes: fc.array(change, { minLength: 1, maxLength: 4 })
	}),
	fc.record({ kind: fc.constantFrom('retract' as const, 'resend' as const), nth })
);

describe('marks', () => {
	it('in any order, with any act sent again or taken back, are what the acts that stand say', () => {
		fc.assert(
			fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
				const { briefId, ids } = makeBrief();
				/** The model: acts in order; one that is taken back is struck out. */
				const made: { batch: string; changes: MarkChange[]; stands: boolean }[] = [];
				const inForce = (variantId: string): Marks =>
					made
						.filter(({ stands }) => stands)
						.flatMap(({ changes }) => changes)
						.filter((said) => said.variantId === variantId)
						.reduce<Marks>(
							(marks, { flag = marks.flag, stars = marks.stars, label = marks.label }) => ({
								flag,
								stars,
								label
							}),
							UNMARKED
						);
				for (const each of steps) {
					if (each.kind === 'mark') {
						const changes = each.changes.map(({ variant, ...said }) => ({
							...said,
							variantId: ids[variant] ?? ''
						}));
						made.push({ batch: newId('batch'), changes, stands: true });
					}
					const act =
						each.kind === 'mark' ? made.at(-1) : made[each.nth % Math.max(1, made.length)];
					if (!act) continue;
					if (each.kind === 'retract') act.stands = false;
					const { batch, variants: touched } =
						each.kind === 'retract'
							? service.retract(act.batch, LOCAL_REVIEWER)
							: service.mark(briefId, act.batch, act.changes, LOCAL_REVIEWER);
					expect(batch).toBe(act.batch);
					for (const { variantId, ...marks } of touched) expect(marks).toEqual(inForce(variantId));
					expect(new Set(touched.map(({ variantId }) => variantId))).toEqual(
						new Set(act.changes.map(({ variantId }) => variantId))
					);
				}
				const stored = marks.ofBrief(database.db, briefId, LOCAL_REVIEWER);
				for (const id of ids) {
					expect(stored.get(id) ?? UNMARKED).toEqual(inForce(id));
					expect(marks.of(database.db, id, LOCAL_REVIEWER)).toEqual(inForce(id));
				}
			}),
			{ numRuns: 30 }
		);
	}, 30_000);

	it('on a thousand variants are one act', () => {
		const { briefId, ids } = makeBrief(1000);
		const batch = newId('batch');
		const changes = ids.map((variantId) => ({ variantId, flag: 'reject' as const, stars: 1 }));
		expect(service.mark(briefId, batch, changes, LOCAL_REVIEWER).variants).toHaveLength(1000);
		const after = service.retract(batch, LOCAL_REVIEWER).variants;
		expect(new Set(after.map(({ flag, stars }) => `${flag} ${stars}`))).toEqual(
			new Set(['none 0'])
		);
	});

	it('are of variants of their brief', () => {
		const { briefId, ids } = makeBrief();
		const [id = ''] = ids;
		const missing = expect.objectContaining({ code: 'not_found' });
		expect(() => service.flag('v_none', 'pick', LOCAL_REVIEWER)).toThrow(missing);
		expect(() => service.retract(newId('batch'), LOCAL_REVIEWER)).toThrow(missing);
		expect(() => service.mark('b_none', newId('batch'), [], LOCAL_REVIEWER)).toThrow(missing);
		const other = makeBrief().ids[0] ?? '';
		const changes = [id, other].map((variantId) => ({ variantId, stars: 2 }));
		expect(() => service.mark(briefId, newId('batch'), changes, LOCAL_REVIEWER)).toThrow(
			expect.objectContaining({ code: 'invalid_input', field: 'marks.1.variantId' })
		);
		expect(marks.of(database.db, id, LOCAL_REVIEWER)).toEqual(UNMARKED);
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
