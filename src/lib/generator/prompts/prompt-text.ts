/** From parts to a prompt with its hash. */
import { createHash } from 'node:crypto';
import type { Prompt, PromptPicture } from '../provider.ts';

/** @param sections of the user text; empty ones are left out */
export function makePrompt(
	version: string,
	system: string,
	sections: readonly string[],
	pictures: readonly PromptPicture[] = []
): Prompt {
	return rewordPrompt(
		{ version, system, ...(pictures.length > 0 ? { pictures: [...pictures] } : {}) },
		sections.filter((section) => section !== '').join('\n\n')
	);
}

/** The same prompt with another user text, such as one that a person has gone over. */
export function rewordPrompt(
	{ version, system, pictures }: Pick<Prompt, 'version' | 'system' | 'pictures'>,
	user: string
): Prompt {
	const parts = [version, system, user, ...(pictures ?? []).map((one) => one.sha256)];
	const sha256 = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
	return { version, system, user, ...(pictures ? { pictures } : {}), sha256 };
}
