/**
 * `npm run bench [-- ROW … [--json] [OPTION …]]`: measures each row in this one run and prints them as a table, or as JSON. Other
 * options go to the row that is asked for, if it is the only one.
 */
import { benchCapture } from './capture.ts';
import { benchCompare } from './compare.ts';
import { benchFanOut } from './fan-out.ts';
import { benchGallery } from './gallery.ts';
import { benchMerge } from './merge.ts';
import { benchRanking } from './ranking.ts';
import { benchReplyGrowth } from './reply-growth.ts';
import { benchSameness } from './sameness.ts';
import { benchSessions } from './sessions.ts';
import { benchSitting } from './sitting.ts';
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

type Measuring = (options: readonly string[]) => Promise<BenchRow | BenchRow[]>;

const ROWS: Record<string, Measuring> = {
	'fan-out': benchFanOut,
	capture: benchCapture,
	compare: benchCompare,
	gallery: benchGallery,
	merge: benchMerge,
	ranking: benchRanking,
	sameness: benchSameness,
	sessions: benchSessions,
	sitting: benchSitting,
	spread: benchSpread,
	'reply-growth': benchReplyGrowth
};

/** Rows that take options. */
const WITH_OPTIONS = ['ranking'];

async function main(args: string[]): Promise<number> {
	const firstOption = args.findIndex((arg) => arg.startsWith('--'));
	const asked = firstOption < 0 ? args : args.slice(0, firstOption);
	const options = args.slice(asked.length).filter((option) => option !== '--json');
	const unknown = asked.find((name) => !Object.hasOwn(ROWS, name));
	if (unknown !== undefined) {
		console.error(`There is no row “${unknown}”. There are ${Object.keys(ROWS).join(', ')}.`);
		return 2;
	}
	if (options.length > 0 && !(asked.length === 1 && WITH_OPTIONS.includes(asked[0] ?? ''))) {
		console.error(`Options are for one of ${WITH_OPTIONS.join(', ')} by itself.`);
		return 2;
	}
	const rows: BenchRow[] = [];
	for (const [name, measure] of Object.entries(ROWS)) {
		if (asked.length > 0 && !asked.includes(name)) continue;
		console.error(`Measuring ${name} …`);
		rows.push(...[await measure(options)].flat());
	}
	if (args.includes('--json')) console.log(JSON.stringify(rows, null, '\t'));
	else print(rows);
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
