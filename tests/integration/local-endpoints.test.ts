/** Endpoints of this machine, looked for over real HTTP on free ports. */
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSocketServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { LOCAL_REVIEWER } from '#lib/domain/reviewer.ts';
import { findLocalEndpoints } from '#lib/generator/providers/local-endpoints.ts';
import { runDoctor } from '#lib/server/doctor.ts';
import { EndpointList } from '#lib/server/http/schemas.ts';
import { GET } from '../../src/routes/api/v1/endpoints/+server.ts';
import { startFakeOpenAi } from '../support/fake-openai.ts';
import { configFor, SHORT_BRIEF, Workbench } from '../support/services.ts';

const bench = new Workbench();
afterEach(() => bench.closeAll());

/** What answers in good order may take its time on a busy machine; only what never answers is waited for as long as this. */
const LONG_MS = 20_000;
const SHORT_MS = 50;

async function listen(server: Server): Promise<number> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const sockets = new Set<{ destroy(): unknown }>();
	server.on('connection', (socket) => sockets.add(socket));
	bench.keep({
		close: () =>
			new Promise<void>((resolve) => {
				server.close(() => resolve());
				for (const socket of sockets) socket.destroy();
			})
	});
	return (server.address() as AddressInfo).port;
}

const answering = (handle: RequestListener) => listen(createServer(handle));
const answeringWith = (body: string, status = 200, type = 'application/json') =>
	answering((_, response) => response.writeHead(status, { 'content-type': type }).end(body));
const list = (...ids: string[]) =>
	JSON.stringify({ object: 'list', data: ids.map((id) => ({ id })) });

describe('looking for local endpoints', () => {
	it('finds those that list models, in the order of their ports', async () => {
		const ports = [await answeringWith(list('b', 'c')), await answeringWith(list('a'))];
		const found = await findLocalEndpoints({ ports, limitMs: LONG_MS });
		expect(found).toEqual([
			{ name: 'An endpoint', baseUrl: `http://127.0.0.1:${ports[0]}/v1`, models: ['b', 'c'] },
			{ name: 'An endpoint', baseUrl: `http://127.0.0.1:${ports[1]}/v1`, models: ['a'] }
		]);
	});

	it('asks each port once, for its models, and hands it no key', async () => {
		const asked: (string | undefined)[][] = [];
		const port = await answering(({ method, url, headers }, response) => {
			asked.push([method, url, headers.authorization]);
			response.end(list('a'));
		});
		await findLocalEndpoints({ ports: [port], limitMs: LONG_MS });
		expect(asked).toEqual([['GET', '/v1/models', undefined]]);
	});

	it('does not ask what it is told to leave alone', async () => {
		let requests = 0;
		const port = await answering((_, response) => {
			requests++;
			response.end(list('a'));
		});
		expect(await findLocalEndpoints({ ports: [port], except: [port] })).toEqual([]);
		expect(requests).toBe(0);
	});

	it.each<[what: string, open: () => Promise<number>]>([
		['a web page', () => answeringWith('<!doctype html><title>Hi</title>', 200, 'text/html')],
		['another list', () => answeringWith('{"data": [{"name": "a"}]}')],
		['a list without a model', () => answeringWith(list())],
		['names that are none', () => answeringWith(list('', ' ', 'x'.repeat(300)))],
		['broken JSON', () => answeringWith('{"data": [')],
		['a refusal', () => answeringWith('{"error": {"message": "no key"}}', 401)],
		['an error with a list in it', () => answeringWith(list('a'), 500)],
		['a list longer than any', () => answeringWith(list('a'.repeat(600 * 1024)))],
		['a list that never ends', () => answering((_, response) => void response.write('{"data": ['))],
		['silence', () => answering(() => undefined)],
		[
			'the way to another place',
			() =>
				answering(({ url }, response) => {
					if (url === '/v1/models') response.writeHead(302, { location: '/there' }).end();
					else response.end(list('a'));
				})
		],
		['no HTTP', () => listen(createSocketServer((socket) => void socket.end('SSH-2.0-x\r\n')))],
		['a closed door', () => Promise.resolve(1)],
		['no port', () => Promise.resolve(Number.NaN)]
	])('offers none for %s', async (what, open) => {
		const neverEnds = what === 'silence' || what === 'a list that never ends';
		const port = await open();
		const limitMs = neverEnds ? SHORT_MS : LONG_MS;
		expect(await findLocalEndpoints({ ports: [port], limitMs })).toEqual([]);
	});
});

/** On a busy machine our own endpoint may miss the limit it is given, and is found the next time. */
async function untilSome<T>(look: () => Promise<T[]>): Promise<T[]> {
	for (const end = Date.now() + LONG_MS; ;) {
		const found = await look();
		if (found.length > 0 || Date.now() > end) return found;
	}
}

describe('the services', () => {
	it('offer what listens, and a round can be built there without a setting or a key', async () => {
		const fake = bench.keep(await startFakeOpenAi({ models: ['fake-large'] }));
		const services = await bench.services({ localPorts: [Number(new URL(fake.url).port)] });
		const url = new URL('http://127.0.0.1/api/v1/endpoints');
		const endpoints = await untilSome(async () => {
			const event = {
				request: new Request(url),
				url,
				params: {},
				locals: { services, reviewer: LOCAL_REVIEWER }
			};
			const answer: unknown = await (await GET(event)).json();
			return EndpointList.parse(answer).endpoints;
		});
		expect(endpoints).toEqual([{ name: 'An endpoint', baseUrl: fake.url, models: ['fake-large'] }]);

		const brief = services.briefs.add(SHORT_BRIEF);
		const [endpoint] = endpoints;
		const round = await services.rounds.start(
			brief.id,
			{
				provider: 'openai',
				baseUrl: endpoint?.baseUrl,
				models: endpoint?.models ?? [],
				count: 1,
				capture: false
			},
			LOCAL_REVIEWER
		);
		await services.rounds.whenIdle(round.id);
		expect(services.variants.ofRound(round.id)[0]).toMatchObject({ status: 'ready' });
		expect(fake.requests[0]?.authorization).toBeNull();
	});

	it('do not offer the gallery itself', async () => {
		const fake = bench.keep(await startFakeOpenAi());
		const port = Number(new URL(fake.url).port);
		const config = configFor(await bench.folder(), { localPorts: [port] });
		const at = async (own: number) => {
			const { checks } = await runDoctor({ ...config, port: own, previewPort: own + 1 });
			return checks.find(({ name }) => name === 'local endpoints');
		};
		expect(await at(port)).toMatchObject({ ok: true, detail: 'None answers on the usual ports.' });
		const elsewhere = port > 40_000 ? 3000 : 50_000;
		const [told] = await untilSome(async () => {
			const check = await at(elsewhere);
			return check?.detail.includes(fake.url) ? [check] : [];
		});
		expect(told).toMatchObject({
			ok: true,
			detail: `An endpoint seems to listen at ${fake.url}, with fake-large and 1 more; to use it: export OPENAI_BASE_URL=${fake.url}.`,
			fix: null
		});
	});
});
