import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { isErrorCode, VitrineError } from '#lib/domain/errors.ts';
import { TOKEN_PARAM } from '#lib/server/access/at-the-door.ts';
import { shareOrigins } from '#lib/server/access/share-origins.ts';
import { handOver, readConfig, type Config } from '#lib/server/config.ts';
import { openDatabase } from '#lib/server/database.ts';
import { currentGallery } from '#lib/server/gallery.ts';
import { portTaken, requireFreePorts } from '#lib/server/ports.ts';
import { openWorkspace } from '#lib/server/workspace.ts';
import { readNumber, readText } from '../arguments.ts';
import type { CliCommand } from '../command.ts';
import { printLine, tell } from '../output.ts';

/** Work in flight is put back within this, or is left for the next start to find. */
const CLOSING_LIMIT_MS = 5_000;

/** Longer than a client keeps a connection it does not use: one that is closed just as it is used again loses a request. */
const KEEP_ALIVE_MS = 65_000;

export const start: CliCommand = {
	usage: 'start',
	summary: 'Open the gallery; variants are previewed on the port after its own',
	declare(command) {
		command
			.option('--port <port>', 'Port of the gallery (default: 4680)')
			.option('--host <host>', 'Address to listen on (default: 127.0.0.1)')
			.option('--no-open', 'Do not open a browser')
			.option('--no-sample', 'Leave a new workspace without the sample brief')
			.option('--no-capture', 'Do without a browser: nothing is photographed');
	},
	async run(_, options) {
		const config = readConfig({
			workspace: readText(options, 'workspace'),
			port: readNumber(options, 'port'),
			host: readText(options, 'host'),
			sample: options['sample'] === false ? false : undefined,
			capture: options['capture'] === false ? false : undefined
		});
		await requireFreePorts(config);
		// Looked at here too, so that what is wrong is said by this bundle and before anything is begun.
		openDatabase(openWorkspace(config.workspace).databaseFile, config.migrationsDir).close();
		const server = await listen(await openPages(config), config).catch(async (thrown: unknown) => {
			await currentGallery()?.close();
			throw thrown;
		});
		const token = currentGallery()?.services.access.ownerToken ?? null;
		const address = addressOf(config) + (token === null ? '' : `/?${TOKEN_PARAM}=${token}`);
		printLine(`Vitrine is open at ${address}`);
		for (const origin of shareOrigins(config))
			printLine(`Reviewers reach it at ${origin}, with the link of a ranking session.`);
		if (options['open'] !== false) showInBrowser(address, config);
		return closeOnSignal(server);
	}
};

/** Imports the built pages, which opens the gallery. @throws VitrineError as the gallery does */
async function openPages(config: Config): Promise<RequestListener> {
	const file = path.join(config.root, 'build/handler.js');
	if (!existsSync(file)) {
		throw new VitrineError('file_unreadable', 'The pages are not built.', {
			fix: 'Run npm run build, or npm start.'
		});
	}
	handOver(config);
	try {
		const pages: {
			handler: (...args: [...Parameters<RequestListener>, next: () => void]) => void;
		} = await import(pathToFileURL(file).href);
		return (request, response) => {
			// The adapter believes this header, so nobody else may set it.
			request.headers['x-forwarded-proto'] = 'http';
			pages.handler(request, response, () => response.writeHead(404).end());
		};
	} catch (thrown) {
		throw asOurs(thrown);
	}
}

/** The pages are a bundle of their own, with a VitrineError of their own. */
function asOurs(thrown: unknown): unknown {
	if (!(thrown instanceof Error) || thrown.name !== 'VitrineError' || !('code' in thrown))
		return thrown;
	const code = String(thrown.code);
	if (!isErrorCode(code)) return thrown;
	const fix = 'fix' in thrown && typeof thrown.fix === 'string' ? thrown.fix : undefined;
	const field = 'field' in thrown && typeof thrown.field === 'string' ? thrown.field : undefined;
	return new VitrineError(code, thrown.message, { fix, field, cause: thrown });
}

function listen(pages: RequestListener, { port, host }: Config): Promise<Server> {
	const server = createServer(pages);
	server.keepAliveTimeout = KEEP_ALIVE_MS;
	return new Promise((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) => {
			reject(error.code === 'EADDRINUSE' ? portTaken(port, 'where the gallery is shown') : error);
		});
		server.listen(port, host, () => resolve(server));
	});
}

function addressOf({ host, port }: Config): string {
	const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
	return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

/** Where nobody sits in front of a screen, nothing is opened. A browser that does not come is no reason to fail. */
function showInBrowser(address: string, { env }: Config): void {
	if (env['CI']) return;
	if (process.platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return;
	const [program, ...args] =
		process.platform === 'darwin'
			? ['open', address]
			: process.platform === 'win32'
				? ['explorer.exe', address]
				: ['xdg-open', address];
	const child = spawn(program, args, { stdio: 'ignore', detached: true });
	child.on('error', () => undefined);
	child.unref();
}

/** @returns exit code, when a signal has come and everything is closed */
function closeOnSignal(server: Server): Promise<number> {
	return new Promise((resolve) => {
		let isClosing = false;
		const close = (signal: NodeJS.Signals) => {
			const code = signal === 'SIGINT' ? 130 : 0;
			if (isClosing) process.exit(code);
			isClosing = true;
			tell('Closing.');
			server.close();
			server.closeAllConnections();
			const limit = setTimeout(() => resolve(code), CLOSING_LIMIT_MS);
			void Promise.resolve(currentGallery()?.close())
				.catch((error: unknown) => tell(String(error)))
				.finally(() => {
					clearTimeout(limit);
					resolve(code);
				});
		};
		process.on('SIGINT', close);
		process.on('SIGTERM', close);
		process.on('SIGHUP', close);
	});
}
