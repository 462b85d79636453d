/** What most end-to-end tests stand on: a gallery of its own that runs, and one person at a browser. */
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll } from 'vitest';
import { createApiClient, type ApiClient } from './api-client.ts';
import { openBrowser, visit, type Visit, type VisitOptions } from './browse.ts';
import { startApp, temporaryFolder, type RunningApp } from './start-app.ts';

export interface Stage {
	/** The folder in which the gallery keeps everything. */
	workspace: string;
	browser: Browser;
	app: RunningApp;
	api: ApiClient;
	desk: Visit;
	page: Page;
}

/**
 * Set up before the tests of the file that calls this, and gone after them.
 * @param furnish what is in the workspace when the tests begin
 * @returns what there is once the tests run, and not before
 */
export function useStage(
	furnish: (stage: Stage) => Promise<unknown>,
	options: VisitOptions = {}
): Stage {
	const folder = temporaryFolder();
	let stage: Partial<Stage> = {};
	beforeAll(async () => {
		const browser = await openBrowser();
		stage = { browser };
		const app = await startApp({ workspace: folder.path, args: ['--no-sample'] });
		const desk = await visit(browser, options);
		const api = createApiClient(app.url);
		const set = { workspace: folder.path, browser, app, api, desk, page: desk.page };
		stage = set;
		await furnish(set);
	});
	afterAll(async () => {
		await stage.browser?.close();
		await stage.app?.stop();
		folder.remove();
	});
	const there = <K extends keyof Stage>(name: K): Stage[K] => {
		const part = stage[name];
		if (part === undefined) throw new Error('The stage is set before each test, not earlier.');
		return part as Stage[K];
	};
	return {
		workspace: folder.path,
		get browser() {
			return there('browser');
		},
		get app() {
			return there('app');
		},
		get api() {
			return there('api');
		},
		get desk() {
			return there('desk');
		},
		get page() {
			return there('page');
		}
	};
}
