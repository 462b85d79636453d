/** The standing of a session: exactly what its answers say, with how sure that is and who disagrees. */
import { VitrineError } from '#lib/domain/errors.ts';
import type { Criterion } from '#lib/domain/session.ts';
import type { GroupStanding, RankingView } from '#lib/domain/session-view.ts';
import type { ComparisonPool } from '../comparison/comparison.ts';
import type { Queryable } from '../database.ts';
import type { Ranking, RankingJob } from './assess.ts';
import { allOf, readingsOf, sharedIn, type SharedWorks } from './attribute-readings.ts';
import { CURATOR } from './evidence-of.ts';
import type { OpenSession } from './open-session.ts';
import { reviewerReadings } from './reviewer-readings.ts';

/** Fewer answers of one person or role give no order worth drawing. */
const LEAST_OF_GROUP = 10;
/** The most people who get a standing of their own: those who have answered most. */
const MOST_PEOPLE = 12;

/** By session and criterion: the last standing, or that it is being worked out, and all that it rests on. */
export type RankingCache = Map<string, { restsOn: string; view: Promise<RankingView> }>;

interface Deps {
	db: Queryable;
	pool: ComparisonPool;
	cache: RankingCache;
}

interface Asked {
	/** The session's first when left out. */
	criterion?: Criterion | undefined;
	/** Who looks: told where they stand themselves, if they have answered enough, however many others have answered more. */
	reviewerId?: string | undefined;
}

/**
 * Works it out in a thread; asked again while nothing has changed, or while it is being worked out, it is the same one.
 * @throws VitrineError `invalid_input` for a criterion that the session does not ask for; `comparison_failed`
 */
export async function rankingOf(
	{ db, pool, cache }: Deps,
	open: OpenSession,
	{ criterion: asked, reviewerId }: Asked
): Promise<RankingView> {
	const { session, revision } = open.ledger;
	const { criteria } = session.settings;
	const criterion = asked ?? criteria[0] ?? 'overall';
	if (!criteria.includes(criterion)) {
		throw new VitrineError('invalid_input', `This session does not ask for ${criterion}.`, {
			field: 'criterion',
			fix: `It asks for ${criteria.join(', ')}.`
		});
	}
	const shared = sharedIn(db, session, open.excluded);
	const restsOn = JSON.stringify([revision, [...open.excluded], [...open.marks()], shared]);
	const people = answersByReviewer(open, criterion);
	const groups = groupsOf(people, reviewerId);
	// One more standing is worked out for those whose own is not among the usual ones, and for nobody else.
	const key = `${session.id} ${criterion} ${groups.added ?? ''}`;
	let known = cache.get(key);
	if (known?.restsOn !== restsOn) {
		const view = rank(pool, open, { criterion, shared, people, groups });
		known = { restsOn, view };
		cache.set(key, known);
		// One that failed is tried again.
		view.catch(() => cache.get(key)?.view === view && cache.delete(key));
	}
	const view = await known.view;
	return { ...view, models: session.revealedAt === null ? null : view.models };
}

interface Ranked {
	criterion: Criterion;
	shared: SharedWorks;
	people: Person[];
	groups: Groups;
}

async function rank(
	pool: ComparisonPool,
	open: OpenSession,
	{ criterion, shared, people, groups }: Ranked
): Promise<RankingView> {
	const { ledger, excluded, top } = open;
	const { session } = ledger;
	const judge = open.judgeOf(criterion);
	// Who has answered, and how, is read before anybody can answer again.
	const readings = reviewerReadings(ledger, criterion);
	const answers = judge.answers;
	const job: RankingJob = {
		kind: 'ranking',
		evidence: judge.evidence(),
		goal: judge.goal(),
		groups: groups.all.map(({ reviewers }) => reviewers),
		opposed: groups.opposed,
		shared: allOf(shared).map(({ label, items }) => ({ label, items }))
	};
	const found = await pool.run(job);
	const idOf = (item: number): string => session.variantIds[item] ?? '';
	const { verdict, aboutLeft } = found.outlook;
	return {
		sessionId: session.id,
		briefId: session.briefId,
		criterion,
		ratings: found.places
			.sort((a, b) => a.rank - b.rank)
			.map(({ item, pTop, ...place }) => ({
				variantId: idOf(item),
				...place,
				pTop1: pTop[1],
				pTop3: pTop[3],
				pTop5: pTop[5]
			})),
		comparisons: answers,
		reviewers: people.filter(({ answers }) => answers > 0).length,
		settled: verdict?.settled ?? false,
		verdict: {
			top,
			pBestShown: verdict?.pBestShown ?? 0,
			why: verdict?.why ?? 'not sure',
			aboutLeft
		},
		agreement: found.agreement,
		fragility: found.fragility && {
			answers: found.fragility.answers,
			winnerId: idOf(found.fragility.winner)
		},
		readings: readings(found.reliabilities),
		groups: groups.all.map(({ kind, key, answers }, at) => ({
			kind,
			key,
			answers,
			ranks: ranksOf(found.standings[at] ?? [], idOf)
		})),
		polarising: found.polarising
			.filter(({ item }) => !excluded.has(item))
			.map(({ item, more, less, rankMore, rankLess }) => ({
				variantId: idOf(item),
				more: groups.all[more]?.key ?? '',
				less: groups.all[less]?.key ?? '',
				rankMore,
				rankLess
			})),
		...readingsOf(shared, found.attributes)
	};
}

interface Person {
	id: string;
	role: string;
	/** In the evidence. */
	number: number;
	/** That count, without skips. */
	answers: number;
}

function answersByReviewer({ ledger }: OpenSession, criterion: Criterion): Person[] {
	return [...ledger.reviewers.values()].map(({ id, role, withdrawnAt }, at) => ({
		id,
		role,
		number: CURATOR + 1 + at,
		answers:
			withdrawnAt === null
				? ledger.answersOf(id).filter(({ comparison }) => comparison.criterion === criterion).length
				: 0
	}));
}

interface Group extends Pick<GroupStanding, 'kind' | 'key' | 'answers'> {
	reviewers: number[];
}

interface Groups {
	all: Group[];
	/** Places in `all` of those who are held against each other. */
	opposed: number[];
	/** Who would not be among them but for having asked; null when nobody had to be added. */
	added: string | null;
}

/** Whose standing is told by itself, and who is held against whom; who disagrees with whom does not hang on who looks. */
function groupsOf(people: Person[], reviewerId: string | undefined): Groups {
	const roles = new Map<string, Group>();
	for (const { role, number, answers } of people) {
		const group = roles.get(role) ?? { kind: 'role', key: role, reviewers: [], answers: 0 };
		group.reviewers.push(number);
		group.answers += answers;
		roles.set(role, group);
	}
	const heard = ({ answers }: { answers: number }) => answers >= LEAST_OF_GROUP;
	const byRole = roles.size > 1 ? [...roles.values()].filter(heard) : [];
	const alone = people
		.filter(heard)
		.sort((a, b) => b.answers - a.answers || a.number - b.number)
		.map(({ id, number, answers }): Group => ({
			kind: 'reviewer',
			key: id,
			reviewers: [number],
			answers
		}));
	const byPerson = alone.slice(0, MOST_PEOPLE);
	const asker = alone.slice(MOST_PEOPLE).filter(({ key }) => key === reviewerId);
	const all = [...byRole, ...(byPerson.length > 1 ? byPerson : []), ...asker];
	const compared = byRole.length > 1 ? byRole : byPerson;
	return {
		all,
		opposed: compared.length > 1 ? compared.map((group) => all.indexOf(group)) : [],
		added: asker[0]?.key ?? null
	};
}

function ranksOf(
	places: Ranking['places'],
	idOf: (item: number) => string
): GroupStanding['ranks'] {
	return places.map(({ item, rank, rankLow, rankHigh }) => ({
		variantId: idOf(item),
		rank,
		rankLow,
		rankHigh
	}));
}
