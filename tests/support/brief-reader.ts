/** One brief as the API tells it, for tests that compare a page with the workspace. */
import type { ViewportName } from '#lib/domain/capture.ts';
import { operations } from '#lib/server/http/operations.ts';
import type { ApiClient } from './api-client.ts';

export type BriefReader = ReturnType<typeof createBriefReader>;

export function createBriefReader(api: ApiClient, id: string) {
	const view = async () => (await api.call(operations.getBrief, { params: { id } })).body;

	/** @throws Error when the brief has no variant of that number */
	async function variant(number: number) {
		const found = (await view()).variants.find((candidate) => candidate.number === number);
		if (!found) throw new Error(`There is no variant ${number}.`);
		return found;
	}

	return {
		id,
		/** The path of its sheet. */
		sheet: `/briefs/${id}`,
		loupe: (number: number): string => `/briefs/${id}/loupe/${number}`,
		view,
		variant,
		/** How far each variant is, by number. */
		phases: async () => (await view()).variants.map(({ phase }) => phase),
		/** The address of one photograph of a variant. */
		async photographOf(
			number: number,
			viewport: ViewportName,
			state: string | null,
			kind: 'imageSha256' | 'thumbSha256'
		): Promise<string> {
			const capture = (await variant(number)).captures.find(
				(candidate) => candidate.viewport === viewport && candidate.state === state
			);
			return `/api/v1/blobs/${capture?.[kind]}`;
		},
		/** Marks as stored: `{ 5: 'pick' }`. */
		async marks(): Promise<Record<string, string>> {
			return Object.fromEntries(
				(await view()).variants
					.filter(({ flag }) => flag !== 'none')
					.map(({ number, flag }) => [String(number), flag])
			);
		}
	};
}
