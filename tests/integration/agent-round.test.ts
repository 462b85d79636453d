/** Whole rounds with agents, at the level of services. */
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { LOCAL_REVIEWER } from '#lib/domain/reviewer.ts';
import { agentPage, TALK, type AgentBin, type AgentName } from '../support/agent-bin.ts';
import { agentsIn, expectNothingLeft, untilCalled } from '../support/agent-runs.ts';
import { configFor, SHORT_BRIEF, Workbench } from '../support/services.ts';
import { createServices } from '#lib/server/services.ts';
import type { Step } from '../support/stand-in-agent.ts';

const bench = new Workbench();
afterEach(() => bench.closeAll());

const AGENT = { provider: 'agent' as const, models: ['claude', 'codex:gpt-9'], capture: false };

const agents = async (given: Partial<Record<AgentName, Step[]>>): Promise<AgentBin> =>
	agentsIn(await bench.folder(), given);

const HANGS: Step[] = [{ deaf: true }, { child: true }, { hang: true }];

describe('a round with two agents', () => {
	it('is built by both of them, and says what each of its variants came from', async () => {
		const bin = await agents({
			claude: [{ write: 'index.html', text: agentPage('From a file') }, ...TALK.claude('Done.')],
			codex: TALK.codex(`\`\`\`html\n${agentPage('From a reply')}\`\`\``)
		});
		const services = await bench.services({ bin: bin.folder });
		expect(services.providers.readiness()).toContainEqual(
			expect.objectContaining({ provider: 'agent', ready: true })
		);
		const brief = services.briefs.add(SHORT_BRIEF);
		const { id } = await services.rounds.start(
			brief.id,
			{ ...AGENT, count: 6, concurrency: 3 },
			LOCAL_REVIEWER
		);
		await services.rounds.whenIdle(id);

		const all = services.variants.ofRound(id);
		expect(all.map(({ status, errorMessage }) => [status, errorMessage])).toEqual(
			all.map(() => ['ready', null])
		);
		const built = all.map(({ model, title, cost, usage }) => ({ model, title, cost, usage }));
		const usage = { inputTokens: 100, outputTokens: 40 };
		for (const one of [
			{ model: 'claude:claude-9', title: 'From a file', cost: 0.25, usage },
			{ model: 'codex:gpt-9', title: 'From a reply', cost: null, usage }
		])
			expect(built.filter(({ model }) => model === one.model)).toEqual([one, one, one]);
		for (const { id: variantId, title } of all) {
			expect(String(await services.variants.reply(variantId))).toContain(`<h1>${title}</h1>`);
			expect(await services.variants.html(variantId)).toContain(`${title}</h1>`);
		}
		const inputs = (await bin.calls()).map(({ input }) => input);
		expect(new Set(inputs).size).toBe(6);
		expect(inputs[0]).toContain('Title: Refund a payment');
		const origins = await Promise.all(all.map((one) => services.variants.origin(one.id)));
		const stored = origins.map(({ prompt }) => `${prompt?.system}\n\n${prompt?.user}`);
		expect(stored.sort()).toEqual(inputs.sort());
		await expectNothingLeft(bin);
	});

	it('goes on when one of them fails, and says what to do', async () => {
		const bin = await agents({
			claude: [{ say: 'Not logged in · Please run /login\n' }, { exit: 1 }],
			codex: [{ write: 'index.html', text: agentPage('Still here') }]
		});
		const services = await bench.services({ bin: bin.folder });
		const brief = services.briefs.add(SHORT_BRIEF);
		const { id } = await services.rounds.start(brief.id, { ...AGENT, count: 4 }, LOCAL_REVIEWER);
		await services.rounds.whenIdle(id);
		const told = services.variants.ofRound(id).map((one) => [one.model, one.status, one.errorCode]);
		expect(told.sort()).toEqual([
			['claude', 'failed', 'provider_key'],
			['claude', 'failed', 'provider_key'],
			['codex:gpt-9', 'ready', null],
			['codex:gpt-9', 'ready', null]
		]);
		const failed = services.variants.ofRound(id).find(({ status }) => status === 'failed');
		expect(failed?.errorMessage).toContain('Run `claude` once and log in.');
	});

	it('is stopped with everything that it started', async () => {
		const bin = await agents({ claude: HANGS, codex: HANGS });
		const services = await bench.services({ bin: bin.folder });
		const brief = services.briefs.add(SHORT_BRIEF);
		const { id } = await services.rounds.start(
			brief.id,
			{ ...AGENT, count: 4, concurrency: 2 },
			LOCAL_REVIEWER
		);
		await untilCalled(bin, 2);
		services.rounds.cancel(id);
		await services.rounds.whenIdle(id);
		const statuses = services.variants.ofRound(id).map(({ status }) => status);
		expect(statuses).toEqual(statuses.map(() => 'cancelled'));
		await expectNothingLeft(bin);
	});

	it('is put back when the process closes, and leaves nothing running', async () => {
		const bin = await agents({ claude: HANGS, codex: HANGS });
		const workspace = path.join(await bench.folder(), 'workspace');
		const settings = { bin: bin.folder };
		const services = await createServices(configFor(workspace, settings));
		const brief = services.briefs.add(SHORT_BRIEF);
		const { id } = await services.rounds.start(
			brief.id,
			{ ...AGENT, count: 2, concurrency: 2 },
			LOCAL_REVIEWER
		);
		await untilCalled(bin, 2);
		await services.close();
		await expectNothingLeft(bin);
		const later = await bench.services({ ...settings, workspace });
		expect(later.variants.ofRound(id).map(({ status }) => status)).toEqual(['queued', 'queued']);
	});

	it('is not begun with an agent that is not there', async () => {
		const bin = await agents({ codex: [] });
		const services = await bench.services({ bin: bin.folder });
		const brief = services.briefs.add(SHORT_BRIEF);
		const asked = services.rounds.start(
			brief.id,
			{ provider: 'agent', models: ['clod'] },
			LOCAL_REVIEWER
		);
		await expect(asked).rejects.toMatchObject({ code: 'unknown_model' });
		expect(services.rounds.ofBrief(brief.id)).toEqual([]);
	});
});
