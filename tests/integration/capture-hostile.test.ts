/** Documents that hang, crash or grow: each costs its own photographs, and nothing is left of the browser that showed it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import type { Camera } from '#lib/capture/camera.ts';
import type { CameraOptions } from '#lib/capture/create-camera.ts';
import { pidsOf } from '#lib/capture/processes.ts';
import { VIEWPORT_NAMES } from '#lib/domain/capture.ts';
import { listPage } from '../fixtures/pages/list-page.ts';
import {
	browserPath,
	cameraHere,
	failures,
	RESTING,
	take,
	takeGood
} from '../fixtures/pages/take.ts';

/** Short, so that a hang is over soon; long enough for a good page on a busy machine. */
const SHORT = { loadMs: 3_000, answerMs: 1_500, settleMs: 1_000, jobMs: 30_000 };
const THREE = VIEWPORT_NAMES.map((viewport) => ({ ...RESTING, viewport }));
const HAS_PROC = existsSync('/proc/self/stat');

const open: Camera[] = [];
afterEach(() => Promise.all(open.splice(0).map((camera) => camera.close())));

function camera(options: Partial<CameraOptions> = {}): Camera {
	const made = cameraHere({ limits: SHORT, ...options });
	open.push(made);
	return made;
}

const page = (script: string): string =>
	`<!doctype html><title>t</title><body><p>There is something to see.</p><script>${script}</script>`;

/** Answers at rest, and never again in the state that comes after it. */
const STUCK = page('document.addEventListener("vitrine:state", () => { for (;;); })');
const STUCK_SHOTS = [RESTING, { ...RESTING, state: 'stuck' }];

/** Browser processes of this test: the program itself, not its helpers. */
async function browsers(): Promise<number[]> {
	return (await pidsOf(process.pid)).filter((pid) => {
		const command = commandOf(pid);
		return (
			/chrom|headless/i.test(command) &&
			!command.includes('--type=') &&
			!command.startsWith('/bin/sh')
		);
	});
}

function commandOf(pid: number): string {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
	} catch {
		return '';
	}
}

describe('beside good documents', () => {
	const cases: [name: string, html: string, code: string][] = [
		['loops at load', page('for (;;);'), 'capture_timeout'],
		[
			'reports refusals without end',
			page(
				'setInterval(() => { for (let i = 0; i < 5e3; i++) fetch("https://elsewhere.invalid").catch(() => {}) })'
			),
			'capture_crashed'
		]
	];
	it('each costs its own photographs alone', async () => {
		const shared = camera({ limits: { ...SHORT, noise: 500, jobMs: 15_000 } });
		const [bad, good] = await Promise.all([
			Promise.all(cases.map(([, html]) => take(shared, html, THREE))),
			Promise.all(cases.map((_, number) => takeGood(shared, listPage(number), THREE)))
		]);
		const codes = cases.map(([name], at) => [
			name,
			...failures(bad[at] ?? []).map(({ error }) => error.code)
		]);
		expect(codes).toEqual(cases.map(([name, , code]) => [name, code, code, code]));
		expect(good.flat().filter(({ facts }) => facts.blank === false)).toHaveLength(
			cases.length * THREE.length
		);
		expect(await takeGood(shared, listPage(99), THREE)).toHaveLength(3);
	});

	it('a state that hangs leaves the photographs before it', async () => {
		const html = page(
			'document.addEventListener("vitrine:state", ({ detail }) => { if (detail.state === "stuck") for (;;); })'
		);
		const shots = [RESTING, { ...RESTING, state: 'fine' }, { ...RESTING, state: 'stuck' }];
		const photographs = await take(camera(), html, shots);
		expect(photographs.map(({ shot, status }) => [shot.state, status])).toEqual([
			[null, 'taken'],
			['fine', 'taken'],
			['stuck', 'failed']
		]);
	});

	it.runIf(HAS_PROC)('memory outside the script heap has a limit too', async () => {
		const html = page(
			'const all = []; setInterval(() => { if (all.length < 40) all.push(new Uint8Array(2e7).fill(7)) }, 20)'
		);
		const photographs = await take(
			camera({ limits: { ...SHORT, pageMemoryBytes: 300e6 } }),
			html.replace('</body>', ''),
			[RESTING, ...Array.from({ length: 20 }, (_, number) => ({ ...RESTING, state: `s${number}` }))]
		);
		expect(failures(photographs).at(-1)?.error.code).toBe('capture_crashed');
	});
});

describe('the browsers', () => {
	// Once in several runs, on a machine with much else to do, the frozen job did not end; why is not known yet.
	it.runIf(HAS_PROC)(
		'one that freezes at work is killed and replaced',
		{ retry: 1, timeout: 60_000 },
		async () => {
			const one = camera({ size: 1, limits: { ...SHORT, closeMs: 1_000 } });
			await takeGood(one, listPage(1));
			const [pid] = await browsers();
			if (pid === undefined) throw new Error('The camera has no browser.');
			const shots = [
				RESTING,
				...Array.from({ length: 40 }, (_, number) => ({ ...RESTING, state: `s${number}` }))
			];
			const codes: string[] = [];
			await one.photograph(
				{ variantId: 'v_test', html: listPage(2), shots },
				(photograph) => {
					if (photograph.status === 'failed') codes.push(photograph.error.code);
					else if (photograph.shot.state === null) process.kill(pid, 'SIGSTOP');
				},
				new AbortController().signal
			);
			expect(new Set(codes)).toEqual(new Set(['capture_timeout']));
			expect(await takeGood(one, listPage(3))).toHaveLength(1);
			expect(await browsers()).not.toContain(pid);
		}
	);

	it.runIf(HAS_PROC)('one that froze between two jobs costs neither', async () => {
		const one = camera({ size: 1, limits: { ...SHORT, closeMs: 1_000 } });
		await takeGood(one, listPage(1));
		for (const pid of await browsers()) process.kill(pid, 'SIGSTOP');
		expect(await takeGood(one, listPage(2))).toHaveLength(1);
	});

	it.runIf(HAS_PROC)('one that died between two jobs is replaced', async () => {
		const one = camera({ size: 1 });
		await takeGood(one, listPage(1));
		for (const pid of await browsers()) process.kill(pid, 'SIGKILL');
		expect(await takeGood(one, listPage(2))).toHaveLength(1);
	});

	it.runIf(HAS_PROC)('leave no process and no folder behind', async () => {
		const profiles = (): string[] =>
			readdirSync(tmpdir()).filter((name) => name.startsWith('playwright'));
		const before = new Set(profiles());
		const two = camera();
		const [, , bad] = await Promise.all([
			takeGood(two, listPage(1)),
			takeGood(two, listPage(2)),
			take(two, page('for (;;);'))
		]);
		const started = await pidsOf(process.pid);
		const ours = (await browsers()).map(
			(pid) => /--user-data-dir=(\S+)/.exec(commandOf(pid))?.[1] ?? ''
		);
		expect(ours.length).toBeGreaterThan(0);
		expect(ours.every((folder) => existsSync(folder) && !before.has(folder))).toBe(true);
		await Promise.all([two.close(), two.close()]);
		expect(failures(bad)).toHaveLength(1);
		expect(ours.filter((folder) => existsSync(folder))).toEqual([]);
		expect(started.filter((pid) => /chrom/i.test(commandOf(pid)))).toEqual([]);
		expect(await pidsOf(process.pid)).toEqual([]);
	});

	it('are not started for nothing: a wrong path is told when the first photograph is taken', async () => {
		const none = camera({ executablePath: '/nowhere/chromium' });
		await expect(take(none, listPage(1))).rejects.toMatchObject({ code: 'browser_missing' });
		const wrong = camera({ executablePath: process.execPath });
		await expect(take(wrong, listPage(1))).rejects.toMatchObject({ code: 'browser_failed' });
	});

	it('do not inherit what the environment holds', async () => {
		process.env['VITRINE_TEST_SECRET'] = 'sk-do-not-pass-on';
		const one = camera({ size: 1, executablePath: browserPath() });
		await takeGood(one, listPage(1));
		const environments = (await browsers()).map((pid) =>
			readFileSync(`/proc/${pid}/environ`, 'utf8')
		);
		delete process.env['VITRINE_TEST_SECRET'];
		expect(environments.filter((text) => text.includes('sk-do-not-pass-on'))).toEqual([]);
	});
});

describe('stopping', () => {
	it('rejects at once, hands over nothing more, and the camera goes on', async () => {
		const shared = camera();
		const stop = new AbortController();
		let told = 0;
		const job = { variantId: 'v_test', html: listPage(1), shots: THREE };
		const stopped = shared.photograph(
			job,
			() => {
				told++;
				stop.abort();
			},
			stop.signal
		);
		await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
		expect(told).toBe(1);
		expect(await takeGood(shared, listPage(2), THREE)).toHaveLength(3);
	});

	it.each(['hanging', 'waiting'])('ends a %s job', async (kind) => {
		const shared = camera({ size: 1, limits: {} });
		const stop = new AbortController();
		const other = new AbortController();
		let waiting: Promise<unknown> = Promise.resolve();
		const hanging = shared.photograph(
			{ variantId: 'v_test', html: STUCK, shots: STUCK_SHOTS },
			() => {
				waiting = take(
					shared,
					listPage(1),
					THREE,
					kind === 'waiting' ? stop.signal : other.signal
				).catch((error: unknown) => error);
				stop.abort();
				if (kind === 'waiting') other.abort();
			},
			kind === 'hanging' ? stop.signal : other.signal
		);
		await expect(hanging).rejects.toMatchObject({ code: 'cancelled' });
		if (kind === 'waiting') expect(await waiting).toMatchObject({ code: 'cancelled' });
		else expect(await waiting).toHaveLength(3);
	});

	it('close ends what is under way, and a closed camera takes no more', async () => {
		const shared = camera({ limits: {} });
		let closed: Promise<void> = Promise.resolve();
		const under = shared.photograph(
			{ variantId: 'v_test', html: STUCK, shots: STUCK_SHOTS },
			() => {
				closed = shared.close();
			},
			new AbortController().signal
		);
		await expect(under).rejects.toMatchObject({ code: 'cancelled' });
		await closed;
		await expect(take(shared, listPage(1))).rejects.toMatchObject({ code: 'cancelled' });
	});

	it('a listener that throws ends its job with its own error', async () => {
		const broken = camera().photograph(
			{ variantId: 'v_test', html: listPage(1), shots: THREE },
			() => Promise.reject(new Error('disk full')),
			new AbortController().signal
		);
		await expect(broken).rejects.toThrow('disk full');
	});
});
