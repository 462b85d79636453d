/** Real services on a workspace of their own: real SQLite, real blobs, and the endpoint and settings of one's choosing. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Recipe } from '#lib/domain/recipe.ts';
import { readConfig, type Config } from '#lib/server/config.ts';
import { createServices, type Services } from '#lib/server/services.ts';

export interface ServiceSettings {
	/** A workspace that is there already; without one, a new one in the temporary folder. */
	workspace?: string;
	/** Base URL of the endpoint for the openai provider. */
	endpoint?: string;
	apiKey?: string;
	models?: string[];
	/** Characters per second of the recorded sample; at once by default. */
	samplePace?: number;
	/** Whether anything may be photographed; it may by default. */
	capture?: boolean;
	/** What pino writes to stderr; nothing by default. */
	logLevel?: string;
	/** A folder that comes first on PATH. */
	bin?: string;
	/** Where endpoints of this machine are looked for. */
	localPorts?: number[];
}

export const SHORT_BRIEF = `---
title: Refund a payment
viewports: [desktop, phone]
states: [asked]
---
A clerk pays a customer back, in whole or in part, and says why.

\`\`\`json
{"payments": [{"name": "Invoice 4107", "amount": 120}, {"name": "Invoice 4108", "amount": 35}]}
\`\`\`
`;

/** Two photographs of each variant, for tests that are about something else. */
export const SMALL_RECIPE: Recipe = {
	viewports: ['desktop'],
	themes: ['light'],
	otherThemes: 'main',
	states: ['desktop'],
	poses: false,
	motion: 'none'
};

/** An empty folder in the temporary folder. */
export function temporaryFolder(): Promise<string> {
	return mkdtemp(path.join(tmpdir(), 'vitrine-test-'));
}

/** Settings as an installation would read them, from an environment that holds nothing but these. */
export function configFor(workspace: string, settings: ServiceSettings = {}): Config {
	const { CHROMIUM_PATH, PATH, HOME, PLAYWRIGHT_BROWSERS_PATH } = process.env;
	return readConfig(
		{ workspace },
		{
			CHROMIUM_PATH,
			PATH: settings.bin === undefined ? PATH : `${settings.bin}${path.delimiter}${PATH ?? ''}`,
			HOME,
			PLAYWRIGHT_BROWSERS_PATH,
			OPENAI_BASE_URL: settings.endpoint,
			VITRINE_LOCAL_PORTS: settings.localPorts?.join(','),
			OPENAI_API_KEY: settings.apiKey,
			VITRINE_MODELS: settings.models?.join(','),
			VITRINE_CAPTURE: settings.capture === false ? 'off' : 'on',
			VITRINE_SAMPLE_PACE: String(settings.samplePace ?? 0),
			VITRINE_LOG: settings.logLevel ?? 'silent'
		}
	);
}

/** What a test opened, in order; `closeAll` in `afterEach` closes and removes it. */
export class Workbench {
	#closers: (() => Promise<unknown>)[] = [];

	/** Something to close when the test is over. */
	keep<T extends { close(): Promise<unknown> }>(thing: T): T {
		this.#closers.push(() => thing.close());
		return thing;
	}

	async folder(): Promise<string> {
		const folder = await temporaryFolder();
		this.#closers.push(() => rm(folder, { recursive: true, force: true }));
		return folder;
	}

	async services(settings: ServiceSettings = {}): Promise<Services> {
		const workspace = settings.workspace ?? (await this.folder());
		return this.keep(await createServices(configFor(workspace, settings)));
	}

	async closeAll(): Promise<void> {
		for (const close of this.#closers.splice(0).reverse()) await close();
	}
}

/** Looks again and again until `look` finds something. Fails with what was waited for. */
export async function until<T>(
	what: string,
	look: () => T | null | undefined | false,
	limitMs = 30_000
): Promise<T> {
	const end = Date.now() + limitMs;
	for (;;) {
		const found = look();
		if (found !== null && found !== undefined && found !== false) return found;
		if (Date.now() > end) throw new Error(`Waited ${limitMs} ms in vain for ${what}.`);
		await new Promise((resolve) => setTimeout(resolve, 3));
	}
}
