/** Of one file in an archive, unpacked. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;
/** Of one page with everything it asks for put into it: a file can be asked for again and again. */
export const MAX_PAGE_CHARS = 32 * 1024 * 1024;
/** Of all pages of one import together. */
export const MAX_PAGES_CHARS = 128 * 1024 * 1024;
/** A picture is held whole while it is shown and photographed. */
export const MAX_PICTURE_PIXELS = 100_000_000;

export const mebibytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MiB`;
