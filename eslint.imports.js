/**
 * Who may import whom. ESLint applies the last rule that matches a file, so each place has exactly one entry that names
 * everything closed to it. `regex`, not `group`: groups use gitignore syntax, where a leading # is a comment.
 *
 * @typedef {{ name: string, files: string[], except?: string[], regex: string, message: string }} ImportRule
 */

/** The doors: each of these packages is imported in one file alone. */
const DOORS = 'openai|playwright|playwright-core';
const FRAMEWORK = 'svelte|\\$app|@sveltejs';

/** Any of our rooms. @param {string[]} rooms */
const rooms = (...rooms) => `#lib/(${rooms.join('|')})/`;

/** What no page can run; and stores, because state is kept in runes. */
const NOT_IN_PAGES = `svelte/store$|\\$app/stores$|${rooms('generator', 'capture', 'merge', 'export', 'server')}|#db/|(${DOORS})($|/)|node:|.*\\.server\\.ts$`;

/** @type {ImportRule[]} */
export const IMPORT_RULES = [
	{
		name: 'domain',
		files: ['src/lib/domain/**'],
		regex: '^(?!zod$|\\./)',
		message: 'domain holds the words: it imports zod and itself, nothing else.'
	},
	{
		name: 'generator',
		files: ['src/lib/generator/**'],
		except: ['src/lib/generator/providers/openai.ts'],
		regex: `^(${rooms('capture', 'scoring', 'merge', 'export', 'server', 'state', 'components')}|#db/|${FRAMEWORK}|(${DOORS})($|/)|better-sqlite3|drizzle-orm)`,
		message: 'generator knows the domain alone, and openai has one door: providers/openai.ts.'
	},
	{
		name: 'openai door',
		files: ['src/lib/generator/providers/openai.ts'],
		regex: `^(${rooms('capture', 'scoring', 'merge', 'export', 'server', 'state', 'components')}|#db/|${FRAMEWORK}|playwright|better-sqlite3|drizzle-orm)`,
		message: 'generator knows the domain alone.'
	},
	{
		name: 'capture',
		files: ['src/lib/capture/**'],
		except: ['src/lib/capture/browser.ts'],
		regex: `^(${rooms('generator', 'scoring', 'merge', 'export', 'server', 'state', 'components')}|#db/|${FRAMEWORK}|(${DOORS})($|/)|better-sqlite3|drizzle-orm)`,
		message: 'capture knows the domain alone, and playwright has one door: capture/browser.ts.'
	},
	{
		name: 'playwright door',
		files: ['src/lib/capture/browser.ts'],
		regex: `^(${rooms('generator', 'scoring', 'merge', 'export', 'server', 'state', 'components')}|#db/|${FRAMEWORK}|openai|better-sqlite3|drizzle-orm)`,
		message: 'capture knows the domain alone.'
	},
	{
		name: 'scoring',
		files: ['src/lib/scoring/**'],
		regex: `^(${rooms('generator', 'capture', 'merge', 'export', 'server', 'state', 'components')}|#db/|${FRAMEWORK}|(${DOORS})($|/)|node:|better-sqlite3|drizzle-orm|sharp)`,
		message: 'scoring is pure: numbers in, numbers out, in the browser too.'
	},
	{
		name: 'merge and export',
		files: ['src/lib/merge/**', 'src/lib/export/**'],
		regex: `^(${rooms('generator', 'capture', 'scoring', 'server', 'state', 'components')}|#db/|${FRAMEWORK}|(${DOORS})($|/)|better-sqlite3|drizzle-orm)`,
		message: 'siblings never import each other; the server puts them together.'
	},
	{
		name: 'server',
		files: ['src/lib/server/**'],
		except: ['src/lib/server/store/**', 'src/lib/server/database.ts'],
		regex: `^(${rooms('state', 'components')}|#db/|${FRAMEWORK}|(${DOORS})($|/))`,
		message:
			'The database is reached through server/store, openai and playwright through their doors, pages not at all.'
	},
	{
		name: 'store',
		files: ['src/lib/server/store/**', 'src/lib/server/database.ts'],
		regex: `^(${rooms('generator', 'capture', 'scoring', 'merge', 'export', 'state', 'components')}|${FRAMEWORK}|(${DOORS})($|/))`,
		message: 'store is SQL: it knows the domain and the tables.'
	},
	{
		name: 'db',
		files: ['db/**'],
		regex: `^(${rooms('generator', 'capture', 'scoring', 'merge', 'export', 'server', 'state', 'components')}|${FRAMEWORK}|(${DOORS})($|/))`,
		message: 'Tables know the words of the domain, nothing else.'
	},
	{
		name: 'state',
		files: ['src/lib/state/**'],
		regex: `^(${NOT_IN_PAGES}|#lib/components/)`,
		message: 'state runs in the page: domain and scoring alone, and the server through its API.'
	},
	{
		name: 'components',
		files: ['src/lib/components/**'],
		except: ['src/lib/components/shared/**', 'src/lib/components/views/**'],
		regex: `^(${NOT_IN_PAGES}|(\\.\\./|#lib/components/)views/)`,
		message: 'Components take data by props and context; views put areas together.'
	},
	{
		name: 'components/shared',
		files: ['src/lib/components/shared/**'],
		regex: `^(${NOT_IN_PAGES}|\\.\\./(?!\\.\\./)|#lib/components/(?!shared/))`,
		message: 'What is shared knows no area.'
	},
	{
		name: 'components/views',
		files: ['src/lib/components/views/**'],
		regex: `^(${NOT_IN_PAGES})`,
		message: 'Views run in the page: the server is behind its API and load functions.'
	},
	{
		name: 'pages',
		files: ['src/routes/**/*.svelte', 'src/routes/**/+page.ts', 'src/routes/**/+layout.ts'],
		regex: `^(${NOT_IN_PAGES})`,
		message: 'A page is one view with props.'
	},
	{
		name: 'routes and hooks',
		files: ['src/routes/**/*.server.ts', 'src/routes/**/+server.ts', 'src/hooks.server.ts'],
		regex: `^(${rooms('generator', 'capture', 'merge', 'export', 'scoring', 'components', 'state')}|#db/|(${DOORS})($|/)|better-sqlite3|drizzle-orm)`,
		message: 'A route parses, calls one service, and shapes the answer.'
	},
	{
		name: 'cli',
		files: ['cli/**'],
		regex: `^(${rooms('generator', 'capture', 'merge', 'export', 'scoring', 'components', 'state')}|#db/|${FRAMEWORK}|(${DOORS})($|/)|better-sqlite3|drizzle-orm)`,
		message: 'The command line is a front door: it calls services and has no logic of its own.'
	}
];
