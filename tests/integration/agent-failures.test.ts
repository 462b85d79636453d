/** Agents that hand in nothing or do not come to an end: said in words, and nothing of them is left. */
import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readReply } from '#lib/generator/reply.ts';
import {
	AGENT_NAMES,
	agentPage,
	TALK,
	type AgentBin,
	type AgentName
} from '../support/agent-bin.ts';
import {
	agentsIn,
	buildContext,
	buildWith,
	errorOf,
	expectNothingLeft,
	SECRET,
	untilCalled
} from '../support/agent-runs.ts';
import { Workbench } from '../support/services.ts';
import type { Step } from '../support/stand-in-agent.ts';

const bench = new Workbench();
afterEach(() => bench.closeAll());

const PAGE = agentPage('Two drawers');

const agents = async (given: Partial<Record<AgentName, Step[]>>): Promise<AgentBin> =>
	agentsIn(await bench.folder(), given);

const NOT_LOGGED_IN: Record<AgentName, Step[]> = {
	claude: [
		{
			event: {
				type: 'assistant',
				message: { content: [{ type: 'text', text: 'Not logged in · Please run /login' }] }
			}
		},
		{
			event: {
				type: 'result',
				subtype: 'success',
				is_error: true,
				result: 'Not logged in · Please run /login'
			}
		},
		{ exit: 1 }
	],
	codex: [
		{ event: { type: 'error', message: 'unexpected status 401 Unauthorized: Missing bearer' } },
		{ exit: 1 }
	],
	gemini: [
		{ complain: 'Please set an Auth method in your ~/.gemini/settings.json\n' },
		{ exit: 41 }
	],
	opencode: [
		{ event: { type: 'error', error: { data: { message: 'API key is missing.' } } } },
		{ exit: 1 }
	]
};

describe('an agent that hands in nothing', () => {
	it.each(AGENT_NAMES)('%s is not logged in', async (name) => {
		const bin = await agents({ [name]: NOT_LOGGED_IN[name] });
		const error = await errorOf(buildWith(bin, name));
		expect(error).toMatchObject({ code: 'provider_key' });
		expect(error.sentence).toMatch(new RegExp(`is not logged in\\. .*Run \`${name}.*once`));
		await expectNothingLeft(bin);
	});

	it.each<[what: string, steps: Step[], code: string, words: RegExp]>([
		[
			'a bad end, with the last it said and no key in it',
			[
				{ complain: 'one\ntwo\n\u001b[31mthree\u001b[0m {{SOME_TOKEN}}\nfour sk-abcdef123456\n' },
				{ exit: 7 }
			],
			'agent_failed',
			/^Codex ended with exit code 7\. It says: “two \/ three \[key\] \/ four \[key\]” Try/
		],
		[
			'a fault in its own format',
			[{ event: { type: 'turn.failed', error: { message: 'The model is gone.' } } }],
			'agent_failed',
			/It says: “The model is gone\.”/
		],
		['not a word', [{ exit: 0 }], 'agent_failed', /^Codex ended without a page or a word\./],
		[
			'a limit of the account',
			[{ event: { type: 'error', message: 'You hit your usage limit.' } }, { exit: 1 }],
			'provider_rate_limited',
			/^Codex has reached a limit of its account\. .*--concurrency/
		],
		[
			'a question at its end',
			TALK.codex('I can do that.\n\nShould the refund be **whole or partial?**'),
			'agent_asked',
			/^Codex wrote nothing and asked instead: “Should the refund be \*\*whole or partial\?\*\*” /
		],
		[
			'a question of the program',
			[{ complain: 'Do you trust this folder? [y/N] ' }, { exit: 1 }],
			'agent_asked',
			/Do you trust this folder\? \[y\/N\]/
		]
	])('%s', async (_, steps, code, words) => {
		const bin = await agents({ codex: steps });
		const pushedBack: (number | null)[] = [];
		const told = buildContext({ onPushback: (ms) => void pushedBack.push(ms) });
		const error = await errorOf(buildWith(bin, 'codex', {}, told));
		expect(error.code).toBe(code);
		expect(error.sentence).toMatch(words);
		expect(error.sentence).not.toContain(SECRET);
		expect(pushedBack).toEqual(code === 'provider_rate_limited' ? [null] : []);
		await expectNothingLeft(bin);
	});

	it('says something that is no page: the reply is kept and read as any other', async () => {
		const bin = await agents({
			codex: TALK.codex('A ledger would suit this, {{SOME_TOKEN}} says.')
		});
		const reply = await buildWith(bin, 'codex');
		expect(reply.text).toBe('A ledger would suit this, [key] says.');
		expect(() => readReply(reply.text, reply.finish)).toThrow('holds no HTML document');
	});

	it('cannot be started', async () => {
		const bin = await agents({});
		await writeFile(path.join(bin.folder, 'codex'), '#!/there/is/no/such/program\n', {
			mode: 0o755
		});
		const error = await errorOf(buildWith(bin, 'codex'));
		expect(error.sentence).toMatch(/^Codex cannot be started\. .*npm install -g @openai\/codex/);
	});
});

type Limit = 'limitMs' | 'idleLimitMs';

/** Runs steps that never end into a limit, and again into a longer one where a busy machine had not brought them so far. */
async function runIntoLimit(limit: Limit, steps: Step[]): Promise<{ bin: AgentBin; end: unknown }> {
	for (let ms = 400; ; ms *= 2) {
		const reached = path.join(await bench.folder(), 'reached');
		const bin = await agents({ codex: [...steps, { write: reached, text: '-' }, { hang: true }] });
		const end: unknown = await buildWith(bin, 'codex', { [limit]: ms }).catch(
			(error: unknown) => error
		);
		if (existsSync(reached)) return { bin, end };
	}
}

describe('an agent that does not come to an end', () => {
	const STAYS: Step[] = [{ deaf: true }, { child: true }, { say: 'Let me see.\n' }];

	it.each<[what: string, limit: Limit, steps: Step[], code: string, words: RegExp]>([
		[
			'at its time limit',
			'limitMs',
			STAYS,
			'agent_timeout',
			/^Codex was not done after \d+ seconds/
		],
		[
			'when it falls silent',
			'idleLimitMs',
			[...STAYS, { write: 'index.html', text: PAGE.slice(0, 90) }],
			'agent_timeout',
			/^Codex said and wrote nothing for \d+ seconds .* “Let me see\.”$/
		],
		[
			'when it waits for an answer',
			'idleLimitMs',
			[{ say: 'Which currency? (EUR/USD): ' }],
			'agent_asked',
			/asked instead: “Which currency\? \(EUR\/USD\):”/
		]
	])('is ended %s, and all it started with it', async (_, limit, steps, code, words) => {
		const { bin, end } = await runIntoLimit(limit, steps);
		expect(end).toMatchObject({ code, message: expect.stringMatching(words) });
		await expectNothingLeft(bin);
	});

	it('keeps the page it had finished', async () => {
		const steps: Step[] = [{ write: 'index.html', text: PAGE }];
		const { bin, end } = await runIntoLimit('idleLimitMs', steps);
		expect(end).toMatchObject({ text: PAGE, finish: 'unknown' });
		await expectNothingLeft(bin);
	});

	it.each<[what: string, step: Step, words: RegExp]>([
		['floods its output', { flood: 64 * 1024 * 1024 }, /output passed 1 MiB/],
		[
			'writes without end',
			{ write: 'index.html', text: 'x'.repeat(2 * 1024 * 1024) },
			/wrote passed 1 MiB/
		]
	])('is ended when it %s, and all it started with it', async (_, step, words) => {
		const bin = await agents({ codex: [{ deaf: true }, { child: true }, step, { hang: true }] });
		const error = await errorOf(buildWith(bin, 'codex', { maxReplyBytes: 1024 * 1024 }));
		expect(error).toMatchObject({
			code: 'reply_too_large',
			message: expect.stringMatching(words)
		});
		await expectNothingLeft(bin);
	});

	it('is ended by a stop, whatever it thinks of it', async () => {
		const bin = await agents({ claude: [...STAYS, { hang: true }] });
		const controller = new AbortController();
		const error = errorOf(
			buildWith(bin, 'claude', {}, buildContext({ signal: controller.signal }))
		);
		await untilCalled(bin, 1);
		controller.abort();
		expect((await error).code).toBe('cancelled');
		await expectNothingLeft(bin);
	});

	it('leaves nothing running that it started and forgot', async () => {
		const bin = await agents({ codex: [{ child: true }, { write: 'index.html', text: PAGE }] });
		expect((await buildWith(bin, 'codex')).text).toBe(PAGE);
		await expectNothingLeft(bin);
	});

	it('is not begun when it is stopped before', async () => {
		const bin = await agents({ codex: STAYS });
		const before = await countFolders();
		const error = await errorOf(
			buildWith(bin, 'codex', {}, buildContext({ signal: AbortSignal.abort() }))
		);
		expect(error.code).toBe('cancelled');
		expect(await bin.calls()).toEqual([]);
		expect(await countFolders()).toBeLessThanOrEqual(before);
	});
});

async function countFolders(): Promise<number> {
	return (await readdir(tmpdir())).filter((name) => name.startsWith('vitrine-agent-')).length;
}
