/** What a round would take, in a line for the person who is about to begin it. */
import type { RoundEstimate } from '#lib/domain/view.ts';
import { duration } from './output.ts';

/** `12 requests, about 40000 tokens in and 60000 to 240000 out, $0.10 to $0.42, 2 min 5 s to 6 min 0 s. …` */
export function describeEstimate(estimate: RoundEstimate): string {
	const { requests, inputTokens, outputTokens, cost, seconds, basis } = estimate;
	if (requests === 0) return basis;
	const figures = [
		requests === 1 ? '1 request' : `${requests} requests`,
		`about ${inputTokens} tokens in and ${outputTokens.low} to ${outputTokens.high} out`,
		cost === null
			? 'at a price that is not known'
			: `$${dollars(cost.low)} to $${dollars(cost.high)}`,
		seconds === null ? '' : `${duration(seconds.low * 1000)} to ${duration(seconds.high * 1000)}`
	];
	return `${figures.filter(Boolean).join(', ')}. ${basis}`;
}

/** Two digits after the point, and more where there would be nothing to see. */
function dollars(amount: number): string {
	return amount > 0 && amount < 0.1 ? amount.toFixed(4) : amount.toFixed(2);
}
