/** Takes keys out of what an agent says: it runs in the person's own environment, and may repeat whatever is in there. */
import type { Environment } from './find-program.ts';

const SECRET_NAME = /(?:KEY|TOKEN|SECRET|PASSWORD|PASSWD)(?:_\d+)?$/i;
/** Shorter values are words, and would be found in any text. */
const MIN_SECRET_CHARS = 12;
const KEY_SHAPES = [
	/\b(?:sk|pk|key|gsk|xai|or)-[\w*.-]{4,}/gi,
	/\bAIza[\w*-]{10,}/g,
	/\b(?:gh[pousr]|github_pat)_\w{10,}/g,
	// A token of three parts.
	/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g
];

/** The values an environment keeps under names that say they are secret. */
export function secretsIn(environment: Environment): string[] {
	return Object.entries(environment).flatMap(([name, value = '']) =>
		SECRET_NAME.test(name) && value.length >= MIN_SECRET_CHARS ? [value] : []
	);
}

/** The text without these very secrets; everything else of a reply stays as it is. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
	return secrets.reduce((left, secret) => left.replaceAll(secret, '[key]'), text);
}

/** Without whatever else looks like a key, too: for words that are shown, not for documents. */
export function withoutKeys(words: string, secrets: readonly string[]): string {
	return KEY_SHAPES.reduce(
		(left, shape) => left.replace(shape, '[key]'),
		withoutSecrets(words, secrets)
	).replace(/\bBearer\s+\S+/gi, 'Bearer [key]');
}
