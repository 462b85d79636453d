/**
 * Makes it when it is first wanted. A formatter of `Intl` takes milliseconds to make, and pages load the words of many views before
 * they show one.
 */
export function lazily<T>(make: () => T): () => T {
	let made: { value: T } | undefined;
	return () => (made ??= { value: make() }).value;
}
