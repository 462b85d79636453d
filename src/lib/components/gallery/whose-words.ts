import { LOCAL_REVIEWER } from '#lib/domain/reviewer.ts';

/** What a reviewer is called here. */
export const calledHere = (name: string): string => (name === LOCAL_REVIEWER ? 'you' : name);

/** `Ann’s marks`; null where they are of whoever sits here. */
export const marksOf = (name: string): string | null =>
	name === LOCAL_REVIEWER ? null : `${name}’s marks`;
