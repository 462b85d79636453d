/**
 * What taking a part of one document into another speaks of. In four steps, the browser between them:
 *
 *     const answer = await camera.inspect({ html: origin, look, expression: readPartExpression(origin, 'e14') });
 *     const part = readPart(origin, 'e14', answer);
 *     const spot = await camera.inspect({ html: base, look, expression: readPlaceExpression('e9') });
 *     const { html, parts, changes } = graft(base, [{ part, place: readPlace('e9', spot), where: 'replace', choices, name: '12' }]);
 */
import type { GraftChoices, NamedDifference, Where } from '#lib/domain/merge.ts';
import type { PartReading, PlaceReading } from './part-reading.ts';

export const USUAL_CHOICES: GraftChoices = { tokens: 'own', ground: true, width: 'own' };

export interface Graft {
	part: PartReading;
	place: PlaceReading;
	where: Where;
	choices: GraftChoices;
	/** How people call what it is from, such as the number of the variant; in sentences alone. */
	name: string;
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
