/** One calm line on stderr for a step that takes a while. stdout stays free for what a command prints. */

const TICK_MS = 1000;
/** Where lines cannot be rewritten, as in a log, a word now and then is enough. */
const QUIET_TICKS = 30;

/**
 * @template T
 * @typedef {object} ProgressOptions
 * @property {(result: T) => string} [outcome] One word on how it went, for a step that reports failure instead of throwing.
 * @property {Pick<NodeJS.WriteStream, 'write'> & { isTTY?: boolean }} [out]
 */

/**
 * @template T
 * @param {string} doing such as "Building Vitrine"
 * @param {() => Promise<T>} work
 * @param {ProgressOptions<T>} [options]
 * @returns {Promise<T>}
 */
export async function withProgress(doing, work, options = {}) {
	const { outcome = () => 'done', out = process.stderr } = options;
	const rewrites = out.isTTY === true && process.env['VITRINE_DEBUG'] !== '1';
	const started = performance.now();
	const seconds = () => `${Math.round((performance.now() - started) / 1000)} s`;
	out.write(rewrites ? `${doing} …` : `${doing} …\n`);
	let ticks = 0;
	const timer = setInterval(() => {
		ticks += 1;
		if (rewrites) out.write(`\r\x1b[2K${doing} … ${seconds()}`);
		else if (ticks % QUIET_TICKS === 0) out.write(`${doing} … ${seconds()}\n`);
	}, TICK_MS);
	try {
		const result = await work();
		const told = `${doing} … ${outcome(result)}, ${seconds()}\n`;
		out.write(rewrites ? `\r\x1b[2K${told}` : told);
		return result;
	} catch (error) {
		if (rewrites) out.write('\n');
		throw error;
	} finally {
		clearInterval(timer);
	}
}
