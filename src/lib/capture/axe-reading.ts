/** Accessibility rules that a page breaks, as axe-core finds them. It runs in a world of our own. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { z } from 'zod';
import { AxeViolation } from '#lib/domain/capture-facts.ts';
import { VitrineError } from '#lib/domain/errors.ts';
import type { SealedPage } from './sealed-page.ts';

/** A page with more elements is not judged: it would take longer than everything else together. */
const MAX_NODES = 4_000;
/** In milliseconds. */
const LIMIT_MS = 6_000;
/** The page stops by itself at the limit, unless one step of it takes longer; then it is stopped. In milliseconds. */
const GRACE_MS = 1_500;

const Violations = z.array(AxeViolation).max(200);

let source: Promise<string> | null = null;

/**
 * Rules broken by the page as it stands; null when that took too long, or there is too much of it.
 * @throws VitrineError when the page is done with, as `SealedPage.ask`
 */
export async function readAxe(
	page: SealedPage,
	nodes: number,
	limitMs = LIMIT_MS
): Promise<AxeViolation[] | null> {
	if (nodes > MAX_NODES) return null;
	source ??= readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
	const expression = `(async () => {
		${await source}
		const late = new Promise((resolve) => setTimeout(() => resolve(null), ${limitMs}));
		const done = axe.run(document, { iframes: false, preload: false, resultTypes: ['violations'] });
		const results = await Promise.race([done, late]);
		return results && results.violations.map(({ id, impact, help, nodes }) => ({ id, impact: impact ?? null, help, count: nodes.length }));
	})()`;
	const late = new VitrineError('capture_timeout', 'Accessibility took too long to check.');
	try {
		const value = await page.inOurWorld(expression, limitMs + GRACE_MS, late);
		return Violations.safeParse(value).data ?? null;
	} catch (error) {
		if (error !== late) throw error;
		await page.interrupt();
		return null;
	}
}
