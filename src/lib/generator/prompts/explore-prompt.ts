/** The prompt of an exploring round: one brief, one direction. */
import type { BriefContent } from '#lib/domain/brief.ts';
import type { Dimension, Direction } from '#lib/domain/direction.ts';
import type { Range } from '#lib/domain/round.ts';
import type { Prompt } from '../provider.ts';
import {
	avoidSection,
	brandSection,
	briefSection,
	dataSection,
	referencesSection,
	statesSection
} from './brief-sections.ts';
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
		briefSection(brief),
		sampleData(brief),
		states(brief),
		avoidSection(brief),
		clicheSection(cliches),
		referencesSection(brief),
		brandSection(brief),
		directionSection(parts),
		'Build this direction now: the labelled lines first, then the whole document in one html fence.',
		parts.handIn ?? ''
	]);
}

function sampleData(brief: BriefContent): string {
	return brief.sampleData.length === 0
		? '# Sample data\nNone is given. Take what you show from the words of the brief, and keep it plausible, specific and consistent across states.'
		: dataSection(brief, 'Show this data, as it is.');
}

function states(brief: BriefContent): string {
	return brief.states.length === 0
		? '# States\nThe brief names none. Choose the resting state, and make empty, loading and failed visible where they can occur.'
		: statesSection(brief, 'The document has to show each of these, under exactly these names:');
}

/** Ours, as the brief's own list of what to avoid is the person's; so it stands after it and forbids nothing. */
function clicheSection({ date, groups }: Cliches): string {
	if (groups.length === 0) return '';
	const lists = groups.map(({ name, entries }) => {
		const lines = entries.map((entry) => `- ${oneLine(entry.name)}: ${oneLine(entry.look)}`);
		return `${oneLine(name)}\n${lines.join('\n')}`;
	});
	return [
		`# Seen too often, as of ${date}`,
		'This is what pages made by models look like. Nothing here is forbidden: any of it is right where this brief asks for it and you can say why. As a habit it is wrong, and two or three of them together are somebody else’s page.',
		...lists
	].join('\n\n');
}

function oneLine(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}

function directionSection({ direction, dimensions, range }: PromptParts): string {
	// In the order of the point and not of the space, which may have been changed since: tried again, it is the same prompt.
	const lines = Object.entries(direction.point).flatMap(([key, chosen]) => {
		const dimension = dimensions.find((candidate) => candidate.key === key);
		const value = dimension?.values.find((candidate) => candidate.key === chosen);
		return dimension && value
			? [`- ${oneLine(dimension.label)}: ${oneLine(value.label)}. ${sentence(value.clause)}`]
			: [];
	});
	return [
		'# Your direction',
		direction.statement,
		...(lines.length > 0 ? ['', 'In each respect:', ...lines] : []),
		'',
		`${RANGE_MEANS[range]} Where the direction and the needs of a person using this collide, the person wins and the direction finds another way.`
	].join('\n');
}

function sentence(clause: string): string {
	const text = oneLine(clause.charAt(0).toUpperCase() + clause.slice(1));
	return /[.!?]$/.test(text) ? text : `${text}.`;
}
