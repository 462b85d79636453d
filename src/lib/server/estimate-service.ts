/** Estimates of rounds, from what the workspace knows. */
import type { Brief } from '#lib/domain/brief.ts';
import type { Dimension, Direction } from '#lib/domain/direction.ts';
import { VitrineError } from '#lib/domain/errors.ts';
import type { RoundSettings } from '#lib/domain/round.ts';
import type { RoundEstimate } from '#lib/domain/view.ts';
import type { Cliches } from '#lib/generator/prompts/cliches.ts';
import { buildPrompt } from '#lib/generator/prompts/explore-prompt.ts';
import type { Prompt } from '#lib/generator/provider.ts';
import type { Queryable } from './database.ts';
import { dealModels } from './deal-models.ts';
import { dearestReply, estimateRound, modelsWithoutPrice, type PastReply } from './estimate.ts';
import type { PriceBook } from './price-book.ts';
import * as rounds from './store/rounds.ts';
import * as variants from './store/variants.ts';

/** Rounds looked back on: models and prompts change, and what was long ago says little. */
const ROUNDS_BACK = 12;

interface Deps {
	db: Queryable;
	prices: PriceBook;
	/** @see clichesFrom */
	cliches(): Cliches;
}

export interface PlannedRound {
	brief: Brief;
	settings: RoundSettings;
	dimensions: Dimension[];
	/** Any of its directions: it makes the prompt as long as they all are, or nearly. */
	direction: Direction;
}

/** What a planned round would take. */
export function estimateFor(deps: Deps, plan: PlannedRound): RoundEstimate {
	const estimate = estimateRound(inputFor(deps, plan));
	const faults = estimate.requests === 0 ? [] : deps.prices.faults();
	return {
		...estimate,
		basis: [estimate.basis, ...faults.map(({ sentence }) => sentence)].join(' ')
	};
}

/** What a reply of the round has to be reckoned with before any is known, in US dollars; null when nothing tells. */
export function reserveFor(deps: Deps, plan: PlannedRound): number | null {
	return dearestReply(inputFor(deps, plan));
}

/**
 * Refuses a budget that could not be kept.
 * @throws VitrineError `invalid_input` with field `budget`
 */
export function requirePrices(
	{ db, prices }: Pick<Deps, 'db' | 'prices'>,
	settings: RoundSettings
): void {
	if (settings.budget === null) return;
	const unpriced = modelsWithoutPrice({
		settings,
		past: pastReplies(db, settings),
		table: prices.table()
	});
	if (unpriced.length === 0) return;
	const [fault] = prices.faults();
	throw new VitrineError(
		'invalid_input',
		`The budget could not be kept: no price is known for ${unpriced.join(', ')}, and the endpoint does not tell.${fault ? ` ${fault.message}` : ''}`,
		{
			field: 'budget',
			fix: 'Add a price to prices.yaml in the workspace folder, or run the round without a budget.'
		}
	);
}

function inputFor(
	{ db, prices, cliches }: Deps,
	{ brief, settings, dimensions, direction }: PlannedRound
) {
	const charsOf = ({ system, user }: Prompt) => system.length + user.length;
	return {
		settings,
		promptChars:
			settings.promptChars ??
			charsOf(
				buildPrompt({ brief, direction, dimensions, range: settings.range, cliches: cliches() })
			),
		past: pastReplies(db, settings),
		table: prices.table()
	};
}

/** What variants of the same provider took, under the names their models were asked for. */
function pastReplies(db: Queryable, { provider }: RoundSettings): PastReply[] {
	return rounds.newest(db, ROUNDS_BACK).flatMap(({ id, settings }) => {
		if (settings.provider !== provider) return [];
		const models = dealModels(settings.models, settings.count, settings.seed);
		return variants.ofRound(db, id).flatMap((variant, position) =>
			variant.replySha256 === null
				? []
				: {
						model: models[position] ?? variant.model,
						baseUrl: settings.baseUrl,
						usage: variant.usage,
						cost: variant.cost,
						costBasis: variant.costBasis,
						ms: variant.ms
					}
		);
	});
}
