/** Frames that were not made, gathered by what was in the way. */
import type { VariantView } from '#lib/domain/view.ts';

export interface FailureGroup {
	code: string;
	/** Goes on from the number of frames: “3 declined by the model”. */
	reason: string;
	/** The message, where all of them have the same. */
	message: string | null;
	variants: VariantView[];
}

const STOPPED = 'stopped';
const CUT_OFF = 'cut_off';

const REASONS: Record<string, string> = {
	[STOPPED]: 'stopped before they were written',
	[CUT_OFF]: 'cut off in the middle',
	reply_refused: 'declined by the model',
	reply_empty: 'came back empty',
	reply_no_document: 'came back without a page',
	reply_cut_short: 'ended before the page did',
	reply_left_out: 'left parts of the page out',
	reply_too_large: 'did not stop',
	provider_key: 'met a key that is not taken',
	provider_unreachable: 'could not reach the endpoint',
	provider_rate_limited: 'were told to wait too long',
	provider_no_credit: 'met an account without credit',
	provider_failed: 'met an error of the endpoint',
	provider_not_json: 'met something that is no endpoint',
	provider_idle: 'heard nothing from the endpoint',
	provider_cut_off: 'lost the connection',
	provider_not_ready: 'found nobody ready to build them',
	unknown_model: 'asked for a model that is not there',
	agent_failed: 'were given up by the agent',
	agent_asked: 'were answered with a question',
	agent_timeout: 'took the agent too long',
	over_budget: 'would have passed the budget'
};

/** Largest group first; within a group in the order of their numbers. */
export function failureGroups(variants: readonly VariantView[]): FailureGroup[] {
	const groups = new Map<string, VariantView[]>();
	for (const variant of variants) {
		const code = codeOf(variant);
		if (code !== null) groups.set(code, [...(groups.get(code) ?? []), variant]);
	}
	return [...groups]
		.map(([code, members]) => ({
			code,
			reason: REASONS[code] ?? 'failed',
			message: sharedMessage(members),
			variants: members
		}))
		.sort((a, b) => b.variants.length - a.variants.length);
}

function codeOf({ phase, error }: VariantView): string | null {
	if (phase === 'cancelled') return STOPPED;
	if (phase === 'interrupted') return CUT_OFF;
	return phase === 'failed' ? (error?.code ?? 'internal') : null;
}

function sharedMessage(members: readonly VariantView[]): string | null {
	const messages = new Set(members.map(({ error }) => error?.message ?? null));
	const [only = null] = messages;
	return messages.size === 1 ? only : null;
}
