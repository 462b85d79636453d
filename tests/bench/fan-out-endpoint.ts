/** The fake endpoint in a process of its own, since its work is not Vitrine's: it is told how to behave, and counts. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { startFakeOpenAi, type ScenarioChoice } from '../support/fake-openai.ts';
import type { ScenarioName } from '../support/fake-openai-scenarios.ts';

/** How long every reply takes, in milliseconds. */
export const ENDPOINT_MS = 400;
const REPLY_CHARS = 60 * 1024;
const FAULTS: ScenarioName[] = ['failing', 'rate-limited-at-once', 'cut', 'empty', 'not-json'];

/** `steady`: a page after a fixed time. `faults`: one in five fails when first asked for. `long`: 60 KB, word by word. */
type Behaviour = 'steady' | 'faults' | 'long';

/** Counted since it was last told how to behave. */
const Count = z.object({ url: z.string(), requests: z.number(), faults: z.number() });
type EndpointCount = z.infer<typeof Count>;

export interface BenchEndpoint {
	url: string;
	behave(behaviour: Behaviour): Promise<EndpointCount>;
	count(): Promise<EndpointCount>;
	close(): Promise<void>;
}

export async function startBenchEndpoint(): Promise<BenchEndpoint> {
	const child = fork(fileURLToPath(import.meta.url), { execArgv: ['--import', 'tsx'] });
	const ask = async (question: Behaviour | 'count'): Promise<EndpointCount> => {
		const answered = once(child, 'message');
		child.send(question);
		const [answer]: unknown[] = await answered;
		return Count.parse(answer);
	};
	await once(child, 'message');
	const { url } = await ask('steady');
	return {
		url,
		behave: ask,
		count: () => ask('count'),
		async close() {
			const ended = once(child, 'exit');
			child.kill();
			await ended;
		}
	};
}

async function serveParent(tell: (message: unknown) => void): Promise<void> {
	let since = 0;
	let faults = 0;
	const fake = await startFakeOpenAi();
	const oneInFive = (): ScenarioChoice => {
		const met = new Set<string>();
		return (_, body) => {
			const prompt = body.messages.map(({ content }) => content).join('\n');
			const isFirst = !met.has(prompt);
			met.add(prompt);
			if (!isFirst || met.size % 5 !== 0) return { delayMs: ENDPOINT_MS };
			return FAULTS[faults++ % FAULTS.length] ?? 'failing';
		};
	};
	const words = '<p>Paid on the fourth, in part.</p>\n';
	const text = `<!doctype html><html><head><title>Refund</title></head><body><main>${words.repeat(REPLY_CHARS / words.length)}</main></body></html>`;
	const scenarios: Record<Behaviour, () => ScenarioChoice> = {
		steady: () => ({ delayMs: ENDPOINT_MS }),
		faults: oneInFive,
		long: () => ({ text, chunkChars: 60, chunkDelayMs: 1 })
	};
	process.on('message', (question: Behaviour | 'count') => {
		if (question !== 'count') {
			since = fake.requests.length;
			faults = 0;
			fake.setScenario(scenarios[question]());
		}
		tell({ url: fake.url, requests: fake.requests.length - since, faults });
	});
	tell('ready');
}

// Only as a child: the bench that starts it loads this file too.
if (process.argv[1] === fileURLToPath(import.meta.url) && process.send)
	await serveParent((message) => process.send?.(message));
