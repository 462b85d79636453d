/** Says on stderr how far a round is: one line that changes on a terminal, a line now and then elsewhere. */
import type { RoundSettings } from '#lib/domain/round.ts';
import type { RoundMessage } from '#lib/server/pipeline/watch-round.ts';

/** Between two lines where lines cannot be rewritten, in milliseconds. */
const LINE_INTERVAL_MS = 5_000;

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
	const { stderr } = process;
	const standing: Standing = {
		ready: new Set(),
		failed: new Set(),
		photographed: new Set(),
		chars: 0
	};
	let toldAt = 0;
	let told = '';
	const say = (isLast: boolean) => {
		const line = describe(standing, settings);
		if (line === told) return;
		if (!stderr.isTTY && !isLast && Date.now() - toldAt < LINE_INTERVAL_MS) return;
		stderr.write(stderr.isTTY ? `\r\x1b[2K${line}` : `${line}\n`);
		told = line;
		toldAt = Date.now();
	};
	for await (const message of messages) {
		if (message.kind === 'event' && message.event.data['repeated'] !== undefined)
			stderr.write(repeatedLine(message.event.data['repeated'], settings));
		take(standing, message);
		say(false);
	}
	standing.chars = 0;
	say(true);
	if (stderr.isTTY) stderr.write('\n');
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
