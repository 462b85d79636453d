/** What went wrong with an agent, in words for the person whose agent it is. No key ever gets into them. */
import { VitrineError } from '#lib/domain/errors.ts';
import type { AgentAdapter } from './adapters.ts';
import { closingQuestion } from './agent-reply.ts';
import type { Heard } from './listen.ts';
import type { ProgramEnd } from './run-program.ts';
import { withoutKeys } from '../secrets.ts';

const LAST_LINES = 3;
const MAX_WORDS = 300;
const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[a-zA-Z]`, 'g');
const LIMITED =
	/\b429\b|too many requests|rate.?limit|usage limit|quota|hit your limit|overloaded/i;

export interface RunFacts {
	adapter: AgentAdapter;
	end: ProgramEnd;
	heard: Heard;
	/** The limits it ran under, in milliseconds. */
	limitMs: number;
	idleLimitMs: number;
	/** Whatever must not be repeated. */
	secrets: readonly string[];
}

/**
 * The error of a run that left no page behind, or null when what it said is for a reader to judge.
 * @param mayAsk whether an answer that ends with a question is an answer
 */
export function agentError(facts: RunFacts, mayAsk: boolean): VitrineError | null {
	const { adapter, end, heard } = facts;
	if (end.how === 'unstartable') {
		return new VitrineError('agent_failed', `${adapter.title} cannot be started.${says(facts)}`, {
			fix: `Install it again: ${adapter.install}`
		});
	}
	const isDone = end.how === 'ended' && end.code === 0 && heard.faults.length === 0;
	const refusal = isDone && heard.said.trim() !== '' ? null : refusedEntry(facts);
	if (refusal) return refusal;
	const question = closingQuestion(heard.said) ?? closingQuestion(isDone ? '' : end.complaint);
	if (question !== null && !(isDone && mayAsk)) return asked(facts, question);
	if (end.how !== 'ended') return overTime(facts);
	return isDone && heard.said.trim() !== '' ? null : failed(facts);
}

/** The error of an agent that was not let in, or only so far, where it says so. */
function refusedEntry(facts: RunFacts): VitrineError | null {
	const { adapter, end, heard } = facts;
	const words = [...heard.faults, end.complaint, heard.said].join('\n');
	if (adapter.login.says.test(words)) {
		return new VitrineError('provider_key', `${adapter.title} is not logged in.${says(facts)}`, {
			fix: adapter.login.fix
		});
	}
	if (!LIMITED.test(words)) return null;
	return new VitrineError(
		'provider_rate_limited',
		`${adapter.title} has reached a limit of its account.${says(facts)}`,
		{ fix: 'Wait until it is over, or ask fewer at once (--concurrency).' }
	);
}

function failed(facts: RunFacts): VitrineError {
	const { adapter, end } = facts;
	const how =
		end.code === 0
			? 'ended without a page or a word'
			: end.code === null
				? 'was ended from outside'
				: `ended with exit code ${end.code}`;
	return new VitrineError('agent_failed', `${adapter.title} ${how}.${says(facts)}`, {
		fix: `Try \`${adapter.programs[0]}\` in a terminal to see what it needs, then try again.`
	});
}

function overTime(facts: RunFacts): VitrineError {
	const { adapter, end, limitMs, idleLimitMs } = facts;
	const what =
		end.how === 'timeout'
			? `was not done after ${span(limitMs)}`
			: `said and wrote nothing for ${span(idleLimitMs)}`;
	return new VitrineError(
		'agent_timeout',
		`${adapter.title} ${what} and was ended.${says(facts)}`,
		{
			fix: 'Try again, with fewer at once (--concurrency), or ask another agent.'
		}
	);
}

function asked(facts: RunFacts, question: string): VitrineError {
	return new VitrineError(
		'agent_asked',
		`${facts.adapter.title} wrote nothing and asked instead: “${withoutKeys(question, facts.secrets)}”`,
		{ fix: 'Answer it in the brief, then try again.' }
	);
}

/** The last it said about it: why it stopped, or what it wrote to stderr, or else anywhere. */
function says({ end, heard, secrets }: RunFacts): string {
	const source = [heard.faults.join('\n'), end.complaint, heard.said].find(
		(text) => text.trim() !== ''
	);
	const lines = withoutKeys((source ?? '').replace(ESCAPES, ''), secrets)
		.split(/\r?\n/)
		.map((line) => line.trim())
		.filter((line) => line !== '');
	const words = lines.slice(-LAST_LINES).join(' / ');
	if (words === '') return '';
	return ` It says: “${words.length > MAX_WORDS ? `…${words.slice(-MAX_WORDS)}` : words}”`;
}

function span(ms: number): string {
	return ms < 60_000 ? `${Math.round(ms / 1000)} seconds` : `${Math.round(ms / 60_000)} minutes`;
}
