/** Where the variants of a brief came from, and who steered each step. */
import type { LineageLink, LineageView } from '#lib/domain/lineage-view.ts';
import { stepsOf, type SteeringFact } from '#lib/domain/steering.ts';
import type { OpenDatabase, Queryable } from './database.ts';
import { requiredBrief } from './required.ts';
import * as basket from './store/basket.ts';
import * as captures from './store/captures.ts';
import * as marks from './store/marks.ts';
import * as notes from './store/notes.ts';
import * as parents from './store/parents.ts';
import * as rounds from './store/rounds.ts';
import * as sessions from './store/sessions.ts';
import * as variants from './store/variants.ts';

export interface LineageService {
	/** With the flags of one reviewer. @throws VitrineError `not_found` */
	ofBrief(briefId: string, reviewer: string): LineageView;
}

export function createLineageService({
	database: { db }
}: {
	database: OpenDatabase;
}): LineageService {
	return {
		ofBrief(briefId, reviewer) {
			requiredBrief(db, briefId);
			const decision = marks.decisionOf(db, briefId);
			const marked = marks.ofBrief(db, briefId, reviewer);
			const shots = captures.glancesOfBrief(db, briefId);
			const nodes = variants.ofBrief(db, briefId).map(({ id, number, roundId, title, status }) => ({
				variantId: id,
				number,
				roundId,
				title,
				status,
				flag: marked.get(id)?.flag ?? ('none' as const),
				isChosen: decision?.variantId === id,
				thumbSha256:
					shots.get(id)?.find(({ thumbSha256 }) => thumbSha256 !== null)?.thumbSha256 ?? null
			}));
			const links = [...parents.ofBrief(db, briefId)].flatMap(([to, all]): LineageLink[] =>
				all.map(({ variantId: from, ...said }) => ({ from, to, ...said }))
			);
			const steps = stepsOf({
				rounds: rounds.ofBrief(db, briefId),
				facts: factsOf(db, briefId),
				decision
			});
			return { nodes, links, steps };
		}
	};
}

function factsOf(db: Queryable, briefId: string): SteeringFact[] {
	const fact =
		(kind: SteeringFact['kind']) =>
		(at: number): SteeringFact => ({ kind, at, until: null });
	return [
		...marks.picksThrough(db, briefId).map((span) => ({ kind: 'picks' as const, ...span })),
		...notes.ofBrief(db, briefId).map(({ createdAt }) => fact('notes')(createdAt)),
		...basket.through(db, briefId).map((span) => ({ kind: 'parts' as const, ...span })),
		...sessions.answerTimes(db, briefId).map(fact('answers'))
	];
}
