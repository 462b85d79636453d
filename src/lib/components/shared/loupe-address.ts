import { resolve } from '$app/paths';

/** Where a variant is looked at closely. @param number of the variant, in its brief */
export function loupeAddress(briefId: string, number: number): string {
	return resolve('/briefs/[id]/loupe/[number]', { id: briefId, number: String(number) });
}
