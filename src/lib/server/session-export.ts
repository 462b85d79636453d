/** A ranking session as files that other tools take. */
import type { Comparison } from '#lib/domain/session.ts';
import type { RankingView, SessionView } from '#lib/domain/session-view.ts';
import type { OpenDatabase } from './database.ts';
import { requiredBrief } from './required.ts';
import type { SessionService } from './session-service.ts';
import * as variants from './store/variants.ts';

export interface SessionExportService {
	/** Everything. @throws VitrineError `not_found`; `comparison_failed` */
	whole(sessionId: string): Promise<{
		session: SessionView;
		rankings: RankingView[];
		comparisons: (Comparison & { reason: string | null })[];
	}>;
	/** The standing as CSV by RFC 4180, and a name for the file. @throws VitrineError `not_found`; `comparison_failed` */
	table(sessionId: string): Promise<{ name: string; text: string }>;
}

const COLUMNS = [
	'criterion',
	'rank',
	'rank_low',
	'rank_high',
	'number',
	'title',
	'variant_id',
	'p_top_1',
	'p_top_3',
	'p_top_5',
	'mean_logits',
	'low_logits',
	'high_logits'
];
const DECIMALS = 4;

export function createSessionExportService({
	database: { db },
	sessions
}: {
	database: OpenDatabase;
	sessions: SessionService;
}): SessionExportService {
	const rankingsOf = ({ id, settings }: SessionView): Promise<RankingView[]> =>
		Promise.all(settings.criteria.map((criterion) => sessions.ranking(id, { criterion })));

	return {
		async whole(sessionId) {
			const session = sessions.view(sessionId);
			const comparisons = sessions.answers(sessionId);
			return { session, rankings: await rankingsOf(session), comparisons };
		},
		async table(sessionId) {
			const session = sessions.view(sessionId);
			const { title } = requiredBrief(db, session.briefId);
			const works = new Map(variants.ofBrief(db, session.briefId).map((work) => [work.id, work]));
			const lines = (await rankingsOf(session)).flatMap(({ criterion, ratings }) =>
				ratings.map((rating) => {
					const work = works.get(rating.variantId);
					const shares = [rating.pTop1, rating.pTop3, rating.pTop5];
					const logits = [rating.mean, rating.low, rating.high];
					return [
						criterion,
						rating.rank,
						rating.rankLow,
						rating.rankHigh,
						work?.number ?? '',
						work?.title ?? '',
						rating.variantId,
						...[...shares, ...logits].map((value) => value.toFixed(DECIMALS))
					];
				})
			);
			return {
				name: `${title} standing.csv`,
				text: [COLUMNS, ...lines].map((line) => line.map(cell).join(',') + '\r\n').join('')
			};
		}
	};
}

/** A spreadsheet must read a title as text, whatever a model has made it begin with. */
function cell(value: string | number): string {
	if (typeof value === 'number') return String(value);
	const isNumber = /^-?\d+(\.\d+)?$/.test(value);
	const text = /^[=+\-@＝＋－＠\t\r\n]/.test(value) && !isNumber ? `'${value}` : value;
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
