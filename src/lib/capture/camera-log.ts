/** Where the camera says what it does. The house's logger fits; so does nothing at all. */
export interface CameraLog {
	debug(fields: object, message: string): void;
	warn(fields: object, message: string): void;
}

export const SILENT_LOG: CameraLog = { debug: () => undefined, warn: () => undefined };
