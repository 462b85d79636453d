/** A variant as the command line tells it. The operator's own shell is told who made what. */
import type { Point } from '#lib/domain/direction.ts';
import type { Usage, Variant } from '#lib/domain/variant.ts';

export interface VariantRow {
	id: string;
	number: number;
	status: Variant['status'];
	error: { code: string; message: string } | null;
	provider: Variant['provider'];
	model: string;
	title: string | null;
	/** Milliseconds. */
	ms: number | null;
	usage: Usage | null;
	/** US dollars; null is unknown. */
	cost: number | null;
	/** Of the document; null when there is none. */
	sha256: string | null;
	direction: { statement: string; point: Point };
}

export function variantRow(variant: Variant): VariantRow {
	const {
		id,
		number,
		status,
		provider,
		model,
		title,
		ms,
		usage,
		cost,
		htmlSha256,
		statement,
		point
	} = variant;
	const { errorCode, errorMessage } = variant;
	return {
		id,
		number,
		status,
		error: errorCode === null ? null : { code: errorCode, message: errorMessage ?? '' },
		provider,
		model,
		title,
		ms,
		usage,
		cost,
		sha256: htmlSha256,
		direction: { statement, point }
	};
}
