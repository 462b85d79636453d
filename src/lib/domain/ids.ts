import { z } from 'zod';

const PREFIX = {
	brief: 'b',
	round: 'r',
	direction: 'd',
	variant: 'v',
	capture: 'c',
	decision: 'k',
	strip: 'f',
	batch: 'm',
	session: 's',
	reviewer: 'p',
	comparison: 'a',
	note: 'n',
	event: 'e',
	part: 'g',
	merge: 'x'
} as const;

export type IdKind = keyof typeof PREFIX;

/** A new random id such as `v_3f9c2d7a61b04e8d95aa`: a letter for its kind and 80 bits of a UUID. */
export function newId(kind: IdKind): string {
	return `${PREFIX[kind]}_${crypto.randomUUID().replaceAll('-', '').slice(0, 20)}`;
}

/** Schema of the ids of one kind, for the door. */
export function idSchema(kind: IdKind) {
	return z
		.string()
		.regex(
			new RegExp(`^${PREFIX[kind]}_[0-9a-f]{20}$`),
			`not the id of ${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`
		);
}

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'not a SHA-256 in lower-case hex');
