import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { IMPORT_RULES } from '../../eslint.imports.js';

/** One import per place that must be refused there, and one that must not. */
const CASES: [rule: string, file: string, refused: string, allowed: string][] = [
	['domain', 'src/lib/domain/x.ts', '#lib/server/blobs.ts', 'zod'],
	['generator', 'src/lib/generator/x.ts', '#lib/capture/camera.ts', '#lib/domain/brief.ts'],
	['generator', 'src/lib/generator/x.ts', 'openai', 'yaml'],
	['openai door', 'src/lib/generator/providers/openai.ts', '#lib/server/config.ts', 'openai'],
	['capture', 'src/lib/capture/x.ts', 'playwright', 'sharp'],
	['capture', 'src/lib/capture/x.ts', '#lib/generator/reply.ts', '#lib/domain/capture.ts'],
	['playwright door', 'src/lib/capture/browser.ts', '#db/schema/index.ts', 'playwright'],
	['scoring', 'src/lib/scoring/x.ts', 'node:fs', 'pixelmatch'],
	['scoring', 'src/lib/scoring/x.ts', 'svelte', '#lib/domain/criterion.ts'],
	['merge and export', 'src/lib/export/x.ts', '#lib/generator/document.ts', 'fflate'],
	['server', 'src/lib/server/x.ts', '#db/schema/index.ts', '#lib/generator/reply.ts'],
	['server', 'src/lib/server/x.ts', 'playwright', '#lib/capture/camera.ts'],
	['store', 'src/lib/server/store/x.ts', '#lib/generator/reply.ts', '#db/schema/index.ts'],
	['db', 'db/schema/x.ts', '#lib/server/blobs.ts', '#lib/domain/brief.ts'],
	['state', 'src/lib/state/x.ts', '#lib/server/blobs.ts', '#lib/domain/view.ts'],
	['state', 'src/lib/state/x.ts', 'svelte/store', 'svelte'],
	['components/views', 'src/lib/components/views/x.ts', '$app/stores', '$app/state'],
	[
		'components/shared',
		'src/lib/components/shared/x.ts',
		'../gallery/frame-words.ts',
		'#lib/domain/view.ts'
	],
	['components', 'src/lib/components/gallery/x.ts', '#lib/server/blobs.ts', '../shared/numbers.ts'],
	['components', 'src/lib/components/map/x.ts', '../views/keys.ts', '../gallery/frame-words.ts'],
	['components', 'src/lib/components/brief/x.ts', '#db/schema/index.ts', '#lib/state/api.ts'],
	[
		'components/views',
		'src/lib/components/views/x.ts',
		'#lib/server/blobs.ts',
		'../gallery/frame-words.ts'
	],
	['pages', 'src/routes/x/+page.ts', '#lib/server/blobs.ts', '#lib/components/views/keys.ts'],
	[
		'routes and hooks',
		'src/routes/x/+server.ts',
		'#lib/generator/reply.ts',
		'#lib/server/http/serve.ts'
	],
	['cli', 'cli/commands/x.ts', '#db/schema/index.ts', '#lib/server/services.ts']
];

// The files need not exist: rules that read types are left out, import rules look at the text alone.
const eslint = new ESLint({
	overrideConfig: [
		{
			files: ['**/*.ts'],
			languageOptions: { parserOptions: { projectService: false } },
			rules: {
				'@typescript-eslint/no-floating-promises': 'off',
				'@typescript-eslint/no-misused-promises': 'off'
			}
		}
	]
});

async function complaints(filePath: string, imported: string): Promise<string[]> {
	const text = `import { x } from '${imported}';\nexport const y = x;\n`;
	const [result] = await eslint.lintText(text, { filePath });
	return (result?.messages ?? []).flatMap(({ ruleId, message }) =>
		ruleId === 'no-restricted-imports' || ruleId === null ? [message] : []
	);
}

describe('import rules', () => {
	it.each(CASES)('%s: %s', async (_rule, file, refused, allowed) => {
		expect(await complaints(file, refused)).toHaveLength(1);
		expect(await complaints(file, allowed)).toEqual([]);
	});

	it('has a case for every rule', () => {
		expect(new Set(CASES.map(([rule]) => rule))).toEqual(
			new Set(IMPORT_RULES.map(({ name }) => name))
		);
	});

	it('reads settings in one place', async () => {
		const [result] = await eslint.lintText('export const x = process.env;\n', {
			filePath: 'src/lib/server/x.ts'
		});
		expect(result?.messages.map(({ ruleId }) => ruleId)).toContain('no-restricted-properties');
	});
});
