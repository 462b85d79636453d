/** Accessibility rules that a page breaks, as axe-core finds them. It runs in a world of our own. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { z } from 'zod';
import { AxeViolation } from '#lib/domain/capture-facts.ts';
import type { SealedPage } from './sealed-page.ts';

/** A page with more elements is not judged: it would take longer than everything else together. */
const MAX_NODES = 4_000;
/** In milliseconds. */
const LIMIT_MS = 8_000;

const Violations = z.array(AxeViolation).max(200);

let source: Promise<string> | null = null;

/** Rules broken by the page as it stands; null when that took too long, or there is too much of it. */
export async function readAxe(page: SealedPage, nodes: number): Promise<AxeViolation[] | null> {
	if (nodes > MAX_NODES) return null;
	source ??= readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
	const expression = `(async () => {
		${await source}
		const late = new Promise((resolve) => setTimeout(() => resolve(null), ${LIMIT_MS}));
		const done = axe.run(document, { iframes: false, preload: false, resultTypes: ['violations'] });
		const results = await Promise.race([done, late]);
		return results && results.violations.map(({ id, impact, help, nodes }) => ({ id, impact: impact ?? null, help, count: nodes.length }));
	})()`;
	const value = await page.inOurWorld(expression, LIMIT_MS + page.limits.answerMs);
	return Violations.safeParse(value).data ?? null;
}
