import { LOCAL_REVIEWER } from '#lib/domain/reviewer.ts';
import { RoundRequest } from '#lib/domain/round.ts';
import { checkInput } from '#lib/server/http/input-words.ts';
import type { Services } from '#lib/server/services.ts';
import {
	readNumber,
	readSwitch,
	readText,
	readTexts,
	readValues,
	type Options
} from '../arguments.ts';
import { readBriefFile } from '../brief-input.ts';
import { withServices, type CliCommand } from '../command.ts';
import { describeEstimate } from '../estimate-line.ts';
import { finishRound } from '../finish-round.ts';
import { inWordsOfOptions } from '../option-words.ts';
import { printJson, tell } from '../output.ts';
import { printReport } from '../print-report.ts';
import { propose } from '../proposal.ts';
import { reportRound } from '../round-report.ts';

export const generate: CliCommand = {
	usage: 'generate <brief>',
	summary: 'Build and photograph variants of a brief: a file, or - for standard input',
	declare(command) {
		command
			.option('--count <n>', 'How many, 1 to 90 (default: 12)')
			.option(
				'--model <model>',
				'A model, or an agent, to build with; repeat it to deal out evenly'
			)
			.option('--provider <provider>', 'openai, agent, recorded or composer')
			.option('--base-url <url>', 'An OpenAI-compatible endpoint')
			.option('--concurrency <n>', 'How many are built at once (default: 4)')
			.option('--budget <usd>', 'A wall in US dollars')
			.option('--seed <n>', 'Makes the draw of directions repeatable')
			.option('--range <range>', 'refine, explore or reimagine (default: explore)')
			.option('--pin <choice>', 'Draw from these values alone, such as structure=board,table')
			.option('--ban <choice>', 'Never draw these values, such as colour=many')
			.option('--again', 'Let directions of earlier rounds come again')
			.option('--propose', 'Ask the model first which dimensions matter for this brief')
			.option('--unattended', 'Say that no person began this round')
			.option('--no-capture', 'Take no photographs');
	},
	async run([file = ''], options) {
		const request = readRequest(options);
		const { source, name } = await readBriefFile(file);
		const begun = Date.now();
		return withServices(options, async (services) => {
			const brief = services.briefs.add(source, name);
			if (readSwitch(options, 'propose') && !(await propose(services, brief.id, request)))
				return 130;
			const round = await startRound(services, brief.id, request);
			const isInterrupted = await finishRound(services, round.id);
			const report = reportRound(
				services.rounds.get(round.id),
				services.variants.ofRound(round.id),
				Date.now() - begun
			);
			if (readSwitch(options, 'json')) printJson(report);
			else printReport(report);
			if (isInterrupted) return 130;
			return report.ready > 0 ? 0 : 1;
		});
	}
};

/** @throws VitrineError about the first option at fault, before anything is stored */
function readRequest(options: Options): RoundRequest {
	const models = readTexts(options, 'model');
	const request = {
		count: readNumber(options, 'count', 'count_out_of_range'),
		models: models.length === 0 ? undefined : models,
		provider: readText(options, 'provider'),
		baseUrl: readText(options, 'baseUrl'),
		concurrency: readNumber(options, 'concurrency'),
		budget: readNumber(options, 'budget'),
		seed: readNumber(options, 'seed'),
		capture: options['capture'] !== false,
		range: readText(options, 'range'),
		pins: readValues(options, 'pin'),
		bans: readValues(options, 'ban'),
		again: readSwitch(options, 'again'),
		unattended: readSwitch(options, 'unattended')
	};
	try {
		return checkInput(RoundRequest, request, { count: 'count_out_of_range' });
	} catch (thrown) {
		throw inWordsOfOptions(thrown);
	}
}

async function startRound({ rounds }: Services, briefId: string, request: RoundRequest) {
	try {
		tell(describeEstimate(await rounds.estimate(briefId, request, LOCAL_REVIEWER)));
		return await rounds.start(briefId, request, LOCAL_REVIEWER);
	} catch (thrown) {
		throw inWordsOfOptions(thrown);
	}
}
