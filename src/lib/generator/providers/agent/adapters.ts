/**
 * The command-line agents that can build a variant, as data. Their interfaces as of November 2026: codex 0.14x, Claude Code
 * 2.1, gemini-cli 0.3x, opencode 1 and 2. All four take the prompt on standard input and end with it: an argument has a limit
 * (128 KiB on Linux, 8 KiB through cmd.exe), and an input that is at its end cannot answer a question.
 */

/** Values in the events of a given kind. */
export interface Spot {
	/** Dotted path → what has to stand there for an event to count. */
	when: Record<string, string | boolean>;
	/** Dotted path of the value. A path that comes to a list goes on in each of its items. */
	at: string;
}

/** Where in lines of JSON an agent puts what. */
export interface EventRule {
	/** What it says. */
	words: Spot;
	/** Stands between two parts of what it says: nothing where they are pieces of one text. */
	between: string;
	/** What it is writing right now, in pieces: told as progress and not kept. */
	drafts: Spot[];
	/** Why it could not go on. */
	faults: Spot[];
	model: Spot | null;
	/** Tokens; the values of several paths, and of several events, add up. */
	usage: { when: Spot['when']; input: string[]; output: string[] };
	/** US dollars; the values of several events add up. */
	cost: Spot | null;
}

export interface AgentAdapter {
	/** What it is called as a model of ours. */
	name: string;
	/** What its makers call it. */
	title: string;
	/** Names of its program, the one to be preferred first. */
	programs: string[];
	arguments: string[];
	/** Those that versions still in use do not know: left out once a version says so. */
	newer: string[];
	/** Comes before the name of a model. */
	modelFlag: string;
	/** On top of the person's own environment; undefined takes a variable away. */
	environment: Record<string, string | undefined>;
	events: EventRule;
	/** How long it may be silent and leave its folder alone, in milliseconds. */
	idleLimitMs: number;
	/** What it says when nobody is logged in, and the way in. */
	login: { says: RegExp; fix: string };
	/** The line that installs it. */
	install: string;
}

/** For agents that tell of every word as it is written. */
const IDLE_LIMIT_MS = 4 * 60_000;
/** The others tell of a file when it is whole: a page that is written in one go is minutes of silence. */
const SILENT_WRITING_MS = 8 * 60_000;

const codex: AgentAdapter = {
	name: 'codex',
	title: 'Codex',
	programs: ['codex'],
	arguments: [
		'exec',
		'--json',
		// It refuses to work outside a git repository otherwise.
		'--skip-git-repo-check',
		// `exec` never asks. This confines what it writes to its folder, without the temporary folder around it.
		'--sandbox',
		'workspace-write',
		'-c',
		'sandbox_workspace_write.exclude_slash_tmp=true',
		'-c',
		'sandbox_workspace_write.exclude_tmpdir_env_var=true'
	],
	// Leaves no session behind.
	newer: ['--ephemeral'],
	modelFlag: '--model',
	environment: {},
	events: {
		words: { when: { type: 'item.completed', 'item.type': 'agent_message' }, at: 'item.text' },
		between: '\n\n',
		drafts: [],
		faults: [
			{ when: { type: 'turn.failed' }, at: 'error.message' },
			{ when: { type: 'error' }, at: 'message' }
		],
		model: null,
		// Input counts what came from a cache, output what was thought.
		usage: {
			when: { type: 'turn.completed' },
			input: ['usage.input_tokens'],
			output: ['usage.output_tokens']
		},
		cost: null
	},
	idleLimitMs: SILENT_WRITING_MS,
	login: {
		says: /not logged in|401 unauthorized|missing bearer|codex login|refresh token/i,
		fix: 'Run `codex login` once.'
	},
	install: 'npm install -g @openai/codex'
};

const claude: AgentAdapter = {
	name: 'claude',
	title: 'Claude Code',
	programs: ['claude'],
	arguments: [
		'-p',
		// Streams with `--verbose` alone; with partial messages a long silence is a real one.
		'--output-format',
		'stream-json',
		'--verbose',
		'--include-partial-messages',
		// Edits in its folder are accepted; whatever would ask is refused.
		'--permission-mode',
		'acceptEdits',
		// No shell, no network and no questions: what it has is files.
		'--tools',
		'Read,Write,Edit',
		// The person's own tool servers have no part in this. (`--bare` would leave out more, the person's login with it.)
		'--strict-mcp-config'
	],
	newer: ['--no-session-persistence'],
	modelFlag: '--model',
	// It refuses to start inside another session of itself, which this variable stands for.
	environment: { CLAUDECODE: undefined },
	events: {
		words: { when: { type: 'assistant' }, at: 'message.content.text' },
		between: '\n\n',
		drafts: [
			{ when: { type: 'stream_event' }, at: 'event.delta.text' },
			{ when: { type: 'stream_event' }, at: 'event.delta.partial_json' }
		],
		faults: [
			// The subtype says “success” even then.
			{ when: { type: 'result', is_error: true }, at: 'result' },
			{ when: { type: 'result' }, at: 'errors' }
		],
		model: { when: { type: 'system', subtype: 'init' }, at: 'model' },
		usage: {
			when: { type: 'result' },
			input: [
				'usage.input_tokens',
				'usage.cache_creation_input_tokens',
				'usage.cache_read_input_tokens'
			],
			output: ['usage.output_tokens']
		},
		cost: { when: { type: 'result' }, at: 'total_cost_usd' }
	},
	idleLimitMs: IDLE_LIMIT_MS,
	login: {
		says: /not logged in|please run \/login|invalid api key|failed to authenticate|oauth (?:token|session) (?:has )?expired/i,
		fix: 'Run `claude` once and log in.'
	},
	install: 'npm install -g @anthropic-ai/claude-code'
};

const gemini: AgentAdapter = {
	name: 'gemini',
	title: 'Gemini CLI',
	programs: ['gemini'],
	arguments: [
		'--output-format',
		'stream-json',
		// Edits are accepted; a shell command would ask, and is refused where nobody can be asked.
		'--approval-mode',
		'auto_edit'
	],
	newer: [],
	modelFlag: '--model',
	// A folder it was never told to trust ends it, or takes its leave to edit away. Versions before that ignore this.
	environment: { GEMINI_CLI_TRUST_WORKSPACE: 'true' },
	events: {
		words: { when: { type: 'message', role: 'assistant' }, at: 'content' },
		between: '',
		drafts: [],
		faults: [
			{ when: { type: 'result', status: 'error' }, at: 'error.message' },
			{ when: { type: 'error', severity: 'error' }, at: 'message' }
		],
		model: { when: { type: 'init' }, at: 'model' },
		usage: {
			when: { type: 'result' },
			input: ['stats.input_tokens'],
			output: ['stats.output_tokens']
		},
		cost: null
	},
	idleLimitMs: SILENT_WRITING_MS,
	login: {
		says: /set an auth method|authentication is configured|re-authenticate|login required|api key not valid/i,
		fix: 'Run `gemini` once and log in.'
	},
	install: 'npm install -g @google/gemini-cli'
};

const opencode: AgentAdapter = {
	name: 'opencode',
	title: 'OpenCode',
	programs: ['opencode'],
	// `run` refuses whatever would ask, work outside its folder included, unless it is told `--auto`.
	arguments: ['run', '--format', 'json'],
	// From version 2 on the work is done by a server shared with the person's own sessions, which no kill would reach.
	newer: ['--standalone'],
	modelFlag: '--model',
	environment: {},
	events: {
		words: { when: { type: 'text' }, at: 'part.text' },
		between: '\n\n',
		drafts: [],
		// Of version 2 and of version 1.
		faults: [
			{ when: { type: 'error' }, at: 'error.message' },
			{ when: { type: 'error' }, at: 'error.data.message' }
		],
		model: null,
		usage: {
			when: { type: 'step_finish' },
			input: ['part.tokens.input', 'part.tokens.cache.read', 'part.tokens.cache.write'],
			output: ['part.tokens.output', 'part.tokens.reasoning']
		},
		cost: { when: { type: 'step_finish' }, at: 'part.cost' }
	},
	idleLimitMs: SILENT_WRITING_MS,
	login: {
		says: /opencode auth login|providerautherror|api key is missing|invalid api key|unauthorized/i,
		fix: 'Run `opencode auth login` once.'
	},
	install: 'curl -fsSL https://opencode.ai/install | bash'
};

/** In the order in which one is taken when none is named. */
export const AGENTS: readonly AgentAdapter[] = [claude, codex, gemini, opencode];
