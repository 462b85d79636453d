/** What Vitrine itself adds to a round: 90 variants from an endpoint that takes a fixed time, no photographs. */
import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import PQueue from 'p-queue';
import { createServices } from '#lib/server/services.ts';
import { configFor, SHORT_BRIEF, temporaryFolder } from '../support/services.ts';
import type { BenchRow } from './main.ts';

const COUNT = 90;
const AT_ONCE = 8;
const ENDPOINT_MS = 400;
const AIM = 1.15;
const REPETITIONS = 5;
const MEMORY_SAMPLE_MS = 20;

/**
 * Runs a few rounds, each in a workspace of its own, and reports the middle one. The first is not counted: it pays for
 * loading code. How long the same requests take without Vitrine tells what the machine itself was doing.
 */
export async function benchFanOut(): Promise<BenchRow> {
	const idealMs = Math.ceil(COUNT / AT_ONCE) * ENDPOINT_MS;
	const endpoint = await startEndpoint();
	try {
		const idleBytes = process.memoryUsage().rss;
		await fanOut(endpoint.url);
		const runs = [];
		const bare = [];
		for (let run = 0; run < REPETITIONS; run++) {
			bare.push(await bareRequests(endpoint.url));
			runs.push(await fanOut(endpoint.url));
		}
		const ratio = median(runs.map(({ wallMs }) => wallMs / idealMs));
		const memory = Math.max(...runs.map(({ peakBytes }) => peakBytes)) - idleBytes;
		return {
			row: 'fan-out overhead',
			ratio,
			aim: `≤ ${AIM}`,
			ok: ratio <= AIM,
			how:
				`median of ${REPETITIONS}: ${COUNT} variants, ${AT_ONCE} at a time, ${ENDPOINT_MS} ms each, ideal ${idealMs} ms; ` +
				`the same requests alone ${(median(bare) / idealMs).toFixed(2)}; walls ${runs.map(({ wallMs }) => Math.round(wallMs)).join(', ')} ms; ` +
				`peak memory ${(memory / 1024 / 1024).toFixed(0)} MiB over idle`
		};
	} finally {
		await endpoint.close();
	}
}

async function fanOut(url: string): Promise<{ wallMs: number; peakBytes: number }> {
	const workspace = await temporaryFolder();
	const services = await createServices(configFor(workspace, { endpoint: url }));
	const stop = new AbortController();
	try {
		const brief = services.briefs.add(SHORT_BRIEF);
		const peak = watchMemory(stop.signal);
		const begun = performance.now();
		const { id } = await services.rounds.start(brief.id, {
			provider: 'openai',
			models: ['fake-large'],
			count: COUNT,
			concurrency: AT_ONCE,
			capture: false,
			seed: 1
		});
		await services.rounds.whenIdle(id);
		const wallMs = performance.now() - begun;
		const ready = services.variants.ofRound(id).filter(({ status }) => status === 'ready').length;
		if (ready !== COUNT) throw new Error(`${ready} of ${COUNT} variants were built.`);
		stop.abort();
		return { wallMs, peakBytes: await peak };
	} finally {
		stop.abort();
		await services.close();
		await rm(workspace, { recursive: true, force: true });
	}
}

/** The same number of requests, as many at once, with nothing done with the replies. In milliseconds. */
async function bareRequests(url: string): Promise<number> {
	const queue = new PQueue({ concurrency: AT_ONCE });
	const begun = performance.now();
	const requests = Array.from({ length: COUNT }, (_, index) => async () => {
		const messages = [{ role: 'user', content: `Brief ${index}` }];
		const response = await fetch(`${url}/chat/completions`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ model: 'fake-large', stream: true, messages })
		});
		await response.text();
	});
	await queue.addAll(requests);
	return performance.now() - begun;
}

/** The highest resident size until the signal, in bytes. */
async function watchMemory(signal: AbortSignal): Promise<number> {
	let peak = 0;
	while (!signal.aborted) {
		peak = Math.max(peak, process.memoryUsage().rss);
		await sleep(MEMORY_SAMPLE_MS, undefined, { signal }).catch(() => undefined);
	}
	return peak;
}

/** The fake endpoint in a process of its own: its work is not Vitrine's. */
async function startEndpoint(): Promise<{ url: string; close(): Promise<void> }> {
	const script = fileURLToPath(new URL('../support/fake-openai.ts', import.meta.url));
	const child = spawn(
		process.execPath,
		['--import', 'tsx', script, '--port', '0', '--delay', String(ENDPOINT_MS)],
		{ stdio: ['ignore', 'pipe', 'inherit'] }
	);
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	for await (const line of createInterface(child.stdout)) {
		const url = /OPENAI_BASE_URL=(\S+)/.exec(line)?.[1];
		if (url === undefined) continue;
		return {
			url,
			close() {
				child.kill();
				return ended;
			}
		};
	}
	throw new Error('The fake endpoint ended before it listened.');
}

/** The middle value, or the mean of the two in the middle. */
function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
	const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
	return (upper + lower) / 2;
}
