/** Every operation of the API, by the name its route imports. */
import { briefOperations } from './operations-briefs.ts';
import { captureOperations } from './operations-captures.ts';
import { comparisonOperations } from './operations-comparison.ts';
import { dimensionOperations } from './operations-dimensions.ts';
import { evolveOperations } from './operations-evolve.ts';
import { markOperations } from './operations-marks.ts';
import { mergeOperations } from './operations-merges.ts';
import { noteOperations } from './operations-notes.ts';
import { blobOperations, houseOperations } from './operations-rest.ts';
import { roundOperations } from './operations-rounds.ts';
import { sessionOperations } from './operations-sessions.ts';
import { variantOperations } from './operations-variants.ts';

export const operations = {
	...briefOperations,
	...captureOperations,
	...comparisonOperations,
	...dimensionOperations,
	...evolveOperations,
	...markOperations,
	...mergeOperations,
	...noteOperations,
	...roundOperations,
	...sessionOperations,
	...variantOperations,
	...blobOperations,
	...houseOperations
};
