import { runDoctor } from '#lib/server/doctor.ts';
import { readNumber, readSwitch, readText } from '../arguments.ts';
import { configFor, type CliCommand } from '../command.ts';
import { printJson, printLine } from '../output.ts';

export const doctor: CliCommand = {
	usage: 'doctor',
	summary: 'Say what is and is not ready: Node, browser, workspace, ports, prices, providers',
	declare(command) {
		command
			.option('--port <port>', 'Port of the gallery')
			.option('--host <host>', 'Address it listens on');
	},
	async run(_, options) {
		const host = readText(options, 'host');
		const { checks, isReadyToStart } = await runDoctor(
			configFor(options, { port: readNumber(options, 'port'), host })
		);
		if (readSwitch(options, 'json')) printJson({ checks });
		else {
			for (const { name, ok, detail, fix } of checks) {
				printLine(`${ok ? '✓' : '✗'} ${name}: ${detail}`);
				if (fix !== null) printLine(`    ${fix}`);
			}
		}
		return isReadyToStart ? 0 : 1;
	}
};
