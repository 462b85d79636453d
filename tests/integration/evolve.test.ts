/** Rounds that go on from variants: what the endpoint is asked, what is stored, and what is refused. */
import { afterEach, describe, expect, it } from 'vitest';
import { VitrineError } from '#lib/domain/errors.ts';
import type { EvolveRequest } from '#lib/domain/evolve.ts';
import { newId } from '#lib/domain/ids.ts';
import { LOCAL_REVIEWER } from '#lib/domain/reviewer.ts';
import type { Variant } from '#lib/domain/variant.ts';
import type { Services } from '#lib/server/services.ts';
import { startFakeOpenAi, type FakeOpenAi } from '../support/fake-openai.ts';
import { SHORT_BRIEF, Workbench } from '../support/services.ts';

const bench = new Workbench();
afterEach(() => bench.closeAll());

const MODEL = { provider: 'openai' as const, models: ['fake-large'], capture: false };

interface Stage {
	services: Services;
	fake: FakeOpenAi;
	briefId: string;
	/** Of an exploring round of three. */
	first: Variant[];
}

async function stage(): Promise<Stage> {
	const fake = bench.keep(await startFakeOpenAi());
	const services = await bench.services({ endpoint: fake.url });
	const { id: briefId } = services.briefs.add(SHORT_BRIEF);
	const round = await services.rounds.start(
		briefId,
		{ ...MODEL, count: 3, seed: 7 },
		LOCAL_REVIEWER
	);
	await services.rounds.whenIdle(round.id);
	return { fake, services, briefId, first: services.variants.ofRound(round.id) };
}

async function evolve({ services, briefId }: Stage, request: EvolveRequest) {
	const { id } = await services.evolve.start(briefId, { ...MODEL, ...request }, LOCAL_REVIEWER);
	await services.rounds.whenIdle(id);
	return { round: services.rounds.view(id), made: services.variants.ofRound(id) };
}

const asked = ({ fake }: Stage, from = 3) =>
	fake.requests.slice(from).map(({ body }) => body.messages[1]?.content ?? '');
const idOf = (variants: Variant[], place: number): string => variants[place]?.id ?? '';

async function faultOf(work: Promise<unknown>): Promise<[code: string, field: string | undefined]> {
	const thrown: unknown = await work.then(
		() => new Error('It did not fail.'),
		(error: unknown) => error
	);
	if (!(thrown instanceof VitrineError)) throw thrown;
	return [thrown.code, thrown.field];
}

describe('an evolve round', () => {
	it('asks for each parent with its document and what was said, at the point of the parent', async () => {
		const on = await stage();
		const [one, two] = [idOf(on.first, 0), idOf(on.first, 1)];
		const { round, made } = await evolve(on, {
			parents: [
				{ variantId: one, keep: 'The tall numbers.', change: 'Say who pays.' },
				{ variantId: two }
			],
			perParent: 2
		});
		expect([round.kind, round.count, round.unattended, made.map(({ status }) => status)]).toEqual([
			'evolve',
			4,
			false,
			Array(4).fill('ready')
		]);
		expect(made.map(({ point }) => point)).toEqual(
			[0, 0, 1, 1].map((place) => on.first[place]?.point)
		);
		expect(made.map(({ statement }) => statement.split(':', 1)[0])).toEqual([
			'After 1, refined',
			'After 1, with an eye on order and weight',
			'After 2, refined',
			'After 2, with an eye on order and weight'
		]);

		const prompts = asked(on);
		const html = await on.services.variants.html(one);
		const told = prompts.filter((text) => text.includes('## Variant 1\n'));
		expect(told).toHaveLength(2);
		for (const text of told) {
			expect(text).toContain(html.replaceAll(/ data-vt-id="e\d+"/g, '').slice(0, 2000));
			expect(text).not.toContain('data-vt-id');
			expect(text).toMatch(/What stays\.[^[]*\[wishes \w+\]\nThe tall numbers\./);
			expect(text).toMatch(/What changes\.[^[]*\[wishes \w+\]\nSay who pays\./);
			expect(text).toContain('This round refines.');
			expect(text).toContain('Another one goes on from the same start beside yours');
			expect(text).toContain('Invoice 4107');
		}
		expect(told.filter((text) => text.includes('look after order and weight'))).toHaveLength(1);
		expect(made.map(({ promptVersion }) => promptVersion)).toEqual(Array(4).fill('evolve-1'));

		const view = on.services.briefs.view(on.briefId, LOCAL_REVIEWER);
		expect(view.variants.map(({ parents }) => parents.map((link) => link.variantId))).toEqual([
			[],
			[],
			[],
			[one],
			[one],
			[two],
			[two]
		]);
		expect(on.services.variants.view(idOf(made, 0), LOCAL_REVIEWER).parents).toEqual([
			{ variantId: one, role: 'parent', keep: 'The tall numbers.', change: 'Say who pays.' }
		]);
	});

	it('goes on from what is picked, near it or far away, as one that runs by itself', async () => {
		const on = await stage();
		const { services, briefId } = on;
		expect((await services.evolve.startOf(briefId, LOCAL_REVIEWER)).source).toBeNull();
		const stars = [{ variantId: idOf(on.first, 2), stars: 5 }];
		services.marks.mark(briefId, newId('batch'), stars, LOCAL_REVIEWER);
		expect(await services.evolve.startOf(briefId, LOCAL_REVIEWER)).toMatchObject({
			source: 'stars',
			parents: [{ variantId: idOf(on.first, 2), notes: [] }]
		});
		services.marks.mark(
			briefId,
			newId('batch'),
			[{ variantId: idOf(on.first, 1), flag: 'pick' }],
			LOCAL_REVIEWER
		);
		const near = await evolve(on, { range: 'explore', perParent: 3, unattended: true, seed: 5 });
		const before = on.first[1]?.point ?? {};
		for (const { point, statement } of near.made) {
			const changed = Object.keys(point).filter((key) => point[key] !== before[key]);
			expect(changed.length).toBeGreaterThan(0);
			expect(changed.length).toBeLessThanOrEqual(3);
			expect(statement).toMatch(/^After 2, near it: /);
		}
		expect([near.round.unattended, services.rounds.get(near.round.id).settings.evolve]).toEqual([
			true,
			expect.objectContaining({ source: 'picks', cross: false, perParent: 3 })
		]);
		const far = await evolve(on, { range: 'reimagine', perParent: 1 });
		expect(far.made[0]?.statement).toMatch(/^After 2, anew: /);
		expect(asked(on, 6)[0]).toContain('This round starts again from the reason it was chosen.');
	});

	it('crosses parents into one, each with its document', async () => {
		const on = await stage();
		const parents = on.first.slice(0, 2).map(({ id: variantId }) => ({ variantId }));
		const { made } = await evolve(on, { parents, cross: true, perParent: 2, seed: 3 });
		expect(made).toHaveLength(2);
		const [prompt = ''] = asked(on);
		expect(prompt).toContain('## Variant 1\n');
		expect(prompt).toContain('## Variant 2\n');
		expect(prompt).toContain('Yours is one page with one idea');
		const view = on.services.variants.view(idOf(made, 1), LOCAL_REVIEWER);
		expect(view.parents.map(({ variantId }) => variantId)).toEqual(
			parents.map((one) => one.variantId)
		);
		for (const [key, value] of Object.entries(view.point))
			expect(on.first.slice(0, 2).map(({ point }) => point[key])).toContain(value);
	});

	it('can be read and gone over first: what is edited is asked as edited', async () => {
		const on = await stage();
		const request = {
			...MODEL,
			parents: [{ variantId: idOf(on.first, 0), change: 'Fewer words.' }],
			range: 'explore' as const,
			perParent: 2
		};
		const draft = await on.services.evolve.draft(on.briefId, request, LOCAL_REVIEWER);
		expect(draft.variants.map(({ parents }) => parents[0]?.change)).toEqual(
			Array(2).fill('Fewer words.')
		);
		expect(on.services.rounds.ofBrief(on.briefId)).toHaveLength(1);
		const user = `${draft.variants[1]?.prompt.user ?? ''}\n\nAnd make it hum.`;
		const { made, round } = await evolve(on, {
			...request,
			seed: draft.seed,
			prompts: [{ position: 1, user }]
		});
		expect(made.map(({ point }) => point)).toEqual(
			draft.variants.map(({ direction }) => direction.point)
		);
		expect(asked(on).toSorted()).toEqual([draft.variants[0]?.prompt.user, user].toSorted());
		expect((await on.services.variants.origin(idOf(made, 1))).prompt?.user).toBe(user);
		expect(on.services.rounds.get(round.id).settings.evolve?.edited).toEqual([1]);
	});

	it('is reckoned by its own prompts, and stops at its budget', async () => {
		const on = await stage();
		const request = { ...MODEL, parents: [{ variantId: idOf(on.first, 0) }], perParent: 2 };
		const [own, other] = [
			await on.services.evolve.estimate(on.briefId, request, LOCAL_REVIEWER),
			await on.services.rounds.estimate(on.briefId, { ...MODEL, count: 2 }, LOCAL_REVIEWER)
		];
		expect(own.requests).toBe(2);
		expect(own.inputTokens).toBeGreaterThan(other.inputTokens);
		await expect(
			faultOf(on.services.evolve.start(on.briefId, { ...request, budget: 0.01 }, LOCAL_REVIEWER))
		).resolves.toEqual(['invalid_input', 'budget']);
		on.fake.setScenario({ cost: 0.5 });
		const paid = await evolve(on, {
			...request,
			perParent: 3,
			concurrency: 1,
			budget: 0.6,
			models: ['fake-small']
		});
		expect(paid.made.map(({ status, errorCode }) => errorCode ?? status)).toEqual([
			'ready',
			'over_budget',
			'over_budget'
		]);
	});

	it('takes up open notes and the basket, and the lineage tells who steered each step', async () => {
		const on = await stage();
		const { services, briefId, first } = on;
		const [one, two] = [idOf(first, 0), idOf(first, 1)];
		const flag = (variantId: string, value: 'pick' | 'none') =>
			services.marks.mark(briefId, newId('batch'), [{ variantId, flag: value }], LOCAL_REVIEWER);
		flag(one, 'pick');
		flag(two, 'pick');
		flag(two, 'none');
		const look = { viewport: 'desktop', theme: 'light', state: null, atMs: null } as const;
		const pin = async (
			variantId: string,
			intent: 'fix' | 'keep' | 'steal' | 'question',
			text: string
		) => {
			const target = { look, elementId: null, region: null, strokes: [] };
			const note = { id: newId('note'), intent, criterion: null, text, author: 'Ines', target };
			return (await services.notes.add(variantId, note)).id;
		};
		const fix = await pin(one, 'fix', 'The date reads like a price.');
		const keep = await pin(one, 'keep', 'The quiet head.');
		await pin(one, 'question', 'Why grey?');
		await pin(two, 'fix', 'Not of a parent.');
		const look2 = { viewport: 'desktop', theme: 'light', state: null } as const;
		const element = 'e2';
		const part = {
			id: newId('part'),
			variantId: two,
			elementId: element,
			take: 'element' as const,
			remark: 'Its head.',
			...look2
		};
		await services.basket.put(briefId, part);
		expect(await services.evolve.startOf(briefId, LOCAL_REVIEWER)).toEqual({
			source: 'picks',
			parents: [{ variantId: one, notes: [fix, keep] }],
			notes: [
				{
					id: fix,
					variantId: one,
					intent: 'fix',
					author: 'Ines',
					text: 'The date reads like a price.'
				},
				{ id: keep, variantId: one, intent: 'keep', author: 'Ines', text: 'The quiet head.' },
				expect.objectContaining({ variantId: two })
			],
			parts: [{ id: part.id, number: 2, take: 'element', remark: 'Its head.' }]
		});

		const { made, round } = await evolve(on, { perParent: 1 });
		const [prompt = ''] = asked(on);
		expect(prompt).toMatch(
			/What changes\.[^[]*\[wishes \w+\]\n- The date reads like a price\.\n\[end/
		);
		expect(prompt).toMatch(/What stays\.[^[]*\[wishes \w+\]\n- The quiet head\.\n\[end/);
		expect(prompt).toMatch(
			/From variant 2: this very element\.\n\[wish \w+\]\nIts head\.\n\[end[^\n]*\n\[markup \w+\]\n</
		);
		expect(prompt).not.toMatch(/Why grey|Not of a parent|data-vt-id/);
		const { notes, problem } = await services.evolve.answeredIn(idOf(made, 0));
		expect(problem).toBeNull();
		expect(
			notes.map(({ noteId, of, intent, anchor }) => [
				noteId,
				of,
				intent,
				anchor?.anchoring,
				anchor?.isChanged
			])
		).toEqual([
			[fix, 1, 'fix', 'found', true],
			[keep, 1, 'keep', 'found', true]
		]);
		expect((await services.evolve.startOf(briefId, LOCAL_REVIEWER)).source).toBe('picks');
		await evolve(on, {
			perParent: 1,
			unattended: true,
			parents: [{ variantId: idOf(made, 0) }]
		});
		services.marks.decide(briefId, idOf(made, 0), 'It says who pays.');

		const lineage = services.lineage.ofBrief(briefId, LOCAL_REVIEWER);
		const numberOf = new Map(lineage.nodes.map(({ variantId, number }) => [variantId, number]));
		expect(
			lineage.links.map(({ from, to, role, keep: stays, change }) => [
				numberOf.get(from),
				numberOf.get(to),
				role,
				stays,
				change
			])
		).toEqual(
			expect.arrayContaining([
				[1, 4, 'parent', 'The quiet head.', 'The date reads like a price.'],
				[2, 4, 'part', 'Its head.', ''],
				[4, 5, 'parent', '', '']
			])
		);
		expect(lineage.steps.map(({ kind, number, words }) => [kind, number, words])).toEqual([
			['explore', 1, 'A person began it'],
			['evolve', 2, 'A person: 1 pick, 2 notes, 1 part'],
			['evolve', 3, 'Unattended'],
			['choice', null, 'A person chose']
		]);
		expect(lineage.nodes.filter(({ isChosen }) => isChosen).map(({ number }) => number)).toEqual([
			4
		]);
		expect(services.rounds.get(round.id).settings.evolve?.source).toBe('picks');
	});

	it('refuses what nothing can be made of, and names the field', async () => {
		const on = await stage();
		const { services, briefId, fake } = on;
		const other = services.briefs.add('# Another\n\nSomething else.').id;
		const start = (request: EvolveRequest, at = briefId) =>
			faultOf(services.evolve.start(at, { ...MODEL, ...request }, LOCAL_REVIEWER));
		fake.setScenario('prose');
		const failed = await services.rounds.start(briefId, { ...MODEL, count: 1 }, LOCAL_REVIEWER);
		await services.rounds.whenIdle(failed.id);
		const parents = [{ variantId: idOf(on.first, 0) }];
		const stranger = { variantId: newId('variant') };
		const faults = [
			await start({}),
			await start({}, other),
			await start({ parents }, other),
			await start({ parents: [...parents, stranger] }),
			await start({ parents: [{ variantId: idOf(services.variants.ofRound(failed.id), 0) }] }),
			await start({ parents: [...parents, ...parents] }),
			await start({
				parents: [{ ...stranger, variantId: idOf(on.first, 0), notes: [newId('note')] }]
			}),
			await start({ parents, parts: [newId('part')] }),
			await start({ parents, provider: 'composer', models: [] }),
			await start({ parents, provider: 'recorded', models: [] }),
			await start({ parents, perParent: 25 }),
			await start({ parents, models: ['nobody'] }),
			await start({ parents, prompts: [{ position: 0, user: 'Hello.' }] }),
			await start({ parents, seed: 1, prompts: [{ position: 9, user: 'Hello.' }] }),
			await start({ parents, pins: { structure: ['no-such'] } })
		];
		expect(faults).toEqual([
			['invalid_input', 'parents'],
			['invalid_input', 'parents'],
			['invalid_input', 'parents.0.variantId'],
			['invalid_input', 'parents.1.variantId'],
			['invalid_input', 'parents.0.variantId'],
			['invalid_input', 'parents.1.variantId'],
			['invalid_input', 'parents.0.notes'],
			['invalid_input', 'parts.0'],
			['provider_not_ready', 'provider'],
			['provider_not_ready', 'provider'],
			['invalid_input', 'perParent'],
			['unknown_model', 'model'],
			['invalid_input', 'prompts'],
			['invalid_input', 'prompts'],
			['invalid_input', 'pins.structure']
		]);
	});
});
