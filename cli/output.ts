/** What the command line prints: a document or words on stdout, everything else on stderr. */
import type { VitrineError } from '#lib/domain/errors.ts';

/** The one document of `--json`. */
export function printJson(value: unknown): void {
	process.stdout.write(`${JSON.stringify(value, null, '\t')}\n`);
}

export function printLine(line = ''): void {
	process.stdout.write(`${line}\n`);
}

export function tell(line: string): void {
	process.stderr.write(`${line}\n`);
}

export function printError(error: VitrineError, isJson: boolean): void {
	const { code, field, line } = error;
	if (isJson) printJson({ error: { code, message: error.sentence, field, line } });
	else tell(error.sentence);
}

/** Columns as wide as their widest cell; the last one is not padded. Control characters in a cell are dropped. */
export function printTable(head: string[], rows: string[][]): void {
	const clean = [head, ...rows].map((row) => row.map(printable));
	const widths = head.map((_, column) =>
		Math.max(...clean.map((row) => [...(row[column] ?? '')].length))
	);
	for (const row of clean) {
		const cells = row.map(
			(cell, column) => cell + ' '.repeat((widths[column] ?? 0) - [...cell].length)
		);
		printLine(cells.join('  ').trimEnd());
	}
}

/** Text of a model or a brief may hold sequences that a terminal obeys. */
export function printable(text: string): string {
	return text.replaceAll(/\s+/g, ' ').replaceAll(/\p{Cc}|\p{Cf}/gu, '');
}

/** `4.2 s`, or `3 min 5 s`. @param ms milliseconds */
export function duration(ms: number): string {
	if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
	return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}
