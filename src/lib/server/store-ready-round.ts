/** Storing a round whose variants are there already: brought in by a person, or put together out of others. */
import type { Point } from '#lib/domain/direction.ts';
import type { ParentLink } from '#lib/domain/lineage.ts';
import { newId } from '#lib/domain/ids.ts';
import type { MergeRecipe } from '#lib/domain/merge.ts';
import type { RoundKind, RoundSettings } from '#lib/domain/round.ts';
import type { OpenDatabase } from './database.ts';
import * as events from './store/events.ts';
import * as merges from './store/merges.ts';
import * as parents from './store/parents.ts';
import * as rounds from './store/rounds.ts';
import * as variants from './store/variants.ts';

/** A document whose bytes are stored. */
export interface ReadyDocument {
	point: Point;
	/** What it is, in a sentence. */
	statement: string;
	htmlSha256: string;
	/** As it came in; null where it did not come from outside. */
	receivedSha256: string | null;
	/** The name of the file it was; null where it was none. */
	sourceName: string | null;
	title: string | null;
	medium: string | null;
	/** What was done to make it what it is, in order. */
	steps: string[];
	parents: ParentLink[];
	/** How it was put together; null where it was not. */
	recipe: MergeRecipe | null;
}

/**
 * All at once: there is no moment in which a variant waits to be built, which nobody could do.
 * @returns the round's id
 */
export function storeReadyRound(
	{ database, workerId }: { database: OpenDatabase; workerId: string },
	round: { briefId: string; kind: Extract<RoundKind, 'import' | 'merge'>; settings: RoundSettings },
	documents: readonly ReadyDocument[]
): string {
	const { briefId, kind, settings } = round;
	return database.write((tx) => {
		const id = newId('round');
		rounds.insert(tx, { id, briefId, kind, settings, owner: workerId });
		events.append(tx, id, 'round.started', null, { count: settings.count });
		const first = variants.nextNumber(tx, briefId);
		const directionIds = rounds.insertDirections(
			tx,
			id,
			documents.map(({ point, statement }) => ({ point, statement }))
		);
		const stored = directionIds.map((directionId, position) => ({
			id: newId('variant'),
			briefId,
			roundId: id,
			directionId,
			number: first + position,
			provider: settings.provider,
			model: settings.provider
		}));
		variants.insertAll(tx, stored);
		for (const [position, document] of documents.entries()) {
			const variantId = stored[position]?.id ?? '';
			events.append(tx, id, 'variant.queued', variantId);
			// Attempts stay at none: nobody was asked to build it, so nothing is missing from what it cost.
			variants.move(tx, variantId, 'running');
			variants.move(tx, variantId, 'ready', {
				reply_sha256: document.receivedSha256,
				html_sha256: document.htmlSha256,
				source_name: document.sourceName,
				title: document.title,
				medium: document.medium,
				reading_steps: document.steps
			});
			parents.insert(tx, variantId, document.parents);
			if (document.recipe) merges.insert(tx, { briefId, variantId, recipe: document.recipe });
			if (settings.shots.length > 0) variants.movePhotos(tx, variantId, 'queued');
			events.append(tx, id, 'variant.ready', variantId);
		}
		return id;
	});
}
