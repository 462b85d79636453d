/** Where the frames of a lineage lie: rounds are columns, and what belongs together stands at one height. Pure. */

export interface LineageItem {
	id: string;
	/** Its round, counted from 0. */
	column: number;
	/** Of which it was made; those that are not items themselves are passed over. */
	parents: readonly { id: string; isPart: boolean }[];
	/** Nobody went on from it, and nobody picked it: it is drawn small, in a block with its like. */
	isSmall: boolean;
}

/** CSS pixels from the top left corner of the tree. */
interface Place {
	x: number;
	y: number;
	width: number;
	height: number;
}

interface LineageLine {
	from: string;
	/** The item, or the first of a block of small ones that have the same parents. */
	to: string;
	isPart: boolean;
	/** An SVG path. */
	path: string;
}

export interface LineageLayout {
	width: number;
	height: number;
	/** Left edges, by column. */
	columns: number[];
	places: Map<string, Place>;
	lines: LineageLine[];
	/** Ids of each column from top to bottom, a block row by row. */
	order: string[][];
}

/** A frame is film with its number above the window; the small ones are as large as a finger needs. */
export const FRAME = { width: 132, height: 96, label: 22 };
const SMALL = { width: 42, height: 40, across: 3, gap: 3 };
const GAP = { row: 18, column: 104 };
/** From the left edge of one column to that of the next. */
export const PITCH = FRAME.width + GAP.column;
/** Times that every column is ordered by its neighbours: more changes nothing that is seen. */
const SWEEPS = 4;

/** A frame, or a block of small ones with the same parents; or nothing, where lines pass a round that they have no part in. */
interface Cell {
	ids: string[];
	column: number;
	parents: readonly { id: string; isPart: boolean }[];
	isSmall: boolean;
	height: number;
	y: number;
}

/** By what they come from and the column that they pass. */
type Lanes = ReadonlyMap<string, Cell>;
const laneKey = (from: string, column: number): string => `${column} ${from}`;

/** @param items in the order of their numbers */
export function layOutLineage(items: readonly LineageItem[]): LineageLayout {
	const known = new Set(items.map(({ id }) => id));
	const cells = cellsOf(items, known);
	const cellOf = new Map(cells.flatMap((cell) => cell.ids.map((id) => [id, cell] as const)));
	const lanes = lanesOf(cells, cellOf);
	const kin = kinOf(cells, cellOf, lanes);
	const columns = columnsOf([...cells, ...lanes.values()]);
	order(columns, kin);
	stack(columns, kin);
	const columnCount = Math.max(0, ...items.map(({ column }) => column + 1));
	const lefts = Array.from({ length: columnCount }, (_, at) => at * PITCH);
	const places = new Map(cells.flatMap((cell) => placesIn(cell, lefts[cell.column] ?? 0)));
	return {
		width: columnCount === 0 ? 0 : (lefts.at(-1) ?? 0) + FRAME.width,
		height: Math.max(0, ...cells.map(({ y, height }) => y + height)),
		columns: lefts,
		places,
		lines: cells.flatMap((cell) => linesTo(cell, places, { cellOf, lanes, lefts })),
		order: columns.map((column) => column.flatMap(({ ids }) => ids))
	};
}

function cellsOf(items: readonly LineageItem[], known: ReadonlySet<string>): Cell[] {
	const blocks = new Map<string, Cell>();
	const cells: Cell[] = [];
	for (const { id, column, isSmall, ...item } of items) {
		const parents = item.parents.filter((parent) => known.has(parent.id));
		const key = `${column} ${parents.map((parent) => parent.id).join(' ')}`;
		const block = isSmall ? blocks.get(key) : undefined;
		if (block) {
			block.ids.push(id);
			continue;
		}
		const cell = { ids: [id], column, parents, isSmall, height: 0, y: 0 };
		cells.push(cell);
		if (isSmall) blocks.set(key, cell);
	}
	for (const cell of cells) cell.height = heightOf(cell);
	return cells;
}

/**
 * A place in every column that lines pass on their way, so that none runs behind a frame that it does not belong to: the dummy
 * nodes of Sugiyama's method, shared by all that comes of one.
 */
function lanesOf(cells: readonly Cell[], cellOf: ReadonlyMap<string, Cell>): Lanes {
	const lanes = new Map<string, Cell>();
	for (const cell of cells)
		for (const parent of cell.parents) {
			const from = cellOf.get(parent.id)?.column ?? cell.column;
			for (let column = from + 1; column < cell.column; column++) {
				const key = laneKey(parent.id, column);
				if (!lanes.has(key))
					lanes.set(key, { ids: [], column, parents: [parent], isSmall: false, height: 0, y: 0 });
			}
		}
	return lanes;
}

function heightOf({ ids, isSmall }: Cell): number {
	if (!isSmall) return FRAME.height + FRAME.label;
	const rows = Math.ceil(ids.length / SMALL.across);
	return rows * SMALL.height + (rows - 1) * SMALL.gap;
}

interface Kin {
	parents: Map<Cell, Cell[]>;
	children: Map<Cell, Cell[]>;
}

function kinOf(cells: readonly Cell[], cellOf: ReadonlyMap<string, Cell>, lanes: Lanes): Kin {
	const parents = new Map<Cell, Cell[]>();
	const children = new Map<Cell, Cell[]>();
	for (const cell of [...cells, ...lanes.values()]) {
		const isLane = cell.ids.length === 0;
		// Parts are drawn, and do not pull: what something was made of mainly is where it stands.
		const own = cell.parents
			.filter(({ isPart }) => isLane || !isPart)
			.flatMap(({ id }) => lanes.get(laneKey(id, cell.column - 1)) ?? cellOf.get(id) ?? []);
		parents.set(cell, own);
		for (const parent of own) children.set(parent, [...(children.get(parent) ?? []), cell]);
	}
	return { parents, children };
}

function columnsOf(cells: readonly Cell[]): Cell[][] {
	const columns: Cell[][] = [];
	for (const cell of cells) (columns[cell.column] ??= []).push(cell);
	return Array.from(columns, (column) => (column ?? []).sort(restLast));
}

/** What nothing came of and nobody made lies below the rest. */
function restLast(a: Cell, b: Cell): number {
	return Number(isRest(a)) - Number(isRest(b));
}
const isRest = ({ isSmall, parents }: Cell): boolean => isSmall && parents.length === 0;

/** Orders every column by the mean place of its parents, then of its children, again and again: the barycentre of Sugiyama's method. */
function order(columns: Cell[][], { parents, children }: Kin): void {
	for (let sweep = 0; sweep < SWEEPS; sweep++) {
		const isForward = sweep % 2 === 0;
		const along = isForward ? columns : columns.toReversed();
		for (const column of along) {
			const rank = ranksIn(columns);
			const neighbours = isForward ? parents : children;
			const wish = new Map(
				column.map((cell) => {
					const places = (neighbours.get(cell) ?? []).map((other) => rank.get(other) ?? 0);
					return [cell, places.length === 0 ? (rank.get(cell) ?? 0) : mean(places)];
				})
			);
			column.sort((a, b) => restLast(a, b) || (wish.get(a) ?? 0) - (wish.get(b) ?? 0));
		}
	}
}

/** The place of each in its column, from 0 to 1, so that columns of different lengths can be compared. */
function ranksIn(columns: readonly Cell[][]): Map<Cell, number> {
	return new Map(
		columns.flatMap((column) =>
			column.map((cell, at) => [cell, (at + 0.5) / column.length] as const)
		)
	);
}

/** Children at the height of their parents, as far as there is room; then parents in the middle of their children. */
function stack(columns: readonly Cell[][], { parents, children }: Kin): void {
	for (const column of columns) settle(column, (cell) => parents.get(cell) ?? []);
	for (const column of columns.toReversed()) settle(column, (cell) => children.get(cell) ?? []);
}

function settle(column: readonly Cell[], kin: (cell: Cell) => Cell[]): void {
	let free = 0;
	for (const cell of column) {
		const middles = kin(cell).map((other) => other.y + middleOf(other));
		const wish =
			middles.length === 0 ? (isRest(cell) ? free : cell.y) : mean(middles) - middleOf(cell);
		cell.y = Math.max(free, Math.round(wish));
		free = cell.y + cell.height + GAP.row;
	}
}

/** Where lines reach a cell, from its upper edge: a frame without its label. */
function middleOf({ ids, isSmall, height }: Cell): number {
	return isSmall || ids.length === 0 ? height / 2 : FRAME.height / 2;
}

function placesIn({ ids, isSmall, y }: Cell, x: number): [string, Place][] {
	if (!isSmall) {
		const place = { x, y, width: FRAME.width, height: FRAME.height };
		return ids.map((id) => [id, place]);
	}
	const { width, height, across, gap } = SMALL;
	return ids.map((id, at) => [
		id,
		{
			x: x + (at % across) * (width + gap),
			y: y + Math.floor(at / across) * (height + gap),
			width,
			height
		}
	]);
}

function linesTo(
	cell: Cell,
	places: ReadonlyMap<string, Place>,
	{ cellOf, lanes, lefts }: { cellOf: ReadonlyMap<string, Cell>; lanes: Lanes; lefts: number[] }
): LineageLine[] {
	const [to = ''] = cell.ids;
	const end = places.get(to);
	if (!end) return [];
	const endY = cell.y + middleOf(cell);
	return cell.parents.flatMap(({ id: from, isPart }) => {
		const start = places.get(from);
		const parent = cellOf.get(from);
		if (!start || !parent) return [];
		const passed = lefts.slice(parent.column + 1, cell.column).flatMap((x, at) => {
			const lane = lanes.get(laneKey(from, parent.column + 1 + at));
			return lane ? [{ x, y: lane.y }] : [];
		});
		let path = `M${start.x + start.width} ${start.y + start.height / 2}`;
		let y = start.y + start.height / 2;
		for (const stop of [...passed, { x: end.x, y: endY }]) {
			// It bends in the gap before a column, and crosses the column straight.
			path += bendTo(stop, y);
			y = stop.y;
		}
		return [{ from, to, isPart, path }];
	});
}

function bendTo({ x, y }: { x: number; y: number }, before: number): string {
	const middle = x - GAP.column / 2;
	return y === before ? `H${x}` : `H${x - GAP.column}C${middle} ${before} ${middle} ${y} ${x} ${y}`;
}

function mean(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Where an arrow key leads: left to what it was made of, right to what was made of it, up and down in its round. Where nothing was
 * made, to what stands nearest in the next round.
 */
export function nextInLineage(
	layout: LineageLayout,
	from: string,
	direction: 'left' | 'right' | 'up' | 'down'
): string | null {
	const { order: columns, lines, places } = layout;
	const column = columns.findIndex((ids) => ids.includes(from));
	const own = columns[column] ?? [];
	const at = own.indexOf(from);
	if (direction === 'up') return own[at - 1] ?? null;
	if (direction === 'down') return own[at + 1] ?? null;
	const isLeft = direction === 'left';
	const kin = lines.filter(
		({ from: parent, to, isPart }) => !isPart && (isLeft ? to : parent) === from
	);
	const middle = (id: string) => {
		const { y = 0, height = 0 } = places.get(id) ?? {};
		return y + height / 2;
	};
	const nearestOf = (ids: readonly string[]) =>
		ids.toSorted(
			(a, b) => Math.abs(middle(a) - middle(from)) - Math.abs(middle(b) - middle(from))
		)[0];
	const [first] = kin.map(({ from: parent, to }) => (isLeft ? parent : to));
	if (isLeft && first !== undefined) return first;
	const children = kin.map(({ to }) => to);
	return nearestOf(children) ?? nearestOf(columns[column + (isLeft ? -1 : 1)] ?? []) ?? null;
}
