import { shotKey } from '#lib/domain/capture.ts';
import { recipeOf, shotsOf } from '#lib/domain/recipe.ts';
import { LOCAL_REVIEWER } from '#lib/domain/reviewer.ts';
import type { CaptureRun } from '#lib/domain/view.ts';
import type { Services } from '#lib/server/services.ts';
import { readSwitch, readText } from '../arguments.ts';
import { finishCaptures } from '../capture-progress.ts';
import { withServices, type CliCommand } from '../command.ts';
import { duration, printJson, printLine } from '../output.ts';

export const capture: CliCommand = {
	usage: 'capture',
	summary: 'Take the photographs that variants lack by the recipe of their brief',
	declare(command) {
		command
			.option('--brief <id>', 'Variants of this brief alone')
			.option('--variant <id>', 'This variant alone')
			.option('--again', 'Those that are there already too');
	},
	async run(_, options) {
		const [briefId, variantId] = [readText(options, 'brief'), readText(options, 'variant')];
		const again = readSwitch(options, 'again');
		const begun = Date.now();
		return withServices(options, async (services) => {
			const one = variantId === undefined ? null : services.variants.get(variantId);
			const briefIds =
				briefId !== undefined
					? [services.briefs.get(briefId).id]
					: one
						? [one.briefId]
						: services.briefs.list(LOCAL_REVIEWER).map(({ id }) => id);
			const after = lastEvents(services, briefIds);
			const runs = briefIds.map((id) =>
				services.captures.request(id, { again, variantIds: one ? [one.id] : undefined })
			);
			const run = together(runs);
			const isInterrupted = await finishCaptures(services, run, after);
			const captures = taken(services, run);
			const ms = Date.now() - begun;
			if (readSwitch(options, 'json')) printJson({ captures, ms });
			else report(captures, ms);
			if (isInterrupted) return 130;
			return captures.length > 0 && captures.every(({ status }) => status === 'failed') ? 1 : 0;
		});
	}
};

function lastEvents({ rounds }: Services, briefIds: string[]): Map<string, number> {
	const all = briefIds.flatMap((id) => rounds.ofBrief(id));
	return new Map(all.map(({ id }) => [id, rounds.view(id).lastSeq]));
}

function together(runs: CaptureRun[]): CaptureRun {
	return {
		variantIds: runs.flatMap(({ variantIds }) => variantIds),
		roundIds: runs.flatMap(({ roundIds }) => roundIds),
		photographs: runs.reduce((sum, { photographs }) => sum + photographs, 0),
		strips: runs.reduce((sum, { strips }) => sum + strips, 0)
	};
}

/** The photographs that the run was about, as they are now. */
function taken(services: Services, { variantIds }: CaptureRun) {
	return variantIds.flatMap((variantId) => {
		const brief = services.briefs.get(services.variants.get(variantId).briefId);
		const wanted = new Set(shotsOf(recipeOf(brief), brief).map(shotKey));
		return services.variants
			.captureRows(variantId)
			.filter((row) => wanted.has(shotKey(row)))
			.map(
				({ viewport, theme, state, pose, status, imageSha256, width, height, facts, ...row }) => ({
					variantId,
					viewport,
					theme,
					state,
					pose,
					status,
					sha256: imageSha256,
					width,
					height,
					facts,
					...(row.errorCode !== null && {
						error: { code: row.errorCode, message: row.errorMessage }
					})
				})
			);
	});
}

function report(captures: ReturnType<typeof taken>, ms: number): void {
	if (captures.length === 0) return printLine('Nothing is missing. --again takes them once more.');
	const failed = captures.filter(({ status }) => status === 'failed');
	printLine(
		`${captures.length - failed.length} of ${captures.length} photographs are taken, in ${duration(ms)}.`
	);
	for (const reason of new Set(failed.map(({ error }) => error?.message))) printLine(reason ?? '');
}
