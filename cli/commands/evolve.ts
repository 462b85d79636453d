import { VitrineError } from '#lib/domain/errors.ts';
import { EvolveRequest } from '#lib/domain/evolve.ts';
import { LOCAL_REVIEWER } from '#lib/domain/reviewer.ts';
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
import { withServices, type CliCommand } from '../command.ts';
import { describeEstimate } from '../estimate-line.ts';
import { finishRound } from '../finish-round.ts';
import { inWordsOfOptions } from '../option-words.ts';
import { printJson, printLine, tell } from '../output.ts';
import { printReport } from '../print-report.ts';
import { reportRound } from '../round-report.ts';

export const evolve: CliCommand = {
	usage: 'evolve <brief>',
	summary: 'Build variants that go on from some that are there: from picks, with their open notes',
	declare(command) {
		command
			.option(
				'--from <numbers>',
				'Which, such as 12,31 (default: picks; else the best ranked; else four stars)'
			) // prettier-ignore
			.option('--range <range>', 'refine, explore or reimagine (default: refine)')
			.option('--per-parent <n>', 'How many of each (default: 3)')
			.option('--cross', 'Make each variant of all of them together')
			.option('--change <text>', 'What changes, besides what the notes ask for')
			.option('--keep <text>', 'What stays')
			.option('--prompts', 'Print what would be asked, and begin nothing')
			.option(
				'--model <model>',
				'A model, or an agent, to build with; repeat it to deal out evenly'
			) // prettier-ignore
			.option('--provider <provider>', 'openai or agent')
			.option('--base-url <url>', 'An OpenAI-compatible endpoint')
			.option('--concurrency <n>', 'How many are built at once (default: 4)')
			.option('--budget <usd>', 'A wall in US dollars')
			.option('--seed <n>', 'Makes the draw of directions repeatable')
			.option('--pin <choice>', 'Draw from these values alone, such as structure=board,table')
			.option('--ban <choice>', 'Never draw these values, such as colour=many')
			.option('--unattended', 'Say that no person began this round')
			.option('--no-capture', 'Take no photographs');
	},
	async run([briefId = ''], options) {
		const begun = Date.now();
		return withServices(options, async (services) => {
			const { id } = services.briefs.get(briefId);
			const request = await readRequest(services, id, options);
			if (readSwitch(options, 'prompts')) {
				await showPrompts(services, id, request, readSwitch(options, 'json'));
				return 0;
			}
			const round = await startRound(services, id, request);
			const isInterrupted = await finishRound(services, round.id);
			const made = services.variants.ofRound(round.id);
			const report = reportRound(services.rounds.get(round.id), made, Date.now() - begun);
			if (readSwitch(options, 'json')) printJson(report);
			else printReport(report);
			if (isInterrupted) return 130;
			return report.ready > 0 ? 0 : 1;
		});
	}
};

/** @throws VitrineError about the first option at fault */
async function readRequest(
	services: Services,
	briefId: string,
	options: Options
): Promise<EvolveRequest> {
	const models = readTexts(options, 'model');
	const request = {
		parents: await readParents(services, briefId, options),
		range: readText(options, 'range'),
		perParent: readNumber(options, 'perParent'),
		cross: readSwitch(options, 'cross'),
		models: models.length === 0 ? undefined : models,
		provider: readText(options, 'provider'),
		baseUrl: readText(options, 'baseUrl'),
		concurrency: readNumber(options, 'concurrency'),
		budget: readNumber(options, 'budget'),
		seed: readNumber(options, 'seed'),
		capture: options['capture'] !== false,
		pins: readValues(options, 'pin'),
		bans: readValues(options, 'ban'),
		unattended: readSwitch(options, 'unattended')
	};
	try {
		return checkInput(EvolveRequest, request);
	} catch (thrown) {
		throw inWordsOfOptions(thrown);
	}
}

/** Undefined where nothing is said of them: then it is for the round to find some. */
async function readParents(
	{ evolve: rounds, variants }: Services,
	briefId: string,
	options: Options
): Promise<EvolveRequest['parents']> {
	const numbers = readTexts(options, 'from').flatMap((text) => text.split(','));
	const [keep, change] = [readText(options, 'keep') ?? '', readText(options, 'change') ?? ''];
	if (numbers.length === 0 && keep === '' && change === '') return undefined;
	const ids =
		numbers.length > 0
			? numbers.map((word) => variants.find(briefId, readVariantNumber(word)).id)
			: (await rounds.startOf(briefId, LOCAL_REVIEWER)).parents.map(({ variantId }) => variantId);
	return ids.length === 0 ? undefined : ids.map((variantId) => ({ variantId, keep, change }));
}

function readVariantNumber(word: string): number {
	if (/^[1-9]\d*$/.test(word.trim())) return Number(word);
	throw new VitrineError('invalid_input', `“${word}” is no number of a variant.`, {
		field: 'from',
		fix: 'Name them like 12,31.'
	});
}

async function startRound({ evolve: rounds }: Services, briefId: string, request: EvolveRequest) {
	try {
		tell(describeEstimate(await rounds.estimate(briefId, request, LOCAL_REVIEWER)));
		return await rounds.start(briefId, request, LOCAL_REVIEWER);
	} catch (thrown) {
		throw inWordsOfOptions(thrown);
	}
}

async function showPrompts(
	{ evolve: rounds, variants }: Services,
	briefId: string,
	request: EvolveRequest,
	isJson: boolean
): Promise<void> {
	const draft = await rounds.draft(briefId, request, LOCAL_REVIEWER).catch((thrown: unknown) => {
		throw inWordsOfOptions(thrown);
	});
	if (isJson) return printJson(draft);
	for (const { position, parents, direction, prompt } of draft.variants) {
		const from = parents.map(({ variantId }) => variants.get(variantId).number).join(', ');
		printLine(`${position + 1}, from ${from}: ${direction.statement}`);
		printLine();
		printLine(prompt.user);
		printLine();
	}
}
