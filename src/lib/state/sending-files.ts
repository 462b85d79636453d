/** Sending files to our own API: unlike `fetch`, it tells how much has gone, and can be called off. */
import { ApiError, toApiError, type Brought, type BroughtFile } from './api.ts';
import { UNREACHABLE } from './unreachable.ts';

interface Sending {
	/** How much of it has gone, from 0 to 1. */
	onSent: (share: number) => void;
	signal: AbortSignal;
}

/**
 * Brings files into a brief.
 * @throws ApiError with what the server said no to, or `unreachable`; the signal's reason when it was called off
 */
export function sendFiles(
	briefId: string,
	files: readonly BroughtFile[],
	{ onSent, signal }: Sending
): Promise<Brought> {
	const form = new FormData();
	for (const { path, file } of files) form.append('files', file, path);
	return new Promise((resolve, reject) => {
		const request = new XMLHttpRequest();
		const stop = () => request.abort();
		const end = () => signal.removeEventListener('abort', stop);
		request.open('POST', `/api/v1/briefs/${briefId}/variants`);
		request.responseType = 'json';
		request.upload.onprogress = ({ loaded, total }) => onSent(total > 0 ? loaded / total : 1);
		request.upload.onload = () => onSent(1);
		request.onload = () => {
			end();
			const { status, response } = request;
			if (status >= 200 && status < 300) resolve(response);
			else reject(toApiError(status, response));
		};
		request.onerror = () => {
			end();
			reject(new ApiError('unreachable', UNREACHABLE));
		};
		request.onabort = () => {
			end();
			reject(signal.reason);
		};
		signal.addEventListener('abort', stop, { once: true });
		request.send(form);
	});
}
