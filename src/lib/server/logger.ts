import { pino, type Logger } from 'pino';

export type { Logger };

/** Logs go to stderr, as JSON lines: stdout belongs to `--json`. Anything that could hold a key is blanked. */
export function createLogger(level: string): Logger {
	return pino(
		{
			level,
			base: null,
			redact: ['apiKey', '*.apiKey', 'authorization', '*.authorization', '*.headers.authorization']
		},
		pino.destination({ dest: 2, sync: true })
	);
}
