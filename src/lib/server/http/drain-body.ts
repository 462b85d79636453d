/** What was sent and not read. Left where it is, it stands in the way of the next request on the same connection. */

/** More than the largest body that anything takes; whoever sends more than this unread loses the connection. */
const MOST_BYTES = 80 * 1024 * 1024;

/** Reads the rest of a body and throws it away, after the answer is on its way. Resolves when nothing is left; never rejects. */
export async function drainBody({ body }: Request): Promise<void> {
	if (body === null || body.locked) return;
	const reader = body.getReader();
	try {
		let size = 0;
		for (let read = await reader.read(); !read.done; read = await reader.read()) {
			size += (read.value as Uint8Array).length;
			if (size > MOST_BYTES) return await reader.cancel();
		}
	} catch {
		// The sender has gone, and nobody waits for this connection.
	}
}
