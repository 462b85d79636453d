/** Browsers that stop answering at a bad moment: whoever waits for one is told in time, and the next job has another. */
import { existsSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { BrowserPool } from '#lib/capture/browser-pool.ts';
import { RunningBrowser } from '#lib/capture/browser.ts';
import { SILENT_LOG } from '#lib/capture/camera-log.ts';
import { CAPTURE_LIMITS } from '#lib/capture/limits.ts';
import { pidsOf } from '#lib/capture/processes.ts';
import { browserPath } from '../fixtures/pages/take.ts';

const HAS_PROC = existsSync('/proc/self/stat');
const QUICK = { ...CAPTURE_LIMITS, openMs: 5_000, closeMs: 1_000 };
const OPTIONS = { executablePath: browserPath(), limits: QUICK };

const closers: (() => Promise<unknown>)[] = [];
afterEach(() => Promise.all(closers.splice(0).map((close) => close())));

/** Stops the browser itself, as the hostile tests do: its helpers, and a script that may have started it, run on. */
async function freeze(): Promise<void> {
	for (const pid of await pidsOf(process.pid)) {
		const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
		if (/^[^\0]*(chrom|headless)/i.test(command) && !command.includes('--type='))
			process.kill(pid, 'SIGSTOP');
	}
}

describe.runIf(HAS_PROC)('a browser that freezes', { timeout: 60_000 }, () => {
	it('while a page is opened is given up in time, and killed', async () => {
		const browser = await RunningBrowser.start(OPTIONS);
		closers.push(() => browser.end());
		await browser.closeStage(await browser.openStage());
		await freeze();
		const startedAt = performance.now();
		await expect(browser.openStage()).rejects.toThrow('Nothing came');
		expect(performance.now() - startedAt).toBeLessThan(QUICK.openMs + 4 * QUICK.closeMs);
		expect(browser.alive).toBe(false);
		await browser.end();
		expect(await pidsOf(process.pid)).toEqual([]);
	});

	it.each(['at once', 'after a moment'])(
		'%s while the page of the next job is opened costs that page alone',
		async (when) => {
			const pool = new BrowserPool(1, OPTIONS, SILENT_LOG);
			closers.push(() => pool.end());
			const { signal } = new AbortController();
			const names: string[] = [];
			for (const isFreezing of [false, true, false]) {
				await pool.use(signal, async (stage) => {
					names.push(stage.handle);
					if (!isFreezing) return;
					if (when === 'after a moment') await new Promise((resolve) => setTimeout(resolve, 30));
					await freeze();
				});
			}
			expect(new Set(names).size).toBe(3);
		}
	);
});
