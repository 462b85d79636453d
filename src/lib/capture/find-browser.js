/**
 * Which browser takes the photographs. Plain JavaScript without dependencies, because the set-up needs it before anything
 * is installed and the camera needs the same answer at run time.
 */
import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir as systemHomedir } from 'node:os';
import { posix, win32 } from 'node:path';

/**
 * @typedef {'headless-shell' | 'chromium' | 'chrome' | 'edge'} BrowserKind
 * @typedef {'CHROMIUM_PATH' | 'playwright' | 'system'} BrowserSource
 * @typedef {{ path: string, kind: BrowserKind, source: BrowserSource }} FoundBrowser
 *
 * @typedef {object} BrowserSearch
 * @property {Record<string, string | undefined>} env The process's environment, handed in by whoever may read it.
 * @property {NodeJS.Platform} [platform]
 * @property {string} [homedir]
 * @property {(path: string) => boolean} [isProgram] Whether a file is there and may be run.
 * @property {(folder: string) => string[]} [list] Names in a folder; none when it is not there.
 * @property {() => string | null} [playwrightFolder] Where the package playwright-core lies.
 *
 * @typedef {Required<BrowserSearch> & { join: (...parts: string[]) => string, variable: (name: string) => string }} Search
 */

/** CHROMIUM_PATH is set and names no program. Thrown rather than passed over, so that a wrong setting is never ignored. */
export class BrowserPathError extends Error {
	/** @override */
	name = 'BrowserPathError';
	/** @type {'browser_missing'} */
	code = 'browser_missing';
	/** The way out, as a sentence. */
	fix = 'Set it to the browser’s program file, or unset it so that Vitrine looks for one itself.';

	/** @param {string} path */
	constructor(path) {
		super(`CHROMIUM_PATH is set to ${path}, and there is no program there.`);
	}
}

/**
 * The first browser in this order: CHROMIUM_PATH, one that Playwright has downloaded, one of the system; a headless shell
 * before Chromium before Chrome before Edge, because it starts soonest and draws the same everywhere.
 *
 * @param {BrowserSearch} options
 * @returns {FoundBrowser | null} null when this machine has none
 * @throws {BrowserPathError} when CHROMIUM_PATH is set and nothing is there
 */
export function findBrowser(options) {
	const search = completeSearch(options);
	const chosen = search.variable('CHROMIUM_PATH').trim();
	if (chosen) {
		if (!search.isProgram(chosen)) throw new BrowserPathError(chosen);
		return { path: chosen, kind: kindByName(chosen), source: 'CHROMIUM_PATH' };
	}
	return findOfPlaywright(search) ?? findOnSystem(search);
}

/**
 * @param {BrowserSearch} options
 * @returns {Search}
 */
function completeSearch(options) {
	const platform = options.platform ?? process.platform;
	const { env } = options;
	return {
		env,
		platform,
		homedir: options.homedir ?? systemHomedir(),
		isProgram: options.isProgram ?? isProgram,
		list: options.list ?? list,
		playwrightFolder: options.playwrightFolder ?? playwrightFolder,
		join: platform === 'win32' ? win32.join : posix.join,
		variable: (name) => variable(env, platform, name)
	};
}

/** @type {[prefix: string, kind: BrowserKind][]} */
const PLAYWRIGHT_FOLDERS = [
	['chromium_headless_shell-', 'headless-shell'],
	['chromium-', 'chromium']
];

/** Where the program lies inside one of Playwright's folders, newest layout first. */
const PLAYWRIGHT_PROGRAMS = {
	linux: {
		'headless-shell': [
			'chrome-headless-shell-linux64/chrome-headless-shell',
			'chrome-headless-shell-linux-arm64/chrome-headless-shell',
			'chrome-linux/headless_shell'
		],
		chromium: ['chrome-linux64/chrome', 'chrome-linux-arm64/chrome', 'chrome-linux/chrome']
	},
	darwin: {
		'headless-shell': [
			'chrome-headless-shell-mac-arm64/chrome-headless-shell',
			'chrome-headless-shell-mac-x64/chrome-headless-shell',
			'chrome-mac/headless_shell'
		],
		chromium: [
			'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
			'chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
			'chrome-mac/Chromium.app/Contents/MacOS/Chromium'
		]
	},
	win32: {
		'headless-shell': [
			'chrome-headless-shell-win64/chrome-headless-shell.exe',
			'chrome-win/headless_shell.exe'
		],
		chromium: ['chrome-win64/chrome.exe', 'chrome-win/chrome.exe']
	}
};

/**
 * @param {Search} search
 * @returns {FoundBrowser | null}
 */
function findOfPlaywright(search) {
	const { platform, join, isProgram, list } = search;
	const cache = playwrightCache(search);
	if (!cache || !isKnownPlatform(platform)) return null;
	const names = list(cache);
	for (const [prefix, kind] of PLAYWRIGHT_FOLDERS) {
		const newestFirst = names
			.filter((name) => name.startsWith(prefix))
			.sort((a, b) => Number(b.slice(prefix.length)) - Number(a.slice(prefix.length)));
		for (const name of newestFirst) {
			const folder = join(cache, name);
			// Playwright writes this file last; without it the download was cut short.
			if (!list(folder).includes('INSTALLATION_COMPLETE')) continue;
			const programs = kind === 'headless-shell' ? 'headless-shell' : 'chromium';
			for (const program of PLAYWRIGHT_PROGRAMS[platform][programs]) {
				const path = join(folder, program);
				if (isProgram(path)) return { path, kind, source: 'playwright' };
			}
		}
	}
	return null;
}

/**
 * @param {Search} search
 * @returns {string | null}
 */
function playwrightCache({ platform, homedir, join, variable, playwrightFolder }) {
	const chosen = variable('PLAYWRIGHT_BROWSERS_PATH');
	if (chosen === '0') {
		const folder = playwrightFolder();
		return folder && join(folder, '.local-browsers');
	}
	if (chosen) return chosen;
	if (platform === 'darwin') return join(homedir, 'Library', 'Caches', 'ms-playwright');
	if (platform === 'win32') {
		return join(variable('LOCALAPPDATA') || join(homedir, 'AppData', 'Local'), 'ms-playwright');
	}
	return join(variable('XDG_CACHE_HOME') || join(homedir, '.cache'), 'ms-playwright');
}

/** @type {Record<'linux' | 'darwin' | 'win32', [kind: BrowserKind, names: string[]][]>} */
const NAMES_ON_PATH = {
	linux: [
		['headless-shell', ['chromium-headless-shell', 'chrome-headless-shell', 'headless_shell']],
		['chromium', ['chromium', 'chromium-browser']],
		['chrome', ['google-chrome-stable', 'google-chrome', 'chrome']],
		['edge', ['microsoft-edge-stable', 'microsoft-edge']]
	],
	darwin: [
		['headless-shell', ['chromium-headless-shell', 'chrome-headless-shell']],
		['chromium', ['chromium']],
		['chrome', ['google-chrome']],
		['edge', ['microsoft-edge']]
	],
	win32: [
		['headless-shell', ['chrome-headless-shell.exe']],
		['chromium', ['chromium.exe']],
		['chrome', ['chrome.exe']],
		['edge', ['msedge.exe']]
	]
};

/**
 * @param {Search} search
 * @returns {FoundBrowser | null}
 */
function findOnSystem(search) {
	const { platform, join, isProgram } = search;
	const places = usualPlaces(search);
	const folders = foldersOfPath(search);
	for (const [kind, names] of NAMES_ON_PATH[isKnownPlatform(platform) ? platform : 'linux']) {
		// Name by name over all folders, since the names are in order of preference and the folders are not.
		const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
		const path = [...candidates, ...(places[kind] ?? [])].find((candidate) => isProgram(candidate));
		if (path) return { path, kind, source: 'system' };
	}
	return null;
}

/**
 * Absolute folders alone: a relative one would let the current folder choose the program.
 *
 * @param {Search} search
 */
function foldersOfPath({ platform, variable }) {
	const path = platform === 'win32' ? win32 : posix;
	return variable('PATH')
		.split(path.delimiter)
		.filter((folder) => path.isAbsolute(folder));
}

/**
 * Where installers put browsers without touching PATH.
 *
 * @param {Search} search
 * @returns {Partial<Record<BrowserKind, string[]>>}
 */
function usualPlaces({ platform, homedir, join, variable }) {
	if (platform === 'darwin') {
		const bases = ['/Applications', join(homedir, 'Applications')];
		/** @param {string} name */
		const app = (name) => bases.map((base) => join(base, `${name}.app`, 'Contents', 'MacOS', name));
		return {
			chromium: app('Chromium'),
			chrome: app('Google Chrome'),
			edge: app('Microsoft Edge')
		};
	}
	if (platform === 'win32') {
		const bases = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
			.map(variable)
			.filter(Boolean);
		/** @param {string[]} parts */
		const under = (...parts) => bases.map((base) => join(base, ...parts));
		return {
			chromium: under('Chromium', 'Application', 'chrome.exe'),
			chrome: under('Google', 'Chrome', 'Application', 'chrome.exe'),
			edge: under('Microsoft', 'Edge', 'Application', 'msedge.exe')
		};
	}
	return {};
}

/**
 * @param {string} path
 * @returns {BrowserKind}
 */
function kindByName(path) {
	const name = path.toLowerCase();
	if (/headless[-_]shell/.test(name)) return 'headless-shell';
	if (/msedge|microsoft[- ]edge/.test(name)) return 'edge';
	if (/chromium/.test(name)) return 'chromium';
	return /chrome/.test(name) ? 'chrome' : 'chromium';
}

/**
 * @param {NodeJS.Platform} platform
 * @returns {platform is 'linux' | 'darwin' | 'win32'}
 */
function isKnownPlatform(platform) {
	return platform === 'linux' || platform === 'darwin' || platform === 'win32';
}

/**
 * Windows spells the same variable `Path` or `PATH`; a copy of its environment no longer evens that out.
 *
 * @param {Record<string, string | undefined>} env
 * @param {NodeJS.Platform} platform
 * @param {string} name
 */
function variable(env, platform, name) {
	if (platform !== 'win32') return env[name] ?? '';
	const key = Object.keys(env).find((candidate) => candidate.toUpperCase() === name);
	return (key && env[key]) || '';
}

/** @param {string} path */
function isProgram(path) {
	try {
		accessSync(path, constants.X_OK);
		return statSync(path).isFile();
	} catch {
		return false; // Not there, or not ours to run: the same to whoever needs a browser.
	}
}

/** @param {string} folder */
function list(folder) {
	try {
		return readdirSync(folder);
	} catch {
		return []; // No such folder, hence no browser in it.
	}
}

function playwrightFolder() {
	try {
		const file = createRequire(import.meta.url).resolve('playwright-core/package.json');
		return file.slice(0, -'/package.json'.length);
	} catch {
		return null; // Nothing is installed yet.
	}
}
