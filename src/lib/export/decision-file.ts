import type { ExportMaterial } from './bundle.ts';

/** The decision as Markdown for people: what was chosen, why, out of what. */
export function writeDecision({ brief, variant, decision, siblings }: ExportMaterial): string {
	const name = `${variant.number}${variant.title ? `, ${oneLine(variant.title)}` : ''}`;
	const lines = [`# ${oneLine(brief.title)}`, ''];
	if (!decision) {
		lines.push(`Not decided yet. This is variant ${name}, taken out while the choice is open.`);
	} else if (decision.variantId === variant.id) {
		lines.push(
			`Chosen: **${name}**, on ${day(decision.createdAt)}.`,
			'',
			'## Why',
			'',
			decision.why
		);
	} else {
		lines.push(
			`Another variant was chosen, on ${day(decision.createdAt)}. This is variant ${name}.`
		);
		lines.push('', '## Why the other', '', decision.why);
	}
	lines.push('', '## The idea', '', variant.statement, '', '## Out of what', '');
	lines.push(countSentence(siblings));
	const picks = siblings.filter(
		(sibling) => sibling.flag === 'pick' && sibling.number !== variant.number
	);
	if (picks.length > 0) {
		lines.push('', 'Also picked:', '');
		for (const pick of picks)
			lines.push(`- ${pick.number}${pick.title ? `, ${oneLine(pick.title)}` : ''}`);
	}
	return `${lines.join('\n')}\n`;
}

function countSentence(siblings: ExportMaterial['siblings']): string {
	const picked = siblings.filter((sibling) => sibling.flag === 'pick').length;
	const rejected = siblings.filter((sibling) => sibling.flag === 'reject').length;
	const all = siblings.length;
	return `${all} ${all === 1 ? 'variant' : 'variants'}: ${picked} picked, ${rejected} rejected, ${all - picked - rejected} left unmarked.`;
}

const day = (at: number) => new Date(at).toISOString().slice(0, 10);

/** A heading or a list item must stay one line of plain text, whatever a model wrote as a title. */
const oneLine = (text: string) =>
	text
		.replaceAll(/\s+/g, ' ')
		.trim()
		.replaceAll(/[\\`*_[\]<>]/g, '\\$&');
