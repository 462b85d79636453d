/** What Vitrine itself adds to a round: 90 variants from an endpoint that takes a fixed time, no photographs. */
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import PQueue from 'p-queue';
import { LOCAL_REVIEWER } from '#lib/domain/reviewer.ts';
import { createServices } from '#lib/server/services.ts';
import { configFor, SHORT_BRIEF, temporaryFolder } from '../support/services.ts';
import { ENDPOINT_MS, startBenchEndpoint, type BenchEndpoint } from './fan-out-endpoint.ts';
import type { BenchRow } from './main.ts';

const COUNT = 90;
const AT_ONCE = 8;
const AIM = 1.1;
const REPETITIONS = 5;
/** As many at once as a round may have: the most that stream at the same time. */
const MOST_AT_ONCE = 32;
const MEMORY_AIM_MIB = 300;
const MEMORY_SAMPLE_MS = 20;

/**
 * Runs rounds, each in a workspace of its own: with long replies for the memory, with faults for the requests, and a few
 * plain ones of which the middle one counts. How long the same requests take without Vitrine tells what the machine itself
 * was doing.
 */
export async function benchFanOut(): Promise<BenchRow[]> {
	const endpoint = await startBenchEndpoint();
	try {
		// First, while the process is as small as it will ever be; it pays for loading code, too.
		const memory = await benchMemory(endpoint);
		const faults = await benchFaults(endpoint);
		return [await benchOverhead(endpoint), faults, memory];
	} finally {
		await endpoint.close();
	}
}

async function benchOverhead(endpoint: BenchEndpoint): Promise<BenchRow> {
	const idealMs = Math.ceil(COUNT / AT_ONCE) * ENDPOINT_MS;
	await endpoint.behave('steady');
	const walls = [];
	const bare = [];
	for (let run = 0; run < REPETITIONS; run++) {
		bare.push(await bareRequests(endpoint.url));
		walls.push((await fanOut(endpoint.url)).wallMs);
	}
	const ratio = median(walls) / idealMs;
	return {
		row: 'fan-out overhead',
		ratio,
		aim: `≤ ${AIM.toFixed(2)}`,
		ok: ratio <= AIM,
		how:
			`median of ${REPETITIONS}: ${COUNT} variants, ${AT_ONCE} at a time, ${ENDPOINT_MS} ms each, ideal ${idealMs} ms; ` +
			`the same requests alone ${(median(bare) / idealMs).toFixed(2)}; walls ${walls.map(Math.round).join(', ')} ms`
	};
}

/** One reply in five fails when it is first asked for: each of those costs one request more, and none is missing. */
async function benchFaults(endpoint: BenchEndpoint): Promise<BenchRow> {
	await endpoint.behave('faults');
	const { wallMs } = await fanOut(endpoint.url);
	const { requests, faults } = await endpoint.count();
	const ratio = requests / (COUNT + faults);
	return {
		row: 'requests with faults',
		ratio,
		aim: '= 1.00',
		ok: ratio === 1 && faults > 0,
		how: `${COUNT} of ${COUNT} ready after ${requests} requests, of which ${faults} failed in five ways, in ${Math.round(wallMs)} ms`
	};
}

async function benchMemory(endpoint: BenchEndpoint): Promise<BenchRow> {
	const idleBytes = process.memoryUsage().rss;
	await endpoint.behave('long');
	const { peakBytes } = await fanOut(endpoint.url, MOST_AT_ONCE);
	const mib = (peakBytes - idleBytes) / 1024 / 1024;
	const ratio = mib / MEMORY_AIM_MIB;
	return {
		row: 'memory of streams',
		ratio,
		aim: '≤ 1.00',
		ok: ratio <= 1,
		how: `${mib.toFixed(0)} MiB over idle at most, of ${MEMORY_AIM_MIB}, while ${COUNT} replies of 60 KB stream, ${MOST_AT_ONCE} at a time`
	};
}

async function fanOut(
	url: string,
	concurrency = AT_ONCE
): Promise<{ wallMs: number; peakBytes: number }> {
	const workspace = await temporaryFolder();
	const services = await createServices(configFor(workspace, { endpoint: url }));
	const stop = new AbortController();
	try {
		const brief = services.briefs.add(SHORT_BRIEF);
		const peak = watchMemory(stop.signal);
		const begun = performance.now();
		const { id } = await services.rounds.start(
			brief.id,
			{
				provider: 'openai',
				models: ['fake-large'],
				count: COUNT,
				concurrency,
				capture: false,
				seed: 1
			},
			LOCAL_REVIEWER
		);
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

/** The middle value, or the mean of the two in the middle. */
function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
	const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
	return (upper + lower) / 2;
}
