import type { ImportProblem } from '#lib/domain/import.ts';
import { VitrineError } from '#lib/domain/errors.ts';
import { idSchema } from '#lib/domain/ids.ts';
import type { Services } from '#lib/server/services.ts';
import { readSwitch, readText, type Options } from '../arguments.ts';
import { readBriefFile } from '../brief-input.ts';
import { withServices, type CliCommand } from '../command.ts';
import { finishRound } from '../finish-round.ts';
import { findImportFiles } from '../import-files.ts';
import { printJson, printLine, printTable, tell } from '../output.ts';
import { reportRound } from '../round-report.ts';

export const importFiles: CliCommand = {
	usage: 'import <path> [...paths]',
	summary: 'Bring prototypes in as variants: HTML files, folders, zips and screenshots',
	declare(command) {
		command
			.option('--brief <brief>', 'What they answer: the id of a brief, or its file')
			.option('--no-capture', 'Take no photographs');
	},
	async run(paths, options) {
		const readBrief = await briefReader(options);
		const found = await findImportFiles(paths);
		const begun = Date.now();
		return withServices(options, async (services) => {
			const { round, problems } = await services.imports.importFiles(
				readBrief(services),
				found.files,
				{ capture: options['capture'] !== false }
			);
			const all = [...found.problems, ...problems];
			if (!round) return reportNothing(all, options);
			const isInterrupted = await finishRound(services, round.id);
			const imported = services.variants.ofRound(round.id);
			const report = reportRound(services.rounds.get(round.id), imported, Date.now() - begun);
			if (readSwitch(options, 'json')) printJson({ ...report, problems: all });
			else {
				printTable(
					['no.', 'from', 'title'],
					imported.map(({ number, sourceName, title }) => [
						String(number),
						sourceName ?? '',
						title ?? ''
					])
				);
				printLine();
				printLine(`brief ${report.briefId}, round ${report.roundId}`);
				tellProblems(all);
			}
			return isInterrupted ? 130 : 0;
		});
	}
};

/** Reads a file of a brief at once, before anything is opened or stored. @returns what gives the brief's id */
async function briefReader(options: Options): Promise<(services: Services) => string> {
	const named = readText(options, 'brief');
	if (named === undefined) {
		throw new VitrineError('invalid_input', 'It is not said which brief these answer.', {
			field: 'brief',
			fix: 'Name one with --brief: its id, as vitrine list tells it, or its file.'
		});
	}
	if (idSchema('brief').safeParse(named).success) return ({ briefs }) => briefs.get(named).id;
	const { source, name } = await readBriefFile(named);
	return ({ briefs }) => briefs.add(source, name).id;
}

function reportNothing(problems: ImportProblem[], options: Options): number {
	if (readSwitch(options, 'json')) {
		const message = ['Nothing came in.', ...problems.map((problem) => problem.message)].join(' ');
		printJson({ error: { code: problems[0]?.code ?? 'import_unreadable', message }, problems });
	} else {
		tell('Nothing came in.');
		tellProblems(problems);
	}
	return 1;
}

function tellProblems(problems: ImportProblem[]): void {
	for (const { message } of problems) tell(message);
}
