/**
 * The way in of every command: refuses an old Node in a sentence, runs the command, tells a failure in a sentence, and
 * leaves with the right exit code. Like the files that import it, it keeps to words that Node 12 understands.
 */

/** Also in package.json as `engines`. */
const OLDEST_NODE = { major: 20, minor: 19 };

/**
 * @param {string} version such as 20.19.0
 * @returns {string | null} what to tell the person, or null when this Node will do
 */
export function tooOldSentence(version) {
	const parts = version.split('.').map(Number);
	const major = parts[0] || 0;
	const minor = parts[1] || 0;
	if (major > OLDEST_NODE.major) return null;
	if (major === OLDEST_NODE.major && minor >= OLDEST_NODE.minor) return null;
	return (
		`Vitrine needs Node ${OLDEST_NODE.major}.${OLDEST_NODE.minor} or newer, and this is Node ${version}. ` +
		'Get a newer one from https://nodejs.org, then run the same command again.'
	);
}

/**
 * @typedef {object} Told What a thrown thing may carry for the person it happens to.
 * @property {string} message
 * @property {string} [fix] The way out, as a sentence.
 * @property {number} [exitCode]
 * @property {string} [stack]
 */

/**
 * @param {Told} error
 * @param {boolean} debug
 * @returns {string} one sentence and a way out; the stack when debugging
 */
export function tell(error, debug) {
	if (debug && error.stack) return error.stack;
	// A message of several lines quotes another program; the way out then stands on a line of its own.
	if (error.fix) return `${error.message}${error.message.includes('\n') ? '\n' : ' '}${error.fix}`;
	return `${error.message} (VITRINE_DEBUG=1 tells more.)`;
}

/**
 * @param {() => Promise<{ main: (args: string[]) => Promise<number> }>} load The command, loaded only by a Node that can read it.
 */
export function enter(load) {
	const refusal = tooOldSentence(process.versions.node);
	if (refusal) {
		console.error(refusal);
		process.exitCode = 2;
		return;
	}
	load()
		.then((command) => command.main(process.argv.slice(2)))
		.then(leave, (error) => {
			console.error(tell(error, process.env['VITRINE_DEBUG'] === '1'));
			leave(error.exitCode || 2);
		});
}

/**
 * Leaves even when something of the command still holds the process open, but not before what it printed is out: writes
 * to a pipe are not always done when they return.
 *
 * @param {number} code
 */
function leave(code) {
	process.exitCode = code;
	process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
}
