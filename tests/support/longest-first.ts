/** The order in which test files begin: without times from an earlier run it goes by their size, and the longest of all is a small one. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes a core for the better part of a minute and is not seen to by its size: begun last, it is waited for alone. */
const LONG = ['tests/integration/graft-pairs.test.ts', 'src/lib/generator/composer/page.test.ts'];

export class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const sorted = await super.sort(files);
		const isLong = ({ moduleId }: TestSpecification) =>
			LONG.some((name) => moduleId.endsWith(name));
		return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
	}
}
