import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { priceOf } from '#lib/generator/prices.ts';
import { createPriceBook } from './price-book.ts';

let folder: string;
let own: string;
let shipped: string;
let warnings: unknown[];
beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'vitrine-prices-'));
	own = path.join(folder, 'own.yaml');
	shipped = path.join(folder, 'shipped.yaml');
	warnings = [];
	write(shipped, [
		['a', 1],
		['b', 2]
	]);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

let day = 0;
function write(file: string, prices: [string, number][], text?: string): void {
	const models = prices.map(([name, price]) => ({ match: name, input: price, output: price }));
	writeFileSync(file, text ?? JSON.stringify({ date: '2026-11-01', models }));
	// Two writes within a tick of the file system's clock would look alike.
	utimesSync(file, ++day, day);
}

const book = () =>
	createPriceBook([own, shipped], { warn: (...said: unknown[]) => warnings.push(said) });
const usage = { inputTokens: 1_000_000, outputTokens: 0 };

it('reads the workspace’s own table before the one that comes with Vitrine, as it stands', () => {
	const prices = book();
	expect(priceOf(usage, 'a', prices.table())).toBe(1);
	write(own, [['a', 5]]);
	expect(priceOf(usage, 'a', prices.table())).toBe(5);
	expect(priceOf(usage, 'b', prices.table())).toBe(2);
	write(own, [['a', 7]]);
	expect(priceOf(usage, 'a', prices.table())).toBe(7);
	expect([prices.faults(), warnings]).toEqual([[], []]);
});

it('goes on without a table that is not understood, and says where it is wrong, once', () => {
	write(own, [], 'date: 2026-11-01\nmodels:\n  - match: a\n    input: cheap\n    output: 1\n');
	const prices = book();
	expect(priceOf(usage, 'a', prices.table())).toBe(1);
	expect(priceOf(usage, 'b', prices.table())).toBe(2);
	expect(prices.faults()).toMatchObject([
		{ code: 'prices_invalid', line: 4, field: 'models.0.input' }
	]);
	expect(warnings).toHaveLength(1);
});
