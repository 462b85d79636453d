/** Said where there is no answer at all. In a file of its own, because every page wants it before any part of the program is there. */
export const UNREACHABLE = 'Vitrine does not answer. Is it still running?';
