import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';
import { IMPORT_RULES } from './eslint.imports.js';

/** A file this long has more than one subject. */
const MAX_LINES = 400;

export default defineConfig(
	{
		ignores: [
			'.svelte-kit',
			'build',
			'node_modules',
			'samples',
			'tests/fixtures',
			'vitrine-workspace'
		]
	},
	js.configs.recommended,
	ts.configs.strict,
	svelte.configs.recommended,
	prettier,
	svelte.configs.prettier,
	{
		rules: {
			'no-undef': 'off',
			'max-lines': ['error', { max: MAX_LINES, skipBlankLines: true, skipComments: true }],
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_' }
			]
		}
	},
	{
		files: ['**/*.ts', '**/*.js'],
		languageOptions: {
			// As below: whenever these change from one file to the next, types are read anew.
			parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] }
		},
		rules: {
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': [
				'error',
				{ checksVoidReturn: { arguments: false } }
			]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			parserOptions: { projectService: true, extraFileExtensions: ['.svelte'], parser: ts.parser }
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		rules: {
			// Addresses are made with resolve() where the views are named; this rule cannot follow them through a variable.
			'svelte/no-navigation-without-resolve': 'off',
			// Maps in controllers are bookkeeping, or are derived anew as a whole: nothing watches them change.
			'svelte/prefer-svelte-reactivity': 'off',
			// There are no stores (eslint.imports.js sees to it), and looking for them took a fifth of the whole time.
			'svelte/require-store-reactive-access': 'off'
		}
	},
	...IMPORT_RULES.map(({ files, except = [], regex, message }) => ({
		files,
		ignores: [
			...except,
			...(files.every((glob) => glob.startsWith('tests/')) ? [] : ['**/*.test.ts'])
		],
		rules: {
			'no-restricted-imports': /** @type {['error', object]} */ ([
				'error',
				{ patterns: [{ regex, message }] }
			])
		}
	})),
	{
		// Settings are read in one place, so that what can be set is known in one place.
		files: ['src/**', 'cli/**'],
		ignores: ['src/lib/server/config.ts', '**/*.test.ts'],
		rules: {
			'no-restricted-properties': [
				'error',
				{
					object: 'process',
					property: 'env',
					message: 'Settings are read in src/lib/server/config.ts alone.'
				}
			]
		}
	}
);
