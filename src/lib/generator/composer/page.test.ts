import { defaultTreeAdapter, parse, type DefaultTreeAdapterTypes } from 'parse5';
import { describe, expect, it } from 'vitest';
import type { BriefContent } from '#lib/domain/brief.ts';
import {
	EMPTY_BRIEF,
	HOSTILE_BRIEF,
	LARGE_BRIEF,
	PLAIN_BRIEF,
	RTL_BRIEF,
	sampleBrief
} from './briefs-for-tests.ts';
import { choose } from './choose.ts';
import { composePage } from './page.ts';
import { DENSITIES, ORDERS } from './view.ts';
import { STRUCTURES } from '#lib/generator/composer/structures/structures.ts';
import { SYSTEMS } from '#lib/generator/composer/systems/systems.ts';

type Element = DefaultTreeAdapterTypes.Element;
interface Read {
	errors: string[];
	elements: Element[];
}

function read(source: string): Read {
	const errors: string[] = [];
	const document = parse(source, {
		onParseError: (error) => errors.push(`${error.code} at ${error.startLine}`)
	});
	const elements: Element[] = [];
	const visit = (node: DefaultTreeAdapterTypes.ParentNode) => {
		for (const child of node.childNodes) {
			if (defaultTreeAdapter.isElementNode(child)) {
				elements.push(child);
				visit(child);
			}
		}
	};
	visit(document);
	return { errors, elements };
}

const attribute = (element: Element | undefined, name: string) =>
	element?.attrs.find((each) => each.name === name)?.value;
const textOf = (element: Element | undefined): string =>
	(element?.childNodes ?? [])
		.map((node) =>
			'value' in node ? node.value : 'childNodes' in node ? textOf(node as Element) : ''
		)
		.join('');
const named = ({ elements }: Read, tag: string) =>
	elements.filter((element) => element.tagName === tag);

const BRIEFS: [name: string, brief: BriefContent][] = [
	['the sample', sampleBrief()],
	['no data', PLAIN_BRIEF],
	['many records', LARGE_BRIEF],
	['hostile', HOSTILE_BRIEF],
	['right to left', RTL_BRIEF],
	['a bare title', EMPTY_BRIEF]
];

const CHOICES = STRUCTURES.flatMap((structure, row) =>
	SYSTEMS.map((system, column) => ({
		structure,
		system,
		density: DENSITIES[(row + column) % 3] ?? 'even',
		order: ORDERS[column % 3] ?? 'given',
		mirrored: (row + column) % 2 === 0
	}))
);

describe.each(BRIEFS)('a page for %s', (_, brief) => {
	it.each(
		CHOICES.map((choice) => [`${choice.structure.key} × ${choice.system.key}`, choice] as const)
	)('%s', (_name, choice) => {
		const source = composePage(brief, choice).join('');
		// A reply is looked through for code fences before it is read as a document.
		expect(source).not.toContain('```');
		const page = read(source);
		expect(page.errors).toEqual([]);

		const [title] = named(page, 'title');
		expect(textOf(title).split(/\s+/).length).toBeLessThanOrEqual(5);
		expect(textOf(title).trim()).not.toBe('');
		const description = named(page, 'meta').find(
			(meta) => attribute(meta, 'name') === 'description'
		);
		expect(attribute(description, 'content')).toMatch(/^.{8,60}$/);

		const [root] = named(page, 'html');
		expect(attribute(root, 'data-state')).toBe(brief.states[0]);
		const model = JSON.parse(
			textOf(page.elements.find((element) => attribute(element, 'id') === 'model'))
		) as { scenes: { state: string }[] };
		expect(model.scenes.map((scene) => scene.state)).toEqual(
			brief.states.length === 0 ? [''] : brief.states
		);

		// One model and one script, whatever the brief says; nothing that loads, nothing that runs from an attribute.
		expect(named(page, 'script')).toHaveLength(2);
		expect(
			page.elements.filter((element) =>
				['img', 'link', 'iframe', 'object', 'embed', 'base', 'svg', 'form'].includes(
					element.tagName
				)
			)
		).toEqual([]);
		expect(
			page.elements.flatMap((element) =>
				element.attrs.filter(({ name }) => /^(on|src$|href$)/.test(name))
			)
		).toEqual([]);
		const ids = page.elements.flatMap((element) => attribute(element, 'id') ?? []);
		expect(new Set(ids).size).toBe(ids.length);
		expect(textOf(named(page, 'h1')[0])).toBe(brief.title);
	});
});

describe('composePage', () => {
	it('gives the same bytes for the same seed and index', () => {
		const once = composePage(sampleBrief(), choose(11, 5)).join('');
		expect(composePage(sampleBrief(), choose(11, 5)).join('')).toBe(once);
	});

	it('gives a page of its own at every place of a round of ninety', () => {
		const pages = Array.from({ length: 90 }, (_, index) =>
			composePage(sampleBrief(), choose(3, index)).join('')
		);
		expect(new Set(pages).size).toBe(90);
	});

	it('parses as a script', () => {
		for (const choice of CHOICES) {
			const script = named(read(composePage(PLAIN_BRIEF, choice).join('')), 'script')[1];
			expect(() => new Function(textOf(script))).not.toThrow();
		}
	});
});
