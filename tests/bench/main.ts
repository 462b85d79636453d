/** `npm run bench [-- ROW …]`: measures each row in this one run and prints them as a table. */
import { benchFanOut } from './fan-out.ts';

export interface BenchRow {
	row: string;
	/** The number that is judged: always a ratio of two things measured in the same run. */
	ratio: number;
	aim: string;
	ok: boolean;
	/** What was measured, in words and plain numbers. */
	how: string;
}
