import { TAKES } from '#lib/domain/basket.ts';
import { THEMES, VIEWPORT_NAMES } from '#lib/domain/capture.ts';
import { VitrineError } from '#lib/domain/errors.ts';
import { GraftRequest, ModelMergeRequest, PLACES, type MergeDraft } from '#lib/domain/merge.ts';
import { checkInput } from '#lib/server/http/input-words.ts';
import type { Services } from '#lib/server/services.ts';
import { readNumber, readSwitch, readText, readTexts, type Options } from '../arguments.ts';
import { withServices, type CliCommand } from '../command.ts';
import { finishRound } from '../finish-round.ts';
import { printJson, printLine, printTable, tell } from '../output.ts';
import { reportRound } from '../round-report.ts';

const PART = /^(\d+)(?::(e\d+))?(?:=([a-z]+))?$/;
const PLACE = /^(e\d+):([a-z-]+)$/;

export const merge: CliCommand = {
	usage: 'merge <brief>',
	summary: 'Put parts of variants into another: as they are, or by models with --model or --say',
	declare(command) {
		command
			.option('--base <number>', 'The variant that the parts go into')
			.option(
				'--part <part>',
				`NUMBER:ELEMENT, such as 12:e14, and what is taken: 12:e14=words (${TAKES.join(', ')}); repeat it for more`
			) // prettier-ignore
			.option(
				'--place <place>',
				`Where the part of the same turn goes: ELEMENT:WHERE, such as e9:replace (${PLACES.join(', ')})`
			) // prettier-ignore
			.option('--tokens <whose>', 'Colours and type of the parts: own, or those of the base')
			.option('--without <key>', 'Leave a difference out, by its key; repeat it for more')
			.option('--viewport <name>', `In which the parts are read: ${VIEWPORT_NAMES.join(', ')}`)
			.option('--theme <name>', `In which they are read: ${THEMES.join(', ')}`)
			.option('--say <words>', 'What is asked of a model')
			.option('--keep <words>', 'What a model must not change')
			.option('--model <name>', 'Merge by this model; repeat it for more')
			.option('--provider <name>', 'openai or agent')
			.option('--count <n>', 'How many variants of the merge by models')
			.option('--budget <usd>', 'A wall in US dollars');
	},
	async run([briefId = ''], options) {
		const begun = Date.now();
		return withServices(options, async (services) => {
			const request = readRequest(services, briefId, options);
			const checked =
				request.kind === 'graft'
					? checkInput(GraftRequest, request)
					: checkInput(ModelMergeRequest, request);
			const { id } = await services.merges.start(services.briefs.get(briefId).id, checked);
			const isInterrupted = await finishRound(services, id);
			const made = services.variants.ofRound(id);
			const report = reportRound(services.rounds.get(id), made, Date.now() - begun);
			const merges = await Promise.all(made.map((variant) => services.merges.view(variant.id)));
			if (readSwitch(options, 'json')) printJson({ ...report, merges });
			else print(services, merges);
			for (const { error } of report.variants) if (error) tell(error.message);
			if (isInterrupted) return 130;
			return report.ready > 0 ? 0 : 1;
		});
	}
};

function readRequest(services: Services, briefId: string, options: Options): MergeDraft {
	const idOf = (number: number) =>
		services.variants.find(services.briefs.get(briefId).id, number).id;
	const base = readNumber(options, 'base');
	if (base === undefined)
		throw wrong('base', 'It is not said what the parts go into.', 'Name a variant: --base 3.');
	const places = readTexts(options, 'place').map(readPlace);
	const tokens = readText(options, 'tokens');
	const parts = readTexts(options, 'part').map((text, index) => ({
		...readPart(text, idOf),
		place: places[index] ?? null,
		...definedOnly({ viewport: readText(options, 'viewport'), theme: readText(options, 'theme') }),
		choices: definedOnly({ tokens })
	}));
	const models = readTexts(options, 'model');
	const [say, keep] = [readText(options, 'say'), readText(options, 'keep')];
	const provider = readText(options, 'provider');
	const isModel = models.length > 0 || say !== undefined || provider !== undefined;
	const common = { baseId: idOf(base), parts };
	// What an option says wrong is told by the schema, in its words.
	const asked: unknown = isModel
		? {
				...common,
				kind: 'model',
				models,
				...definedOnly({
					instruction: say,
					keep,
					provider,
					count: readNumber(options, 'count'),
					budget: readNumber(options, 'budget')
				})
			}
		: { ...common, kind: 'graft', without: readTexts(options, 'without') };
	return asked as MergeDraft;
}

function definedOnly(values: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function readPart(text: string, idOf: (number: number) => string) {
	const [, number, elementId = null, take] = PART.exec(text) ?? [];
	if (number === undefined)
		throw wrong('part', `“${text}” names no part.`, 'Write NUMBER:ELEMENT, such as 12:e14.');
	return { variantId: idOf(Number(number)), elementId, ...(take === undefined ? {} : { take }) };
}

function readPlace(text: string) {
	const [, anchorId, where] = PLACE.exec(text) ?? [];
	if (anchorId === undefined)
		throw wrong('place', `“${text}” names no place.`, 'Write ELEMENT:WHERE, such as e9:replace.');
	return { anchorId, where };
}

function wrong(field: string, message: string, fix: string): VitrineError {
	return new VitrineError('invalid_input', message, { field, fix });
}

type Merges = Awaited<ReturnType<Services['merges']['view']>>[];

function print({ variants }: Services, merges: Merges): void {
	for (const { variantId, recipe, proof, waiting } of merges) {
		printLine(`Variant ${variants.get(variantId).number}`);
		printTable(
			['part', 'verdict', 'differs', ''],
			(proof?.parts ?? []).map(({ verdict, share, words }, index) => [
				`${variants.get(recipe.parts[index]?.variantId ?? '').number}:${recipe.parts[index]?.elementId ?? 'whole'}`,
				verdict,
				share === null ? '–' : `${(share * 100).toFixed(2)} %`,
				words
			])
		);
		printLine(proof?.rest.words ?? waiting ?? '');
		if (recipe.kind === 'graft')
			for (const { key, sentence, isOff } of recipe.differences)
				printLine(`${isOff ? 'without ' : ''}${key}: ${sentence}`);
	}
}
