/** The difference of two texts in runs of lines. */

export interface LineRun {
	kind: 'same' | 'added' | 'removed';
	lines: string[];
}

/** Beyond this many edits nobody reads a difference line by line, and finding it takes time with the square of them. */
const MAX_EDITS = 1500;

/**
 * From one list of lines to another, by Myers' greedy algorithm. Runs alternate; the lines of `same` and `removed` are
 * `before`, those of `same` and `added` are `after`. Texts that have little in common come out as one removed and one added
 * run between what they share at both ends.
 */
export function diffLines(before: readonly string[], after: readonly string[]): LineRun[] {
	const shorter = Math.min(before.length, after.length);
	let top = 0;
	while (top < shorter && before[top] === after[top]) top++;
	let bottom = 0;
	while (bottom < shorter - top && before.at(-1 - bottom) === after.at(-1 - bottom)) bottom++;

	const removed = before.slice(top, before.length - bottom);
	const added = after.slice(top, after.length - bottom);
	return merged([
		{ kind: 'same', lines: before.slice(0, top) },
		...(editScript(removed, added) ?? [
			{ kind: 'removed', lines: removed },
			{ kind: 'added', lines: added }
		]),
		{ kind: 'same', lines: before.slice(before.length - bottom) }
	]);
}

/** The shortest way from one to the other, or null when it is too long to be looked for. */
function editScript(before: readonly string[], after: readonly string[]): LineRun[] | null {
	const most = Math.min(before.length + after.length, MAX_EDITS);
	/** By diagonal (x − y, moved up so that none is negative): the furthest line of `before` reached. */
	const reach = new Int32Array(2 * most + 3);
	const origin = most + 1;
	const history: Int32Array[] = [];
	for (let edits = 0; edits <= most; edits++) {
		// Only what this many edits can have reached: the whole array each time would take memory with the square.
		history.push(reach.slice(origin - edits - 1, origin + edits + 2));
		for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
			let x = stepFrom(reach, origin + diagonal, diagonal, edits);
			while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal])
				x++;
			reach[origin + diagonal] = x;
			if (x >= before.length && x - diagonal >= after.length)
				return tracedBack(before, after, history);
		}
	}
	return null;
}

/** Where an edit leads to on a diagonal: down from the one above, which adds a line, or right, which removes one. */
function stepFrom(reach: Int32Array, at: number, diagonal: number, edits: number): number {
	const left = reach[at - 1] ?? 0;
	const above = reach[at + 1] ?? 0;
	return isAddition(left, above, diagonal, edits) ? above : left + 1;
}

const isAddition = (left: number, above: number, diagonal: number, edits: number): boolean =>
	diagonal === -edits || (diagonal !== edits && left < above);

function tracedBack(
	before: readonly string[],
	after: readonly string[],
	history: readonly Int32Array[]
): LineRun[] {
	const runs: LineRun[] = [];
	let x = before.length;
	let y = after.length;
	for (let edits = history.length - 1; edits >= 0; edits--) {
		const reach = history[edits] ?? new Int32Array();
		const diagonal = x - y;
		const at = edits + 1 + diagonal;
		const left = reach[at - 1] ?? 0;
		const above = reach[at + 1] ?? 0;
		const adds = isAddition(left, above, diagonal, edits);
		const startX = edits === 0 ? 0 : adds ? above : left + 1;
		runs.push({ kind: 'same', lines: before.slice(startX, x) });
		x = startX;
		y = startX - diagonal;
		if (edits === 0) break;
		if (adds) runs.push({ kind: 'added', lines: after.slice(--y, y + 1) });
		else runs.push({ kind: 'removed', lines: before.slice(--x, x + 1) });
	}
	return runs.reverse();
}

/** Without empty runs, and with neighbours of one kind as one; between two same runs, what is removed comes before what is added. */
function merged(runs: readonly LineRun[]): LineRun[] {
	const found: LineRun[] = [];
	let removed: string[] = [];
	let added: string[] = [];
	const settle = (): void => {
		if (removed.length > 0) found.push({ kind: 'removed', lines: removed });
		if (added.length > 0) found.push({ kind: 'added', lines: added });
		removed = [];
		added = [];
	};
	for (const { kind, lines } of runs) {
		if (lines.length === 0) continue;
		if (kind === 'removed') removed = removed.concat(lines);
		else if (kind === 'added') added = added.concat(lines);
		else {
			settle();
			const last = found.at(-1);
			if (last?.kind === 'same') last.lines = last.lines.concat(lines);
			else found.push({ kind, lines: [...lines] });
		}
	}
	settle();
	return found;
}
