import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { BrowserPathError, findBrowser } from '#lib/capture/find-browser.js';
import type { BrowserSearch, FoundBrowser } from '#lib/capture/find-browser.js';

interface Machine {
	name: string;
	platform: 'linux' | 'darwin' | 'win32';
	env?: Record<string, string>;
	/** Programs and marker files on this machine. */
	files: string[];
	found: FoundBrowser | null;
}

const LINUX_CACHE = '/home/ada/.cache/ms-playwright';
const MAC_CACHE = '/Users/ada/Library/Caches/ms-playwright';
const WINDOWS_CACHE = 'C:\\Users\\ada\\AppData\\Local\\ms-playwright';
const CHROME_OF_MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
const EDGE_OF_WINDOWS = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
const CHROME_OF_WINDOWS = 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe';

const MACHINES: Machine[] = [
	{ name: 'nothing anywhere', platform: 'linux', files: [], found: null },
	{
		name: 'CHROMIUM_PATH before everything else',
		platform: 'linux',
		env: { CHROMIUM_PATH: '/opt/mine/chrome', PATH: '/usr/bin' },
		files: ['/opt/mine/chrome', '/usr/bin/chromium-headless-shell'],
		found: { path: '/opt/mine/chrome', kind: 'chrome', source: 'CHROMIUM_PATH' }
	},
	{
		name: 'an empty CHROMIUM_PATH is no CHROMIUM_PATH',
		platform: 'linux',
		env: { CHROMIUM_PATH: ' ', PATH: '/usr/bin' },
		files: ['/usr/bin/chromium'],
		found: { path: '/usr/bin/chromium', kind: 'chromium', source: 'system' }
	},
	{
		name: 'Playwright’s newest shell before its full browser and before the system',
		platform: 'linux',
		env: { PATH: '/usr/bin' },
		files: [
			`${LINUX_CACHE}/chromium-1300/INSTALLATION_COMPLETE`,
			`${LINUX_CACHE}/chromium-1300/chrome-linux64/chrome`,
			`${LINUX_CACHE}/chromium_headless_shell-999/INSTALLATION_COMPLETE`,
			`${LINUX_CACHE}/chromium_headless_shell-999/chrome-linux/headless_shell`,
			`${LINUX_CACHE}/chromium_headless_shell-1255/INSTALLATION_COMPLETE`,
			`${LINUX_CACHE}/chromium_headless_shell-1255/chrome-headless-shell-linux64/chrome-headless-shell`,
			'/usr/bin/chromium-headless-shell'
		],
		found: {
			path: `${LINUX_CACHE}/chromium_headless_shell-1255/chrome-headless-shell-linux64/chrome-headless-shell`,
			kind: 'headless-shell',
			source: 'playwright'
		}
	},
	{
		name: 'a download of Playwright’s that was cut short is passed over',
		platform: 'linux',
		files: [
			`${LINUX_CACHE}/chromium_headless_shell-1255/chrome-headless-shell-linux64/chrome-headless-shell`,
			`${LINUX_CACHE}/chromium-1255/INSTALLATION_COMPLETE`,
			`${LINUX_CACHE}/chromium-1255/chrome-linux64/chrome`
		],
		found: {
			path: `${LINUX_CACHE}/chromium-1255/chrome-linux64/chrome`,
			kind: 'chromium',
			source: 'playwright'
		}
	},
	{
		name: 'PLAYWRIGHT_BROWSERS_PATH moves Playwright’s cache',
		platform: 'linux',
		env: { PLAYWRIGHT_BROWSERS_PATH: '/srv/browsers' },
		files: [
			`${LINUX_CACHE}/chromium-1255/INSTALLATION_COMPLETE`,
			`${LINUX_CACHE}/chromium-1255/chrome-linux64/chrome`,
			'/srv/browsers/chromium-1200/INSTALLATION_COMPLETE',
			'/srv/browsers/chromium-1200/chrome-linux/chrome'
		],
		found: {
			path: '/srv/browsers/chromium-1200/chrome-linux/chrome',
			kind: 'chromium',
			source: 'playwright'
		}
	},
	{
		name: 'PLAYWRIGHT_BROWSERS_PATH=0 keeps browsers inside the package',
		platform: 'linux',
		env: { PLAYWRIGHT_BROWSERS_PATH: '0' },
		files: [
			'/app/node_modules/playwright-core/.local-browsers/chromium-1255/INSTALLATION_COMPLETE',
			'/app/node_modules/playwright-core/.local-browsers/chromium-1255/chrome-linux64/chrome'
		],
		found: {
			path: '/app/node_modules/playwright-core/.local-browsers/chromium-1255/chrome-linux64/chrome',
			kind: 'chromium',
			source: 'playwright'
		}
	},
	{
		name: 'XDG_CACHE_HOME moves it too',
		platform: 'linux',
		env: { XDG_CACHE_HOME: '/var/cache/ada' },
		files: [
			'/var/cache/ada/ms-playwright/chromium-1255/INSTALLATION_COMPLETE',
			'/var/cache/ada/ms-playwright/chromium-1255/chrome-linux-arm64/chrome'
		],
		found: {
			path: '/var/cache/ada/ms-playwright/chromium-1255/chrome-linux-arm64/chrome',
			kind: 'chromium',
			source: 'playwright'
		}
	},
	{
		name: 'kinds go before folders of PATH',
		platform: 'linux',
		env: { PATH: '/usr/local/bin:/usr/bin' },
		files: ['/usr/local/bin/google-chrome', '/usr/local/bin/chromium', '/usr/bin/headless_shell'],
		found: { path: '/usr/bin/headless_shell', kind: 'headless-shell', source: 'system' }
	},
	{
		name: 'relative folders of PATH are not searched',
		platform: 'linux',
		env: { PATH: '.::bin:/usr/bin' },
		files: ['chromium', 'bin/chromium', '/usr/bin/microsoft-edge'],
		found: { path: '/usr/bin/microsoft-edge', kind: 'edge', source: 'system' }
	},
	{
		name: 'Chrome among the applications of a Mac',
		platform: 'darwin',
		env: { PATH: '/usr/bin' },
		files: [CHROME_OF_MAC, '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'],
		found: { path: CHROME_OF_MAC, kind: 'chrome', source: 'system' }
	},
	{
		name: 'Chromium among a person’s own applications',
		platform: 'darwin',
		files: [CHROME_OF_MAC, '/Users/ada/Applications/Chromium.app/Contents/MacOS/Chromium'],
		found: {
			path: '/Users/ada/Applications/Chromium.app/Contents/MacOS/Chromium',
			kind: 'chromium',
			source: 'system'
		}
	},
	{
		name: 'Playwright’s cache on a Mac',
		platform: 'darwin',
		files: [
			CHROME_OF_MAC,
			`${MAC_CACHE}/chromium_headless_shell-1255/INSTALLATION_COMPLETE`,
			`${MAC_CACHE}/chromium_headless_shell-1255/chrome-headless-shell-mac-arm64/chrome-headless-shell`
		],
		found: {
			path: `${MAC_CACHE}/chromium_headless_shell-1255/chrome-headless-shell-mac-arm64/chrome-headless-shell`,
			kind: 'headless-shell',
			source: 'playwright'
		}
	},
	{
		name: 'Chrome before Edge on Windows, whatever the case of its variables',
		platform: 'win32',
		env: { ProgramFiles: 'C:\\Program Files', 'ProgramFiles(x86)': 'C:\\Program Files (x86)' },
		files: [EDGE_OF_WINDOWS, CHROME_OF_WINDOWS],
		found: { path: CHROME_OF_WINDOWS, kind: 'chrome', source: 'system' }
	},
	{
		name: 'Edge, which every Windows has',
		platform: 'win32',
		env: { 'ProgramFiles(x86)': 'C:\\Program Files (x86)' },
		files: [EDGE_OF_WINDOWS],
		found: { path: EDGE_OF_WINDOWS, kind: 'edge', source: 'system' }
	},
	{
		name: 'a shell on the Path of Windows',
		platform: 'win32',
		env: { Path: 'D:\\tools;C:\\bin', 'ProgramFiles(x86)': 'C:\\Program Files (x86)' },
		files: [EDGE_OF_WINDOWS, 'C:\\bin\\chrome-headless-shell.exe'],
		found: { path: 'C:\\bin\\chrome-headless-shell.exe', kind: 'headless-shell', source: 'system' }
	},
	{
		name: 'Playwright’s cache on Windows',
		platform: 'win32',
		env: { LOCALAPPDATA: 'C:\\Users\\ada\\AppData\\Local' },
		files: [
			`${WINDOWS_CACHE}\\chromium-1255\\INSTALLATION_COMPLETE`,
			`${WINDOWS_CACHE}\\chromium-1255\\chrome-win64\\chrome.exe`
		],
		found: {
			path: `${WINDOWS_CACHE}\\chromium-1255\\chrome-win64\\chrome.exe`,
			kind: 'chromium',
			source: 'playwright'
		}
	}
];

const HOMES = { linux: '/home/ada', darwin: '/Users/ada', win32: 'C:\\Users\\ada' };

/** A search over an invented machine that has these files and no others. */
function searchOf({ platform, env = {}, files }: Machine): BrowserSearch {
	const separator = platform === 'win32' ? '\\' : '/';
	return {
		env,
		platform,
		homedir: HOMES[platform],
		isProgram: (path) => files.includes(path),
		list: (folder) =>
			files
				.filter((file) => file.startsWith(folder + separator))
				.map((file) => file.slice(folder.length + 1).split(separator)[0] ?? ''),
		playwrightFolder: () => '/app/node_modules/playwright-core'
	};
}

describe('findBrowser on machines of three platforms', () => {
	it.each(MACHINES)('$platform: $name', (machine) => {
		expect(findBrowser(searchOf(machine))).toEqual(machine.found);
	});

	it.each([
		['/opt/x/chrome-headless-shell', 'headless-shell'],
		['/opt/x/headless_shell', 'headless-shell'],
		['/usr/bin/microsoft-edge', 'edge'],
		['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', 'chrome'],
		['/usr/bin/chromium-browser', 'chromium'],
		['/opt/x/browser', 'chromium']
	])('tells the kind of %s by its name: %s', (path, kind) => {
		const machine: Machine = {
			name: '',
			platform: 'linux',
			env: { CHROMIUM_PATH: path },
			files: [path],
			found: null
		};
		expect(findBrowser(searchOf(machine))?.kind).toBe(kind);
	});
});

describe('findBrowser on this machine’s own files', () => {
	const folder = mkdtempSync(join(tmpdir(), 'vitrine-find-browser-'));
	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	it('refuses a CHROMIUM_PATH where nothing, a folder, or no program is', () => {
		const notes = join(folder, 'notes.txt');
		mkdirSync(folder, { recursive: true });
		writeFileSync(notes, 'not a program');
		chmodSync(notes, 0o644);
		const wrong = [join(folder, 'gone'), folder];
		// Windows has no permission to run; there every file counts.
		if (process.platform !== 'win32') wrong.push(notes);
		for (const path of wrong) {
			const find = () => findBrowser({ env: { CHROMIUM_PATH: path } });
			expect(find).toThrow(BrowserPathError);
			expect(find).toThrow(`CHROMIUM_PATH is set to ${path}, and there is no program there.`);
		}
	});

	it('finds a program on PATH', () => {
		const name =
			process.platform === 'win32' ? 'chrome-headless-shell.exe' : 'chrome-headless-shell';
		const path = join(folder, name);
		mkdirSync(folder, { recursive: true });
		writeFileSync(path, '');
		chmodSync(path, 0o755);
		const env = { PATH: folder, PLAYWRIGHT_BROWSERS_PATH: join(folder, 'none') };
		expect(findBrowser({ env })).toEqual({ path, kind: 'headless-shell', source: 'system' });
	});
});
