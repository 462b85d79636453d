import { VitrineError } from '#lib/domain/errors.ts';
import { CRITERIA, type Criterion } from '#lib/domain/session.ts';
import type { RankingView, SessionView } from '#lib/domain/session-view.ts';
import type { Services } from '#lib/server/services.ts';
import { readSwitch, readText } from '../arguments.ts';
import { withServices, type CliCommand } from '../command.ts';
import { printJson, printLine, printTable } from '../output.ts';

export const rank: CliCommand = {
	usage: 'rank <session>',
	summary: 'Say where variants stand in a ranking session; of a brief, in its newest',
	declare(command) {
		command.option('--criterion <name>', `One of ${CRITERIA.join(', ')}; the session’s first unless told otherwise`); // prettier-ignore
	},
	async run([name = ''], options) {
		const isJson = readSwitch(options, 'json');
		const criterion = readCriterion(readText(options, 'criterion'));
		await withServices(options, async (services) => {
			const session = findSession(services, name);
			const ranking = await services.sessions.ranking(session.id, { criterion });
			if (isJson) printJson(rowsOf(ranking));
			else print(services, session, ranking);
		});
		return 0;
	}
};

/** Who made what, and what people are called, are left out: this is read by programs that pass it on. */
function rowsOf({ ratings, comparisons, settled, reviewers, ...more }: RankingView) {
	const { sessionId, briefId, criterion, verdict, agreement } = more;
	return {
		ratings: ratings.map(
			({ variantId, mean, low, high, rankLow, rankHigh, pTop3, rank, pTop1, pTop5 }) => ({
				variantId,
				mean,
				low,
				high,
				rankLow,
				rankHigh,
				pTop3,
				rank,
				pTop1,
				pTop5
			})
		),
		comparisons,
		settled,
		reviewers,
		sessionId,
		briefId,
		criterion,
		verdict,
		agreement
	};
}

function readCriterion(word: string | undefined): Criterion | undefined {
	if (word === undefined) return undefined;
	const criterion = CRITERIA.find((name) => name === word);
	if (criterion) return criterion;
	throw new VitrineError('invalid_input', `There is no criterion “${word}”.`, {
		field: 'criterion',
		fix: `There are ${CRITERIA.join(', ')}.`
	});
}

/** @throws VitrineError `not_found` */
function findSession({ sessions, briefs }: Services, name: string): SessionView {
	if (!name.startsWith('b_')) return sessions.view(name);
	const [newest] = sessions.ofBrief(briefs.get(name).id);
	if (newest) return newest;
	throw new VitrineError('not_found', 'This brief has no ranking session yet.', {
		field: 'session',
		fix: 'Make one on its page “Rank”, or with POST /api/v1/briefs/BRIEF_ID/sessions.'
	});
}

function print(services: Services, session: SessionView, ranking: RankingView): void {
	const { ratings, comparisons, reviewers, criterion, settled, verdict } = ranking;
	const works = new Map(services.variants.ofBrief(session.briefId).map((work) => [work.id, work]));
	printTable(
		['rank', '95 %', 'no.', 'in top 3', 'variant', 'title'],
		ratings.map(({ rank, rankLow, rankHigh, pTop3, variantId }) => [
			String(rank),
			`${rankLow}–${rankHigh}`,
			String(works.get(variantId)?.number ?? '–'),
			`${Math.round(100 * pTop3)} %`,
			variantId,
			works.get(variantId)?.title ?? ''
		])
	);
	const said = `${count(comparisons, 'answer')} of ${count(reviewers, 'reviewer')}, ${criterion}`;
	const left = verdict.aboutLeft === null ? '' : `, about ${count(verdict.aboutLeft, 'answer')} more`; // prettier-ignore
	printLine(
		`${said}: ${settled ? `the best ${verdict.top} are settled` : `not settled yet${left}`}.`
	);
}

function count(many: number, thing: string): string {
	return `${many} ${thing}${many === 1 ? '' : 's'}`;
}
