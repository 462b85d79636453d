/** Who builds which variant, when several models share a round. */
import { createRandom, shuffled } from '#lib/domain/random.ts';

/**
 * Deals models out so that each gets as many variants as any other, give or take one, in a seeded order: were they dealt
 * in turn, a variant's number would tell its model before anybody has voted.
 */
export function dealModels(models: string[], count: number, seed: number): string[] {
	const deck = Array.from({ length: count }, (_, index) => models[index % models.length] ?? '');
	return shuffled(deck, createRandom(seed));
}
