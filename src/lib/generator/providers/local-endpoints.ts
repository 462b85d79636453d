/** Finds endpoints that listen on this machine. Asks each of the usual ports once for its models, and only when told to look. */
import type { LocalEndpoint } from '#lib/domain/view.ts';
import { ModelList, parseJson } from './completion.ts';

/** Who usually listens where. Any of them can be told to listen elsewhere, and any other program may be in its place. */
const USUAL_PORTS: readonly { port: number; name: string }[] = [
	{ port: 11434, name: 'Ollama' },
	{ port: 1234, name: 'LM Studio' },
	{ port: 8080, name: 'llama.cpp' },
	{ port: 8000, name: 'vLLM' },
	{ port: 4000, name: 'LiteLLM' },
	{ port: 1337, name: 'Jan' },
	{ port: 4891, name: 'GPT4All' },
	{ port: 5001, name: 'KoboldCpp' },
	{ port: 30000, name: 'SGLang' }
];
const UNKNOWN_NAME = 'An endpoint';
/** What listens on this machine answers in a few milliseconds; a port that is not answered on refuses at once. */
const ANSWER_LIMIT_MS = 300;
/** A gateway may list a thousand models. */
const MAX_LIST_BYTES = 512 * 1024;
const MAX_MODELS = 200;
const MAX_NAME_CHARS = 200;

export interface LookOptions {
	/** Instead of the usual ones. */
	ports?: readonly number[] | undefined;
	/** Ports that are not asked, such as our own. */
	except?: readonly number[];
	/** See ANSWER_LIMIT_MS. */
	limitMs?: number;
}

/** Those that answer with a list of models, in the order of the ports; one that has no model is left out. Never rejects. */
export async function findLocalEndpoints(options: LookOptions = {}): Promise<LocalEndpoint[]> {
	const { ports = USUAL_PORTS.map(({ port }) => port), except = [], limitMs } = options;
	const asked = ports.filter((port) => isPort(port) && !except.includes(port));
	const found = await Promise.all(asked.map((port) => probe(port, limitMs ?? ANSWER_LIMIT_MS)));
	return found.filter((endpoint) => endpoint !== null);
}

const isPort = (port: number): boolean => Number.isInteger(port) && port > 0 && port < 65_536;

async function probe(port: number, limitMs: number): Promise<LocalEndpoint | null> {
	const baseUrl = `http://127.0.0.1:${port}/v1`;
	try {
		const response = await fetch(`${baseUrl}/models`, {
			headers: { accept: 'application/json' },
			// Wherever it leads, it is not what listens here.
			redirect: 'error',
			signal: AbortSignal.timeout(limitMs)
		});
		const text = response.ok ? await readLimited(response) : '';
		const list = ModelList.safeParse(parseJson(text));
		const models = list.success ? list.data.data.map(({ id }) => id).filter(isName) : [];
		if (models.length === 0) return null;
		const name = USUAL_PORTS.find((usual) => usual.port === port)?.name ?? UNKNOWN_NAME;
		return { name, baseUrl, models: models.slice(0, MAX_MODELS) };
	} catch {
		// Nobody there, or no HTTP, or too slow, or too much: no endpoint to offer.
		return null;
	}
}

const isName = (id: string): boolean => id.trim() !== '' && id.length <= MAX_NAME_CHARS;

/** @throws Error when the answer is longer than a list of models is */
async function readLimited(response: Response): Promise<string> {
	const decoder = new TextDecoder();
	let text = '';
	// Leaving the loop early closes the connection.
	for await (const chunk of response.body ?? []) {
		text += decoder.decode(chunk, { stream: true });
		if (text.length > MAX_LIST_BYTES) throw new Error('The answer is no list of models.');
	}
	return text + decoder.decode();
}
