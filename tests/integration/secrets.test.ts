/** A key, and a password in an address, given to endpoints that send back what they were given: neither turns up anywhere. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LOCAL_REVIEWER } from '#lib/domain/reviewer.ts';
import { openApiDocument } from '#lib/server/http/openapi.ts';
import type { ApiEvent } from '#lib/server/http/serve.ts';
import type { Services } from '#lib/server/services.ts';
import * as briefRoute from '../../src/routes/api/v1/briefs/[id]/+server.ts';
import * as estimateRoute from '../../src/routes/api/v1/briefs/[id]/estimate/+server.ts';
import * as roundsRoute from '../../src/routes/api/v1/briefs/[id]/rounds/+server.ts';
import * as providersRoute from '../../src/routes/api/v1/providers/+server.ts';
import * as eventsRoute from '../../src/routes/api/v1/rounds/[id]/events/+server.ts';
import * as variantRoute from '../../src/routes/api/v1/variants/[id]/+server.ts';
import * as replyRoute from '../../src/routes/api/v1/variants/[id]/reply/+server.ts';
import { startFakeOpenAi, type FakeOpenAi, type ReceivedRequest } from '../support/fake-openai.ts';
import type { Scenario } from '../support/fake-openai-scenarios.ts';
import { Workbench } from '../support/services.ts';
import { runCli, temporaryFolder } from '../support/start-app.ts';

const KEY = 'vitrine-7f3a9c1e5b2d8064';
const PASSWORD = 'pass/7f3a9c1e5b2d8064';
const BASIC = Buffer.from(`me:${PASSWORD}`).toString('base64');
const SECRETS = [KEY, PASSWORD, encodeURIComponent(PASSWORD), BASIC];

/** By the title of the brief that meets it. @param sent what the endpoint was given, and sends back */
function echoes(sent: string[]): Record<string, Scenario> {
	const echo = `You sent ${sent.join(' and ')}, as Bearer ${sent[0]} or Basic ${sent.at(-1)}.`;
	const page = `<!doctype html><html><head><title>Who asks</title></head><body><main><h1>${echo}</h1></main></body></html>`;
	const json = { error: { message: echo, type: echo, param: echo, code: echo } };
	const headers = { 'retry-after-ms': '5', 'x-request-id': sent.at(-1) ?? '' };
	const text = { ...headers, 'content-type': 'text/plain' };
	const events = { ...headers, 'content-type': 'text/event-stream' };
	const whole = { model: echo, choices: [{ message: { content: page }, finish_reason: 'stop' }] };
	return {
		'Refused key': { answer: { status: 401, headers, json } },
		'Refused by a page': { answer: { status: 403, headers, page } },
		'A page instead': { answer: { status: 200, page } },
		'Text instead': { answer: { status: 500, headers: text, page: echo } },
		'Not found': { answer: { status: 404, json } },
		'Bad request': { answer: { status: 400, json } },
		'Too many': { answer: { status: 429, headers, json } },
		'Server error': { answer: { status: 500, headers, json } },
		'Broken JSON': {
			answer: { status: 200, headers: { 'content-type': 'application/json' }, page: `{"${echo}` }
		},
		'Error in the stream': {
			answer: { status: 200, headers: events, page: `data: ${JSON.stringify(json)}\n\n` }
		},
		'Another model': { answer: { status: 200, json: whole } },
		Refusal: { refusal: echo },
		Prose: { text: echo, chunkChars: 7 },
		'Cut short': { text: page, share: 0.9, finish: 'length' },
		'A good page': { text: page, chunkChars: 11 }
	};
}
const TITLES = Object.keys(echoes([]));
/** Told anew for each of the two. */
let met: Record<string, Scenario> = {};

const promptOf = (body: ReceivedRequest['body']) =>
	body.messages.map(({ content }) => content).join('\n');
const scenario = (_: number, body: ReceivedRequest['body']): Scenario =>
	met[TITLES.find((title) => promptOf(body).includes(`${title}!`)) ?? ''] ?? {};

const folder = temporaryFolder();
const workspace = path.join(folder.path, 'workspace');
const bench = new Workbench();
/** Everything the command line printed and logged. */
const printed: string[] = [];
let fake: FakeOpenAi;
let strict: FakeOpenAi;
let withPassword: string;

/** Runs command lines in a process of its own, with everything logged, and keeps what it says. */
async function run(lines: string[][], env: Record<string, string>) {
	const input = JSON.stringify(lines.map((line) => [...line, '--workspace', workspace]));
	const ran = await runCli(['--batch'], {
		cwd: folder.path,
		input,
		env: { VITRINE_LOG: 'trace', ...env }
	});
	expect(ran.code, ran.stderr).toBe(0);
	printed.push(ran.stdout, ran.stderr);
	return JSON.parse(ran.stdout) as { code: number; stdout: string }[];
}

const generate = (title: string, ...more: string[]) => [
	...['generate', `${TITLES.indexOf(title)}.md`, '--model', 'fake-large', '--count', '2'],
	...['--no-capture', ...more]
];

beforeAll(async () => {
	fake = await startFakeOpenAi({ scenario });
	strict = await startFakeOpenAi({ key: 'another' });
	withPassword = fake.url.replace('//', `//me:${encodeURIComponent(PASSWORD)}@`);
	TITLES.forEach((title, index) =>
		writeFileSync(path.join(folder.path, `${index}.md`), `# ${title}!\n\nWho asks, and for what.\n`)
	);
}, 30_000);
afterAll(async () => {
	await fake.close();
	await strict.close();
	folder.remove();
});
afterEach(() => bench.closeAll());

function expectNoSecret(what: string, text: string): void {
	for (const secret of SECRETS) expect(text.includes(secret), `${secret} in ${what}`).toBe(false);
}

describe('an endpoint that sends back', () => {
	it('the key is met in every way, on the command line, with everything logged', async () => {
		met = echoes([KEY]);
		const env = { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: fake.url };
		const lines = TITLES.flatMap((title) => [generate(title), generate(title, '--json')]);
		const answers = await run([...lines, ['list', '--json'], ['doctor', '--json']], env);
		expect(fake.requests.at(-1)?.authorization).toBe(`Bearer ${KEY}`);
		const codes = TITLES.map((_, index) => answers[index * 2]?.code);
		const ready = ['Another model', 'A good page'];
		expect(codes).toEqual(TITLES.map((title) => (ready.includes(title) ? 0 : 1)));
		const refused = { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: strict.url };
		const [answer] = await run([generate('Prose', '--json')], refused);
		expect(answer?.stdout).toContain('provider_key');
	}, 180_000);

	it('the password of its address is met in every way, named in the settings or on the command line', async () => {
		met = echoes([PASSWORD, encodeURIComponent(PASSWORD), BASIC]);
		const before = fake.requests.length;
		await run(
			TITLES.map((title) => generate(title, '--json')),
			{ OPENAI_BASE_URL: withPassword }
		);
		await run([generate('A good page', '--base-url', withPassword)], {});
		const sent = fake.requests.slice(before).map(({ authorization }) => authorization);
		expect(new Set(sent)).toEqual(new Set([`Basic ${BASIC}`]));
	}, 180_000);
});

describe('neither is', () => {
	it('in what was printed or logged', () => {
		// What was asked for is there: the test would see a secret if it were.
		expect(printed.join('')).toContain('[key]');
		expect(printed.join('')).toContain('rounds');
		printed.forEach((text, index) => expectNoSecret(`output ${index}`, text));
	});

	it('in the database or a blob', () => {
		const files = readdirSync(workspace, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => path.join(entry.parentPath, entry.name));
		expect(files.length).toBeGreaterThan(TITLES.length);
		expect(files.some((file) => file.endsWith('.db'))).toBe(true);
		for (const file of files) expectNoSecret(file, readFileSync(file, 'latin1'));
	});

	const settings: [what: string, open: () => Promise<Services>][] = [
		[
			'a key',
			() => bench.services({ workspace, endpoint: fake.url, apiKey: KEY, logLevel: 'silent' })
		],
		['a password', () => bench.services({ workspace, endpoint: withPassword, logLevel: 'silent' })]
	];
	it.each(settings)(
		'in an answer of the API or an export, with %s set',
		async (_, open) => {
			const services = await open();
			const answers: string[] = [JSON.stringify(openApiDocument('1'))];
			const call = async (
				handle: (event: ApiEvent) => Response | Promise<Response>,
				id = '',
				body?: object
			) => {
				const url = new URL(`http://127.0.0.1/api/v1/anything/${id}`);
				const headers = { 'content-type': 'application/json' };
				const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : {};
				const request = new Request(url, init);
				const response = await handle({
					request,
					url,
					params: { id },
					locals: { services, reviewer: LOCAL_REVIEWER }
				});
				answers.push(await response.text());
			};
			await call(providersRoute.GET);
			for (const { id: briefId } of services.briefs.list(LOCAL_REVIEWER)) {
				const rounds = services.rounds.ofBrief(briefId);
				for (const { id } of rounds) await call(eventsRoute.GET, id);
				const ready = [];
				for (const { id, status } of services.variants.ofBrief(briefId)) {
					await call(variantRoute.GET, id);
					await call(replyRoute.GET, id);
					if (status !== 'ready') continue;
					ready.push(id);
					for (const format of ['html', 'zip'] as const) {
						const { bytes } = await services.exports.make(id, format, {
							isOperator: true,
							reviewer: LOCAL_REVIEWER
						});
						const files = format === 'zip' ? Object.values(unzipSync(bytes)) : [bytes];
						answers.push(...files.map((file) => Buffer.from(file).toString('latin1')));
					}
				}
				if (ready[0] !== undefined) services.marks.decide(briefId, ready[0], 'It will do.');
				await call(briefRoute.GET, briefId);
				const request = { provider: 'openai', models: ['fake-large'], count: 1, capture: false };
				await call(estimateRoute.POST, briefId, request);
				for (const baseUrl of [strict.url, withPassword.replace('127.0.0.1', 'localhost')])
					await call(roundsRoute.POST, briefId, { ...request, baseUrl });
			}
			expect(answers.length).toBeGreaterThan(TITLES.length * 4);
			expect(answers.join('')).toContain('[key]');
			answers.forEach((text, index) => expectNoSecret(`answer ${index}`, text));
		},
		120_000
	);
});
