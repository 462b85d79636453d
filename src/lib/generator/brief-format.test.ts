import { describe, expect, it } from 'vitest';
import { BriefContent } from '#lib/domain/brief.ts';
import { parseBrief } from './brief-file.ts';
import { formatBrief } from './brief-format.ts';

const CASES: [name: string, content: BriefContent][] = [
	['the least there can be', BriefContent.parse({ title: 'A bell', purpose: 'Ring it.' })],
	[
		'everything',
		BriefContent.parse({
			title: 'Snooze: until it "matters"',
			purpose: 'One paragraph.\n\n- a point\n- another',
			audience: 'Support staff',
			states: ['resting', 'cause lost'],
			viewports: ['phone', 'desktop'],
			themes: ['light', 'dark'],
			brand: { name: 'Pip', colours: ['#123456'] },
			avoid: ['gradients: any', '# nothing'],
			references: ['a station clock'],
			sampleData: [{ rows: [1, 2] }, ['x']]
		})
	]
];

describe('formatBrief', () => {
	it.each(CASES)('is read back as it was: %s', (_name, content) => {
		expect(parseBrief(formatBrief(content))).toEqual(content);
	});
});
