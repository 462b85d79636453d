/**
 * What taking a part of one document into another speaks of. In four steps, the browser between them:
 *
 *     const answer = await camera.inspect({ html: origin, look, expression: readPartExpression(origin, 'e14') });
 *     const part = readPart(origin, 'e14', answer);
 *     const spot = await camera.inspect({ html: base, look, expression: readPlaceExpression('e9') });
 *     const { html, parts, changes } = graft(base, [{ part, place: readPlace('e9', spot), where: 'replace', choices, name: '12' }]);
 */
import type { PartReading, PlaceReading } from './part-reading.ts';

/** Where a part is put, as seen from the element pointed at. */
export type Where = 'before' | 'after' | 'inside-start' | 'inside-end' | 'replace';

export interface GraftChoices {
	/** `own`: its colours, type and measures as they were. `base`: where it says them by tokens, the base's take their place. */
	tokens: 'own' | 'base';
	/** Whether the ground it stood on comes along, where it has none of its own and keeps its own tokens. */
	ground: boolean;
	/** `own`: as wide as it was, where there is room. `fluid`: as wide as its place. */
	width: 'own' | 'fluid';
}

export const USUAL_CHOICES: GraftChoices = { tokens: 'own', ground: true, width: 'own' };

export interface Graft {
	part: PartReading;
	place: PlaceReading;
	where: Where;
	choices: GraftChoices;
	/** How people call what it is from, such as the number of the variant; in sentences alone. */
	name: string;
}

/** One thing that is otherwise than in the base, and can be left out by its key. */
export interface NamedDifference {
	/** The same each time the same parts are put in the same places: `1:place`, `1:keyframes:pulse`. */
	key: string;
	/** Which of the parts it is of, from 0. */
	part: number;
	sentence: string;
	/** Whether it was left out. */
	isOff: boolean;
}

export interface GraftedPart {
	/** `data-vt-id` of the part's root in the new document; null where its placing was left out. */
	elementId: string | null;
	/** `data-graft` of what stands around it; null as above. */
	graftId: string | null;
	/** What became of the scripts that drive it. */
	scripts: { brought: number; left: number; reasons: string[] };
	/** What a person should know of it, each a sentence. */
	notes: string[];
}

export interface GraftResult {
	html: string;
	/** In the order given. */
	parts: GraftedPart[];
	changes: NamedDifference[];
}
