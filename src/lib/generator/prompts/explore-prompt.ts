/** The prompt of an exploring round: one brief, one direction. */
import { createHash } from 'node:crypto';
import type { BriefContent } from '#lib/domain/brief.ts';
import type { Dimension, Direction } from '#lib/domain/direction.ts';
import type { Prompt } from '../provider.ts';
import { fenceData } from './data-fence.ts';
import { documentContract } from './document-contract.ts';

/** Goes up with every change of wording, so that variants of different prompts can be told apart. */
const PROMPT_VERSION = 'explore-1';

export interface PromptParts {
	brief: BriefContent;
	direction: Direction;
	dimensions: readonly Dimension[];
}

/** The prompt for one variant. Pure: the same parts give the same text and the same hash. */
export function buildPrompt(parts: PromptParts): Prompt {
	const { brief } = parts;
	const system = documentContract(brief.viewports, brief.themes);
	const user = [
		briefSection(brief),
		dataSection(brief),
		statesSection(brief),
		listSection('Avoid', 'What this brief does not want to see:', brief.avoid),
		listSection(
			'References',
			'What the person had in mind. Take the thought, not the look:',
			brief.references
		),
		brandSection(brief),
		directionSection(parts),
		'Build this direction now: the plan, then the whole document in one html fence.'
	]
		.filter((section) => section !== '')
		.join('\n\n');
	const sha256 = createHash('sha256')
		.update(JSON.stringify([PROMPT_VERSION, system, user]))
		.digest('hex');
	return { version: PROMPT_VERSION, system, user, sha256 };
}

function briefSection(brief: BriefContent): string {
	const text = [
		`Title: ${brief.title}`,
		...(brief.audience ? [`Audience: ${brief.audience}`] : []),
		...(brief.purpose ? ['', brief.purpose] : [])
	].join('\n');
	return `# The brief\n${fenceData('brief', text)}`;
}

function dataSection(brief: BriefContent): string {
	if (brief.sampleData.length === 0) {
		return '# Sample data\nNone is given. Take what you show from the words of the brief, and keep it plausible, specific and consistent across states.';
	}
	const blocks = brief.sampleData.map((data) => fenceData('data', JSON.stringify(data, null, 2)));
	return `# Sample data\nShow this data, as it is.\n${blocks.join('\n')}`;
}

/** State names are checked to be plain words when a brief is read, so they may stand outside a fence. */
function statesSection(brief: BriefContent): string {
	if (brief.states.length === 0) {
		return '# States\nThe brief names none. Choose the resting state, and make empty, loading and failed visible where they can occur.';
	}
	return `# States\nThe document has to show each of these, under exactly these names:\n${brief.states.map((state) => `- ${state}`).join('\n')}`;
}

function listSection(heading: string, intro: string, items: readonly string[]): string {
	if (items.length === 0) return '';
	return `# ${heading}\n${intro}\n${fenceData(heading.toLowerCase(), items.map((item) => `- ${item}`).join('\n'))}`;
}

function brandSection(brief: BriefContent): string {
	if (Object.keys(brief.brand).length === 0) return '';
	return `# Brand\nThis belongs to the product and stays as it is; what it leaves open is yours.\n${fenceData('brand', JSON.stringify(brief.brand, null, 2))}`;
}

function directionSection({ direction, dimensions }: PromptParts): string {
	const lines = dimensions.flatMap((dimension) => {
		const value = dimension.values.find(
			(candidate) => candidate.key === direction.point[dimension.key]
		);
		return value ? [`- ${dimension.label}: ${value.label}. ${sentence(value.clause)}`] : [];
	});
	return [
		'# Your direction',
		direction.statement,
		...(lines.length > 0 ? ['', 'In each respect:', ...lines] : []),
		'',
		'Others build other directions; stay in yours, and take it further than is comfortable. Where the direction and the needs of a person using this collide, the person wins and the direction finds another way.'
	].join('\n');
}

function sentence(clause: string): string {
	const text = clause.charAt(0).toUpperCase() + clause.slice(1);
	return /[.!?]$/.test(text) ? text : `${text}.`;
}
