/** What is taken away: files by name, and the zip of them. */
import { zipSync, strToU8, type Zippable } from 'fflate';
import type { Brief } from '#lib/domain/brief.ts';
import { shotKey, type Shot } from '#lib/domain/capture.ts';
import type { Dimension } from '#lib/domain/direction.ts';
import type { ParentRole } from '#lib/domain/lineage.ts';
import type { LineageStep } from '#lib/domain/lineage-view.ts';
import type { Decision } from '#lib/domain/marks.ts';
import type { Variant } from '#lib/domain/variant.ts';
import { writeDecision } from './decision-file.ts';
import { buildManifest } from './manifest.ts';

export interface ExportPhotograph {
	shot: Shot;
	png: Uint8Array;
	sha256: string;
	width: number;
	height: number;
}

/** Everything an export is made from. Plain data: nothing is looked up here. */
export interface ExportMaterial {
	brief: Brief;
	variant: Variant;
	/** The document without `data-vt-id`s. */
	html: string;
	photographs: ExportPhotograph[];
	dimensions: Dimension[];
	decision: Decision | null;
	/** The other variants of the brief, for what lost. */
	siblings: { number: number; title: string | null; flag: 'pick' | 'reject' | 'none' }[];
	/** What it was made of, and every step of the brief up to now with who steered it. */
	lineage: {
		parents: { variantId: string; number: number; role: ParentRole }[];
		steps: LineageStep[];
	};
	/** Whether who made it may be told. */
	isSourceTold: boolean;
	/** Milliseconds since the epoch. */
	exportedAt: number;
}

/** Files of a bundle by path. All paths are ours: none comes from a brief or a document. */
export function bundleFiles(material: ExportMaterial): Map<string, Uint8Array> {
	const { brief, variant, html, photographs } = material;
	const files = new Map<string, Uint8Array>([
		['index.html', strToU8(html)],
		['brief.md', strToU8(brief.source)],
		[
			'direction.json',
			json({ point: variant.point, statement: variant.statement, dimensions: material.dimensions })
		],
		['decision.md', strToU8(writeDecision(material))]
	]);
	const paths = photographPaths(photographs.map(({ shot }) => shot));
	for (const [index, path] of paths.entries()) {
		const photograph = photographs[index];
		if (photograph) files.set(path, photograph.png);
	}
	files.set('manifest.json', json(buildManifest(material, files, paths)));
	return files;
}

/**
 * Where each photograph lies in the bundle. A state's name is made safe for every file system; two that then read the same,
 * also to one that ignores case, are told apart by a number.
 */
export function photographPaths(shots: Shot[]): string[] {
	const used = new Set<string>();
	return shots.map((shot) => {
		const name = shotKey(shot)
			.normalize('NFC')
			.replaceAll(/[^\p{L}\p{N}_-]/gu, '-');
		let path = `photographs/${name}.png`;
		for (let n = 2; used.has(path.toLowerCase()); n++) path = `photographs/${name}-${n}.png`;
		used.add(path.toLowerCase());
		return path;
	});
}

/** PNGs are stored, not squeezed again. The same files give the same bytes. */
export function zipFiles(files: Map<string, Uint8Array>, at: number): Uint8Array {
	const entries: Zippable = {};
	for (const [name, bytes] of files) {
		entries[name] = [bytes, { level: name.endsWith('.png') ? 0 : 6, mtime: at }];
	}
	return zipSync(entries);
}

function json(value: unknown): Uint8Array {
	return strToU8(`${JSON.stringify(value, null, '\t')}\n`);
}
