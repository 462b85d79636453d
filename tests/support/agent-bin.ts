/** A folder of stand-in agents to put on PATH, under the names of the real ones and with their ways of talking. */
import { build } from 'esbuild';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { AgentCall, Step } from './stand-in-agent.ts';

const SCRIPT = fileURLToPath(new URL('./stand-in-agent.ts', import.meta.url));

export const AGENT_NAMES = ['claude', 'codex', 'gemini', 'opencode'] as const;
export type AgentName = (typeof AGENT_NAMES)[number];

export interface AgentBin {
	/** To be put on PATH. */
	folder: string;
	/** Makes a stand-in, or gives it other steps. */
	install(name: AgentName, steps: Step[]): Promise<void>;
	/** Every call so far, of all of them. */
	calls(): Promise<AgentCall[]>;
}

/** @param folder an empty one */
export async function makeAgentBin(folder: string): Promise<AgentBin> {
	const script = path.join(folder, 'stand-in.mjs');
	const log = path.join(folder, 'calls.jsonl');
	await build({ entryPoints: [SCRIPT], outfile: script, format: 'esm', platform: 'node' });
	await writeFile(log, '');
	return {
		folder,
		async install(name, steps) {
			const given = [name, log, steps].map((value) => JSON.stringify(value)).join(', ');
			const source = `#!${process.execPath}\nimport(${JSON.stringify(pathToFileURL(script).href)}).then(({ act }) => act(${given}));\n`;
			await writeFile(path.join(folder, name), source);
			await chmod(path.join(folder, name), 0o755);
		},
		async calls() {
			// What has no end yet is still being written.
			const lines = (await readFile(log, 'utf8')).split('\n').slice(0, -1);
			return lines.map((line) => JSON.parse(line));
		}
	};
}

/** A whole page, told apart by its title. */
export function agentPage(title: string): string {
	return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>${title}</title><meta name="description" content="One button"></head>\n<body><main><h1>${title}</h1><button>Pay back</button></main></body></html>\n`;
}

/** What each of them says around an answer, as of the versions the adapters are written for. */
export const TALK: Record<AgentName, (answer: string) => Step[]> = {
	claude: (answer) => [
		{ event: { type: 'system', subtype: 'init', cwd: '/tmp', tools: ['Read'], model: 'claude-9' } },
		{
			event: {
				type: 'stream_event',
				event: { type: 'content_block_delta', delta: { type: 'text_delta', text: answer } }
			}
		},
		{
			event: {
				type: 'assistant',
				message: {
					model: 'claude-9',
					content: [
						{ type: 'thinking', thinking: 'A table would be the default.' },
						{ type: 'text', text: answer },
						{ type: 'tool_use', id: 't1', name: 'Write', input: { file_path: 'index.html' } }
					]
				},
				parent_tool_use_id: null
			}
		},
		{
			event: {
				type: 'result',
				subtype: 'success',
				is_error: false,
				result: answer,
				total_cost_usd: 0.25,
				usage: {
					input_tokens: 10,
					cache_creation_input_tokens: 5,
					cache_read_input_tokens: 85,
					output_tokens: 40
				}
			}
		}
	],
	codex: (answer) => [
		{ event: { type: 'thread.started', thread_id: '0199' } },
		{ event: { type: 'turn.started' } },
		{ event: { type: 'item.completed', item: { id: 'i0', type: 'reasoning', text: 'Hm.' } } },
		{ event: { type: 'item.completed', item: { id: 'i1', type: 'agent_message', text: answer } } },
		{
			event: {
				type: 'turn.completed',
				usage: { input_tokens: 100, cached_input_tokens: 90, output_tokens: 40 }
			}
		}
	],
	gemini: (answer) => [
		{ event: { type: 'init', timestamp: '', session_id: 's', model: 'gemini-9' } },
		{ event: { type: 'message', timestamp: '', role: 'user', content: 'The prompt?' } },
		...[answer.slice(0, 5), answer.slice(5)].map((content) => ({
			event: { type: 'message', timestamp: '', role: 'assistant', content, delta: true }
		})),
		{
			event: {
				type: 'result',
				timestamp: '',
				status: 'success',
				stats: { total_tokens: 140, input_tokens: 100, output_tokens: 40, models: {} }
			}
		}
	],
	opencode: (answer) => [
		{ event: { type: 'step_start', timestamp: 1, sessionID: 's', part: { type: 'step-start' } } },
		{ event: { type: 'text', timestamp: 1, sessionID: 's', part: { type: 'text', text: answer } } },
		...[30, 10].map((output) => ({
			event: {
				type: 'step_finish',
				timestamp: 1,
				sessionID: 's',
				part: {
					type: 'step-finish',
					cost: 0.1,
					tokens: { input: 10, output, reasoning: 0, cache: { read: 40, write: 0 } }
				}
			}
		}))
	]
};
