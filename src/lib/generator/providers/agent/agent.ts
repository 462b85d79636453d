/** The coding agents a person has on the command line, with the person's own login. They write files, not messages. */
import { VitrineError } from '#lib/domain/errors.ts';
import { documentEnd } from '../../html-scan.ts';
import { HAND_IN, promptText, questionText } from '../../prompts/agent-task.ts';
import type {
	AttachedPicture,
	BuildContext,
	BuildReply,
	Provider,
	Question,
	Readiness
} from '../../provider.ts';
import { MAX_REPLY_BYTES } from '../../reply.ts';
import { cancelled, throwIfCancelled } from '../cancelling.ts';
import { secretsOf, withoutSecrets } from '../secrets.ts';
import { AGENTS, type AgentAdapter } from './adapters.ts';
import { agentError, type RunFacts } from './agent-errors.ts';
import { composeReply, mayHoldPage } from './agent-reply.ts';
import { findProgram, type Environment } from './find-program.ts';
import { createLastActs, type LastActs } from './last-acts.ts';
import { listenTo } from './listen.ts';
import { runProgram } from './run-program.ts';
import {
	collectFiles,
	lookInto,
	makeWorkFolder,
	removeWorkFolder,
	removeWorkFolderNow,
	type WrittenFile
} from './work-folder.ts';

/** A page and a second look at it take an agent some minutes; what takes longer has lost its way. */
const LIMIT_MS = 10 * 60_000;
/** A name goes into arguments, through a shell on Windows: letters, and what stands between them in names of models. */
const MODEL_NAME = /^[a-z0-9][\w.:/@+[\]-]*$/i;
/** How a program says that it does not know an argument. */
const UNKNOWN_ARGUMENT =
	/(?:unknown|unexpected|unrecogni[sz]ed)\b.{0,40}\b(?:argument|option|flag)/i;

export interface AgentOptions {
	/** The person's own: agents find their logins by it. Nothing of it is kept. */
	environment: Environment;
	/** See LIMIT_MS and the adapters; for tests. */
	limitMs?: number;
	idleLimitMs?: number;
	maxReplyBytes?: number;
}

interface Settings {
	environment: Environment;
	limitMs: number;
	idleLimitMs: number | null;
	maxReplyBytes: number;
	lastActs: LastActs;
}

/** A provider whose models are agents, `claude`, or a model of one, `codex:gpt-5.1`. */
export function createAgentProvider(options: AgentOptions): Provider {
	const settings: Settings = {
		limitMs: LIMIT_MS,
		idleLimitMs: null,
		maxReplyBytes: MAX_REPLY_BYTES,
		...options,
		lastActs: createLastActs()
	};
	return {
		name: 'agent',
		converses: false,
		handIn: HAND_IN,
		readiness: () => readinessOf(settings.environment),
		resolveModels: async (asked) => resolveModels(settings.environment, asked),
		directionsFor: () => null,
		build: (job, context) => build(settings, job, context),
		ask: (question, context) => ask(settings, question, context)
	};
}

function readinessOf(environment: Environment): Readiness {
	const here = installed(environment);
	const [first] = AGENTS;
	const names = here.map(({ name }) => name);
	if (names.length > 0) {
		return {
			provider: 'agent',
			ready: true,
			detail: `${listed(here.map(({ title }) => title))} ${names.length === 1 ? 'is' : 'are'} installed, each with your own login.`,
			fix: null,
			models: names
		};
	}
	return {
		provider: 'agent',
		ready: false,
		detail: `None of ${listed(AGENTS.map(({ title }) => title))} is on PATH.`,
		fix: first?.install ?? null,
		models: []
	};
}

function installed(environment: Environment): AgentAdapter[] {
	return AGENTS.filter(({ programs }) => findProgram(programs, environment) !== null);
}

function resolveModels(environment: Environment, asked: string[]): string[] {
	if (asked.length > 0) {
		for (const model of asked) locate(environment, model);
		return [...new Set(asked)];
	}
	const [first] = installed(environment);
	if (first) return [first.name];
	const { detail, fix } = readinessOf(environment);
	throw new VitrineError('provider_not_ready', detail, {
		field: 'provider',
		fix: `Install one: ${fix ?? ''}`
	});
}

interface Located {
	adapter: AgentAdapter;
	/** The agent's own model, or null for the one it takes by itself. */
	model: string | null;
	file: string;
}

/** @throws VitrineError `unknown_model`, `provider_not_ready` */
function locate(environment: Environment, asked: string): Located {
	// Names of models hold colons too: the first is ours.
	const [, name = '', model = null] = /^([^:]*)(?::(.*))?$/.exec(asked) ?? [];
	const adapter = AGENTS.find((candidate) => candidate.name === name);
	if (!adapter) {
		throw new VitrineError('unknown_model', `There is no agent named “${name}”.`, {
			field: 'model',
			fix: `There are ${listed(AGENTS.map((candidate) => candidate.name))}, each also with a model of its own, such as codex:gpt-5.1.`
		});
	}
	if (model !== null && !MODEL_NAME.test(model)) {
		throw new VitrineError(
			'unknown_model',
			`“${model}” cannot be the name of a model of ${adapter.title}.`,
			{
				field: 'model',
				fix: `Write ${name}:NAME with a name it knows, or ${name} alone.`
			}
		);
	}
	const file = findProgram(adapter.programs, environment);
	if (file !== null) return { adapter, model, file };
	throw new VitrineError('provider_not_ready', `${adapter.title} is not on PATH.`, {
		field: 'model',
		fix: `Install it: ${adapter.install}`
	});
}

/** What one run of an agent came to. */
interface Outcome extends RunFacts {
	files: WrittenFile[];
}

async function build(
	settings: Settings,
	job: Question,
	context: BuildContext
): Promise<BuildReply> {
	const { prompt, pictures = [] } = job;
	const outcome = await run(settings, job.model, promptText(prompt, pictures), pictures, context);
	const { end, heard, files } = outcome;
	const isDone = end.how === 'ended' && end.code === 0;
	// A whole page is a page, whatever became of the agent afterwards.
	const page = files[0]?.content ?? '';
	const hasPage = isDone ? page !== '' : documentEnd(page) !== null;
	if (hasPage || (isDone && mayHoldPage(heard.said)))
		return replyOf(job, outcome, composeReply(heard.said, files), isDone);
	const error = agentError(outcome, false);
	if (error) throw told(error, context);
	return replyOf(job, outcome, heard.said, isDone);
}

async function ask(
	settings: Settings,
	question: Question,
	context: BuildContext
): Promise<BuildReply> {
	const outcome = await run(settings, question.model, questionText(question.prompt), [], context);
	const error = agentError(outcome, true);
	if (error) throw told(error, context);
	return replyOf(question, outcome, outcome.heard.said, true);
}

function replyOf(
	job: Question,
	{ adapter, heard, secrets }: Outcome,
	text: string,
	isDone: boolean
): BuildReply {
	return {
		text: withoutSecrets(text, secrets),
		finish: isDone ? 'stop' : 'unknown',
		model: heard.model === null ? job.model : `${adapter.name}:${heard.model}`,
		usage: heard.usage,
		cost: heard.cost
	};
}

function told(error: VitrineError, context: BuildContext): VitrineError {
	if (error.code === 'provider_rate_limited') context.onPushback?.(null);
	return error;
}

async function run(
	settings: Settings,
	model: string,
	input: string,
	pictures: readonly AttachedPicture[],
	context: BuildContext
): Promise<Outcome> {
	throwIfCancelled(context.signal);
	const located = locate(settings.environment, model);
	const { newer } = located.adapter;
	const outcome = await runOnce(settings, located, { input, newer, pictures }, context);
	const { end, heard, files } = outcome;
	const isRefused =
		newer.length > 0 &&
		end.how === 'ended' &&
		end.code !== 0 &&
		files.length === 0 &&
		UNKNOWN_ARGUMENT.test(`${end.complaint}\n${heard.said}`);
	return isRefused ? runOnce(settings, located, { input, newer: [], pictures }, context) : outcome;
}

async function runOnce(
	settings: Settings,
	{ adapter, model, file }: Located,
	{
		input,
		newer,
		pictures
	}: { input: string; newer: string[]; pictures: readonly AttachedPicture[] },
	{ signal, onProgress }: BuildContext
): Promise<Outcome> {
	const { environment, limitMs, maxReplyBytes, lastActs } = settings;
	const idleLimitMs = settings.idleLimitMs ?? adapter.idleLimitMs;
	const listener = listenTo(adapter.events, maxReplyBytes);
	const folder = await makeWorkFolder(pictures);
	let pageBytes = 0;
	let told = 0;
	const tell = (): void => {
		const now = Math.max(told, listener.written() + pageBytes);
		if (now > told) onProgress(now);
		told = now;
	};
	try {
		const end = await runProgram({
			file,
			arguments: [
				...adapter.arguments,
				...newer,
				...(model === null ? [] : [adapter.modelFlag, model])
			],
			folder,
			// Some go by PWD rather than by the folder they are started in, and would work in ours.
			environment: { ...environment, ...adapter.environment, PWD: folder },
			input,
			limitMs,
			idleLimitMs,
			signal,
			onOutput(text) {
				listener.take(text);
				tell();
			},
			async look() {
				const sight = await lookInto(folder, maxReplyBytes);
				({ pageBytes } = sight);
				tell();
				return sight.stamp;
			},
			atExit: (kill) =>
				lastActs.add(() => {
					kill();
					removeWorkFolderNow(folder);
				})
		});
		const files = await collectFiles(folder, maxReplyBytes);
		const secrets = secretsOf(environment);
		return { adapter, end, heard: listener.heard(), files, limitMs, idleLimitMs, secrets };
	} catch (error) {
		throw signal.aborted ? cancelled(signal) : error;
	} finally {
		await removeWorkFolder(folder);
	}
}

/** `a`, `a and b`, `a, b and c`. */
function listed(names: readonly string[]): string {
	const last = names.at(-1) ?? '';
	return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
