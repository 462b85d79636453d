/** A reporter for vitest that ends its output with one line that people and programs can read: `N passed, N failed`. */
import { writeFileSync, writeSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

interface Counts {
	passed: number;
	failed: number;
	skipped: number;
}

/** Test cases one by one; a file that failed to load, and an error outside of any test, is one failure each. */
export function countTests(
	modules: readonly TestModule[],
	unhandledErrors: readonly SerializedError[]
): Counts {
	const counts: Counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
	for (const module of modules) {
		for (const test of module.children.allTests()) {
			const { state } = test.result();
			// A test that never came to its end, as in an interrupted run, has not passed.
			counts[state === 'pending' ? 'failed' : state] += 1;
		}
		counts.failed += module.errors().length > 0 ? 1 : 0;
		for (const suite of module.children.allSuites())
			counts.failed += suite.errors().length > 0 ? 1 : 0;
	}
	return counts;
}

export function closingLine({ passed, failed, skipped }: Counts): string {
	return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

export default class ClosingLine implements Reporter {
	#counts: Counts = { passed: 0, failed: 0, skipped: 0 };

	onInit(): void {
		// At the exit and not at the end of the run: other reporters, coverage and vitest itself still print after that.
		process.once('exit', (code) => {
			// A run that vitest calls failed without a failed test, such as one that found no tests, is not all right.
			if (code !== 0 && this.#counts.failed === 0) this.#counts.failed = 1;
			writeSync(process.stdout.fd, `\n${closingLine(this.#counts)}\n`);
			const asked = process.env['VITRINE_CLOSING_LINE_FILE'];
			if (asked) writeFileSync(asked, '');
		});
	}

	onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
		this.#counts = countTests(modules, unhandledErrors);
	}
}
