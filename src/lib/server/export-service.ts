import { stripIds } from '#lib/generator/document.ts';
import { VitrineError } from '#lib/domain/errors.ts';
import {
	bundleFiles,
	zipFiles,
	type ExportMaterial,
	type ExportPhotograph
} from '#lib/export/bundle.ts';
import type { BlobStore } from './blobs.ts';
import { everySpaceOf } from './brief-space.ts';
import type { OpenDatabase } from './database.ts';
import type { LineageService } from './lineage-service.ts';
import * as briefs from './store/briefs.ts';
import * as captures from './store/captures.ts';
import * as marks from './store/marks.ts';
import * as variants from './store/variants.ts';

/** Leaves room for a folder and an extension on file systems with short limits. */
const MAX_SLUG_CHARS = 60;

export const EXPORT_FORMATS = ['html', 'zip'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportedFile {
	name: string;
	mediaType: string;
	bytes: Uint8Array;
}

interface ExportAsked {
	/** True in the person's own shell, where who made a variant is told before a decision too. */
	isOperator: boolean;
	/** Whose flags are told. */
	reviewer: string;
}

export interface ExportService {
	/** @throws VitrineError `not_found` */
	make(variantId: string, format: ExportFormat, asked: ExportAsked): Promise<ExportedFile>;
}

export function createExportService({
	database: { db },
	blobs,
	lineage
}: {
	database: OpenDatabase;
	blobs: BlobStore;
	lineage: LineageService;
}): ExportService {
	async function gather(
		variantId: string,
		{ isOperator, reviewer }: ExportAsked
	): Promise<ExportMaterial> {
		const variant = variants.find(db, variantId);
		const brief = variant && briefs.find(db, variant.briefId);
		if (!variant || !brief)
			throw new VitrineError('not_found', 'There is no such variant.', { field: 'id' });
		const html = variant.htmlSha256 === null ? null : await blobs.get(variant.htmlSha256);
		if (!html) {
			throw new VitrineError(
				'not_found',
				`Variant ${variant.number} has no document to export: it is ${variant.status}.`,
				{
					field: 'id'
				}
			);
		}
		const decision = marks.decisionOf(db, brief.id);
		const marked = marks.ofBrief(db, brief.id, reviewer);
		return {
			brief,
			variant,
			html: stripIds(html.toString('utf8')),
			photographs: await photographsOf(variantId),
			dimensions: everySpaceOf(db, brief.id),
			decision,
			siblings: variants
				.ofBrief(db, brief.id)
				.map(({ id, number, title }) => ({ number, title, flag: marked.get(id)?.flag ?? 'none' })),
			lineage: lineageOf({ briefId: brief.id, variantId, reviewer }),
			isSourceTold: isOperator || decision !== null,
			exportedAt: Date.now()
		};
	}

	function lineageOf({
		briefId,
		variantId,
		reviewer
	}: Record<'briefId' | 'variantId' | 'reviewer', string>): ExportMaterial['lineage'] {
		const { nodes, links, steps } = lineage.ofBrief(briefId, reviewer);
		const numbers = new Map(nodes.map((node) => [node.variantId, node.number]));
		const own = links.filter(({ to }) => to === variantId);
		const parents = own.map(({ from, role }) => ({
			variantId: from,
			number: numbers.get(from) ?? 0,
			role
		}));
		return { parents, steps };
	}

	async function photographsOf(variantId: string): Promise<ExportPhotograph[]> {
		const photographs: ExportPhotograph[] = [];
		for (const { imageSha256, width, height, viewport, theme, state, pose } of captures.ofVariant(
			db,
			variantId
		)) {
			const png = imageSha256 === null ? null : await blobs.get(imageSha256);
			if (!png || imageSha256 === null || width === null || height === null) continue;
			photographs.push({
				shot: { viewport, theme, state, pose },
				png,
				sha256: imageSha256,
				width,
				height
			});
		}
		return photographs;
	}

	return {
		async make(variantId, format, asked) {
			const material = await gather(variantId, asked);
			const name = fileName(material);
			if (format === 'html') {
				return {
					name: `${name}.html`,
					mediaType: 'text/html; charset=utf-8',
					bytes: Buffer.from(material.html)
				};
			}
			const bytes = zipFiles(bundleFiles(material), material.exportedAt);
			return { name: `${name}.zip`, mediaType: 'application/zip', bytes };
		}
	};
}

/** `how-much-may-the-agent-do-alone-07`: from the brief's title, safe on every file system. */
function fileName({ brief, variant }: ExportMaterial): string {
	const slug = brief.title
		.normalize('NFKD')
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, '-')
		.slice(0, MAX_SLUG_CHARS)
		.replaceAll(/^-|-$/g, '');
	return `${slug || 'variant'}-${String(variant.number).padStart(2, '0')}`;
}
