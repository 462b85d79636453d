/** Pages that hang, crash, grow or flood: each ends within its limit and with its reason, and nobody else notices. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Photograph } from '#lib/capture/camera.ts';
import { CAPTURE_LIMITS } from '#lib/capture/limits.ts';
import { pidsOf } from '#lib/capture/processes.ts';
import { listPage } from '../fixtures/pages/list-page.ts';
import { PATHOLOGICAL } from '../fixtures/pages/pathological.ts';
import { cameraHere, RESTING, take, takeGood } from '../fixtures/pages/take.ts';

/** Short, so that a hang is over soon; long enough that a busy machine loads a page in it. */
const SHORT = {
	loadMs: 5_000,
	answerMs: 2_000,
	settleMs: 1_000,
	shotMs: 4_000,
	closeMs: 1_500,
	jobMs: 12_000
};
const SHOTS = [RESTING, { ...RESTING, viewport: 'phone' as const }];
const HAS_PROC = existsSync('/proc/self/stat');

const short = cameraHere({ limits: SHORT });
const patient = cameraHere({ size: 1 });
const profiles = (): string[] =>
	readdirSync(tmpdir()).filter((name) => name.startsWith('playwright_chromiumdev'));
const before = profiles();
const ends = new Map<string, { photographs: Photograph[]; ms: number }>();

beforeAll(async () => {
	const isHeavy = (name: string): boolean => PATHOLOGICAL[name]?.isHeavy === true;
	const names = Object.keys(PATHOLOGICAL);
	await Promise.all([
		...names.filter((name) => !isHeavy(name)).map((name) => visit(name, short)),
		...names.filter(isHeavy).map((name) => visit(name, patient))
	]);
}, 180_000);
afterAll(() => Promise.all([short.close(), patient.close()]));

async function visit(name: string, camera: typeof short): Promise<void> {
	const startedAt = performance.now();
	const photographs = await take(camera, PATHOLOGICAL[name]?.html ?? '', SHOTS);
	ends.set(name, { photographs, ms: performance.now() - startedAt });
}

describe('a page that', () => {
	it.each(Object.keys(PATHOLOGICAL))('%s ends with its reason', (name) => {
		const row = PATHOLOGICAL[name];
		const end = ends.get(name);
		if (!row || !end) throw new Error('It never ended.');
		const limits = row.isHeavy ? CAPTURE_LIMITS : SHORT;
		expect(end.photographs).toHaveLength(SHOTS.length);
		for (const photograph of end.photographs) {
			const how = photograph.status === 'taken' ? 'taken' : photograph.error.code;
			expect(row.ends).toContain(how);
			if (photograph.status === 'taken') expect(photograph.facts).toMatchObject(row.facts ?? {});
			else expect(photograph.ms).toBeLessThan(limits.jobMs + limits.answerMs);
		}
	});
});

describe('afterwards', () => {
	it('the cameras work as before', async () => {
		const photographs = await Promise.all(
			[short, patient].map((camera) => takeGood(camera, listPage(1)))
		);
		expect(photographs.flat().map(({ facts }) => facts.blank)).toEqual([false, false]);
	});

	it.runIf(HAS_PROC)('no process is left, alive or dead, and no folder', async () => {
		expect(await pidsOf(process.pid)).not.toEqual([]);
		await Promise.all([short.close(), patient.close()]);
		expect(await pidsOf(process.pid)).toEqual([]);
		// Others on this machine may have theirs; those that came and stayed while this ran would be ours.
		expect(profiles().filter((name) => !before.includes(name) && isOurs(name))).toEqual([]);
	});
});

/** No running browser has the folder, so whoever made it has left it behind. */
function isOurs(folder: string): boolean {
	return !readdirSync('/proc')
		.filter((pid) => /^\d+$/.test(pid))
		.some((pid) => commandOf(pid).includes(folder));
}

function commandOf(pid: string): string {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
	} catch {
		return '';
	}
}
