/** `npm run bench [-- ROW …]`: measures each row in this one run and prints them as a table. */
import { benchCapture } from './capture.ts';
import { benchCompare } from './compare.ts';
import { benchFanOut } from './fan-out.ts';
import { benchGallery } from './gallery.ts';
import { benchReplyGrowth } from './reply-growth.ts';
import { benchSameness } from './sameness.ts';
import { benchSpread } from './spread.ts';

export interface BenchRow {
	row: string;
	/** The number that is judged: always a ratio of two things measured in the same run. */
	ratio: number;
	aim: string;
	ok: boolean;
	/** What was measured, in words and plain numbers. */
	how: string;
}

const ROWS: Record<string, () => Promise<BenchRow | BenchRow[]>> = {
	'fan-out': benchFanOut,
	capture: benchCapture,
	compare: benchCompare,
	gallery: benchGallery,
	sameness: benchSameness,
	spread: benchSpread,
	'reply-growth': benchReplyGrowth
};

async function main(asked: string[]): Promise<number> {
	const unknown = asked.find((name) => !Object.hasOwn(ROWS, name));
	if (unknown !== undefined) {
		console.error(`There is no row “${unknown}”. There are ${Object.keys(ROWS).join(', ')}.`);
		return 2;
	}
	const rows: BenchRow[] = [];
	for (const [name, measure] of Object.entries(ROWS)) {
		if (asked.length > 0 && !asked.includes(name)) continue;
		console.error(`Measuring ${name} …`);
		rows.push(...[await measure()].flat());
	}
	print(rows);
	return rows.every(({ ok }) => ok) ? 0 : 1;
}

function print(rows: BenchRow[]): void {
	const cells = rows.map(({ row, ratio, aim, ok, how }) => [
		row,
		ratio.toFixed(2),
		aim,
		ok ? 'yes' : 'no',
		how
	]);
	const table = [['row', 'ratio', 'aim', 'ok', 'how it was measured'], ...cells];
	const widths =
		table[0]?.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0))) ?? [];
	for (const line of table) {
		console.log(
			line
				.map((cell, column) =>
					column === line.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)
				)
				.join('  ')
		);
	}
}

process.exitCode = await main(process.argv.slice(2));
