/** Notes in the words of the W3C Web Annotation Data Model (2017), so that other tools can read and place them. */
import { VIEWPORTS } from '#lib/domain/capture.ts';
import type { Intent, Note, Region, Stroke } from '#lib/domain/note.ts';

export interface NoteMaterial {
	brief: { id: string; title: string };
	variants: readonly { id: string; number: number; title: string | null }[];
	notes: readonly Omit<Note, 'anchoring'>[];
}

const ANNOTATIONS = 'http://www.w3.org/ns/anno.jsonld';
/** What the model has no words for. */
const OURS = 'urn:vitrine:terms:';
const MEDIA_FRAGMENTS = 'http://www.w3.org/TR/media-frags/';

/** The model's nearest word for each intent; ours goes with it as a classifying body. */
const MOTIVATIONS: Record<Intent, string> = {
	fix: 'editing',
	keep: 'assessing',
	steal: 'bookmarking',
	question: 'questioning'
};

/** A collection with one page, which holds every note in the order given, each with its replies after it. */
export function writeNotes({ brief, variants, notes }: NoteMaterial): string {
	const byId = new Map(variants.map((variant) => [variant.id, variant]));
	const items = notes.flatMap((note) => [
		annotationOf(note, byId.get(note.variantId)),
		...repliesOf(note)
	]);
	const id = `urn:vitrine:brief:${brief.id}:notes`;
	return `${JSON.stringify(
		{
			'@context': [ANNOTATIONS, { vitrine: OURS }],
			id,
			type: 'AnnotationCollection',
			label: `Notes on ${brief.title}`,
			total: items.length,
			first: { id: `${id}:1`, type: 'AnnotationPage', partOf: id, startIndex: 0, items }
		},
		null,
		'\t'
	)}\n`;
}

const noteId = (id: string): string => `urn:vitrine:note:${id}`;
const person = (name: string) => ({ type: 'Person', name });
const instant = (at: number): string => new Date(at).toISOString();

function annotationOf(
	note: NoteMaterial['notes'][number],
	variant: NoteMaterial['variants'][number] | undefined
) {
	const motivation = MOTIVATIONS[note.intent];
	const { look } = note.target;
	const { width } = VIEWPORTS[look.viewport];
	const selectors = selectorsOf(note);
	return {
		id: noteId(note.id),
		type: 'Annotation',
		motivation,
		creator: person(note.author),
		created: instant(note.createdAt),
		...(note.editedAt === null ? {} : { modified: instant(note.editedAt) }),
		body: [
			{ type: 'TextualBody', value: note.text, format: 'text/plain', purpose: motivation },
			{ type: 'TextualBody', value: note.intent, purpose: 'classifying' },
			...(note.criterion === null
				? []
				: [{ type: 'TextualBody', value: note.criterion, purpose: 'tagging' }])
		],
		target: {
			type: 'SpecificResource',
			source: {
				id: `urn:vitrine:variant:${note.variantId}`,
				type: 'Text',
				format: 'text/html',
				...(variant
					? { label: `${variant.number}${variant.title ? `, ${variant.title}` : ''}` }
					: {})
			},
			...(selectors.length > 0 ? { selector: selectors } : {}),
			state: [
				{ type: 'TimeState', sourceDate: instant(note.createdAt) },
				{
					type: 'HttpRequestState',
					value: `Sec-CH-Viewport-Width: ${width}\nSec-CH-Prefers-Color-Scheme: ${look.theme}`
				}
			],
			'vitrine:viewport': look.viewport,
			'vitrine:theme': look.theme,
			'vitrine:state': look.state,
			'vitrine:atMs': look.atMs,
			'vitrine:documentSha256': note.htmlSha256
		},
		'vitrine:number': note.number,
		'vitrine:resolved': note.isResolved
	};
}

function repliesOf({ id, replies }: NoteMaterial['notes'][number]) {
	return replies.map((reply) => ({
		id: `${noteId(id)}:${reply.id}`,
		type: 'Annotation',
		motivation: 'replying',
		creator: person(reply.author),
		created: instant(reply.createdAt),
		body: { type: 'TextualBody', value: reply.text, format: 'text/plain', purpose: 'replying' },
		target: noteId(id)
	}));
}

/** Several ways to the same place: whoever can follow one of them gets there. */
function selectorsOf({ target, evidence }: NoteMaterial['notes'][number]): object[] {
	const { elementId, region, strokes, look } = target;
	const quote = evidence?.quote;
	const area = region ?? regionOf(evidence?.box ?? null, VIEWPORTS[look.viewport]);
	return [
		...(elementId === null
			? []
			: [
					{
						type: 'CssSelector',
						value: `[data-vt-id="${elementId}"]`,
						...(quote ? { refinedBy: { type: 'TextQuoteSelector', ...quote } } : {})
					}
				]),
		...(area === null
			? []
			: [{ type: 'FragmentSelector', conformsTo: MEDIA_FRAGMENTS, value: fragmentOf(area) }]),
		...(strokes.length > 0 ? [{ type: 'SvgSelector', value: svgOf(strokes) }] : [])
	];
}

/** What of a box is in the photograph. */
function regionOf(
	box: Region | null,
	{ width, height }: { width: number; height: number }
): Region | null {
	if (box === null) return null;
	const [left, top] = [Math.max(0, box.x), Math.max(0, box.y)];
	const [right, bottom] = [
		Math.min(width, box.x + box.width),
		Math.min(height, box.y + box.height)
	];
	if (right <= left || bottom <= top) return null;
	return {
		x: (left / width) * 100,
		y: (top / height) * 100,
		width: ((right - left) / width) * 100,
		height: ((bottom - top) / height) * 100
	};
}

const percent = (value: number): number => Math.round(value * 100) / 100;

function fragmentOf({ x, y, width, height }: Region): string {
	return `xywh=percent:${[x, y, width, height].map(percent).join(',')}`;
}

function svgOf(strokes: readonly Stroke[]): string {
	const lines = strokes.map(
		(stroke) =>
			`<polyline points="${stroke.map((point) => point.map(percent).join(',')).join(' ')}"/>`
	);
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" preserveAspectRatio="none" fill="none" stroke="#000">${lines.join('')}</svg>`;
}
