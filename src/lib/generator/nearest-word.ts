/** The word of `known` closest to `word`, or null when none is close enough to be a slip of the pen. */
export function nearestWord(word: string, known: readonly string[]): string | null {
	const wanted = word.toLowerCase();
	const ranked = known
		.map((candidate) => ({ candidate, edits: editDistance(wanted, candidate.toLowerCase()) }))
		.sort((a, b) => a.edits - b.edits);
	const best = ranked[0];
	return best && best.edits <= Math.max(2, Math.floor(wanted.length / 2)) ? best.candidate : null;
}

/** Levenshtein distance in characters. */
function editDistance(a: string, b: string): number {
	let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			const substituted = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
			row.push(Math.min(substituted, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
		}
		previous = row;
	}
	return previous[b.length] ?? 0;
}
