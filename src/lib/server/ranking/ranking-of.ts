/** The standing of a session: exactly what its answers say, with how sure that is and who disagrees. */
import { VitrineError } from '#lib/domain/errors.ts';
import type { Criterion } from '#lib/domain/session.ts';
import type { GroupStanding, RankingView, Rating } from '#lib/domain/session-view.ts';
import { polarising, splitHalf } from '#lib/scoring/preference/agreement.ts';
import { answersIn, ofReviewers, type Evidence } from '#lib/scoring/preference/evidence.ts';
import { fragility } from '#lib/scoring/preference/fragility.ts';
import { fit } from '#lib/scoring/preference/preference.ts';
import { standing } from '#lib/scoring/preference/standing.ts';
import type { Queryable } from '../database.ts';
import { dimensionReadings, modelReadings } from './attribute-readings.ts';
import { CURATOR } from './evidence-of.ts';
import { outlookOf, SEED } from './judge.ts';
import type { OpenSession } from './open-session.ts';
import { reviewerReadings } from './reviewer-readings.ts';

/** Fewer answers of one person or role give no order worth drawing. */
const LEAST_OF_GROUP = 10;
/** The most people who get a standing of their own: those who have answered most. */
const MOST_PEOPLE = 12;

/** By session and criterion: the last standing, and all that it rests on. */
export type RankingCache = Map<string, { restsOn: string; view: RankingView }>;

/**
 * @param asked the session's first criterion when left out
 * @throws VitrineError `invalid_input` for a criterion that the session does not ask for
 */
export function rankingOf(
	db: Queryable,
	open: OpenSession,
	asked: Criterion | undefined,
	cache: RankingCache
): RankingView {
	const { session, revision } = open.ledger;
	const { criteria } = session.settings;
	const criterion = asked ?? criteria[0] ?? 'overall';
	if (!criteria.includes(criterion)) {
		throw new VitrineError('invalid_input', `This session does not ask for ${criterion}.`, {
			field: 'criterion',
			fix: `It asks for ${criteria.join(', ')}.`
		});
	}
	const restsOn = JSON.stringify([revision, [...open.excluded], [...open.marks()]]);
	const key = `${session.id} ${criterion}`;
	const known = cache.get(key);
	if (known?.restsOn === restsOn) return known.view;
	const view = rank(db, open, criterion);
	cache.set(key, { restsOn, view });
	return view;
}

function rank(db: Queryable, open: OpenSession, criterion: Criterion): RankingView {
	const { ledger, excluded, top } = open;
	const { session } = ledger;
	const judge = open.judgeOf(criterion);
	const evidence = judge.evidence();
	const preference = fit(evidence);
	const idOf = (item: number): string => session.variantIds[item] ?? '';
	const answered = new Set([...evidence.pairs, ...evidence.orders].map(({ reviewer }) => reviewer))
		.size;
	const { verdict, aboutLeft } = outlookOf((count) => judge.evidence(count), { top, excluded });
	const fragile = fragility(evidence, preference, excluded);
	const { groups, polar } = disagreement(open, evidence);
	const shownWith = { evidence, preference, excluded, idOf };
	return {
		sessionId: session.id,
		briefId: session.briefId,
		criterion,
		ratings: standing(preference, { seed: SEED, excluded })
			.sort((a, b) => a.rank - b.rank)
			.map(({ item, pTop, ...place }): Rating => ({
				variantId: idOf(item),
				...place,
				pTop1: pTop[1],
				pTop3: pTop[3],
				pTop5: pTop[5]
			})),
		comparisons: answersIn(evidence),
		reviewers: answered,
		settled: verdict?.settled ?? false,
		verdict: {
			top,
			pBestShown: verdict?.pBestShown ?? 0,
			why: verdict?.why ?? 'not sure',
			aboutLeft
		},
		agreement: splitHalf(evidence, SEED),
		fragility: fragile && { answers: fragile.answers.length, winnerId: idOf(fragile.winner) },
		readings: reviewerReadings(ledger, criterion, { evidence, preference }),
		groups,
		polarising: polar.map(({ item, ...rest }) => ({ variantId: idOf(item), ...rest })),
		dimensions: dimensionReadings(db, session.briefId, shownWith),
		models: session.revealedAt === null ? null : modelReadings(db, session.briefId, shownWith)
	};
}

interface Group {
	kind: GroupStanding['kind'];
	key: string;
	reviewers: number[];
	answers: number;
}

/** The standing by some of the people alone, and where they differ by more than chance. */
function disagreement(open: OpenSession, evidence: Evidence) {
	const people = [...open.ledger.reviewers.values()].map((reviewer, at) => {
		const number = CURATOR + 1 + at;
		const answers = answersIn(ofReviewers(evidence, [number]));
		return { reviewer, number, answers };
	});
	const roles = new Map<string, Group>();
	for (const { reviewer, number, answers } of people) {
		const { role } = reviewer;
		const group = roles.get(role) ?? { kind: 'role', key: role, reviewers: [], answers: 0 };
		group.reviewers.push(number);
		group.answers += answers;
		roles.set(role, group);
	}
	const heard = ({ answers }: { answers: number }) => answers >= LEAST_OF_GROUP;
	const byRole = roles.size > 1 ? [...roles.values()].filter(heard) : [];
	const byPerson = people
		.filter(heard)
		.sort((a, b) => b.answers - a.answers || a.number - b.number)
		.slice(0, MOST_PEOPLE)
		.map(({ reviewer, number, answers }): Group => ({
			kind: 'reviewer',
			key: reviewer.id,
			reviewers: [number],
			answers
		}));
	const compared = byRole.length > 1 ? byRole : byPerson;
	const polar =
		compared.length < 2
			? []
			: polarising(
					evidence,
					compared.map(({ reviewers }) => reviewers)
				)
					.filter(({ item }) => !open.excluded.has(item))
					.map(({ item, more, less, rankMore, rankLess }) => ({
						item,
						more: compared[more]?.key ?? '',
						less: compared[less]?.key ?? '',
						rankMore,
						rankLess
					}));
	const groups = [...byRole, ...(byPerson.length > 1 ? byPerson : [])].map(
		({ kind, key, answers, reviewers }): GroupStanding => ({
			kind,
			key,
			answers,
			ranks: ranksOf(open, ofReviewers(evidence, reviewers))
		})
	);
	return { groups, polar };
}

function ranksOf({ ledger, excluded }: OpenSession, evidence: Evidence): GroupStanding['ranks'] {
	return standing(fit(evidence), { seed: SEED, excluded }).map(
		({ item, rank, rankLow, rankHigh }) => ({
			variantId: ledger.session.variantIds[item] ?? '',
			rank,
			rankLow,
			rankHigh
		})
	);
}
