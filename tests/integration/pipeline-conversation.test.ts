/** Replies that are not the whole page: gone on with, sent back, mended by hand, and looked at afterwards. */
import { afterEach, describe, expect, it } from 'vitest';
import { VitrineError } from '#lib/domain/errors.ts';
import { LOCAL_REVIEWER } from '#lib/domain/reviewer.ts';
import type { Services } from '#lib/server/services.ts';
import * as replies from '#lib/server/store/replies.ts';
import { startFakeOpenAi } from '../support/fake-openai.ts';
import type { Scenario } from '../support/fake-openai-scenarios.ts';
import { SHORT_BRIEF, until, Workbench } from '../support/services.ts';

const bench = new Workbench();
afterEach(() => bench.closeAll());

const ROWS = Array.from({ length: 40 }, (_, row) => `<li id="r${row}">Invoice ${4100 + row}</li>`);
const PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Paid back</title>
<style>:root { --ink: #111; }
li { color: var(--ink); }
</style></head>
<body><h1>Refunds</h1><ul>
${ROWS.join('\n')}
</ul></body>
</html>`;
const ELIDED = PAGE.replace(ROWS.slice(4, 36).join('\n'), '<!-- the rest of the items here -->');
const cut = (from: number, to: number): string => PAGE.slice(from, to);
const fenced = (text: string): string => `\`\`\`html\n${text}\n\`\`\``;
const half = Math.floor(PAGE.length / 2);
const third = Math.floor(PAGE.length / 3);

const CUT = { finish: 'length' } satisfies Scenario;

/** What the model says turn by turn; the last of them again and again. */
function saying(turns: Scenario[]) {
	return (_: number, body: { messages: unknown[] }): Scenario =>
		turns[Math.min((body.messages.length - 2) / 2, turns.length - 1)] ?? {};
}

async function build(turns: Scenario[], workspace?: string) {
	const fake = bench.keep(await startFakeOpenAi({ scenario: saying(turns) }));
	const services = await bench.services({
		endpoint: fake.url,
		...(workspace === undefined ? {} : { workspace })
	});
	const brief = services.briefs.add(SHORT_BRIEF);
	const round = await services.rounds.start(
		brief.id,
		{ provider: 'openai', models: ['fake-large'], count: 1, capture: false, seed: 3 },
		LOCAL_REVIEWER
	);
	return { fake, services, roundId: round.id };
}

async function outcome(services: Services, roundId: string) {
	await services.rounds.whenIdle(roundId);
	const [variant] = services.variants.ofRound(roundId);
	if (!variant) throw new Error('A round of one has a variant.');
	const origin = await services.variants.origin(variant.id);
	return { variant, origin };
}

const purposes = (services: Services, id: string) =>
	replies
		.ofVariant(services.database.db, id)
		.map(({ attempt, turn, purpose }) => [attempt, turn, purpose]);

const WHOLE: { name: string; turns: Scenario[]; asked: string[]; step: string }[] = [
	{
		name: 'is gone on with where it was cut',
		turns: [{ text: cut(0, half), ...CUT }, { text: cut(half, PAGE.length) }],
		asked: ['build', 'continue'],
		step: 'Asked to go on after the length limit; joined 2 parts.'
	},
	{
		name: 'is gone on with twice, by a model that repeats itself and says so',
		turns: [
			{ text: `Here it is.\n\n\`\`\`html\n${cut(0, third)}`, ...CUT },
			{ text: `Continuing:\n\n\`\`\`html\n${cut(third - 90, 2 * third)}`, ...CUT },
			{ text: `${cut(2 * third - 40, PAGE.length)}\n\`\`\`` }
		],
		asked: ['build', 'continue', 'continue'],
		step: 'Asked to go on after the length limit; joined 3 parts.'
	},
	{
		name: 'is sent back when it leaves things out',
		turns: [{ text: fenced(ELIDED) }, { text: fenced(PAGE) }],
		asked: ['build', 'complete'],
		step: 'Asked for the whole document, since the first left things out.'
	}
];

const BROKEN: { name: string; turns: Scenario[]; asked: string[]; code: string }[] = [
	{
		name: 'is cut again and again',
		turns: [
			{ text: cut(0, third), ...CUT },
			{ text: cut(third, third + 200), ...CUT },
			{ text: cut(third + 200, half), ...CUT }
		],
		asked: ['build', 'continue', 'continue'],
		code: 'reply_cut_short'
	},
	{
		name: 'leaves things out twice',
		turns: [{ text: fenced(ELIDED) }],
		asked: ['build', 'complete'],
		code: 'reply_left_out'
	},
	{
		name: 'is refused when it is sent back',
		turns: [{ text: fenced(ELIDED) }, { text: 'I am sorry, but I cannot do that.' }],
		asked: ['build', 'complete'],
		code: 'reply_left_out'
	}
];

describe('a page that does not come at once', () => {
	it.each(WHOLE)('$name', async ({ turns, asked, step }) => {
		const { fake, services, roundId } = await build(turns);
		const { variant, origin } = await outcome(services, roundId);
		expect([variant.status, variant.errorMessage]).toEqual(['ready', null]);
		expect(origin.document).toBe(PAGE);
		expect(variant.readingSteps).toContain(step);
		expect(purposes(services, variant.id)).toEqual(
			asked.map((purpose, turn) => [1, turn, purpose])
		);
		expect(origin.replies.map(({ text }) => text)).toEqual(turns.map(({ text }) => text));
		expect(
			fake.requests.map(({ body }) => body.messages.map(({ role }) => role).join(' '))
		).toEqual(
			asked.map((_, turn) =>
				['system user', ...Array<string>(turn).fill('assistant user')].join(' ')
			)
		);
		// What was spent is spent on all of them.
		expect(variant.usage?.inputTokens).toBe(
			fake.requests.reduce(
				(sum, { body }) =>
					sum + Math.ceil(body.messages.map(({ content }) => content).join('\n\n').length / 4),
				0
			)
		);
	});

	it.each(BROKEN)('$name, and fails with its replies kept', async ({ turns, asked, code }) => {
		const { fake, services, roundId } = await build(turns);
		const { variant, origin } = await outcome(services, roundId);
		expect([variant.status, variant.errorCode]).toEqual(['failed', code]);
		expect(purposes(services, variant.id).map(([, , purpose]) => purpose)).toEqual(asked);
		expect(origin.document).toBeNull();
		expect(fake.requests).toHaveLength(asked.length);

		// Tried again, it is asked anew; what came before is kept.
		services.variants.retry(variant.id);
		await outcome(services, roundId);
		expect(purposes(services, variant.id)).toEqual(
			[1, 2].flatMap((attempt) => asked.map((purpose, turn) => [attempt, turn, purpose]))
		);
	});

	it('does not stop: it is stopped at 20 MiB and kept as far as that, and nobody is asked to go on', async () => {
		const text = '<!doctype html><p>'.padEnd(64 * 1024, 'and on ');
		const { fake, services, roundId } = await build([{ text, times: 330, chunkChars: 64 * 1024 }]);
		await services.rounds.whenIdle(roundId);
		const [variant] = services.variants.ofRound(roundId);
		expect([variant?.status, variant?.errorCode]).toEqual(['failed', 'reply_too_large']);
		expect(variant?.errorMessage).toMatch(/passed 20 MiB.*is kept\. Try again/);
		const kept = await services.blobs.get(variant?.replySha256 ?? '');
		expect(kept?.toString('utf8')).toBe(text.repeat(330).slice(0, 20 * 1024 * 1024 + 1));
		expect(purposes(services, variant?.id ?? '')).toEqual([[1, 0, 'build']]);
		expect(fake.requests).toHaveLength(1);
	});

	it('goes on in the next process with what the first one was told', async () => {
		const workspace = await bench.folder();
		const first = await build(
			[
				{ text: cut(0, half), ...CUT },
				{ text: cut(half, half + 10), ending: 'hang' }
			],
			workspace
		);
		await until('the second request', () => first.fake.requests.length === 2);
		await first.services.close();

		const fake = bench.keep(
			await startFakeOpenAi({ scenario: saying([{}, { text: cut(half, PAGE.length) }]) })
		);
		const services = await bench.services({ endpoint: fake.url, workspace });
		services.rounds.adopt();
		const { variant, origin } = await outcome(services, first.roundId);
		expect([variant.status, origin.document]).toEqual(['ready', PAGE]);
		expect(fake.requests.map(({ body }) => body.messages.length)).toEqual([4]);
		expect(fake.requests[0]?.body.messages).toEqual(first.fake.requests[1]?.body.messages);
		expect(purposes(services, variant.id)).toEqual([
			[1, 0, 'build'],
			[1, 1, 'continue']
		]);
	});
});

describe('a reply that a person mends', () => {
	const PROSE = 'A ledger with two columns would suit this. On the left stands what was paid.';

	it('becomes a document, and stays as it was received', async () => {
		const { services, roundId } = await build([{ text: PROSE }]);
		const { variant } = await outcome(services, roundId);
		for (const html of ['', 'Still only words.', '<!doctype html><html><body></body></html>']) {
			const thrown: unknown = await services.variants
				.repair(variant.id, html, LOCAL_REVIEWER)
				.catch((e) => e);
			expect(thrown).toMatchObject({ code: 'invalid_input', field: 'html' });
		}
		const view = await services.variants.repair(variant.id, fenced(PAGE), LOCAL_REVIEWER);
		expect(view).toMatchObject({ status: 'ready', title: 'Paid back', error: null });
		const origin = await services.variants.origin(variant.id);
		expect(origin.document).toBe(PAGE);
		expect(origin.steps[0]).toBe('Repaired by hand.');
		expect(origin.replies.map(({ text }) => text)).toEqual([PROSE]);
		const again: unknown = await services.variants
			.repair(variant.id, PAGE, LOCAL_REVIEWER)
			.catch((e) => e);
		expect(again).toBeInstanceOf(VitrineError);
		expect(again).toMatchObject({ code: 'conflict' });
	});
});

describe('how a variant came to be', () => {
	it('is told exactly, without who made it', async () => {
		const { fake, services, roundId } = await build([{ text: `Here.\n\n${fenced(PAGE)}\nDone.` }]);
		const { variant, origin } = await outcome(services, roundId);
		const [system, user] = fake.requests[0]?.body.messages ?? [];
		expect(origin.prompt).toMatchObject({ system: system?.content, user: user?.content });
		expect(origin.prompt?.version).toBe(variant.promptVersion);
		const of = (...kinds: string[]) =>
			(origin.diff ?? []).flatMap(({ kind, lines }) => (kinds.includes(kind) ? lines : []));
		expect(of('same', 'removed').join('\n')).toBe(origin.replies[0]?.text);
		expect(of('same', 'added').join('\n')).toBe(origin.document);
		expect(of('removed')).toContain('Done.');
		expect(JSON.stringify(origin)).not.toContain('fake-large');
	});
});
