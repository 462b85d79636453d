/** Where the pages of a session are. */

/** Where whoever has the link joins. */
export function joinPath(sessionId: string): string {
	return `/rank/${sessionId}`;
}

/** The sitting of one reviewer: whoever opens it is that reviewer. */
export function sittingPath(sessionId: string, reviewerId: string): string {
	return `/rank/${sessionId}/${reviewerId}`;
}

export function standingPath(briefId: string, sessionId: string): string {
	return `/briefs/${briefId}/rank/${sessionId}`;
}
