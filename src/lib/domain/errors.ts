/** The one error class of the house, and the one table that says what each code means at the edges. */

/** code → [HTTP status, CLI exit code]. Exit 1: nothing usable came of it. Exit 2: wrong usage or input. */
const ERROR_TABLE = {
	// input
	brief_empty: [400, 2],
	brief_too_large: [413, 2],
	brief_not_text: [400, 2],
	brief_front_matter: [400, 2],
	brief_sample_data: [400, 2],
	brief_field: [400, 2],
	invalid_input: [400, 2],
	invalid_json: [400, 2],
	body_too_large: [413, 2],
	count_out_of_range: [400, 2],
	unknown_model: [400, 2],
	dimensions_invalid: [400, 2],
	prices_invalid: [500, 2],
	cliches_invalid: [500, 2],
	import_unreadable: [400, 2],
	import_unsafe: [400, 2],
	import_too_large: [413, 2],
	file_unreadable: [400, 2],
	output_unwritable: [400, 2],
	not_found: [404, 2],
	method_not_allowed: [405, 2],
	conflict: [409, 2],
	forbidden_host: [403, 2],
	forbidden_origin: [403, 2],
	owner_only: [403, 2],
	// sessions
	session_closed: [409, 2],
	sitting_finished: [409, 2],
	sitting_unfinished: [409, 2],
	reviewer_withdrawn: [403, 2],
	// marks
	others_marks: [403, 2],
	// providers
	provider_not_ready: [409, 2],
	provider_key: [502, 1],
	provider_unreachable: [502, 1],
	provider_rate_limited: [502, 1],
	provider_no_credit: [502, 1],
	provider_failed: [502, 1],
	provider_not_json: [502, 1],
	provider_idle: [504, 1],
	provider_cut_off: [502, 1],
	agent_failed: [502, 1],
	agent_asked: [502, 1],
	agent_timeout: [504, 1],
	// replies
	reply_empty: [502, 1],
	reply_refused: [502, 1],
	reply_no_document: [502, 1],
	reply_no_dimensions: [502, 1],
	reply_cut_short: [502, 1],
	reply_left_out: [502, 1],
	reply_too_large: [502, 1],
	// capture
	browser_missing: [503, 1],
	browser_failed: [503, 1],
	capture_timeout: [504, 1],
	capture_crashed: [502, 1],
	capture_no_control: [409, 1],
	// merges
	merge_impossible: [409, 2],
	merge_unchanged: [502, 1],
	// comparison
	comparison_failed: [503, 1],
	// the machine
	node_too_old: [500, 2],
	port_taken: [500, 2],
	workspace_unwritable: [500, 2],
	workspace_newer: [500, 2],
	blob_corrupt: [500, 1],
	over_budget: [409, 1],
	cancelled: [409, 130],
	internal: [500, 1]
} as const satisfies Record<string, readonly [status: number, exit: number]>;

export type ErrorCode = keyof typeof ERROR_TABLE;

export interface ErrorDetail {
	/** The input field at fault, as the person named it. */
	field?: string | undefined;
	/** The line of the file at fault, counted from 1. */
	line?: number | undefined;
	/** The way out, as a sentence. */
	fix?: string | undefined;
	/** True where the same thing may well go right a moment later. */
	passing?: boolean | undefined;
	cause?: unknown;
}

/**
 * What went wrong, in words for the person it happens to. `message` says what happened, `fix` the way out.
 * Thrown everywhere below the edges; only hooks, routes and the CLI translate it.
 */
export class VitrineError extends Error {
	override readonly name = 'VitrineError';
	readonly code: ErrorCode;
	readonly field: string | undefined;
	readonly line: number | undefined;
	readonly fix: string | undefined;
	readonly passing: boolean;

	constructor(code: ErrorCode, message: string, detail: ErrorDetail = {}) {
		super(message, detail.cause === undefined ? undefined : { cause: detail.cause });
		this.code = code;
		this.field = detail.field;
		this.line = detail.line;
		this.fix = detail.fix;
		this.passing = detail.passing ?? false;
	}

	/** HTTP status for this code. */
	get status(): number {
		return ERROR_TABLE[this.code][0];
	}

	/** Process exit code for this code. */
	get exitCode(): number {
		return ERROR_TABLE[this.code][1];
	}

	/** What happened and the way out, in one line. */
	get sentence(): string {
		return this.fix ? `${this.message} ${this.fix}` : this.message;
	}
}

/** True for a string that is one of our codes, such as one read back from a database row. */
export function isErrorCode(code: string): code is ErrorCode {
	return Object.hasOwn(ERROR_TABLE, code);
}

/** Any thrown thing as a VitrineError; what is not ours becomes `internal` with a bland message and the cause kept. */
export function toVitrineError(thrown: unknown): VitrineError {
	if (thrown instanceof VitrineError) return thrown;
	return new VitrineError('internal', 'Something went wrong inside Vitrine.', { cause: thrown });
}

/** Throws when a thing that must hold does not. For programming errors, never for input. */
export function invariant(condition: unknown, message: string): asserts condition {
	if (!condition) throw new Error(`Invariant broken: ${message}`);
}
