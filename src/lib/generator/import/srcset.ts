/** A list of pictures for different widths or densities, as `srcset` writes it. */

/** Replaces each address by what `replace` makes of it; null leaves it as it is. */
export function mapSrcset(srcset: string, replace: (address: string) => string | null): string {
	const candidates: string[] = [];
	let rest = srcset.replace(/^[\s,]+/, '');
	while (rest !== '') {
		const [spelled = ''] = /^\S+/.exec(rest) ?? [];
		const address = spelled.replace(/,+$/, '');
		rest = rest.slice(spelled.length);
		// A comma right after the address means that no width follows.
		const descriptor = spelled === address ? (/^[^,]*/.exec(rest)?.[0] ?? '') : '';
		rest = rest.slice(descriptor.length).replace(/^[\s,]+/, '');
		candidates.push(`${replace(address) ?? address} ${descriptor.trim()}`.trim());
	}
	return candidates.join(', ');
}
