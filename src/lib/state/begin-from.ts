/** What a new round begins from, as its address says or things stand. */
import { isPrompted } from '#lib/domain/variant.ts';
import type { ProviderReadiness } from '#lib/domain/view.ts';
import { COUNT_PARAMETER, PIN_PARAMETER } from './choice-address.ts';
import { OF } from './named-variants.ts';

export const BEGIN_PARAMETER = 'from';

/**
 * Named in the address; else variants, where some are named, or have been picked and somebody is there who can go on from them. What is
 * pinned to places of the space begins from the brief.
 */
export function beginsFrom(
	params: URLSearchParams,
	{ hasParents, providers }: { hasParents: boolean; providers: readonly ProviderReadiness[] }
): 'brief' | 'variants' {
	const said = params.get(BEGIN_PARAMETER);
	if (said === 'brief' || said === 'variants') return said;
	if (params.has(OF)) return 'variants';
	if (params.has(PIN_PARAMETER) || params.has(COUNT_PARAMETER)) return 'brief';
	const canFollow = providers.some((provider) => provider.ready && isPrompted(provider));
	return hasParents && canFollow ? 'variants' : 'brief';
}
