/** The second front door: finds the command, runs it, and turns what it throws into a sentence and an exit code. */
import { cac, type CAC } from 'cac';
import { toVitrineError, VitrineError } from '#lib/domain/errors.ts';
import { readConfig } from '#lib/server/config.ts';
import { installedVersion } from '#lib/server/installed-version.ts';
import { guardArguments, unguard } from './arguments.ts';
import type { CliCommand } from './command.ts';
import { capture } from './commands/capture.ts';
import { doctor } from './commands/doctor.ts';
import { evolve } from './commands/evolve.ts';
import { exportVariant } from './commands/export.ts';
import { generate } from './commands/generate.ts';
import { importFiles } from './commands/import.ts';
import { list } from './commands/list.ts';
import { merge } from './commands/merge.ts';
import { notes } from './commands/notes.ts';
import { rank } from './commands/rank.ts';
import { start } from './commands/start.ts';
import { printError, tell } from './output.ts';

const COMMANDS: CliCommand[] = [
	start,
	generate,
	evolve,
	importFiles,
	capture,
	list,
	merge,
	rank,
	notes,
	exportVariant,
	doctor
];

/**
 * Runs one command line.
 * @param argv what was typed after the program's name
 * @returns exit code: 0 done, 1 nothing usable came of it, 2 wrong usage or input, 130 interrupted
 */
export async function main(argv: string[]): Promise<number> {
	const isJson = argv.includes('--json');
	try {
		return await run(argv);
	} catch (thrown) {
		const error =
			thrown instanceof Error && thrown.name === 'CACError'
				? wrongUsage(thrown)
				: toVitrineError(thrown);
		if (error.code === 'internal')
			tell(String(error.cause instanceof Error ? error.cause.stack : error.cause));
		printError(error, isJson);
		return error.exitCode;
	}
}

async function run(argv: string[]): Promise<number> {
	const cli = declareAll();
	// cac drops the first two words, which a process has as its program and its script.
	cli.parse(['node', 'vitrine', ...guardArguments(argv)], { run: false });
	const { options, args, matchedCommand } = cli;
	if (
		options['help'] === true ||
		(options['version'] === true && !matchedCommand && args.length === 0)
	)
		return 0;
	const command = COMMANDS.find(({ usage }) => usage.split(' ')[0] === matchedCommand?.name);
	if (!matchedCommand || !command) throw unknownCommand(cli);
	let code = 0;
	matchedCommand.action(async () => {
		code = await command.run(args.map(unguard), options);
	});
	await cli.runMatchedCommand();
	return code;
}

function declareAll(): CAC {
	const cli = cac('vitrine');
	cli.option(
		'--workspace <dir>',
		'Folder that holds everything (else VITRINE_WORKSPACE, else ./vitrine-workspace)'
	);
	cli.option('--json', 'Print one JSON document on stdout and nothing else there');
	for (const command of COMMANDS) command.declare(cli.command(command.usage, command.summary));
	cli.help();
	cli.version(installedVersion(readConfig().root));
	return cli;
}

function unknownCommand(cli: CAC): VitrineError {
	const names = COMMANDS.map(({ usage }) => usage.split(' ')[0]).join(', ');
	const [word] = cli.args;
	const message =
		word === undefined ? 'A command is missing.' : `There is no command “${unguard(word)}”.`;
	return new VitrineError('invalid_input', message, {
		field: 'command',
		fix: `There are ${names}; --help says more.`
	});
}

/** cac's own findings: an unknown option, a missing value, an argument too few or too many. */
function wrongUsage(thrown: Error): VitrineError {
	const message = unguard(thrown.message)
		.replaceAll(/`([^`]*)`/g, '$1')
		.replace('required args for command', 'an argument of');
	return new VitrineError(
		'invalid_input',
		`${message.charAt(0).toUpperCase()}${message.slice(1)}.`,
		{
			fix: '--help says what the command takes.',
			cause: thrown
		}
	);
}
