/** What every command is to the command line. */
import type { Command } from 'cac';
import { readConfig, type Config, type ConfigOverrides } from '#lib/server/config.ts';
import { createServices, type Services } from '#lib/server/services.ts';
import { readText, type Options } from './arguments.ts';

export interface CliCommand {
	/** Name and arguments as cac writes them: `export <variant>`. */
	usage: string;
	summary: string;
	/** Declares the command's own options. */
	declare(command: Command): void;
	/** @returns exit code */
	run(args: string[], options: Options): Promise<number>;
}

/** Settings for a command that is over when it has done its work: only what goes wrong is logged, unless asked for more. */
export function configFor(options: Options, overrides: ConfigOverrides = {}): Config {
	const config = readConfig({
		workspace: readText(options, 'workspace'),
		baseUrl: readText(options, 'baseUrl'),
		...overrides
	});
	return config.env['VITRINE_LOG'] ? config : { ...config, logLevel: 'warn' };
}

/** Opens the workspace for the time of `work`. */
export async function withServices<T>(
	options: Options,
	work: (services: Services) => T | Promise<T>
): Promise<T> {
	const services = await createServices(configFor(options));
	try {
		return await work(services);
	} finally {
		await services.close();
	}
}
