/** What models cost: a price table read from its file, and sums worked out from it. */
import { LineCounter, isNode, parseDocument } from 'yaml';
import { z } from 'zod';
import { VitrineError } from '#lib/domain/errors.ts';
import type { Usage } from '#lib/domain/variant.ts';

const TOKENS_PER_UNIT = 1_000_000;

/** US dollars per million tokens. */
const Rate = z.number().nonnegative();
const Pattern = z.string().trim().min(1).max(200);
const PriceFile = z.strictObject({
	date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day such as 2026-11-01'),
	models: z.array(
		z.strictObject({
			match: z.union(
				[Pattern, z.array(Pattern).min(1, 'must name a model')],
				'must be a name, or a list of names'
			),
			input: Rate,
			output: Rate
		})
	)
});

/** US dollars per million tokens. */
export interface Price {
	input: number;
	output: number;
	/** The day of the table it is from, such as `2026-11-01`. */
	date: string;
}

/** In the order in which they count: the first that fits is the price. */
export type PriceTable = readonly (Price & { names: readonly RegExp[] })[];

/**
 * Reads a price table.
 * @param name of the file, for the error
 * @throws VitrineError `prices_invalid` with field and line
 */
export function parsePrices(text: string, name: string): PriceTable {
	const lines = new LineCounter();
	const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
	const [mistake] = document.errors;
	if (mistake) {
		const told = mistake.message.split('\n')[0] ?? 'it is not YAML';
		throw invalid(name, told, { line: lines.linePos(mistake.pos[0]).line });
	}
	const read = PriceFile.safeParse(document.toJS());
	if (read.success) {
		const { date, models } = read.data;
		return models.map(({ match, input, output }) => {
			const names = (typeof match === 'string' ? [match] : match).map(toPattern);
			return { names, input, output, date };
		});
	}
	const [issue] = read.error.issues;
	const path = [...(issue?.path ?? [])];
	const field = path.join('.') || undefined;
	throw invalid(name, `${field ? `${field}: ` : ''}${issue?.message ?? 'it is not understood'}`, {
		field,
		line: lineOf(path)
	});

	function lineOf(keys: PropertyKey[]): number | undefined {
		for (let length = keys.length; length >= 0; length--) {
			const node: unknown =
				length === 0 ? document.contents : document.getIn(keys.slice(0, length), true);
			if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
		}
		return undefined;
	}
}

function invalid(
	name: string,
	told: string,
	detail: { field?: string | undefined; line: number | undefined }
): VitrineError {
	const at = detail.line === undefined ? '' : `, line ${detail.line}`;
	return new VitrineError('prices_invalid', `The price table ${name}${at}: ${told}.`, {
		...detail,
		fix: 'Until it is mended, its prices are unknown.'
	});
}

function toPattern(name: string): RegExp {
	const parts = name.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(`^${parts.join('.*')}$`, 'i');
}

/** The price of a model, or null when the table does not tell. */
export function findPrice(model: string, table: PriceTable): Price | null {
	return table.find(({ names }) => names.some((name) => name.test(model))) ?? null;
}

/** What so many tokens cost in US dollars; null when the model's price, or how many they were, is unknown. */
export function priceOf(usage: Usage | null, model: string, table: PriceTable): number | null {
	const price = findPrice(model, table);
	if (!price || !usage) return null;
	const { inputTokens, outputTokens } = usage;
	return (inputTokens * price.input + outputTokens * price.output) / TOKENS_PER_UNIT;
}
