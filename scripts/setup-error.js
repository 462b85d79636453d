/** What stops the set-up: one sentence that says what happened, and one that says the way out. */
export class SetupError extends Error {
	/** @override */
	name = 'SetupError';

	/**
	 * @param {string} message
	 * @param {string} fix
	 * @param {number} [exitCode] 2 unless it was interrupted
	 */
	constructor(message, fix, exitCode = 2) {
		super(message);
		this.fix = fix;
		this.exitCode = exitCode;
	}
}

/**
 * @param {unknown} error
 * @returns {string} such as EACCES, or '' when it carries no code
 */
export function codeOf(error) {
	return error instanceof Error && 'code' in error ? String(error.code) : '';
}

const UNWRITABLE = ['EACCES', 'EPERM', 'EROFS'];

/**
 * Runs work that writes into Vitrine's own folder.
 *
 * @template T
 * @param {string} folder
 * @param {() => T} work
 * @returns {T}
 * @throws {SetupError} when the folder may not be written
 */
export function writingIn(folder, work) {
	try {
		return work();
	} catch (error) {
		if (!UNWRITABLE.includes(codeOf(error))) throw error;
		throw new SetupError(
			`Vitrine has to write in its own folder to make itself ready, and may not: ${folder}.`,
			'Give yourself the right to write there, or clone it to a folder that is yours.'
		);
	}
}
