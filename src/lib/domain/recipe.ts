/** What is photographed of each variant of a brief, and what that costs. */
import { z } from 'zod';
import {
	shotKey,
	THEMES,
	VIEWPORT_NAMES,
	type Shot,
	type Theme,
	type ViewportName
} from './capture.ts';
import { FRAME_TIMES_MS, type MotionTrigger, type Take } from './motion.ts';

/** When motion is filmed: only when somebody asks, for variants that are picked, or for every one. */
export const FILMING = ['none', 'picks', 'all'] as const;

export const Recipe = z.object({
	/** At rest. The first is the main one. */
	viewports: z.array(z.enum(VIEWPORT_NAMES)).min(1),
	/** The first on every viewport. */
	themes: z.array(z.enum(THEMES)).min(1),
	/** Themes after the first: on the main viewport alone, or on every one. */
	otherThemes: z.enum(['main', 'every']).default('main'),
	/** Viewports on which each state is shown, in the first theme; empty: no states. */
	states: z.array(z.enum(VIEWPORT_NAMES)),
	/** Hover and focus of the main control, on the main viewport in the first theme. */
	poses: z.boolean(),
	motion: z.enum(FILMING)
});
export type Recipe = z.infer<typeof Recipe>;

/** The part of a brief that says what there is to photograph. */
interface Photographed {
	viewports: ViewportName[];
	themes: Theme[];
	states: string[];
	recipe?: Recipe | null;
}

/** What is photographed when nobody has said otherwise: cheap enough for ninety, and enough to judge by. */
export function defaultRecipe(brief: Photographed): Recipe {
	return {
		viewports: [...new Set(brief.viewports)],
		themes: [...new Set([...brief.themes, ...THEMES])],
		otherThemes: 'main',
		states: [brief.viewports[0] ?? 'desktop'],
		poses: true,
		motion: 'none'
	};
}

/** The recipe of a brief: its own, or the default. */
export function recipeOf(brief: Photographed): Recipe {
	return brief.recipe ?? defaultRecipe(brief);
}

/** The photographs of one variant, each once: at rest, then state by state, then in poses. */
export function shotsOf(recipe: Recipe, brief: Pick<Photographed, 'states'>): Shot[] {
	const [viewport = 'desktop'] = recipe.viewports;
	const [theme = 'light', ...others] = recipe.themes;
	const rest = { state: null, pose: 'rest' } as const;
	const shots: Shot[] = [
		...recipe.viewports.map((each) => ({ viewport: each, theme, ...rest })),
		...others.flatMap((other) =>
			(recipe.otherThemes === 'every' ? recipe.viewports : [viewport]).map((each) => ({
				viewport: each,
				theme: other,
				...rest
			}))
		),
		...brief.states.flatMap((state) =>
			recipe.states.map((each): Shot => ({ viewport: each, theme, state, pose: 'rest' }))
		),
		...(recipe.poses ? (['hover', 'focus'] as const) : []).map((pose) => ({
			viewport,
			theme,
			state: null,
			pose
		}))
	];
	return [...new Map(shots.map((shot) => [shotKey(shot), shot])).values()];
}

/** The strips of one variant that is filmed: every trigger on the main viewport in the first theme, and once more with reduced motion. */
export function takesOf(recipe: Recipe, brief: Pick<Photographed, 'states'>): Take[] {
	const [viewport = 'desktop'] = recipe.viewports;
	const [theme = 'light'] = recipe.themes;
	const triggers: MotionTrigger[] = [
		'load',
		'hover',
		'focus',
		'press',
		...[...new Set(brief.states)].map((state) => `state:${state}` as const)
	];
	return triggers.flatMap((trigger) =>
		[false, true].map((reduced) => ({ viewport, theme, trigger, reduced }))
	);
}

export interface RecipeCost {
	/** Photographs of one variant. */
	photographs: number;
	/** Frames of one variant's film; 0 where nothing is filmed unless somebody asks. */
	frames: number;
	/** Time for one variant that is not picked, in milliseconds; null when nothing has been measured. */
	ms: number | null;
}

/**
 * @param msEach what one photograph took on this machine, in milliseconds; null when none has been taken. A frame is a photograph that
 * need not come to rest, and is counted as one.
 */
export function recipeCost(
	recipe: Recipe,
	brief: Pick<Photographed, 'states'>,
	msEach: number | null
): RecipeCost {
	const photographs = shotsOf(recipe, brief).length;
	const frames =
		recipe.motion === 'none' ? 0 : takesOf(recipe, brief).length * FRAME_TIMES_MS.length;
	const taken = photographs + (recipe.motion === 'all' ? frames : 0);
	return { photographs, frames, ms: msEach === null ? null : Math.round(taken * msEach) };
}
