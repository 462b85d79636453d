import { VitrineError } from '#lib/domain/errors.ts';
import { LOCAL_REVIEWER } from '#lib/domain/reviewer.ts';
import { matchesChoices } from '#lib/domain/value-choice.ts';
import { readSwitch, readText, readTexts } from '../arguments.ts';
import { withServices, type CliCommand } from '../command.ts';
import { printJson, printLine, printTable } from '../output.ts';
import { variantRow, type VariantRow } from '../variant-row.ts';
import type { Services } from '#lib/server/services.ts';

const KINDS = ['briefs', 'variants', 'sessions'];

export const list: CliCommand = {
	usage: 'list [what]',
	summary: 'Say what is there: briefs (unless told otherwise), variants or ranking sessions',
	declare(command) {
		command
			.option('--brief <id>', 'Variants or sessions of this brief alone')
			.option(
				'--where <choice>',
				'Variants with these values alone, such as structure=board,table; repeat it for more dimensions'
			);
	},
	async run([what = 'briefs'], options) {
		if (!KINDS.includes(what)) {
			throw new VitrineError('invalid_input', `There is no list of “${what}”.`, {
				field: 'what',
				fix: `There are ${KINDS.join(', ')}.`
			});
		}
		const isJson = readSwitch(options, 'json');
		await withServices(options, (services) => {
			if (what === 'briefs') return listBriefs(services, isJson);
			const briefId = readText(options, 'brief');
			const ids =
				briefId === undefined
					? services.briefs.list(LOCAL_REVIEWER).map(({ id }) => id)
					: [services.briefs.get(briefId).id];
			if (what === 'sessions') return listSessions(services, isJson, ids);
			return listVariants(services, isJson, { ids, where: readTexts(options, 'where') });
		});
		return 0;
	}
};

function listBriefs(services: Services, isJson: boolean): void {
	const briefs = services.briefs.list(LOCAL_REVIEWER);
	if (isJson) return printJson(briefs);
	if (briefs.length === 0) return printLine('There are no briefs yet.');
	printTable(
		['brief', 'variants', 'ready', 'picks', 'chosen', 'title'],
		briefs.map((brief) => [
			brief.id,
			String(brief.variants),
			String(brief.ready),
			String(brief.picks),
			brief.chosenNumber === null ? '–' : String(brief.chosenNumber),
			brief.title
		])
	);
}

function listVariants(
	services: Services,
	isJson: boolean,
	{ ids, where }: { ids: string[]; where: string[] }
): void {
	const choices = services.dimensions.readFilter(ids, where);
	const rows = ids.flatMap((id) => {
		const flags = new Map(
			services.briefs.view(id, LOCAL_REVIEWER).variants.map((view) => [view.id, view.flag])
		);
		const found = services.variants
			.ofBrief(id)
			.filter(({ point }) => matchesChoices(point, choices));
		return found.map((variant) => ({
			...variantRow(variant),
			point: variant.point,
			briefId: id,
			flag: flags.get(variant.id) ?? 'none'
		}));
	});
	if (isJson) return printJson(rows);
	if (rows.length === 0)
		return printLine(where.length > 0 ? 'No variant is there.' : 'There are no variants yet.');
	printTable(
		['variant', 'no.', 'status', 'flag', 'model', 'title'],
		rows.map((row: VariantRow & { flag: string }) => [
			row.id,
			String(row.number),
			row.status,
			row.flag,
			row.model,
			row.title ?? ''
		])
	);
}

function listSessions(services: Services, isJson: boolean, briefIds: string[]): void {
	const sessions = briefIds.flatMap((id) => services.sessions.ofBrief(id));
	if (isJson) return printJson(sessions);
	if (sessions.length === 0) return printLine('There are no ranking sessions yet.');
	printTable(
		['session', 'brief', 'variants', 'reviewers', 'answers', 'state', 'asks for'],
		sessions.map(({ id, briefId, variantIds, reviewers, answers, closedAt, settings }) => [
			id,
			briefId,
			String(variantIds.length),
			String(reviewers.length),
			String(answers),
			closedAt === null ? 'open' : 'closed',
			settings.criteria.join(', ')
		])
	);
}
