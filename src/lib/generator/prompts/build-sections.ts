/** What every prompt for a document is built on: the brief in full, and its direction respect by respect. */
import type { BriefContent } from '#lib/domain/brief.ts';
import type { Dimension, Direction } from '#lib/domain/direction.ts';
import {
	avoidSection,
	brandSection,
	briefSection,
	dataSection,
	referencesSection,
	statesSection
} from './brief-sections.ts';
import type { Cliches } from './cliches.ts';

/** All that a brief says to whoever builds a document for it, in its order; empty sections are to be left out. */
export function wholeBrief(brief: BriefContent, cliches: Cliches): string[] {
	return [
		briefSection(brief),
		sampleData(brief),
		states(brief),
		avoidSection(brief),
		clicheSection(cliches),
		referencesSection(brief),
		brandSection(brief)
	];
}

/** A direction's point, a line for each respect. */
export function respects(direction: Direction, dimensions: readonly Dimension[]): string[] {
	// In the order of the point and not of the space, which may have been changed since: tried again, it is the same prompt.
	return Object.entries(direction.point).flatMap(([key, chosen]) => {
		const dimension = dimensions.find((candidate) => candidate.key === key);
		const value = dimension?.values.find((candidate) => candidate.key === chosen);
		return dimension && value
			? [`- ${oneLine(dimension.label)}: ${oneLine(value.label)}. ${sentence(value.clause)}`]
			: [];
	});
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

function sentence(clause: string): string {
	const text = oneLine(clause.charAt(0).toUpperCase() + clause.slice(1));
	return /[.!?]$/.test(text) ? text : `${text}.`;
}
