/** One brief as the API tells it, for tests that compare a page with the workspace. */
import { LASTING_FAULTS, shotKey, type ViewportName } from '#lib/domain/capture.ts';
import { recipeOf, shotsOf } from '#lib/domain/recipe.ts';
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
		/** Keys of the photographs that are to be taken of each variant, and of those that are there, by number. */
		async photographs(): Promise<{ planned: string[]; taken: [number, string[]][] }> {
			const { brief, variants } = await view();
			const planned = shotsOf(recipeOf(brief), brief).map(shotKey).sort();
			const taken = variants.map(({ number, captures }): [number, string[]] => [
				number,
				captures
					.filter(
						({ status, error }) => status === 'taken' || LASTING_FAULTS.includes(error?.code ?? '')
					)
					.map(shotKey)
					.sort()
			]);
			return { planned, taken };
		},
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
				(candidate) =>
					candidate.viewport === viewport &&
					candidate.state === state &&
					candidate.theme === 'light' &&
					candidate.pose === 'rest'
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
