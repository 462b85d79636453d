/** Waiting with an end to it. */

/** The value of `work`, or `undefined` when it takes longer than `ms` milliseconds; then nobody waits for it any more. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
	let timer: NodeJS.Timeout | undefined;
	const limit = new Promise<undefined>((resolve) => {
		timer = setTimeout(() => resolve(undefined), ms);
	});
	try {
		return await Promise.race([work, limit]);
	} finally {
		clearTimeout(timer);
	}
}

/** Nothing came of it in time. */
export class LateError extends Error {}

/**
 * The value of `work`.
 * @throws LateError when it takes longer than `ms` milliseconds; or what `work` throws
 */
export async function inTime<T extends object>(ms: number, work: Promise<T>): Promise<T> {
	const value = await within(ms, work);
	if (value === undefined) throw new LateError(`Nothing came within ${ms} ms.`);
	return value;
}
