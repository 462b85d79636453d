/** How far something is, on stderr: one line that changes on a terminal, a line now and then elsewhere. */

/** Between two lines where lines cannot be rewritten, in milliseconds. */
const LINE_INTERVAL_MS = 5_000;

export interface StatusLine {
	/** Says it, unless it was said already or something was said a moment ago. */
	say(line: string): void;
	/** Says the last of it. */
	end(line: string): void;
}

export function createStatusLine(): StatusLine {
	const { stderr } = process;
	let toldAt = 0;
	let told = '';
	const write = (line: string, isLast: boolean) => {
		if (line === told) return;
		if (!stderr.isTTY && !isLast && Date.now() - toldAt < LINE_INTERVAL_MS) return;
		stderr.write(stderr.isTTY ? `\r\x1b[2K${line}` : `${line}\n`);
		told = line;
		toldAt = Date.now();
	};
	return {
		say: (line) => write(line, false),
		end(line) {
			write(line, true);
			if (stderr.isTTY) stderr.write('\n');
		}
	};
}
