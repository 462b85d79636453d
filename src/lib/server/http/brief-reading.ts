import type { BriefContent } from '#lib/domain/brief.ts';
import { parseBrief } from '#lib/generator/brief-file.ts';

/** What would be read from a brief, without storing it. @throws VitrineError `brief_*` */
export function readBriefText(source: string, name?: string | null): { content: BriefContent } {
	return { content: parseBrief(source, name ? { name } : {}) };
}
