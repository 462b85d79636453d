import type { Brief, BriefContent } from '#lib/domain/brief.ts';
import { newId } from '#lib/domain/ids.ts';
import type { BriefChanges, BriefSummary, BriefView } from '#lib/domain/view.ts';
import { parseBrief } from '#lib/generator/brief-file.ts';
import { decodeBrief } from '#lib/generator/brief-text.ts';
import { formatBrief } from '#lib/generator/brief-format.ts';
import { sha256Of } from './blobs.ts';
import { everySpaceOf } from './brief-space.ts';
import type { OpenDatabase } from './database.ts';
import type { Providers } from './providers.ts';
import { toRoundView, toVariantViews } from './views.ts';
import { requiredBrief } from './required.ts';
import * as basket from './store/basket.ts';
import * as briefs from './store/briefs.ts';
import * as captures from './store/captures.ts';
import * as marks from './store/marks.ts';
import * as notes from './store/notes.ts';
import * as parents from './store/parents.ts';
import * as rounds from './store/rounds.ts';
import * as variants from './store/variants.ts';

export interface BriefService {
	/**
	 * Reads a brief as text, Markdown with front matter or plain, and stores it. The same text again is the same brief.
	 * @throws VitrineError `brief_*`, with field and line
	 */
	add(source: string | Uint8Array, name?: string | null): Brief;
	/** The same from a form's fields. */
	addContent(content: BriefContent): Brief;
	/** The sample brief, added if it is not there yet. */
	addSample(): Brief;
	/** @throws VitrineError `not_found` */
	get(id: string): Brief;
	/** Everything one brief's pages show, with the marks of one reviewer. @throws VitrineError `not_found` */
	view(id: string, reviewer: string): BriefView;
	/**
	 * What has happened since a page of it was drawn.
	 * @param after how far the story of its marks had come then
	 * @throws VitrineError `not_found`
	 */
	changes(id: string, after: number, reviewer: string): BriefChanges;
	/** With how many of each one reviewer has picked. */
	list(reviewer: string): BriefSummary[];
	/** The brief to open when none is named: the one that was worked on last. */
	latestId(): string | null;
}

export function createBriefService({
	database,
	providers
}: {
	database: OpenDatabase;
	providers: Providers;
}): BriefService {
	const { db } = database;

	function store(
		content: BriefContent,
		source: string,
		sourceName: string | null,
		origin: briefs.BriefOrigin
	): Brief {
		const sourceSha256 = sha256Of(source);
		return database.write((tx) => {
			const existing = briefs.findBySource(tx, sourceSha256);
			if (existing) return existing;
			const id = newId('brief');
			briefs.insert(tx, { id, content, source, sourceName, sourceSha256, origin });
			return { ...content, id, source, sourceName, recipe: null, createdAt: Date.now() };
		});
	}

	function get(id: string): Brief {
		return requiredBrief(db, id);
	}

	return {
		get,
		add(source, name = null) {
			const content = parseBrief(source, name === null ? {} : { name });
			return store(content, decodeBrief(source, 'The brief'), name, 'person');
		},
		addContent(content) {
			const source = formatBrief(content);
			return store(parseBrief(source), source, null, 'person');
		},
		addSample() {
			const { brief, source } = providers.sample;
			return store(brief, source, 'brief.md', 'sample');
		},
		view(id, reviewer) {
			const brief = get(id);
			const decision = marks.decisionOf(db, id);
			const all = rounds.ofBrief(db, id);
			return {
				brief,
				rounds: all.map((round) => toRoundView(db, round)),
				variants: toVariantViews({
					variants: variants.ofBrief(db, id),
					captures: captures.glancesOfBrief(db, id),
					marks: marks.ofBrief(db, id, reviewer),
					notes: notes.countsOfBrief(db, id),
					rounds: all,
					parents: parents.ofBrief(db, id),
					isRevealed: decision !== null
				}),
				dimensions: everySpaceOf(db, id),
				decision,
				reviewer
			};
		},
		changes(id, after, reviewer) {
			requiredBrief(db, id);
			const marked = marks.since(db, id, { reviewer, after });
			const story = rounds.ofBrief(db, id);
			return {
				steps: {
					marks: marks.stepsOf(db, id),
					notes: notes.stepsOf(db, id),
					basket: basket.stepsOf(db, id)
				},
				marked: [...marked].map(([variantId, put]) => ({ variantId, ...put })),
				rounds: story.length,
				running: story.filter(({ status }) => status === 'running').length,
				decisionId: marks.decisionOf(db, id)?.id ?? null,
				reviewer
			};
		},
		list: (reviewer) => briefs.list(db).map((brief) => summarise(database, brief, reviewer)),
		latestId: () => rounds.newestBriefId(db) ?? briefs.list(db)[0]?.id ?? null
	};
}

function summarise({ db }: OpenDatabase, brief: Brief, reviewer: string): BriefSummary {
	const all = variants.ofBrief(db, brief.id);
	const marked = marks.ofBrief(db, brief.id, reviewer);
	const decision = marks.decisionOf(db, brief.id);
	const shots = captures.glancesOfBrief(db, brief.id);
	const chosen = all.find((variant) => variant.id === decision?.variantId);
	const picked = all.find((variant) => marked.get(variant.id)?.flag === 'pick');
	const face = [chosen, picked, ...all].find((variant) => variant && shots.has(variant.id));
	const story = rounds.ofBrief(db, brief.id);
	return {
		id: brief.id,
		title: brief.title,
		createdAt: brief.createdAt,
		rounds: story.length,
		variants: all.length,
		ready: all.filter((variant) => variant.status === 'ready').length,
		picks: [...marked.values()].filter(({ flag }) => flag === 'pick').length,
		chosenNumber: chosen?.number ?? null,
		thumbSha256:
			(face && shots.get(face.id)?.find((capture) => capture.thumbSha256)?.thumbSha256) ?? null,
		running: story.some((round) => round.status === 'running')
	};
}
