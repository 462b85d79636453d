/** The prompt of an exploring round: one brief, one direction. */
import type { BriefContent } from '#lib/domain/brief.ts';
import type { Dimension, Direction } from '#lib/domain/direction.ts';
import type { Range } from '#lib/domain/round.ts';
import type { Prompt } from '../provider.ts';
import { respects, wholeBrief } from './build-sections.ts';
import type { Cliches } from './cliches.ts';
import { documentContract } from './document-contract.ts';
import { makePrompt } from './prompt-text.ts';

/** Goes up with every change of wording, so that variants of different prompts can be told apart. */
const PROMPT_VERSION = 'explore-2';

export interface PromptParts {
	brief: BriefContent;
	direction: Direction;
	/** In which the direction's point can be read. */
	dimensions: readonly Dimension[];
	range: Range;
	cliches: Cliches;
	/** @see Provider.handIn; nothing when left out. */
	handIn?: string | null;
}

/** What the range of a round means for one who builds a variant of it. */
const RANGE_MEANS: Record<Range, string> = {
	refine:
		'This round refines: something close to this has been picked already, and its neighbours are being built beside yours. What it is stands. Spend yourself on what this direction settles anew, until the difference is worth choosing by, and on making every part exact.',
	explore: 'Others build other directions; stay in yours, and take it further than is comfortable.',
	reimagine:
		'This round starts afresh: what has been built so far is known, and one more like it is not wanted. Go back to what the brief is for, doubt every habit of form it brings along, and take this direction to its furthest honest end.'
};

/** The prompt for one variant. Pure: the same parts give the same text and the same hash. */
export function buildPrompt(parts: PromptParts): Prompt {
	const { brief, cliches } = parts;
	return makePrompt(PROMPT_VERSION, documentContract(brief.viewports, brief.themes), [
		...wholeBrief(brief, cliches),
		directionSection(parts),
		'Build this direction now: the labelled lines first, then the whole document in one html fence.',
		parts.handIn ?? ''
	]);
}

function directionSection({ direction, dimensions, range }: PromptParts): string {
	const lines = respects(direction, dimensions);
	return [
		'# Your direction',
		direction.statement,
		...(lines.length > 0 ? ['', 'In each respect:', ...lines] : []),
		'',
		`${RANGE_MEANS[range]} Where the direction and the needs of a person using this collide, the person wins and the direction finds another way.`
	].join('\n');
}
