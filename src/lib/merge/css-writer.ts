/** Writes style rules as text, those under the same conditions together. */
import type { Condition, Declaration } from './style-rules.ts';

export interface WrittenRule {
	/** A selector list, or an at-rule whole where there are no declarations. */
	prelude: string;
	declarations: readonly Declaration[] | null;
	/** For at-rules such as `@keyframes`. */
	body?: string | null;
	conditions: readonly Condition[];
}

export function writeRules(rules: readonly WrittenRule[]): string {
	const lines: string[] = [];
	let open: readonly Condition[] = [];
	for (const rule of rules) {
		const text = textOf(rule);
		if (text === null) continue;
		let shared = 0;
		while (shared < open.length && isSame(open[shared], rule.conditions[shared])) shared++;
		for (let depth = open.length; depth > shared; depth--) lines.push(`${indent(depth - 1)}}`);
		for (const [depth, { name, prelude }] of rule.conditions.entries()) {
			if (depth >= shared) lines.push(`${indent(depth)}@${name} ${prelude} {`.replace(/ {2}/, ' '));
		}
		open = rule.conditions;
		lines.push(`${indent(open.length)}${text}`);
	}
	for (let depth = open.length; depth > 0; depth--) lines.push(`${indent(depth - 1)}}`);
	return safeInStyle(lines.join('\n'));
}

const indent = (depth: number): string => '\t'.repeat(depth);

/** An anonymous layer is another one each time. */
function isSame(a: Condition | undefined, b: Condition | undefined): boolean {
	if (!a || !b || a.name !== b.name || a.prelude !== b.prelude) return false;
	return a.name !== 'layer' || a.prelude !== '';
}

function textOf({ prelude, declarations, body }: WrittenRule): string | null {
	if (declarations) {
		if (declarations.length === 0) return null;
		return `${prelude} { ${writeDeclarations(declarations)} }`;
	}
	return body === null || body === undefined ? `${prelude};` : `${prelude} { ${body} }`;
}

export function writeDeclarations(declarations: readonly Declaration[]): string {
	return declarations
		.map(
			({ property, value, isImportant }) =>
				`${property}: ${value}${isImportant ? ' !important' : ''};`
		)
		.join(' ');
}

/** Text that may stand in a `style` element whatever is in it: nothing in it ends the element, or opens a comment of HTML. */
export function safeInStyle(css: string): string {
	return css.replace(/<(?=\/|!)/g, '\\3c ');
}
