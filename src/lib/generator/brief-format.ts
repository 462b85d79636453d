/** A brief's fields as a brief file: what `parseBrief` reads back. */
import { stringify } from 'yaml';
import type { BriefContent } from '#lib/domain/brief.ts';

/** Fields that are as they would be by default are left out. */
export function formatBrief(content: BriefContent): string {
	const { title, audience, states, viewports, themes, brand, avoid, references } = content;
	const front = {
		title,
		...(audience === '' ? {} : { audience }),
		...(states.length === 0 ? {} : { states }),
		viewports,
		themes,
		...(Object.keys(brand).length === 0 ? {} : { brand }),
		...(avoid.length === 0 ? {} : { avoid }),
		...(references.length === 0 ? {} : { references })
	};
	const blocks = content.sampleData.map(
		(data) => `\n\`\`\`json\n${JSON.stringify(data, null, 2)}\n\`\`\`\n`
	);
	return `---\n${stringify(front)}---\n\n${content.purpose.trim()}\n${blocks.join('')}`;
}
