/** Answers that are files. None of them can run as a page of the gallery, whatever is in them. */

const INERT_CSP = "sandbox; default-src 'none'";
/** A blob's name is the hash of its bytes: it never changes. */
const FOREVER = 'private, max-age=31536000, immutable';

export interface FileToSend {
	bytes: Uint8Array | string;
	mediaType: string;
	/** Saved under this name instead of shown. */
	downloadAs?: string;
	/** For content that cannot change: its hash. */
	sha256?: string;
}

export function fileAnswer({ bytes, mediaType, downloadAs, sha256 }: FileToSend): Response {
	return new Response(typeof bytes === 'string' ? bytes : new Uint8Array(bytes), {
		headers: {
			'content-type': mediaType,
			'content-security-policy': INERT_CSP,
			'x-content-type-options': 'nosniff',
			'cache-control': sha256 === undefined ? 'no-store' : FOREVER,
			...(sha256 === undefined ? {} : { etag: `"${sha256}"` }),
			...(downloadAs === undefined ? {} : { 'content-disposition': attachment(downloadAs) })
		}
	});
}

/** Whether the reader has these bytes already. */
export function notModified(request: Request, sha256: string): Response | null {
	if (request.headers.get('if-none-match') !== `"${sha256}"`) return null;
	return new Response(null, {
		status: 304,
		headers: { etag: `"${sha256}"`, 'cache-control': FOREVER }
	});
}

/** A Content-Disposition by RFC 6266: a plain name for old readers, and the whole one in UTF-8. */
export function attachment(name: string): string {
	const plain = name.replaceAll(/[^\x20-\x7e]|["\\/%]/g, '_');
	const encoded = encodeURIComponent(name).replaceAll(
		/['()*]/g,
		(char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`
	);
	return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
