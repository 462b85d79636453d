import { stripIds } from '#lib/generator/document.ts';
import type { Services } from '../services.ts';
import { fileAnswer } from './file-answer.ts';

/**
 * A variant's document as an attachment, without the ids it was given.
 * @param asked whether the saved file is named after the brief, as an export is
 * @throws VitrineError `not_found`
 */
export async function documentAnswer(
	services: Services,
	id: string,
	{ isNamed, reviewer }: { isNamed: boolean; reviewer: string }
): Promise<Response> {
	if (isNamed) {
		const { bytes, mediaType, name } = await services.exports.make(id, 'html', {
			isOperator: false,
			reviewer
		});
		return fileAnswer({ bytes, mediaType, downloadAs: name });
	}
	const html = stripIds(await services.variants.html(id));
	const { number } = services.variants.get(id);
	return fileAnswer({
		bytes: html,
		mediaType: 'text/html; charset=utf-8',
		downloadAs: `variant-${number}.html`
	});
}
