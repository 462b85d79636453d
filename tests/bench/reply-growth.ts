/** Whether reading a reply takes time in proportion to its length, on replies made to be hard to read. */
import { VitrineError } from '#lib/domain/errors.ts';
import { findPage } from '#lib/generator/reply.ts';
import type { BenchRow } from './main.ts';

/** Characters of the smaller reply; the larger has eight times as many. */
const SIZE = 250_000;
const TIMES = 8;
const RUNS = 3;
/** Eight times the length is eight times the work where it is linear, and sixty-four times where it is quadratic. */
const AIM = 20;
/** Shorter times than this say nothing: replies that are refused at once take none. In microseconds. */
const FLOOR_US = 5_000;

/** What is repeated without end: each is the beginning of something that the reader looks for the end of. */
const HARD: Record<string, string> = {
	'open comments': '<!-- ',
	'closed comments': '<!---->',
	'open fences': '```html\n<!doctype html>\n',
	'lone closing marks': '```\n',
	'open tags of files': '<file name="index.html">\n',
	'open thinking': '<think>',
	'closed thinking': 'a</think>',
	'half documents': '<!doctype html>\n<html>\n',
	'whole documents': '<!doctype html>\n<html><body><p>x</p></body></html>\n',
	'open scripts': '<script>`${',
	quotes: '"\'`',
	'escaped markup': '&lt;html&gt;',
	'JSON without end': '[{"html":"<html>',
	'white space': ' \n'
};

/** The row's ratio is the worst: the processor time of a reply of eight times the length over that of the shorter one. */
export async function benchReplyGrowth(): Promise<BenchRow> {
	const rows = Object.entries(HARD).map(([name, piece]) => {
		const [small, large] = [SIZE, SIZE * TIMES].map((size) =>
			fastest(piece.repeat(Math.ceil(size / piece.length)))
		);
		return { name, ratio: (large ?? 0) / Math.max(small ?? 0, FLOOR_US), ms: (large ?? 0) / 1000 };
	});
	const worst = rows.reduce((one, other) => (other.ratio > one.ratio ? other : one));
	const slowest = rows.reduce((one, other) => (other.ms > one.ms ? other : one));
	return Promise.resolve({
		row: 'reading a reply',
		ratio: worst.ratio,
		aim: `< ${AIM}`,
		ok: worst.ratio < AIM,
		how: `${TIMES} times the length of ${rows.length} replies that are hard to read, fastest of ${RUNS}. Worst: ${worst.name}. Slowest: ${slowest.name}, ${slowest.ms.toFixed(0)} ms for ${(SIZE * TIMES) / 1000} kB`
	});
}

/** Processor time in microseconds: what others on the machine take does not count. */
function fastest(reply: string): number {
	const times = Array.from({ length: RUNS }, () => {
		const begun = process.cpuUsage();
		try {
			findPage(reply, 'stop');
		} catch (thrown) {
			if (!(thrown instanceof VitrineError)) throw thrown;
		}
		return process.cpuUsage(begun).user;
	});
	return Math.min(...times);
}
