import { duration, printLine, printTable } from './output.ts';
import type { RoundReport } from './round-report.ts';

/** What came of a round: its variants in a table, and where to find them. */
export function printReport(report: RoundReport): void {
	printTable(
		['no.', 'status', 'time', 'model', 'title'],
		report.variants.map((variant) => [
			String(variant.number),
			variant.status,
			variant.ms === null ? '–' : duration(variant.ms),
			variant.model,
			variant.title ?? variant.error?.message ?? ''
		])
	);
	const cost = report.cost === null ? 'an unknown cost' : `$${report.cost.toFixed(4)}`;
	printLine();
	printLine(
		`${report.ready} of ${report.requested} are ready, in ${duration(report.ms)}, for ${cost}.`
	);
	printLine(`brief ${report.briefId}, round ${report.roundId}`);
}
