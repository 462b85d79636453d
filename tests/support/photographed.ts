/** Waits until all variants of a brief are photographed. */
import type { BriefReader } from './brief-reader.ts';
import { eventually } from './browse.ts';

export async function photographed(brief: BriefReader): Promise<void> {
	await eventually(
		async () => (await brief.phases()).filter((phase) => phase !== 'ready'),
		[],
		'all to be photographed'
	);
}
