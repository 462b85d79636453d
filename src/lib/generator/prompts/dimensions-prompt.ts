/** Asks a model in which respects answers to one brief can differ. The model lists; the code draws. */
import type { BriefContent } from '#lib/domain/brief.ts';
import type { Dimension } from '#lib/domain/direction.ts';
import type { Prompt } from '../provider.ts';
import {
	avoidSection,
	brandSection,
	briefSection,
	dataSection,
	QUOTED,
	referencesSection,
	statesSection
} from './brief-sections.ts';
import { makePrompt } from './prompt-text.ts';

/** Goes up with every change of wording. */
const PROMPT_VERSION = 'dimensions-1';

export interface DimensionsPromptParts {
	brief: BriefContent;
	/** Dimensions the space has already: others are wanted, not these in other words. */
	standing: readonly Dimension[];
}

const ROLE = `You are a product designer who opens up a question before anybody answers it. You are given one feature. Many prototypes of it are going to be built side by side, each at another point of a space of dimensions, so that people can choose between ideas and not between shades of one. You name the dimensions; somebody else draws the points.`;

const DIMENSION = `A dimension
- is a question about this feature on which sensible people would decide differently, and whose answer changes what is on the screen: what the thing is taken for, what comes first, who speaks, what is counted, what a mistake costs, when it asks, what it remembers.
- is about this brief. If it could be put to any brief, it is not one.
- is independent of the others: any value of it goes with any value of them, the standing ones included.
- has four to eight values. Each is an answer somebody would defend; none is the straw man, none is “balanced” or “a mix”. They differ in kind, not in degree.`;

const CLAUSE = `A value
- has a label of one to three words in lower case, such as “by time” or “two”.
- has a clause of two parts with one semicolon between. The part before it is a phrase of at most twelve words that goes on from “an answer, …”: it begins with “with”, “in”, “as”, “by”, “for”, “told”, “ordered”, “shown” or the like, in lower case, without a full stop. The part after it tells a builder in one sentence what that means on the screen. Such as: “ordered by when and for how long; every choice shows its beginning and its end”.
- gives no colours, faces or names of products.`;

const FORM = `The reply
One JSON object and nothing else, in the language of the brief:
{"dimensions": [{"key": "lower-case-word", "label": "one to three words", "why": "one line on why this matters for this brief", "values": [{"key": "lower-case-word", "label": "…", "clause": "…; …"}]}]}
Six to nine dimensions, the one that matters most first. Keys are in lower-case ASCII letters and hyphens.`;

/** The prompt that asks for dimensions. Pure: the same parts give the same text and the same hash. */
export function buildDimensionsPrompt({ brief, standing }: DimensionsPromptParts): Prompt {
	return makePrompt(PROMPT_VERSION, [ROLE, DIMENSION, CLAUSE, FORM, QUOTED].join('\n\n'), [
		briefSection(brief),
		brief.sampleData.length === 0
			? ''
			: dataSection(brief, 'What there is to show. Let it tell you what the feature is about.'),
		brief.states.length === 0 ? '' : statesSection(brief, 'It will be shown in these states:'),
		avoidSection(brief),
		referencesSection(brief),
		brandSection(brief),
		standingSection(standing),
		'# Dimensions wanted\nName six to nine others that matter for this brief, as one JSON object.'
	]);
}

function standingSection(standing: readonly Dimension[]): string {
	if (standing.length === 0) return '';
	const lines = standing.map(({ key, label, values }) => {
		const labels = values.map((value) => oneLine(value.label)).join(', ');
		return `- ${key} (${oneLine(label)}): ${labels}`;
	});
	return [
		'# Standing dimensions',
		'These are in the space already. Do not name them again, in these words or others:',
		...lines
	].join('\n');
}

function oneLine(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}
