/** The answers of comparisons as zod schemas. */
import { z } from 'zod';
import { Shot } from '#lib/domain/capture.ts';
import type { DifferenceView } from '#lib/domain/difference.ts';
import type { LikenessView } from '#lib/domain/view.ts';
import { Reason } from './schemas.ts';

/** In CSS pixels. */
const Length = z.number().int().min(0);

export const DifferenceAnswer = z.object({
	width: Length,
	height: Length.describe('Of the rows of both together.'),
	share: z
		.number()
		.min(0)
		.max(1)
		.describe('Of the pixels that either has, those that visibly differ or that only one has.'),
	alignment: z
		.array(
			z.object({
				kind: z.enum(['shared', 'removed', 'inserted']),
				left: Length.describe('First row in this photograph.'),
				right: Length.describe('First row in the other.'),
				height: Length
			})
		)
		.describe('Rows of both from the top; removed are in this one alone, inserted in the other.'),
	regions: z
		.array(
			z.object({
				kind: z.enum(['changed', 'removed', 'inserted']),
				x: Length,
				y: Length.describe('Top in the height of both together.'),
				width: Length,
				height: Length,
				left: Length.nullable().describe('Top in this photograph.'),
				right: Length.nullable().describe('Top in the other.')
			})
		)
		.describe('Boxes around what changed, largest first.'),
	mask: z
		.base64()
		.describe(
			'The pixels that differ, of width × height: lengths of runs, unchanged and changed in turn, row by row from the top ' +
				'left, each an unsigned LEB128 number. What comes after the last changed pixel is left out.'
		)
}) satisfies z.ZodType<DifferenceView>;

export const LikenessAnswer = z.object({
	shot: Shot.describe('The photograph they are compared by.'),
	threshold: z.number().describe('No two of a group are farther apart.'),
	groups: z
		.array(z.object({ variantIds: z.array(z.string()), spread: z.number() }))
		.describe('Largest first; in each, the variant in its middle first.'),
	places: z
		.array(
			z.object({
				variantId: z.string(),
				x: z.number(),
				y: z.number(),
				nearest: z.object({ variantId: z.string(), distance: z.number() }).nullable()
			})
		)
		.describe('A map: those near each other look alike. Its unit is that of distances.'),
	rooms: z
		.array(z.object({ variantIds: z.array(z.string()) }))
		.describe(
			'At most eight coarse sets, largest first; in each, the variant in its middle first.'
		),
	order: z
		.array(z.string())
		.describe('An order to look at them: different ones near the start, alike ones late.'),
	missing: z
		.array(z.object({ variantId: z.string(), reason: Reason }))
		.describe('Variants without such a photograph.')
}) satisfies z.ZodType<LikenessView>;
