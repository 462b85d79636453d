/** What a round would take, from its prompt, the price table and what earlier replies took. Pure. */
import type { CostBasis } from '#lib/domain/reply.ts';
import type { RoundSettings } from '#lib/domain/round.ts';
import { isPrompted, type Usage } from '#lib/domain/variant.ts';
import type { RoundEstimate } from '#lib/domain/view.ts';
import { findPrice, priceOf, type PriceTable } from '#lib/generator/prices.ts';
import { dealModels } from './deal-models.ts';

/** A rule of thumb for English and for markup alike. */
const CHARS_PER_TOKEN = 4;
/** One self-contained page of 20 to 80 KB, where nothing is known of a model yet. */
const DEFAULT_OUTPUT_TOKENS: Span = { low: 5_000, high: 20_000 };

interface Span {
	low: number;
	high: number;
}

/** What an earlier variant of the workspace took. */
export interface PastReply {
	/** As it was asked for. */
	model: string;
	baseUrl: string | null;
	usage: Usage | null;
	/** US dollars. */
	cost: number | null;
	costBasis: CostBasis | null;
	/** Milliseconds. */
	ms: number | null;
}

export interface EstimateInput {
	settings: RoundSettings;
	promptChars: number;
	past: PastReply[];
	table: PriceTable;
}

/** What one reply of a model would take. */
interface ReplyEstimate {
	model: string;
	/** How many earlier replies that rests on. */
	known: number;
	outputTokens: Span;
	ms: Span | null;
	cost: Span | null;
	/** The most a single one has to be reckoned with, in US dollars. */
	dearest: number | null;
	/** The day of its price; null when that is not from the table. */
	priceDate: string | null;
}

export function estimateRound(input: EstimateInput): RoundEstimate {
	const { settings } = input;
	if (!isPrompted(settings)) return nothingAsked(settings);
	const dealt = dealModels(settings.models, settings.count, settings.seed);
	const replies = settings.models.map((model) => estimateReply(model, input));
	const each = dealt.flatMap((name) => replies.find(({ model }) => model === name) ?? []);
	const times = each.map(({ ms }) => ms);
	const unpriced = replies.filter(({ cost }) => cost === null).map(({ model }) => model);
	const dates = replies.flatMap(({ priceDate }) => priceDate ?? []).sort();
	return {
		requests: settings.count,
		inputTokens: settings.count * tokensOf(input.promptChars),
		outputTokens: sum(each.map(({ outputTokens }) => outputTokens)),
		cost: unpriced.length > 0 ? null : toMicrodollars(sum(each.flatMap(({ cost }) => cost ?? []))),
		unpriced,
		pricesOf: dates[0] ?? null,
		seconds: times.includes(null)
			? null
			: secondsOf(
					times.flatMap((time) => time ?? []),
					settings.concurrency
				),
		basis: basisOf(replies, unpriced, dates[0])
	};
}

/** The most one reply of the round has to be reckoned with, in US dollars; null when that of any model is unknown. */
export function dearestReply(input: EstimateInput): number | null {
	if (!isPrompted(input.settings)) return 0;
	const all = input.settings.models.map((model) => estimateReply(model, input).dearest);
	return all.includes(null) ? null : Math.max(...all.flatMap((cost) => cost ?? []));
}

/** Models that are known not to tell their price: it is in no table, and earlier replies said nothing of it either. */
export function modelsWithoutPrice({
	settings,
	past,
	table
}: Omit<EstimateInput, 'promptChars'>): string[] {
	if (!isPrompted(settings)) return [];
	return settings.models.filter((model) => {
		const replies = past.filter(
			(reply) => reply.model === model && reply.baseUrl === settings.baseUrl
		);
		const isReported = replies.some(({ costBasis }) => costBasis === 'reported');
		return replies.length > 0 && !isReported && findPrice(model, table) === null;
	});
}

function nothingAsked({ provider }: RoundSettings): RoundEstimate {
	const none = { low: 0, high: 0 };
	return {
		requests: 0,
		inputTokens: 0,
		outputTokens: none,
		cost: none,
		unpriced: [],
		pricesOf: null,
		seconds: null,
		basis: `No model is asked, so it costs nothing: ${provider === 'recorded' ? 'the replies were recorded.' : 'the pages are laid out by hand-made rules.'}`
	};
}

function estimateReply(
	model: string,
	{ settings, promptChars, past, table }: EstimateInput
): ReplyEstimate {
	const mine = past.filter((reply) => reply.model === model);
	const outputs = mine.flatMap(({ usage }) => usage?.outputTokens ?? []);
	const outputTokens = quartiles(outputs) ?? DEFAULT_OUTPUT_TOKENS;
	const reported = mine
		.filter(({ baseUrl, costBasis }) => costBasis === 'reported' && baseUrl === settings.baseUrl)
		.flatMap(({ cost }) => cost ?? []);
	const known = {
		model,
		known: outputs.length,
		outputTokens,
		ms: quartiles(mine.flatMap(({ ms }) => ms ?? []))
	};
	// What the endpoint has said comes before what the table says.
	if (reported.length > 0) {
		return { ...known, cost: quartiles(reported), dearest: Math.max(...reported), priceDate: null };
	}
	const costOf = (tokens: number) =>
		priceOf({ inputTokens: tokensOf(promptChars), outputTokens: tokens }, model, table);
	const low = costOf(outputTokens.low);
	const high = costOf(outputTokens.high);
	return {
		...known,
		cost: low === null || high === null ? null : { low, high },
		dearest: costOf(Math.max(outputTokens.high, ...outputs)),
		priceDate: findPrice(model, table)?.date ?? null
	};
}

function tokensOf(chars: number): number {
	return Math.ceil(chars / CHARS_PER_TOKEN);
}

/** The middle half of what is known; null of nothing. */
function quartiles(values: number[]): Span | null {
	const sorted = [...values].sort((a, b) => a - b);
	const at = (share: number) => sorted[Math.round((sorted.length - 1) * share)];
	const low = at(0.25);
	const high = at(0.75);
	return low === undefined || high === undefined ? null : { low, high };
}

function sum(spans: Span[]): Span {
	return spans.reduce(
		(total, { low, high }) => ({ low: total.low + low, high: total.high + high }),
		{ low: 0, high: 0 }
	);
}

/** Sums of fractions have digits that mean nothing. */
function toMicrodollars({ low, high }: Span): Span {
	return { low: Math.round(low * 1e6) / 1e6, high: Math.round(high * 1e6) / 1e6 };
}

/** So many at once, and never less than the slowest takes alone. */
function secondsOf(times: Span[], atOnce: number): Span {
	const total = sum(times);
	const wall = (all: number, slowest: number) => Math.round(Math.max(all / atOnce, slowest) / 1000);
	return {
		low: wall(total.low, Math.max(...times.map(({ low }) => low))),
		high: wall(total.high, Math.max(...times.map(({ high }) => high)))
	};
}

function basisOf(replies: ReplyEstimate[], unpriced: string[], oldest: string | undefined): string {
	const known = replies.reduce((total, reply) => total + reply.known, 0);
	const unheard = replies.filter((reply) => reply.known === 0).map(({ model }) => model);
	const { low, high } = DEFAULT_OUTPUT_TOKENS;
	return [
		`The prompt is counted as a token for every ${CHARS_PER_TOKEN} characters.`,
		known > 0 ? `Replies are taken to be like the middle half of ${known} earlier ones.` : '',
		unheard.length > 0
			? `Of ${unheard.join(', ')} there is no earlier reply: ${low} to ${high} tokens are assumed for each.`
			: '',
		oldest === undefined ? '' : `Prices are those of the table of ${oldest}.`,
		unpriced.length > 0 ? `No price is known for ${unpriced.join(', ')}.` : ''
	]
		.filter(Boolean)
		.join(' ');
}
