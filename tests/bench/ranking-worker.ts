/** A process that plays sittings and hands back what was measured. */
import { simulate, type SittingOptions } from './ranking-sitting.ts';

process.on('message', (options: SittingOptions) => {
	process.send?.(simulate(options));
});
