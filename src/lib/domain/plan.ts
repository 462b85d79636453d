/** What a model says it is going to make, before it makes it. */
import { z } from 'zod';

const Line = z.string().nullable();

export const DesignPlan = z.object({
	palette: Line,
	/** Which face does what. */
	type: Line,
	layout: Line,
	/** The one thing it will be remembered by. */
	signature: Line,
	/** Its own answer to “is this the default anyone would give?” */
	isDefault: Line
});
export type DesignPlan = z.infer<typeof DesignPlan>;
