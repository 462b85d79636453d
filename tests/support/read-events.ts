/** Server-sent events as a reader without a browser gets them. */
export interface ServerSentEvent {
	id: number | null;
	type: string;
	data: unknown;
}

/** Whole events of a stream's text; a last one that is cut off is left out. */
function parseEvents(text: string): ServerSentEvent[] {
	return text
		.split('\n\n')
		.slice(0, -1)
		.flatMap((block) => {
			const fields = new Map(
				block.split('\n').map((line): [string, string] => {
					const colon = line.indexOf(':');
					return [line.slice(0, colon), line.slice(colon + 1).trim()];
				})
			);
			const type = fields.get('event');
			if (type === undefined) return [];
			const id = fields.get('id');
			return [
				{
					id: id === undefined ? null : Number(id),
					type,
					data: JSON.parse(fields.get('data') ?? 'null')
				}
			];
		});
}

/** Events with an id: the stored ones, without gauges. */
export function stored(events: ServerSentEvent[]): ServerSentEvent[] {
	return events.filter(({ id }) => id !== null);
}

/** Reads until the stream ends, or until `enough` says so and then goes away. */
export async function readEvents(
	url: string,
	{
		headers = {},
		enough = () => false
	}: { headers?: Record<string, string>; enough?: (events: ServerSentEvent[]) => boolean } = {}
): Promise<ServerSentEvent[]> {
	const gone = new AbortController();
	const response = await fetch(url, { headers, signal: gone.signal });
	if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
	const decoder = new TextDecoder();
	let text = '';
	for await (const chunk of response.body ?? []) {
		text += decoder.decode(chunk, { stream: true });
		if (enough(parseEvents(text))) break;
	}
	gone.abort();
	return parseEvents(text);
}
