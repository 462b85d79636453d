/** What of the domain is sent to pages. */
import { build, type Rolldown } from 'vite';
import { describe, expect, it } from 'vitest';
import { fileURLToPath } from 'node:url';
import { schemasOnlyWhereUsed } from '../../config/schemas-only-where-used.js';

const LIB = fileURLToPath(new URL('../../src/lib/', import.meta.url));
const ENTRY = '\0entry.ts';

/** The script of a page that says this. */
async function scriptOf(source: string): Promise<string> {
	const built = await build({
		configFile: false,
		logLevel: 'silent',
		resolve: { alias: { '#lib/': LIB } },
		plugins: [
			schemasOnlyWhereUsed(),
			{
				name: 'entry',
				resolveId: (id) => (id === ENTRY ? ENTRY : undefined),
				load: (id) => (id === ENTRY ? source : undefined)
			}
		],
		build: { write: false, minify: false, rolldownOptions: { input: ENTRY } }
	});
	const outputs = [built].flat() as Rolldown.RolldownOutput[];
	return outputs
		.flatMap(({ output }) => output.map((one) => ('code' in one ? one.code : '')))
		.join('');
}

describe('the script of a page', () => {
	it('has the words and limits of the domain, and neither their schemas nor the library of these', async () => {
		const script = await scriptOf(`
			import { LABELS } from '#lib/domain/marks.ts';
			import { QUESTIONS, MAX_HELD } from '#lib/domain/session.ts';
			import { VIEWPORTS } from '#lib/domain/capture.ts';
			import { MAX_COUNT } from '#lib/domain/round.ts';
			import { MAX_BRIEF_BYTES } from '#lib/domain/brief.ts';
			import { newId } from '#lib/domain/ids.ts';
			import { recipeOf } from '#lib/domain/recipe.ts';
			import { describePoint } from '#lib/domain/direction.ts';
			import { INTENTS, NO_NOTES } from '#lib/domain/note.ts';
			import { PLACES } from '#lib/domain/merge.ts';
			import { MAX_MAPPED } from '#lib/domain/page-map.ts';
			import { TAKES } from '#lib/domain/basket.ts';
			import { MAX_PARENTS } from '#lib/domain/evolve.ts';
			console.log(LABELS, QUESTIONS, MAX_HELD, VIEWPORTS, MAX_COUNT, MAX_BRIEF_BYTES, newId, recipeOf, describePoint, INTENTS, NO_NOTES, PLACES, MAX_MAPPED, TAKES, MAX_PARENTS);`);
		expect(script).toContain('Which is better?');
		expect(script).not.toMatch(/ZodError|_zod/);
		expect(script.length).toBeLessThan(30_000);
	});

	it('has a schema that it uses, whole', async () => {
		const script = await scriptOf(`
			import { MarkChange } from '#lib/domain/marks.ts';
			console.log(MarkChange.safeParse({}));`);
		expect(script).toMatch(/_zod/);
	});
});
