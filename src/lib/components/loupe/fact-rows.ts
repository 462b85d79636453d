/** What a camera read from a page, in words. What could not be measured says so. */
import type { PageFacts } from '#lib/domain/capture-facts.ts';
import type { CaptureView } from '#lib/domain/view.ts';
import { counted, grouped } from '../shared/numbers.ts';

export interface FactRow {
	name: string;
	value: string;
	/** Lines to be opened. */
	more: string[];
}

/**
 * @param facts of the page at rest on the main viewport
 * @param captures all of the variant's: widths, states and steadiness are told of every one
 */
export function rowsOf(facts: PageFacts, captures: CaptureView[]): FactRow[] {
	const row = (name: string, value: string, more: string[] = []): FactRow => ({
		name,
		value,
		more
	});
	const refused = Object.values(facts.refusedRequests).reduce((sum, n) => sum + n, 0);
	const faults = [...facts.pageErrors, ...facts.consoleErrors];
	const rules = facts.axe;
	return [
		row(
			'Errors in the page',
			faults.length === 0 ? 'none' : counted(faults.length, 'error'),
			faults
		),
		row(
			'Reached for the network',
			refused === 0 ? 'no' : `${counted(refused, 'time')}, refused`,
			Object.entries(facts.refusedRequests).map(([kind, count]) => `${kind}: ${grouped(count)}`)
		),
		row('Runs off to the right', overflow(captures)),
		typeof facts.clippedText === 'string'
			? row('Text cut off', facts.clippedText)
			: row(
					'Text cut off',
					facts.clippedText.count === 0 ? 'nowhere' : counted(facts.clippedText.count, 'place'),
					facts.clippedText.examples.map(({ selector, text }) => `“${text}” in ${selector}`)
				),
		typeof facts.overlappingText === 'string'
			? row('Text over text', facts.overlappingText)
			: row(
					'Text over text',
					facts.overlappingText.count === 0
						? 'nowhere'
						: counted(facts.overlappingText.count, 'place'),
					facts.overlappingText.examples.map(
						({ first, second }) => `“${first.text}” and “${second.text}”`
					)
				),
		typeof rules === 'string'
			? row('Accessibility', rules)
			: row(
					'Accessibility',
					rules.length === 0 ? 'no rule broken' : `${counted(rules.length, 'rule')} broken`,
					rules.map(({ help, impact, count }) => `${help} (${impact ?? 'unrated'}, ${count})`)
				),
		row(
			'Typefaces',
			typeof facts.fonts === 'string'
				? facts.fonts
				: facts.fonts.map(({ family }) => family).join(', ') || 'none'
		),
		row('Nodes', typeof facts.nodes === 'number' ? grouped(facts.nodes) : facts.nodes),
		row(
			'Settled after',
			typeof facts.settleMs === 'number'
				? `${grouped(Math.round(facts.settleMs))} ms`
				: facts.settleMs
		),
		steadiness(captures)
	];
}

function overflow(captures: CaptureView[]): string {
	const wide = captures.flatMap(({ viewport, state, pose, facts }) =>
		state === null && pose === 'rest' && typeof facts?.overflowX === 'number' && facts.overflowX > 0
			? [[viewport, facts.overflowX] as const]
			: []
	);
	const widest = new Map(wide.toSorted(([, a], [, b]) => a - b));
	if (widest.size === 0) return 'nowhere';
	return [...widest].map(([viewport, by]) => `${viewport}, by ${grouped(by)} px`).join('; ');
}

/** Two looks at one page may differ: then a photograph shows one moment of several. */
function steadiness(captures: CaptureView[]): FactRow {
	const name = 'Holds still';
	const looks = captures.map(({ facts }) => facts?.unstable ?? 'not measured');
	if (looks.every((look) => look === 'not measured'))
		return { name, value: 'not measured', more: [] };
	const shares = looks.flatMap((look) => (typeof look === 'object' ? [look] : []));
	if (shares.length === 0) return { name, value: 'yes', more: [] };
	const most = Math.max(...shares.map(({ share }) => share));
	return {
		name,
		value: `no: ${(most * 100).toFixed(most < 0.01 ? 2 : 0)} % goes on changing`,
		more: shares.flatMap(({ boxes }) =>
			boxes.map(
				({ x, y, width, height }) =>
					`${width} × ${height} px, ${x} from the left, ${y} from the top`
			)
		)
	};
}
