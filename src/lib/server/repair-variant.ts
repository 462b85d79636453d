/** A failed variant whose reply a person has made into a document. */
import { VitrineError } from '#lib/domain/errors.ts';
import type { Variant } from '#lib/domain/variant.ts';
import type { StandingDocument } from '#lib/generator/document.ts';
import { readReply } from '#lib/generator/reply.ts';
import type { BlobStore } from './blobs.ts';
import type { OpenDatabase } from './database.ts';
import * as events from './store/events.ts';
import * as rounds from './store/rounds.ts';
import * as variants from './store/variants.ts';

/**
 * Stores the document and queues its photographs; the replies stay as they were received.
 * @param html one HTML document; a fence around it does no harm
 * @throws VitrineError `invalid_input` when there is no whole document in it, `conflict` when the variant has not failed
 */
export async function repairVariant(
	{ database, blobs }: { database: OpenDatabase; blobs: BlobStore },
	variant: Variant,
	html: string
): Promise<void> {
	const document = read(html);
	const htmlSha256 = await blobs.put(document.html);
	database.write((tx) => {
		const moved =
			variants.find(tx, variant.id)?.status === 'failed' &&
			variants.move(tx, variant.id, 'ready', {
				html_sha256: htmlSha256,
				title: document.title,
				medium: document.medium,
				reading_steps: ['Repaired by hand.', ...document.steps],
				error_code: null,
				error_message: null
			});
		if (!moved) {
			throw new VitrineError(
				'conflict',
				`Variant ${variant.number} is ${variant.status}: only one that has failed can be repaired.`
			);
		}
		const round = rounds.find(tx, variant.roundId);
		if (round && round.settings.shots.length > 0) {
			variants.movePhotos(tx, variant.id, 'queued');
			rounds.reopen(tx, round.id);
		}
		events.append(tx, variant.roundId, 'variant.ready', variant.id);
	});
}

function read(html: string): StandingDocument {
	try {
		return readReply(html, 'stop');
	} catch (thrown) {
		if (!(thrown instanceof VitrineError)) throw thrown;
		throw new VitrineError('invalid_input', `This is no document yet. ${thrown.message}`, {
			field: 'html',
			fix: 'Leave one whole HTML document and nothing else.',
			cause: thrown
		});
	}
}
