/** Gives an element of a base the motion of an element of another variant: how it comes in, and how it answers to being used. */
import { aroundPart } from './around-part.ts';
import { writeRules, type WrittenRule } from './css-writer.ts';
import { Differences } from './differences.ts';
import type { NamedDifference } from '#lib/domain/merge.ts';
import { readGround } from './ground.ts';
import { edited } from './html-tree.ts';
import {
	mentions,
	renameDeclaration,
	usedProperties,
	withoutFetching,
	type Renames
} from './names.ts';
import { bareName, writeSteps } from './part-css.ts';
import { impossible, type PartReading, type PartRule } from './part-reading.ts';
import { passingText } from './selectors.ts';
import { styleEdit } from './splice.ts';
import type { Declaration } from './style-rules.ts';

export interface MotionResult {
	html: string;
	changes: NamedDifference[];
	notes: string[];
}

/** On an element that moves as one of another variant does. */
const MOTION_ATTRIBUTE = 'data-graft-motion';
const MOVES =
	/^(-webkit-)?(transition|animation)(-|$)|^(will-change|interpolate-size|transition-behavior)$/;
/** What changes while an element is pointed at, pressed or comes in. */
const MOVED = /^(transform|translate|scale|rotate|opacity|filter|offset.*|clip-path)$/;
/** Outweighs what the base says of the element, without asking for anything. */
const HEAVY = ':is(*, #vt#vt)';

/**
 * @param part the element that moves, as it was read
 * @param anchorId the element of the base that is to move so
 * @param index which of the parts of a merge it is, from 0, for the keys of the differences
 * @throws VitrineError `merge_impossible` where it does not move by its rules, or the base has no such element
 */
export function takeMotion(
	base: string,
	part: PartReading,
	anchorId: string,
	{ name, index = 0 }: { name: string; index?: number },
	without: readonly string[] = []
): MotionResult {
	const ground = readGround(base, anchorId);
	const rules = part.rules.flatMap((rule) => motionOf(rule));
	if (
		rules.every(({ declarations }) =>
			declarations.every(({ value }) => /^(none|0s|all 0s)$/.test(value))
		)
	) {
		throw impossible(
			`<${part.tag}> of ${name} does not move by its styles.`,
			'A script may move it: ask a model for its motion, or choose what moves.'
		);
	}
	const differences = new Differences(index, new Set(without));
	const id = `m${(base.match(/data-graft-motion="/g)?.length ?? 0) + 1}`;
	const scope = `[${MOTION_ATTRIBUTE}="${id}"]${HEAVY}`;
	const values = rules.flatMap(({ declarations }) => declarations.map(({ value }) => value));
	const keyframes = part.namings.filter(
		({ at, prelude }) =>
			at === 'keyframes' && values.some((value) => mentions(value, bareName(prelude)))
	);
	const used = new Set(
		[...values, ...keyframes.map(({ body }) => body ?? '')].flatMap(usedProperties)
	);
	const renames = renamesOf(
		used,
		keyframes.map(({ prelude }) => bareName(prelude)),
		base,
		id
	);
	const finish = (declaration: Declaration): Declaration => {
		const renamed = renameDeclaration(declaration, renames);
		return { ...renamed, value: withoutFetching(renamed.value) };
	};
	const written: WrittenRule[] = [];
	for (const { prelude, body } of keyframes) {
		const own = bareName(prelude);
		if (!differences.has(`keyframes:${own}`, `The movement ‘${own}’ came along.`)) continue;
		const steps = writeSteps(body ?? '', finish);
		written.push({
			prelude: `@keyframes ${renames.keyframes.get(own) ?? own}`,
			declarations: null,
			body: steps,
			conditions: []
		});
	}
	for (const { declarations, conditions } of aroundPart(part, {
		isWanted: (one) => used.has(one),
		withGround: false
	})) {
		const tokens = declarations.filter(({ property }) => used.has(property));
		written.push({ prelude: scope, declarations: tokens.map(finish), conditions });
	}
	const ways = {
		always: 'It comes in and changes as it does in',
		used: 'It answers to being pointed at and pressed as in'
	};
	const isOn = {
		always:
			!rules.some(({ passing }) => passing === '') ||
			differences.has('motion', `${ways.always} ${name}.`),
		used:
			!rules.some(({ passing }) => passing !== '') ||
			differences.has('answers', `${ways.used} ${name}.`)
	};
	for (const { passing, declarations, conditions } of rules) {
		if (isOn[passing === '' ? 'always' : 'used'])
			written.push({
				prelude: `${scope}${passing}`,
				declarations: declarations.map(finish),
				conditions
			});
	}
	const at = markAt(base, ground.anchor.sourceCodeLocation?.startOffset ?? -1);
	const html = edited(base, [
		{ start: at, end: at, text: ` ${MOTION_ATTRIBUTE}="${id}"` },
		styleEdit(ground.document, base, { css: writeRules(written), graftId: id })
	]);
	return { html, changes: differences.all, notes: ['What is in it keeps its own motion.'] };
}

interface MotionRule {
	/** What it asks for, such as `:hover`; empty where it always holds. */
	passing: string;
	declarations: Declaration[];
	conditions: PartRule['conditions'];
}

/** What a rule says of the motion of the part's root. */
function motionOf({ selectors, declarations, conditions }: PartRule): MotionRule[] {
	const kept = conditions.filter(({ name }) => name !== 'layer' && name !== 'container');
	const isComing = conditions.some(({ name }) => name === 'starting-style');
	return selectors.flatMap(({ compounds, splits }) => {
		const subject = compounds.at(-1);
		const isOfRoot = splits.some(({ at, isRoot }) => isRoot && at === compounds.length - 1);
		if (!subject || !isOfRoot || subject.pseudoElement !== '' || subject.isConditional) return [];
		const passing = passingText(subject);
		const moving = declarations.filter(
			({ property }) =>
				MOVES.test(property) || ((passing !== '' || isComing) && MOVED.test(property))
		);
		return moving.length > 0 ? [{ passing, declarations: moving, conditions: kept }] : [];
	});
}

function renamesOf(
	used: ReadonlySet<string>,
	keyframes: readonly string[],
	base: string,
	id: string
): Renames {
	return {
		ids: new Map(),
		groups: new Map(),
		families: new Map(),
		grafts: new Map(),
		// Its own under other names: what is in the element may use the base's of the same name.
		properties: new Map([...used].map((name) => [name, `--${id}-${name.slice(2)}`])),
		keyframes: new Map(
			keyframes.filter((name) => mentions(base, name)).map((name) => [name, `${id}-${name}`])
		),
		layers: ''
	};
}

/** Just after the name of the tag that starts there. */
function markAt(source: string, start: number): number {
	const tag = start < 0 ? null : /^<[^\s/>]+/.exec(source.slice(start, start + 200));
	if (!tag)
		throw impossible('The place is not in the text of the base.', 'Choose another element.');
	return start + tag[0].length;
}
