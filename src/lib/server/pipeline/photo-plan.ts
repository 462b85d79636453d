/** What is to be taken of one variant: photographs, and film where the recipe or a person asks for it. */
import { shotKey, type Shot } from '#lib/domain/capture.ts';
import { takeKey, type Take } from '#lib/domain/motion.ts';
import { recipeOf, takesOf } from '#lib/domain/recipe.ts';
import type { PhotoPlan, Variant } from '#lib/domain/variant.ts';
import type { Queryable } from '../database.ts';
import * as briefs from '../store/briefs.ts';
import * as captures from '../store/captures.ts';
import * as marks from '../store/marks.ts';
import * as strips from '../store/motion-strips.ts';

/** The plan of a variant: what was asked for again, or what its round asks for. */
export function planOf({ photoPlan }: Pick<Variant, 'photoPlan'>, ofRound: Shot[]): PhotoPlan {
	return photoPlan ?? { shots: ofRound, since: 0, film: false };
}

/** The shots of a plan that its document does not have. */
export function missingShots(db: Queryable, variant: Variant, { shots, since }: PhotoPlan): Shot[] {
	const taken = captures.takenKeys(db, variant.id, variant.htmlSha256 ?? '', since);
	return shots.filter((shot) => !taken.has(shotKey(shot)));
}

/** The strips its document does not have, where it is to be filmed at all: by the plan, or by the recipe of its brief as it stands. */
export function missingTakes(db: Queryable, variant: Variant, { film, since }: PhotoPlan): Take[] {
	const brief = briefs.find(db, variant.briefId);
	if (!brief) return [];
	const recipe = recipeOf(brief);
	const isFilmed =
		film ||
		recipe.motion === 'all' ||
		(recipe.motion === 'picks' && marks.isPicked(db, variant.id));
	if (!isFilmed) return [];
	const filmed = strips.filmedKeys(db, variant.id, variant.htmlSha256 ?? '', since);
	return takesOf(recipe, brief).filter((take) => !filmed.has(takeKey(take)));
}
