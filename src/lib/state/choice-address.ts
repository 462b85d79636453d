/** Values of dimensions in an address: `where=structure=board,table`. */
import { VitrineError } from '#lib/domain/errors.ts';
import type { ValueChoice } from '#lib/domain/round.ts';
import { readChoices } from '#lib/domain/value-choice.ts';

/** What a round is pinned to, on the page where it is thought out. */
export const PIN_PARAMETER = 'pin';
/** How many variants that round is begun with. */
export const COUNT_PARAMETER = 'count';

/** An address that cannot be read asks for nothing: somebody may have cut it short. */
export function choicesIn(params: URLSearchParams, parameter: string): ValueChoice {
	try {
		return readChoices(params.getAll(parameter), parameter);
	} catch (thrown) {
		if (thrown instanceof VitrineError) return {};
		throw thrown;
	}
}

/** As `choicesIn` reads it, and the API. */
export function choiceParams(choices: ValueChoice, parameter: string): URLSearchParams {
	const params = new URLSearchParams();
	for (const [key, values] of Object.entries(choices))
		params.append(parameter, `${key}=${values.join(',')}`);
	return params;
}
