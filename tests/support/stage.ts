/** What most end-to-end tests stand on: a gallery of its own that runs, and one person at a browser. */
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll } from 'vitest';
import { createApiClient, type ApiClient } from './api-client.ts';
import { openBrowser, PATIENCE_MS, visit, type Visit, type VisitOptions } from './browse.ts';
import { startFakeOpenAi, type FakeOpenAi, type FakeOpenAiOptions } from './fake-openai.ts';
import { startApp, temporaryFolder, type RunningApp } from './start-app.ts';

export interface Stage {
	/** The folder in which the gallery keeps everything. */
	workspace: string;
	browser: Browser;
	/** Where models answer. */
	endpoint: FakeOpenAi;
	app: RunningApp;
	api: ApiClient;
	desk: Visit;
	page: Page;
}

interface StageOptions extends VisitOptions {
	/** How the models answer; no model is ready when left out. */
	models?: FakeOpenAiOptions;
	/** Of the command line. */
	args?: string[];
	env?: Record<string, string>;
}

/**
 * Set up before the tests of the file that calls this, and gone after them.
 * @param furnish what is in the workspace when the tests begin
 * @returns what there is once the tests run, and not before
 */
export function useStage(
	furnish: (stage: Stage) => Promise<unknown>,
	{ models, args = ['--no-sample'], env = {}, ...options }: StageOptions = {}
): Stage {
	const folder = temporaryFolder();
	const stage: Partial<Stage> = { workspace: folder.path };
	beforeAll(async () => {
		if (models) stage.endpoint = await startFakeOpenAi(models);
		stage.browser = await openBrowser();
		const answering = stage.endpoint ? { OPENAI_BASE_URL: stage.endpoint.url } : {};
		stage.app = await startApp({ workspace: folder.path, args, env: { ...answering, ...env } });
		stage.api = createApiClient(stage.app.url);
		stage.desk = await visit(stage.browser, options);
		stage.page = stage.desk.page;
		await furnish(set);
	}, 3 * PATIENCE_MS);
	afterAll(async () => {
		await stage.browser?.close();
		await stage.app?.stop();
		await stage.endpoint?.close();
		folder.remove();
	});
	const there = <K extends keyof Stage>(name: K): Stage[K] => {
		const part = stage[name];
		if (part === undefined)
			throw new Error(`There is no ${name}: not before the tests, or not at all.`);
		return part as Stage[K];
	};
	const set: Stage = {
		workspace: folder.path,
		get browser() {
			return there('browser');
		},
		get endpoint() {
			return there('endpoint');
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
	return set;
}
