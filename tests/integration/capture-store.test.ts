/** What the workspace keeps of photographs, films and recipes, and how it reads what earlier versions wrote. */
import { afterEach, describe, expect, it } from 'vitest';
import { FactsGlance } from '#lib/domain/capture-facts.ts';
import { shotKey } from '#lib/domain/capture.ts';
import { newId } from '#lib/domain/ids.ts';
import { takeKey, type MotionStrip } from '#lib/domain/motion.ts';
import { defaultRecipe, recipeOf, shotsOf } from '#lib/domain/recipe.ts';
import { LOCAL_REVIEWER } from '#lib/domain/reviewer.ts';
import type { Services } from '#lib/server/services.ts';
import * as briefs from '#lib/server/store/briefs.ts';
import * as captures from '#lib/server/store/captures.ts';
import * as strips from '#lib/server/store/motion-strips.ts';
import { SHORT_BRIEF, Workbench } from '../support/services.ts';

const bench = new Workbench();
afterEach(() => bench.closeAll());

/** A brief with one composed variant. */
async function composed(capture: boolean, before?: (services: Services, id: string) => void) {
	const services = await bench.services();
	const brief = services.briefs.add(SHORT_BRIEF);
	before?.(services, brief.id);
	const round = await services.rounds.start(
		brief.id,
		{ count: 1, provider: 'composer', capture },
		LOCAL_REVIEWER
	);
	await services.rounds.whenIdle(round.id);
	const [variant] = services.variants.ofRound(round.id);
	if (!variant?.htmlSha256) throw new Error('There is no variant.');
	return { services, briefId: brief.id, variantId: variant.id, htmlSha256: variant.htmlSha256 };
}

describe('a recipe', () => {
	it('of the brief says what is photographed; without one it is the default', async () => {
		const own = {
			viewports: ['phone' as const],
			themes: ['dark' as const],
			otherThemes: 'main' as const,
			states: [],
			poses: true,
			motion: 'none' as const
		};
		const { services, briefId, variantId } = await composed(true, ({ database }, id) =>
			database.write((tx) => briefs.setRecipe(tx, id, own))
		);
		expect(services.briefs.get(briefId).recipe).toEqual(own);
		const taken = services.variants.captureRows(variantId);
		expect(taken.map(shotKey)).toEqual(['phone-dark', 'phone-dark:hover', 'phone-dark:focus']);
		// Not every composed page has something to press.
		const [rest, ...poses] = taken.map(({ errorCode }) => errorCode);
		expect(rest).toBeNull();
		expect(new Set(poses).size).toBe(1);
		expect([null, 'capture_no_control']).toContain(poses[0]);
		expect(taken[0]?.facts?.axe).toBeInstanceOf(Array);
		services.database.write((tx) => briefs.setRecipe(tx, briefId, null));
		const brief = services.briefs.get(briefId);
		expect(recipeOf(brief)).toEqual(defaultRecipe(brief));
		expect(shotsOf(recipeOf(brief), brief).length).toBeGreaterThan(3);
	});
});

describe('photographs of an earlier version', () => {
	it('are at rest, and what was not read then is not measured', async () => {
		const { services, variantId, htmlSha256 } = await composed(false);
		const { db } = services.database;
		const facts = JSON.stringify({
			consoleErrors: [],
			pageErrors: [],
			refusedRequests: {},
			dialogs: 0,
			popups: 0,
			documentHeight: 900,
			overflowX: 0,
			nodes: 12,
			blank: false,
			stateChanged: 'not measured',
			settleMs: 80
		});
		db.run(`INSERT INTO captures (id, variant_id, viewport, theme, status, html_sha256, facts, ms, created_at)
			VALUES ('c_old', '${variantId}', 'desktop', 'light', 'taken', '${htmlSha256}', '${facts}', 90, 1)`);
		const [capture] = captures.ofVariant(db, variantId);
		expect(capture).toMatchObject({ pose: 'rest', facts: { nodes: 12 } });
		expect(capture?.facts).toMatchObject({
			unstable: 'not measured',
			clippedText: 'not measured',
			overlappingText: 'not measured',
			fonts: 'not measured',
			colours: 'not measured',
			axe: 'not measured',
			control: 'not measured'
		});
		expect([...captures.takenKeys(db, variantId, htmlSha256)]).toEqual(['desktop-light']);
		expect(captures.glancesOfVariant(db, variantId)).toEqual([
			{
				...capture,
				facts: {
					documentHeight: 900,
					overflowX: 0,
					stateChanged: 'not measured',
					unstable: 'not measured'
				}
			}
		]);
	});
});

describe('photographs at a glance', () => {
	it('tell of their facts what the sheet shows, and are otherwise the same', async () => {
		const { services, briefId, variantId } = await composed(true);
		const { db } = services.database;
		const whole = captures.ofVariant(db, variantId);
		const glances = captures.glancesOfVariant(db, variantId);
		expect(whole.length).toBeGreaterThan(3);
		expect(glances).toEqual(
			whole.map((capture) => ({
				...capture,
				facts: capture.facts && FactsGlance.parse(capture.facts)
			}))
		);
		expect(captures.glancesOfBrief(db, briefId)).toEqual(new Map([[variantId, glances]]));
		expect(services.variants.captures(variantId)[0]?.facts?.fonts).toBeInstanceOf(Array);
		expect(services.variants.view(variantId, LOCAL_REVIEWER).captures[0]?.facts).not.toHaveProperty(
			'fonts'
		);
	});
});

describe('motion strips', () => {
	it('are kept as they were filmed; the newest of a take counts', async () => {
		const { services, briefId, variantId, htmlSha256 } = await composed(false);
		const { database } = services;
		const strip: MotionStrip = {
			id: newId('strip'),
			variantId,
			htmlSha256,
			viewport: 'desktop',
			theme: 'light',
			trigger: 'state:asked',
			reduced: true,
			status: 'filmed',
			frames: [{ atMs: 100, imageSha256: 'a'.repeat(64), thumbSha256: 'b'.repeat(64) }],
			animations: [],
			errorCode: null,
			errorMessage: null,
			browser: 'Chromium 1.2',
			ms: 700,
			createdAt: 5
		};
		const failed: MotionStrip = {
			...strip,
			id: newId('strip'),
			trigger: 'hover',
			reduced: false,
			status: 'failed',
			frames: [],
			errorCode: 'capture_no_control',
			errorMessage: 'There is none.'
		};
		const again = { ...strip, id: newId('strip'), ms: 650 };
		database.write((tx) => {
			for (const each of [strip, failed, again]) strips.insert(tx, each);
		});
		expect(strips.ofVariant(database.db, variantId)).toEqual([again, failed]);
		expect(strips.ofBrief(database.db, briefId)).toEqual(new Map([[variantId, [again, failed]]]));
		// Nor would it be filmed the next time.
		expect(strips.filmedKeys(database.db, variantId, htmlSha256, 0)).toEqual(
			new Set([takeKey(strip), takeKey(failed)])
		);
		expect(strips.filmedKeys(database.db, variantId, 'c'.repeat(64), 0).size).toBe(0);
	});
});
