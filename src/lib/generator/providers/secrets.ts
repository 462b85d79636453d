/** Takes keys out of what comes from outside: an endpoint may send back what it was given, an agent what its environment holds. */

const SECRET_NAME = /(?:KEY|TOKEN|SECRET|PASSWORD|PASSWD)(?:_\d+)?$/i;
/** Shorter ones are words, such as the `ollama` that stands for no key, and would be found in any text. */
const MIN_SECRET_CHARS = 12;
const KEY_SHAPES = [
	/\b(?:sk|pk|key|gsk|xai|or)-[\w*.-]{4,}/gi,
	/\bAIza[\w*-]{10,}/g,
	/\b(?:gh[pousr]|github_pat)_\w{10,}/g,
	// A token of three parts.
	/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g,
	// Endpoints like to repeat the key they refuse with its middle starred out.
	/\S*\*{3,}\S*/g
];

/** The values an environment keeps under names that say they are secret. */
export function secretsOf(environment: Readonly<Record<string, string | undefined>>): string[] {
	return Object.entries(environment).flatMap(([name, value = '']) =>
		SECRET_NAME.test(name) && value.length >= MIN_SECRET_CHARS ? [value] : []
	);
}

/** A reply without these very secrets; everything else of it stays as it is. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
	return secrets
		.filter((secret) => secret.length >= MIN_SECRET_CHARS)
		.reduce((left, secret) => left.replaceAll(secret, '[key]'), text);
}

/** Without the short ones and whatever else looks like a key, too: for words that are shown, not for documents. */
export function withoutKeys(words: string, secrets: readonly string[]): string {
	const plain = secrets
		.filter((secret) => secret !== '')
		.reduce((left, secret) => left.replaceAll(secret, '[key]'), words);
	return KEY_SHAPES.reduce((left, shape) => left.replace(shape, '[key]'), plain)
		.replace(/\bBearer\s+\S{8,}/gi, 'Bearer [key]')
		.replace(/\bBasic\s+[a-z0-9+/]{12,}={0,2}/gi, 'Basic [key]');
}
