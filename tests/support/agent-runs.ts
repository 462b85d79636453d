/** Runs of the agent provider on stand-ins, and what must be true after any of them. */
import { existsSync } from 'node:fs';
import { expect } from 'vitest';
import { BriefContent } from '#lib/domain/brief.ts';
import { VitrineError } from '#lib/domain/errors.ts';
import type { BuildContext, BuildReply, Provider, Question } from '#lib/generator/provider.ts';
import { createAgentProvider, type AgentOptions } from '#lib/generator/providers/agent/agent.ts';
import { AGENT_NAMES, makeAgentBin, type AgentBin, type AgentName } from './agent-bin.ts';
import { until } from './services.ts';
import type { Step } from './stand-in-agent.ts';

/** A limit that no run meets. */
const LONG_MS = 60_000;
/** Stands in the environment of the agents as `SOME_TOKEN`. */
export const SECRET = 'hush-0123456789-hush';
const PROMPT = {
	version: 'x-1',
	system: 'You design.',
	user: '# The brief\nRefunds.',
	sha256: ''
};
const BRIEF = BriefContent.parse({ title: 'Refund', purpose: 'Pay back.' });

/** Stand-ins in a folder of their own. @param folder an empty one */
export async function agentsIn(
	folder: string,
	given: Partial<Record<AgentName, Step[]>>
): Promise<AgentBin> {
	const bin = await makeAgentBin(folder);
	for (const name of AGENT_NAMES) if (given[name]) await bin.install(name, given[name]);
	return bin;
}

/** The provider, with nothing on PATH but the stand-ins. */
export function agentProvider(bin: AgentBin, options: Partial<AgentOptions> = {}): Provider {
	return createAgentProvider({
		environment: { PATH: bin.folder, HOME: bin.folder, SOME_TOKEN: SECRET, CLAUDECODE: '1' },
		limitMs: LONG_MS,
		idleLimitMs: LONG_MS,
		...options
	});
}

export function agentQuestion(model: string): Question {
	return { model, prompt: PROMPT, turns: [] };
}

export function buildContext(given: Partial<BuildContext> = {}): BuildContext {
	return { signal: new AbortController().signal, onProgress: () => undefined, ...given };
}

export function buildWith(
	bin: AgentBin,
	model: string,
	options: Partial<AgentOptions> = {},
	context = buildContext()
): Promise<BuildReply> {
	const direction = { point: {}, statement: 'A list.' };
	const job = {
		...agentQuestion(model),
		brief: BRIEF,
		direction,
		index: 0,
		seed: 1,
		pins: {},
		bans: {}
	};
	return agentProvider(bin, options).build(job, context);
}

export async function errorOf(work: Promise<unknown>): Promise<VitrineError> {
	const thrown: unknown = await work.then(
		() => new Error('It did not fail.'),
		(error: unknown) => error
	);
	if (thrown instanceof VitrineError) return thrown;
	throw thrown;
}

/** Resolves once stand-ins have been called this often. */
export async function untilCalled(bin: AgentBin, count: number): Promise<void> {
	let calls = 0;
	const looking = setInterval(() => void bin.calls().then((all) => (calls = all.length)), 5);
	await until(`${count} calls of agents`, () => calls >= count).finally(() =>
		clearInterval(looking)
	);
}

/** Whatever became of the runs, nothing of them is left: no process, no folder. */
export async function expectNothingLeft(bin: AgentBin): Promise<void> {
	const calls = await bin.calls();
	expect(calls.length).toBeGreaterThan(0);
	for (const { pid, childPid, folder } of calls) {
		for (const one of [pid, childPid ?? pid])
			await until(`the end of process ${one}`, () => !isAlive(one));
		expect(existsSync(folder), folder).toBe(false);
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}
