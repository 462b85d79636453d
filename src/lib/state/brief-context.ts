/** What a brief's layout sets up once and every component under it works with. */
import { getContext, setContext } from 'svelte';

/**
 * @param name what it is called where it is missing
 * @returns what gets it, and throws an Error where no brief's layout has set it; what sets it, and hands it back
 */
export function briefContext<T extends object>(name: string): [get: () => T, set: (value: T) => T] {
	const key = Symbol(name);
	return [
		() => {
			const value = getContext<T | undefined>(key);
			if (!value) throw new Error(`No ${name}: this component belongs under a brief’s layout.`);
			return value;
		},
		(value) => setContext(key, value)
	];
}
