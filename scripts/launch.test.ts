import { expect, it } from 'vitest';
import { needsBrowser } from './launch.js';

it.each([
	[['start'], true],
	[['start', '--no-open', '--port', '4700'], true],
	[['--workspace', 'here', 'generate', 'brief.md'], true],
	[['import', 'variants.zip', '--brief', 'brief.md'], true],
	[['capture', '--again'], true],
	[['start', '--no-capture'], false],
	[['generate', 'brief.md', '--no-capture'], false],
	[['generate', '--help'], false],
	[['list', 'variants', '--json'], false],
	[['rank', 'some-brief'], false],
	[['export', 'some-variant', '--format', 'zip'], false],
	[['doctor'], false],
	[['--version'], false],
	[[], false],
	[['no-such-command'], false]
])('%j needs a browser: %s', (args, needed) => {
	expect(needsBrowser(args)).toBe(needed);
});
