/** What each model did for a brief: told once there is a decision, and not before. */
import { VitrineError } from '#lib/domain/errors.ts';
import type { Marks } from '#lib/domain/marks.ts';
import type { Round } from '#lib/domain/round.ts';
import type { Usage, Variant } from '#lib/domain/variant.ts';
import type { ModelTally } from '#lib/domain/view.ts';
import type { OpenDatabase, Queryable } from './database.ts';
import { dealModels } from './deal-models.ts';
import { requiredBrief } from './required.ts';
import * as marks from './store/marks.ts';
import * as rounds from './store/rounds.ts';
import * as variants from './store/variants.ts';

export interface TallyService {
	/** By provider and model, most picked by the reviewer first. @throws VitrineError `not_found`; `conflict` before there is a decision */
	ofBrief(briefId: string, reviewer: string): ModelTally[];
}

export function createTallyService({ database: { db } }: { database: OpenDatabase }): TallyService {
	return {
		ofBrief(briefId, reviewer) {
			requiredBrief(db, briefId);
			if (marks.decisionOf(db, briefId) === null) {
				throw new VitrineError(
					'conflict',
					'What each model did is told once there is a decision.',
					{
						field: 'id',
						fix: 'Choose a variant first.'
					}
				);
			}
			const marked = marks.ofBrief(db, briefId, reviewer);
			return tally(namedVariants(db, briefId), marked);
		}
	};
}

export interface NamedVariant {
	/** As it was asked for: the endpoint may call it otherwise, and one that failed was never called anything else. */
	model: string;
	variant: Variant;
}

/** Every variant of a brief with who made it: for what is told after a decision, or a reveal. */
export function namedVariants(db: Queryable, briefId: string): NamedVariant[] {
	return rounds
		.ofBrief(db, briefId)
		.flatMap((round) => named(round, variants.ofRound(db, round.id)));
}

function named({ settings }: Round, ofRound: Variant[]): NamedVariant[] {
	const models = dealModels(settings.models, settings.count, settings.seed);
	return ofRound.map((variant, position) => ({
		model: models[position] || variant.model,
		variant
	}));
}

/** Sums up variants by who made them. */
function tally(entries: NamedVariant[], marked: ReadonlyMap<string, Marks>): ModelTally[] {
	const groups = new Map<string, NamedVariant[]>();
	for (const entry of entries) {
		const key = JSON.stringify([entry.variant.provider, entry.model]);
		groups.set(key, [...(groups.get(key) ?? []), entry]);
	}
	return [...groups.values()]
		.flatMap((group) => tallyOf(group, marked))
		.sort((a, b) => b.picks - a.picks || b.ready - a.ready || a.model.localeCompare(b.model));
}

function tallyOf(group: NamedVariant[], marked: ReadonlyMap<string, Marks>): ModelTally[] {
	const [first] = group;
	if (!first) return [];
	const all = group.map(({ variant }) => variant);
	const answered = all.filter(({ ms }) => ms !== null);
	const count = (holds: (variant: Variant) => boolean) => all.filter(holds).length;
	const tally: ModelTally = {
		provider: first.variant.provider,
		model: first.model,
		variants: all.length,
		ready: count(({ status }) => status === 'ready'),
		failed: count(({ status }) => status === 'failed' || status === 'interrupted'),
		picks: count(({ id }) => marked.get(id)?.flag === 'pick'),
		rejects: count(({ id }) => marked.get(id)?.flag === 'reject'),
		usage: sumUsage(answered.map(({ usage }) => usage)),
		cost: sumKnown(answered.map(({ cost }) => cost)),
		ms: median(all.flatMap(({ status, ms }) => (status === 'ready' && ms !== null ? ms : [])))
	};
	return [tally];
}

function sumKnown(values: (number | null)[]): number | null {
	return values.reduce<number | null>(
		(total, value) => (total === null || value === null ? null : total + value),
		0
	);
}

function sumUsage(usages: (Usage | null)[]): Usage | null {
	const inputTokens = sumKnown(usages.map((usage) => usage?.inputTokens ?? null));
	const outputTokens = sumKnown(usages.map((usage) => usage?.outputTokens ?? null));
	return inputTokens === null || outputTokens === null ? null : { inputTokens, outputTokens };
}

function median(values: number[]): number | null {
	const sorted = [...values].sort((a, b) => a - b);
	const upper = sorted[Math.floor(sorted.length / 2)];
	const lower = sorted[Math.floor((sorted.length - 1) / 2)];
	return upper === undefined || lower === undefined ? null : Math.round((upper + lower) / 2);
}
