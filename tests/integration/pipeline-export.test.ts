/** What is taken away: bundles of real variants, opened and checked file by file. */
import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import sharp from 'sharp';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { VIEWPORTS, type Shot } from '#lib/domain/capture.ts';
import { LOCAL_REVIEWER } from '#lib/domain/reviewer.ts';
import { photographPaths } from '#lib/export/bundle.ts';
import { writeDecision } from '#lib/export/decision-file.ts';
import type { ExportMaterial } from '#lib/export/bundle.ts';
import type { Services } from '#lib/server/services.ts';
import * as briefs from '#lib/server/store/briefs.ts';
import { SHORT_BRIEF, Workbench } from '../support/services.ts';

const bench = new Workbench();
afterEach(() => bench.closeAll());

const Manifest = z.object({
	formatVersion: z.literal(1),
	generator: z.literal('vitrine'),
	brief: z.object({ id: z.string(), title: z.string(), states: z.array(z.string()) }),
	variant: z.object({
		id: z.string(),
		number: z.number(),
		title: z.string(),
		htmlSha256: z.string()
	}),
	direction: z.object({ statement: z.string(), point: z.record(z.string(), z.string()) }),
	source: z.record(z.string(), z.unknown()),
	decision: z.object({ isChosen: z.boolean(), why: z.string() }).nullable(),
	lineage: z.object({
		parents: z.array(z.object({ number: z.number(), role: z.string() })),
		steps: z.array(z.object({ kind: z.string(), unattended: z.boolean(), words: z.string() }))
	}),
	photographs: z.array(
		z.object({
			file: z.string(),
			viewport: z.enum(['desktop', 'tablet', 'phone']),
			theme: z.string(),
			state: z.string().nullable(),
			sha256: z.string(),
			width: z.number(),
			height: z.number()
		})
	),
	files: z.array(z.object({ name: z.string(), bytes: z.number(), sha256: z.string() }))
});

async function built(count: number, capture: boolean, source = SHORT_BRIEF) {
	const services = await bench.services();
	const brief = services.briefs.add(source);
	const { id } = await services.rounds.start(
		brief.id,
		{ provider: 'composer', count, capture, seed: 2 },
		LOCAL_REVIEWER
	);
	await services.rounds.whenIdle(id);
	return { services, brief, all: services.variants.ofRound(id) };
}

async function open(services: Services, variantId: string, isOperator = false) {
	const { name, bytes, mediaType } = await services.exports.make(variantId, 'zip', {
		isOperator,
		reviewer: LOCAL_REVIEWER
	});
	const files = unzipSync(bytes);
	const text = (path: string): string => strFromU8(files[path] ?? new Uint8Array());
	return {
		name,
		mediaType,
		files,
		text,
		manifest: Manifest.parse(JSON.parse(text('manifest.json')))
	};
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('a bundle', () => {
	it('holds what its manifest says, byte for byte, and nothing else', async () => {
		const { services, brief, all } = await built(1, true);
		const [variant] = all;
		const { name, mediaType, files, text, manifest } = await open(services, variant?.id ?? '');
		expect([name, mediaType]).toEqual(['refund-a-payment-01.zip', 'application/zip']);
		const listed = manifest.files.map((file) => file.name);
		expect([...listed, 'manifest.json'].sort()).toEqual(Object.keys(files).sort());
		for (const file of manifest.files) {
			const bytes = files[file.name] ?? new Uint8Array();
			expect([file.name, bytes.length, sha256(bytes)]).toEqual([
				file.name,
				file.bytes,
				file.sha256
			]);
		}
		expect(text('brief.md')).toBe(SHORT_BRIEF);
		expect(text('index.html')).toMatch(/^<!doctype html>/i);
		expect(text('index.html')).not.toContain('data-vt-id');
		expect(await services.variants.html(variant?.id ?? '')).toContain('data-vt-id');
		expect(text('index.html')).toBe(
			strFromU8(
				(
					await services.exports.make(variant?.id ?? '', 'html', {
						isOperator: false,
						reviewer: LOCAL_REVIEWER
					})
				).bytes
			)
		);
		expect(JSON.parse(text('direction.json'))).toEqual({
			point: variant?.point,
			statement: variant?.statement,
			dimensions: briefs.dimensionsOf(services.database.db, brief.id)
		});

		expect(manifest.photographs.map(({ file }) => file)).toEqual([
			'photographs/desktop-light.png',
			'photographs/phone-light.png',
			'photographs/desktop-dark.png',
			'photographs/desktop-light-hover.png',
			'photographs/desktop-light-focus.png',
			'photographs/desktop-light-asked.png'
		]);
		for (const { file, viewport, sha256: named, width, height } of manifest.photographs) {
			const png = files[file] ?? new Uint8Array();
			expect(sha256(png)).toBe(named);
			expect({ width, height }).toEqual(VIEWPORTS[viewport]);
			expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width, height });
		}
	});

	it('tells who made it to the operator, and to others once it is decided', async () => {
		const { services, brief, all } = await built(2, false);
		const [first, second] = all.map(({ id }) => id);
		if (!first || !second) throw new Error('Two variants were built.');
		expect((await open(services, first)).manifest.source).toEqual({ withheld: expect.any(String) });
		expect((await open(services, first)).manifest.lineage).toEqual({
			parents: [],
			steps: [{ kind: 'explore', unattended: false, words: 'A person began it' }]
		});
		expect((await open(services, first, true)).manifest.source).toMatchObject({
			provider: 'composer',
			cost: 0
		});
		expect((await open(services, first)).text('decision.md')).toContain(
			'Not decided yet. This is variant 1'
		);

		services.marks.flag(second, 'pick', LOCAL_REVIEWER);
		services.marks.decide(brief.id, first, 'It asks once.\n\nAnd only once.');
		const chosen = await open(services, first);
		expect(chosen.manifest).toMatchObject({
			decision: { isChosen: true },
			source: { provider: 'composer' }
		});
		expect(chosen.text('decision.md')).toMatch(/^# Refund a payment\n\nChosen: \*\*1, /);
		expect(chosen.text('decision.md')).toMatch(/## Why\n\nIt asks once\.\n\nAnd only once\.\n/);
		expect(chosen.text('decision.md')).toMatch(
			/2 variants: 1 picked, 0 rejected, 1 left unmarked\.\n\nAlso picked:\n\n- 2, /
		);
		const other = await open(services, second);
		expect(other.manifest.decision?.isChosen).toBe(false);
		expect(other.text('decision.md')).toMatch(/Another variant was chosen, .*This is variant 2/);
	});

	it('has a safe name whatever the brief is called', async () => {
		const titles = [
			'../../etc/passwd',
			'…',
			'Ärger: "mit" <Namen>',
			'x'.repeat(59) + ' yz',
			'バッチ'
		];
		const names = [];
		for (const title of titles) {
			const { services, all } = await built(
				1,
				false,
				`---\ntitle: ${JSON.stringify(title)}\n---\nOne thing.\n`
			);
			names.push(
				(
					await services.exports.make(all[0]?.id ?? '', 'html', {
						isOperator: false,
						reviewer: LOCAL_REVIEWER
					})
				).name
			);
		}
		expect(names).toEqual([
			'etc-passwd-01.html',
			'variant-01.html',
			'a-rger-mit-namen-01.html',
			`${'x'.repeat(59)}-01.html`,
			'variant-01.html'
		]);
	});

	it('cannot be made of what has no document', async () => {
		const { services, all } = await built(1, false);
		services.database.db.run(`UPDATE variants SET html_sha256 = NULL, status = 'failed'`);
		const unfinished = services.exports.make(all[0]?.id ?? '', 'zip', {
			isOperator: false,
			reviewer: LOCAL_REVIEWER
		});
		await expect(unfinished).rejects.toMatchObject({
			code: 'not_found',
			message: expect.stringContaining('it is failed')
		});
		await expect(
			services.exports.make('v_none', 'html', { isOperator: false, reviewer: LOCAL_REVIEWER })
		).rejects.toMatchObject({
			code: 'not_found'
		});
	});
});

describe('the places of photographs', () => {
	it('are safe, and no two are one, also where case does not count', () => {
		const states = [null, 'a b', 'a-b', 'A b', 'Über', '../../x', 'a/b', 'con:'];
		const shots: Shot[] = states.map((state) => ({
			viewport: 'phone',
			theme: 'dark',
			state,
			pose: 'rest'
		}));
		const paths = photographPaths(shots);
		expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(states.length);
		for (const path of paths) expect(path).toMatch(/^photographs\/[\p{L}\p{N}_-]+\.png$/u);
		expect(paths.slice(0, 3)).toEqual([
			'photographs/phone-dark.png',
			'photographs/phone-dark-a-b.png',
			'photographs/phone-dark-a-b-2.png'
		]);
	});
});

describe('decision.md', () => {
	it('keeps titles on one line and free of markup', async () => {
		const { brief, all } = await built(1, false);
		const [variant] = all;
		if (!variant) throw new Error('One variant was built.');
		const title = 'A\n# B **c** <img src=x> [d](e) `f`';
		const material: ExportMaterial = {
			brief: { ...brief, title },
			variant: { ...variant, title },
			html: '',
			photographs: [],
			dimensions: [],
			decision: { id: 'k', briefId: brief.id, variantId: variant.id, why: 'So.', createdAt: 0 },
			siblings: [
				{ number: 1, title, flag: 'pick' },
				{ number: 2, title, flag: 'pick' }
			],
			lineage: { parents: [], steps: [] },
			isSourceTold: true,
			exportedAt: 0
		};
		const plain = 'A # B \\*\\*c\\*\\* \\<img src=x\\> \\[d\\](e) \\`f\\`';
		const lines = writeDecision(material).split('\n');
		expect(lines[0]).toBe(`# ${plain}`);
		expect(lines[2]).toBe(`Chosen: **1, ${plain}**, on 1970-01-01.`);
		expect(lines).toContain(`- 2, ${plain}`);
	});
});
