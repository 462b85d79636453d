/** From parts to a prompt with its hash. */
import { createHash } from 'node:crypto';
import type { Prompt } from '../provider.ts';

/** @param sections of the user text; empty ones are left out */
export function makePrompt(version: string, system: string, sections: readonly string[]): Prompt {
	const user = sections.filter((section) => section !== '').join('\n\n');
	const sha256 = createHash('sha256')
		.update(JSON.stringify([version, system, user]))
		.digest('hex');
	return { version, system, user, sha256 };
}
