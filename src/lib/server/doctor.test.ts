import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { configFor } from '../../../tests/support/services.ts';
import { runDoctor } from './doctor.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'vitrine-doctor-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const day = (daysAgo: number) =>
	new Date(Date.now() - daysAgo * 24 * 60 * 60_000).toISOString().slice(0, 10);
const table = (date: string) => `date: ${date}\nmodels:\n  - {match: a, input: 1, output: 2}\n`;

it.each([
	['that are new', table(day(180)), true, /1 prices of \d{4}-\d\d-\d\d\.$/],
	['that are old', table(day(181)), false, /181 days old/],
	['that cannot be read', table('soon'), false, /line 1: date: must be a day/]
])('tells of prices %s, and starts all the same', async (_, text, ok, says) => {
	const file = path.join(folder, 'prices.yaml');
	writeFileSync(file, text);
	const config = { ...configFor(folder), priceFiles: [file, path.join(folder, 'none.yaml')] };
	const { checks } = await runDoctor(config);
	const found = checks.filter(({ name }) => name === 'prices');
	expect(found).toEqual([
		{ name: 'prices', ok, detail: expect.stringMatching(says), fix: ok ? null : expect.any(String) }
	]);
});
