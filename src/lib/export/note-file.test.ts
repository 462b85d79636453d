import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { INTENTS, type Note } from '#lib/domain/note.ts';
import { writeNotes } from './note-file.ts';

/** The shapes of the Web Annotation Data Model (W3C Recommendation, 23 February 2017) that we write; nothing else may stand there. */
const Motivation = z.enum([
	'assessing', 'bookmarking', 'classifying', 'commenting', 'describing', 'editing', 'highlighting',
	'identifying', 'linking', 'moderating', 'questioning', 'replying', 'tagging'
]); // prettier-ignore
const Iri = z.string().regex(/^urn:[a-z]+:\S+$/);
const Instant = z.iso.datetime();
const Person = z.strictObject({ type: z.literal('Person'), name: z.string() });
const TextualBody = z.strictObject({
	type: z.literal('TextualBody'),
	value: z.string(),
	format: z.literal('text/plain').optional(),
	purpose: Motivation
});
const Quote = z.strictObject({
	type: z.literal('TextQuoteSelector'),
	exact: z.string(),
	prefix: z.string(),
	suffix: z.string()
});
const Selector = z.discriminatedUnion('type', [
	z.strictObject({ type: z.literal('CssSelector'), value: z.string(), refinedBy: Quote.optional() }),
	z.strictObject({
		type: z.literal('FragmentSelector'),
		conformsTo: z.literal('http://www.w3.org/TR/media-frags/'),
		value: z.string().regex(/^xywh=percent:\d+(\.\d+)?(,\d+(\.\d+)?){3}$/)
	}),
	z.strictObject({ type: z.literal('SvgSelector'), value: z.string().startsWith('<svg xmlns="http://www.w3.org/2000/svg"') })
]); // prettier-ignore
const State = z.discriminatedUnion('type', [
	z.strictObject({ type: z.literal('TimeState'), sourceDate: Instant }),
	z.strictObject({ type: z.literal('HttpRequestState'), value: z.string() })
]);
const Common = {
	id: Iri,
	type: z.literal('Annotation'),
	motivation: Motivation,
	creator: Person,
	created: Instant
};
const Annotation = z.object({
	...Common,
	modified: Instant.optional(),
	body: z.array(TextualBody).min(2),
	target: z.object({
		type: z.literal('SpecificResource'),
		source: z.strictObject({ id: Iri, type: z.literal('Text'), format: z.literal('text/html'), label: z.string().optional() }),
		selector: z.array(Selector).min(1).optional(),
		state: z.array(State).length(2)
	})
}); // prettier-ignore
const Reply = z.strictObject({ ...Common, body: TextualBody, target: Iri });
const Collection = z.strictObject({
	'@context': z.tuple([z.literal('http://www.w3.org/ns/anno.jsonld'), z.record(z.string(), Iri)]),
	id: Iri,
	type: z.literal('AnnotationCollection'),
	label: z.string(),
	total: z.number().int(),
	first: z.strictObject({
		id: Iri,
		type: z.literal('AnnotationPage'),
		partOf: Iri,
		startIndex: z.literal(0),
		items: z.array(z.unknown())
	})
});

const NOTE: Omit<Note, 'anchoring'> = {
	id: 'n_1',
	briefId: 'b_1',
	variantId: 'v_1',
	number: 1,
	htmlSha256: 'ab',
	author: 'Ines',
	intent: 'fix',
	criterion: 'detail',
	text: 'Two dates in one pill.',
	target: {
		look: { viewport: 'desktop', theme: 'dark', state: 'asked', atMs: null },
		elementId: 'e12',
		region: null,
		strokes: []
	},
	evidence: {
		quote: { exact: 'Friday', prefix: 'on', suffix: 'at' },
		tag: 'p',
		role: 'paragraph',
		name: null,
		outerHtml: '<p>Friday</p>',
		styles: {},
		box: { x: -10, y: 90, width: 154, height: 9000 }
	},
	cropSha256: null,
	isResolved: false,
	replies: [{ id: 'e_1', author: 'Jonah', text: 'Dashed would do.', createdAt: 2000 }],
	createdAt: 1000,
	editedAt: 1500
};
const write = (...notes: Partial<typeof NOTE>[]) => {
	const material = {
		brief: { id: 'b_1', title: 'Snooze' },
		variants: [{ id: 'v_1', number: 11, title: 'Threads' }],
		notes: notes.map((changes) => ({ ...NOTE, ...changes }))
	};
	return Collection.parse(JSON.parse(writeNotes(material)));
};
const annotations = (...notes: Partial<typeof NOTE>[]) =>
	write(...notes.map((changes) => ({ replies: [], ...changes }))).first.items.map((item) =>
		Annotation.parse(item)
	);

describe('notes as web annotations', () => {
	it('is a collection of one page, each note with its replies after it', () => {
		const { total, first } = write({});
		expect(total).toBe(2);
		const [note, reply] = first.items;
		expect(Annotation.parse(note).id).toBe('urn:vitrine:note:n_1');
		expect(Reply.parse(reply)).toMatchObject({
			target: 'urn:vitrine:note:n_1',
			motivation: 'replying'
		});
	});

	it('leads to the element by its id and words, to its place in the picture, and says in which look', () => {
		const [note] = annotations({});
		expect(note?.target.selector).toEqual([
			{
				type: 'CssSelector',
				value: '[data-vt-id="e12"]',
				refinedBy: { type: 'TextQuoteSelector', exact: 'Friday', prefix: 'on', suffix: 'at' }
			},
			{
				type: 'FragmentSelector',
				conformsTo: 'http://www.w3.org/TR/media-frags/',
				value: 'xywh=percent:0,10,10,90'
			}
		]);
		expect(note?.target.state).toContainEqual({
			type: 'HttpRequestState',
			value: 'Sec-CH-Viewport-Width: 1440\nSec-CH-Prefers-Color-Scheme: dark'
		});
		expect(note?.body.map(({ value }) => value)).toEqual([
			'Two dates in one pill.',
			'fix',
			'detail'
		]);
	});

	it('leads to regions and strokes, and to nothing narrower than the page where there is none', () => {
		const { look } = NOTE.target;
		const region = { x: 5, y: 6.125, width: 20, height: 30 };
		const [drawn, whole] = annotations(
			{ target: { look, elementId: null, region, strokes: [[[1, 2], [3, 4]]] }, evidence: null },
			{ target: { look, elementId: null, region: null, strokes: [] }, evidence: null }
		); // prettier-ignore
		expect(drawn?.target.selector?.map(({ value }) => value)).toEqual([
			'xywh=percent:5,6.13,20,30',
			expect.stringContaining('<polyline points="1,2 3,4"/>')
		]);
		expect(whole?.target.selector).toBeUndefined();
	});

	it('has a motivation of the model for every intent', () => {
		const found = annotations(...INTENTS.map((intent) => ({ intent })));
		expect(new Set(found.map(({ motivation }) => motivation)).size).toBe(INTENTS.length);
	});
});
