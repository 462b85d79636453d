import { createHash } from 'node:crypto';
import type { ExportMaterial } from './bundle.ts';

/** Raised when a reader of older manifests would misread a new one. */
const MANIFEST_FORMAT_VERSION = 1;

/**
 * The manifest of a bundle: what it is of, where it came from, and every file with its hash.
 * @param paths where the photographs lie, in their order
 */
export function buildManifest(
	material: ExportMaterial,
	files: Map<string, Uint8Array>,
	paths: string[]
) {
	const { brief, variant, decision, photographs, lineage } = material;
	return {
		formatVersion: MANIFEST_FORMAT_VERSION,
		generator: 'vitrine',
		exportedAt: new Date(material.exportedAt).toISOString(),
		brief: { id: brief.id, title: brief.title, states: brief.states },
		variant: {
			id: variant.id,
			number: variant.number,
			title: variant.title,
			medium: variant.medium,
			/** Of an imported one: the file it was. */
			sourceName: variant.sourceName,
			htmlSha256: variant.htmlSha256
		},
		direction: { statement: variant.statement, point: variant.point },
		source: material.isSourceTold
			? {
					provider: variant.provider,
					model: variant.model,
					promptSha256: variant.promptSha256,
					replySha256: variant.replySha256,
					readingSteps: variant.readingSteps,
					usage: variant.usage,
					cost: variant.cost,
					ms: variant.ms
				}
			: { withheld: 'Who made a variant is told once the brief has a decision.' },
		decision: decision
			? {
					isChosen: decision.variantId === variant.id,
					why: decision.why,
					at: new Date(decision.createdAt).toISOString()
				}
			: null,
		lineage: {
			parents: lineage.parents,
			steps: lineage.steps.map(({ roundId, kind, number, isUnattended, acts, words, at }) => ({
				roundId,
				kind,
				number,
				unattended: isUnattended,
				acts,
				words,
				at: new Date(at).toISOString()
			}))
		},
		photographs: photographs.map(({ shot, sha256, width, height }, index) => ({
			file: paths[index],
			...shot,
			width,
			height,
			sha256
		})),
		files: [...files].map(([name, bytes]) => ({
			name,
			bytes: bytes.length,
			sha256: createHash('sha256').update(bytes).digest('hex')
		}))
	};
}
