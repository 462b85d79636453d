/** Where the pages of a session are, and what is on them. */

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

/** Id of the sentence that says what taking a reviewer out does: once for all sessions of a page. */
export const TAKING_OUT = 'taking-out';
