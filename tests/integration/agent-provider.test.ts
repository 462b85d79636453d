/** The agent provider with real processes: stand-ins that talk and hand in their work as the agents do. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { BuildReply } from '#lib/generator/provider.ts';
import { readReply } from '#lib/generator/reply.ts';
import {
	AGENT_NAMES,
	agentPage,
	TALK,
	type AgentBin,
	type AgentName
} from '../support/agent-bin.ts';
import {
	agentProvider,
	agentQuestion,
	agentsIn,
	buildContext,
	buildWith,
	expectNothingLeft,
	SECRET
} from '../support/agent-runs.ts';
import { until, Workbench } from '../support/services.ts';
import type { Step } from '../support/stand-in-agent.ts';

const bench = new Workbench();
afterEach(() => bench.closeAll());

const PAGE = agentPage('Two drawers');

const agents = async (given: Partial<Record<AgentName, Step[]>>): Promise<AgentBin> =>
	agentsIn(await bench.folder(), given);

const titleOf = (reply: BuildReply) => readReply(reply.text, reply.finish).title;

describe('an agent that hands in its work', () => {
	it.each(AGENT_NAMES)('%s writes a file, and what it said is kept before it', async (name) => {
		const said = 'Palette: paper and ink.\nSignature: two drawers.';
		const bin = await agents({
			[name]: [{ write: 'index.html', text: PAGE }, ...TALK[name](said)]
		});
		const reply = await buildWith(bin, name);
		expect(reply.text).toBe(`${said}\n\nFile: index.html\n\n\`\`\`html\n${PAGE}\`\`\`\n`);
		expect(titleOf(reply)).toBe('Two drawers');
		expect(reply.finish).toBe('stop');
		expect(reply.usage).toEqual({ inputTokens: 100, outputTokens: 40 });
		await expectNothingLeft(bin);
	});

	it('tells the model and the cost of those that tell them', async () => {
		const steps = (name: AgentName) => [
			{ write: 'index.html', text: PAGE },
			...TALK[name]('Done.')
		];
		const bin = await agents(Object.fromEntries(AGENT_NAMES.map((name) => [name, steps(name)])));
		const told: Record<string, unknown> = {};
		for (const name of [...AGENT_NAMES, 'codex:gpt-9', 'opencode:local/qwen:32b']) {
			const { model, cost } = await buildWith(bin, name);
			told[name] = [model, cost];
		}
		expect(told).toEqual({
			claude: ['claude:claude-9', 0.25],
			codex: ['codex', null],
			gemini: ['gemini:gemini-9', null],
			opencode: ['opencode', 0.2],
			'codex:gpt-9': ['codex:gpt-9', null],
			'opencode:local/qwen:32b': ['opencode:local/qwen:32b', 0.2]
		});
		const flags = (await bin.calls()).map((call) => call.arguments.join(' '));
		expect(flags[4]).toMatch(/^exec .*--model gpt-9$/);
		expect(flags[5]).toMatch(/^run .*--model local\/qwen:32b$/);
		expect(flags.slice(0, 4).join(' ')).not.toContain('--model');
	});

	it.each(AGENT_NAMES)('%s answers on stdout in lines of JSON', async (name) => {
		const bin = await agents({ [name]: TALK[name](`The plan.\n\n\`\`\`html\n${PAGE}\`\`\``) });
		const reply = await buildWith(bin, name);
		expect(reply.text).toBe(`The plan.\n\n\`\`\`html\n${PAGE}\`\`\``);
		expect(titleOf(reply)).toBe('Two drawers');
	});

	it('answers on stdout in plain text', async () => {
		const bin = await agents({ codex: [{ say: PAGE }] });
		const reply = await buildWith(bin, 'codex');
		expect(reply).toMatchObject({ text: PAGE, finish: 'stop', usage: null, cost: null });
	});

	it.each<[what: string, steps: Step[], text: string | RegExp]>([
		['a page alone stands bare', [{ write: 'index.html', text: PAGE }], PAGE],
		['a page of another name', [{ write: 'out/refund.html', text: PAGE }], PAGE],
		[
			'words that could be read as a page are quoted',
			[{ write: 'index.html', text: PAGE }, ...TALK.codex('A draft:\n```html\n<p>Old')],
			/^> A draft:\n> ```html\n> <p>Old\n\nFile: index\.html/
		],
		['a page with a byte order mark', [{ write: 'index.html', text: `\ufeff${PAGE}` }], PAGE],
		['an empty file is none', [{ write: 'index.html', text: '' }, { say: PAGE }], PAGE],
		['a page, though it ends badly', [{ write: 'index.html', text: PAGE }, { exit: 1 }], PAGE]
	])('%s', async (_, steps, text) => {
		const bin = await agents({ codex: steps });
		const reply = await buildWith(bin, 'codex');
		if (typeof text === 'string') expect(reply.text).toBe(text);
		else expect(reply.text).toMatch(text);
		expect(titleOf(reply)).toBe('Two drawers');
	});

	it('brings the style sheet and the script that its page asks for, and nothing else', async () => {
		const page = PAGE.replace('</head>', '<link rel="stylesheet" href="./css/look.css"></head>')
			.replace(
				'</body>',
				'<script src="act.js?v=1"></script><script src="/etc/other.js"></script></body>'
			)
			.replace('<button>', '<button data-src="https://cdn.example/x.js">');
		const bin = await agents({
			gemini: [
				{ write: 'index.html', text: page },
				{ write: 'css/look.css', text: 'button { color: teal }\n' },
				{ write: 'act.js', text: 'document.title;\n' },
				{ write: 'build-it.js', text: 'process.exit(3)\n' },
				{ write: 'node_modules/x/index.html', text: 'no page of ours' }
			]
		});
		const document = readReply((await buildWith(bin, 'gemini')).text, 'stop');
		expect(document.html).toMatch(/<style>\s*button \{ color: teal \}\s*<\/style>/);
		expect(document.html).toMatch(/<script[^>]*>\s*document\.title;\s*<\/script>/);
		expect(document.html).not.toContain('process.exit');
		await expectNothingLeft(bin);
	});

	it('hands in none of the person’s files by a link', async () => {
		const outside = path.join(await bench.folder(), 'own.css');
		await writeFile(outside, 'body { --secret: 1 }');
		const page = PAGE.replace('</head>', '<link rel="stylesheet" href="own.css"></head>');
		const bin = await agents({
			codex: [
				{ link: 'index.html', to: outside },
				{ write: 'page.html', text: page },
				{ link: 'own.css', to: outside }
			]
		});
		expect((await buildWith(bin, 'codex')).text).toBe(page);
	});

	it('leaves an argument out that an older version does not know', async () => {
		const bin = await agents({
			codex: [{ refuse: '--ephemeral' }, { write: 'index.html', text: PAGE }]
		});
		expect((await buildWith(bin, 'codex')).text).toBe(PAGE);
		const given = (await bin.calls()).map((call) => call.arguments.includes('--ephemeral'));
		expect(given).toEqual([true, false]);
		await expectNothingLeft(bin);
	});
});

describe('what an agent is given', () => {
	it('is the prompt on standard input, an empty folder of its own, and the person’s environment', async () => {
		const bin = await agents({ claude: [{ write: 'index.html', text: PAGE }] });
		await buildWith(bin, 'claude:opus');
		const [call] = await bin.calls();
		expect(call?.arguments).toEqual(
			expect.arrayContaining(['-p', '--permission-mode', 'acceptEdits', '--model', 'opus'])
		);
		expect(call?.input).toBe('You design.\n\n# The brief\nRefunds.');
		expect(call?.folder).toMatch(/vitrine-agent-\w+$/);
		expect(call?.environment).toMatchObject({ SOME_TOKEN: SECRET, PWD: call?.folder });
		expect(call?.environment).not.toHaveProperty('CLAUDECODE');
	});

	it('tells how far it has got, from what it says and from its file', async () => {
		const gate = path.join(await bench.folder(), 'go');
		const told: number[] = [];
		const bin = await agents({
			gemini: [...TALK.gemini('Some words'), { write: 'index.html', text: PAGE }, { await: gate }]
		});
		const building = buildWith(
			bin,
			'gemini',
			{},
			buildContext({ onProgress: (chars) => told.push(chars) })
		);
		await until('the file to be seen', () => (told.at(-1) ?? 0) >= 10 + PAGE.length);
		await writeFile(gate, '');
		await building;
		expect(told).toEqual([...new Set(told)].sort((a, b) => a - b));
	});

	it('answers a question in words', async () => {
		const bin = await agents({ claude: TALK.claude('{"dimensions": [], "enough?": "yes"}') });
		const reply = await agentProvider(bin).ask?.(agentQuestion('claude'), buildContext());
		expect(reply).toMatchObject({ text: '{"dimensions": [], "enough?": "yes"}', cost: 0.25 });
		expect((await bin.calls())[0]?.input).toContain('# How you answer\n');
		await expectNothingLeft(bin);
	});
});

describe('which agents there are', () => {
	it('is looked up on PATH each time', async () => {
		const bin = await agents({});
		const provider = agentProvider(bin);
		expect(provider.readiness()).toEqual({
			provider: 'agent',
			ready: false,
			detail: 'None of Claude Code, Codex, Gemini CLI and OpenCode is on PATH.',
			fix: 'npm install -g @anthropic-ai/claude-code',
			models: []
		});
		await expect(provider.resolveModels([])).rejects.toMatchObject({
			code: 'provider_not_ready',
			fix: expect.stringContaining('npm install -g')
		});

		await bin.install('gemini', []);
		await bin.install('codex', []);
		expect(provider.readiness()).toMatchObject({
			ready: true,
			detail: 'Codex and Gemini CLI are installed, each with your own login.',
			fix: null,
			models: ['codex', 'gemini']
		});
		await expect(provider.resolveModels([])).resolves.toEqual(['codex']);
		await expect(
			provider.resolveModels(['gemini', 'codex:gpt-5.1', 'gemini', 'codex'])
		).resolves.toEqual(['gemini', 'codex:gpt-5.1', 'codex']);
	});

	it('counts neither folders nor files that cannot be started', async () => {
		const bin = await agents({});
		await mkdir(path.join(bin.folder, 'claude'));
		await writeFile(path.join(bin.folder, 'codex'), 'notes', { mode: 0o644 });
		expect(agentProvider(bin).readiness().models).toEqual([]);
	});

	it.each([
		['claude', 'provider_not_ready', 'npm install -g @anthropic-ai/claude-code'],
		['aider', 'unknown_model', 'claude, codex, gemini and opencode'],
		['gpt-5.1', 'unknown_model', 'codex:gpt-5.1'],
		['codex:', 'unknown_model', 'codex alone'],
		['codex:--yolo', 'unknown_model', 'codex alone'],
		['codex:a & calc', 'unknown_model', 'codex alone']
	])('%s is %s', async (model, code, fix) => {
		const provider = agentProvider(await agents({ codex: [] }));
		await expect(provider.resolveModels(['codex', model])).rejects.toMatchObject({
			code,
			field: 'model',
			fix: expect.stringContaining(fix)
		});
	});
});
