/** Reads documents of variants through the camera. Whatever a page answers is checked before anybody believes it. */
import type { z } from 'zod';
import type { Camera } from '#lib/capture/camera.ts';
import type { Shot } from '#lib/domain/capture.ts';
import { VitrineError } from '#lib/domain/errors.ts';

/** In which look a document is read. */
export type ReadLook = Pick<Shot, 'viewport' | 'theme' | 'state'>;

export interface PageToRead {
	variantId: string;
	html: string;
	look: ReadLook;
}

/**
 * @throws VitrineError `capture_timeout`, `capture_crashed`, also where the page answers nothing that can be understood;
 * `browser_missing`, `browser_failed`; `cancelled` when `signal` says so
 */
export async function readPage<T extends z.ZodType>(
	camera: Camera,
	page: PageToRead,
	{ expression, answer }: { expression: string; answer: T },
	signal: AbortSignal = new AbortController().signal
): Promise<z.output<T>> {
	const value = await camera.inspect({ ...page, expression }, signal);
	const read = answer.safeParse(value);
	if (read.success) return read.data;
	throw new VitrineError('capture_crashed', 'The page could not be read: it broke the question.', {
		fix: 'Regions of its photograph can be pointed at all the same.',
		cause: read.error
	});
}
