/** Says on stderr how far a round is. */
import type { RoundSettings } from '#lib/domain/round.ts';
import type { RoundMessage } from '#lib/server/pipeline/watch-round.ts';
import { createStatusLine } from './status-line.ts';

interface Standing {
	ready: Set<string>;
	failed: Set<string>;
	photographed: Set<string>;
	/** Characters received by those being written. */
	chars: number;
}

/** Resolves when the story is told or its watch is ended. */
export async function followRound(
	messages: AsyncIterable<RoundMessage>,
	settings: RoundSettings
): Promise<void> {
	const line = createStatusLine();
	const standing: Standing = {
		ready: new Set(),
		failed: new Set(),
		photographed: new Set(),
		chars: 0
	};
	for await (const message of messages) {
		if (message.kind === 'event' && message.event.data['repeated'] !== undefined)
			process.stderr.write(repeatedLine(message.event.data['repeated'], settings));
		take(standing, message);
		line.say(describe(standing, settings));
	}
	standing.chars = 0;
	line.end(describe(standing, settings));
}

/** What is pinned and banned, or a small space, may leave fewer points than there are variants. */
function repeatedLine(repeated: unknown, { count }: RoundSettings): string {
	return `The space has too few points left: ${String(repeated)} of ${count} directions come again.\n`;
}

function take(standing: Standing, message: RoundMessage): void {
	if (message.kind === 'progress')
		standing.chars = message.variants.reduce((sum, { chars }) => sum + chars, 0);
	if (message.kind !== 'event' || message.event.variantId === null) return;
	const { type, variantId } = message.event;
	if (type === 'variant.ready') standing.ready.add(variantId);
	if (type === 'variant.failed' || type === 'variant.interrupted') standing.failed.add(variantId);
	if (type === 'variant.queued') standing.failed.delete(variantId);
	if (type === 'variant.photographed') standing.photographed.add(variantId);
}

function describe(
	{ ready, failed, photographed, chars }: Standing,
	{ count, shots }: RoundSettings
): string {
	return [
		`${ready.size} of ${count} built`,
		shots.length > 0 ? `${photographed.size} photographed` : '',
		failed.size > 0 ? `${failed.size} failed` : '',
		chars > 0 ? `${chars} characters being written` : ''
	]
		.filter(Boolean)
		.join(', ');
}
