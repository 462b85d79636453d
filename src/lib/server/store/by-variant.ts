/** Rows by the id of their variant, each group in the order of the rows. */
export function groupByVariant<T extends { variantId: string }>(rows: T[]): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const row of rows) {
		const group = groups.get(row.variantId);
		if (group) group.push(row);
		else groups.set(row.variantId, [row]);
	}
	return groups;
}
