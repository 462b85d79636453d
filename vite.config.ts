import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { schemasOnlyWhereUsed } from './config/schemas-only-where-used.js';
import { LongestFirst } from './tests/support/longest-first.ts';

/**
 * Twice the cores of a small machine: tests wait for browsers, rounds and time limits for most of their time, and two at once
 * left two thirds of two cores idle.
 */
const MAX_WORKERS = 4;

export default defineConfig({
	plugins: [sveltekit(), schemasOnlyWhereUsed()],
	build: {
		target: 'es2023',
		rolldownOptions: {
			output: {
				// What nearly every page wants comes in few files: small ones cost a round trip each.
				codeSplitting: { groups: [{ name: 'common', minShareCount: 3 }] }
			}
		}
	},
	test: {
		expect: { requireAssertions: true },
		reporters: ['default', './tests/support/closing-line.ts'],
		maxWorkers: MAX_WORKERS,
		sequence: { sequencer: LongestFirst },
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					environment: 'node',
					// Nothing is left behind in a module, and loading all of them anew for each file took longer than most tests do.
					isolate: false,
					testTimeout: 60_000,
					include: [
						'src/**/*.test.ts',
						'cli/**/*.test.ts',
						'scripts/**/*.test.ts',
						'db/**/*.test.ts'
					]
				}
			},
			{
				extends: true,
				test: {
					name: 'integration',
					environment: 'node',
					// Each file in a process of its own: some look for what is left running under theirs.
					isolate: true,
					include: ['tests/integration/**/*.test.ts'],
					testTimeout: 60_000,
					hookTimeout: 60_000
				}
			},
			{
				extends: true,
				test: {
					name: 'e2e',
					environment: 'node',
					isolate: false,
					include: ['tests/e2e/**/*.test.ts'],
					testTimeout: 120_000,
					hookTimeout: 120_000
				}
			}
		]
	}
});
