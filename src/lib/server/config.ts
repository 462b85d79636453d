/** Settings, read once from the environment and the command line. The only file that knows `process.env`. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { VitrineError, invariant } from '#lib/domain/errors.ts';

const DEFAULT_HOST = '127.0.0.1';
const DEFAULT_PORT = 4680;
/** Characters per second at which the recorded sample is replayed: fast, but one sees it being written. */
const SAMPLE_PACE = 12_000;

export interface Config {
	/** Folder of the database and blobs, absolute. */
	workspace: string;
	host: string;
	port: number;
	/** Where variants are previewed: always the port after the gallery's. */
	previewPort: number;
	chromiumPath: string | undefined;
	openai: { apiKey: string | undefined; baseUrl: string | undefined; models: string[] };
	/** Ports where endpoints of this machine are looked for; undefined is the usual ones. */
	localPorts: number[] | undefined;
	/** Characters per second; 0 is at once. */
	samplePace: number;
	/** Whether the gallery puts the sample brief into a workspace that lacks it. */
	sample: boolean;
	/** False where there is no browser and the person said so: rounds take no photographs then. */
	capture: boolean;
	logLevel: string;
	/** Folders of the installation, absolute. */
	root: string;
	migrationsDir: string;
	samplesDir: string;
	/** Price tables in the order in which they count, absolute; the workspace's own need not be there. */
	priceFiles: string[];
	/** Where the files are that a team may edit to change what models are asked. */
	promptsDir: string;
	env: Readonly<Record<string, string | undefined>>;
}

export interface ConfigOverrides {
	workspace?: string | undefined;
	host?: string | undefined;
	port?: number | undefined;
	/** An endpoint named on the command line takes the place of the settings', and is given their key. */
	baseUrl?: string | undefined;
	sample?: boolean | undefined;
	capture?: boolean | undefined;
}

/**
 * @throws VitrineError `invalid_input` for a port that is none.
 */
export function readConfig(
	overrides: ConfigOverrides = {},
	env: Readonly<Record<string, string | undefined>> = process.env
): Config {
	const root = findRoot();
	const asked = overrides.port ?? filled(env['VITRINE_PORT']) ?? DEFAULT_PORT;
	const port = Number(asked);
	if (!Number.isInteger(port) || port < 1 || port > 65_534) {
		throw new VitrineError('invalid_input', `${asked} is not a port.`, {
			field: 'port',
			fix: 'Use a whole number from 1 to 65534; previews take the one after it.'
		});
	}
	const workspace = path.resolve(
		overrides.workspace ?? filled(env['VITRINE_WORKSPACE']) ?? 'vitrine-workspace'
	);
	return {
		workspace,
		host: overrides.host ?? filled(env['VITRINE_HOST']) ?? DEFAULT_HOST,
		port,
		previewPort: port + 1,
		chromiumPath: filled(env['CHROMIUM_PATH']),
		openai: {
			apiKey: filled(env['OPENAI_API_KEY']),
			baseUrl: overrides.baseUrl ?? filled(env['OPENAI_BASE_URL']),
			models: (env['VITRINE_MODELS'] ?? '')
				.split(',')
				.map((model) => model.trim())
				.filter(Boolean)
		},
		localPorts: filled(env['VITRINE_LOCAL_PORTS'])?.split(',').map(Number),
		samplePace: Number(filled(env['VITRINE_SAMPLE_PACE']) ?? SAMPLE_PACE),
		sample: overrides.sample ?? env['VITRINE_SAMPLE'] !== 'off',
		capture: overrides.capture ?? env['VITRINE_CAPTURE'] !== 'off',
		logLevel: filled(env['VITRINE_LOG']) ?? 'info',
		root,
		migrationsDir: path.join(root, 'db/migrations'),
		samplesDir: path.join(root, 'samples'),
		priceFiles: [path.join(workspace, 'prices.yaml'), path.join(root, 'config/prices.yaml')],
		promptsDir: path.join(root, 'src/lib/generator/prompts'),
		env
	};
}

/**
 * Tells the built gallery, which is a bundle of its own, what the command line decided. Must run before it is imported.
 */
export function handOver(config: Config): void {
	process.env['VITRINE_WORKSPACE'] = config.workspace;
	process.env['VITRINE_HOST'] = config.host;
	process.env['VITRINE_PORT'] = String(config.port);
	process.env['VITRINE_SAMPLE'] = config.sample ? 'on' : 'off';
	process.env['VITRINE_CAPTURE'] = config.capture ? 'on' : 'off';
	// The gallery's own server sets this header on every request, so that Kit does not take it for https.
	process.env['PROTOCOL_HEADER'] = 'x-forwarded-proto';
	// A little more than the largest import, so that it is the operation that says no. All others stop at less.
	process.env['BODY_SIZE_LIMIT'] = '65M';
}

function filled(value: string | undefined): string | undefined {
	return value === undefined || value.trim() === '' ? undefined : value.trim();
}

/** The folder of our package.json, from wherever this code was bundled to. */
function findRoot(): string {
	let folder = path.dirname(fileURLToPath(import.meta.url));
	for (;;) {
		const file = path.join(folder, 'package.json');
		if (existsSync(file)) {
			const name: unknown = JSON.parse(readFileSync(file, 'utf8')).name;
			if (name === 'vitrine') return folder;
		}
		const parent = path.dirname(folder);
		invariant(parent !== folder, 'the folder of package.json is above every file of ours');
		folder = parent;
	}
}
